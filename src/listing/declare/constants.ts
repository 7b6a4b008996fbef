/** Constants: numbers, and what can be computed from numbers and other constants. */
import { combined, complement, constant, negation } from '../folding.ts';
import type { Problem } from '../problem.ts';
import type { Expr } from '../program.ts';
import { Refusal, problemAt, refuse, refuseName } from '../refusal.ts';
import type { Owner } from '../refusal.ts';
import { didYouMean } from '../suggestion.ts';
import type { ConstantDeclaration, Expression } from '../syntax.ts';

export interface ConstantValue {
  /** 0 to 2^64-1. */
  readonly value: bigint;
  /** Written with a minus: compares as a signed number. */
  readonly signed: boolean;
}

/** A constant declaration and where it stands. */
export interface PlacedConstant {
  readonly declaration: ConstantDeclaration;
  readonly file: string;
  /** Index of the design. */
  readonly layer: number;
}

/** Values of all constants; one that is wrong counts as 0, so that it is reported only once. */
export function constantsOf(declared: readonly PlacedConstant[]): {
  readonly constants: ReadonlyMap<string, ConstantValue>;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const byName = new Map<string, PlacedConstant>();
  for (const placed of declared) {
    const { name, span } = placed.declaration;
    const first = byName.get(name);
    if (first?.layer === placed.layer) {
      problems.push(
        problemAt(
          placed.file,
          span,
          `${name} is written twice in this design`,
          `the other is at ${first.file}:${first.declaration.span.line}`,
        ),
      );
    }
    byName.set(name, placed);
  }
  const constants = new Map<string, ConstantValue>();
  const open = new Set<string>();
  const valueOf = (name: string): ConstantValue | undefined => {
    const placed = byName.get(name);
    const done = constants.get(name);
    if (placed === undefined || done !== undefined || open.has(name)) return done;
    open.add(name);
    let value: ConstantValue = { value: 0n, signed: false };
    try {
      value = evaluated(placed.declaration.value, { file: placed.file }, valueOf, byName);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push(error.problem);
    }
    open.delete(name);
    constants.set(name, value);
    return value;
  };
  for (const name of byName.keys()) valueOf(name);
  return { constants, problems };
}

function evaluated(
  expression: Expression,
  owner: Owner,
  valueOf: (name: string) => ConstantValue | undefined,
  known: ReadonlyMap<string, unknown>,
): ConstantValue {
  const of = (part: Expression): ConstantValue => evaluated(part, owner, valueOf, known);
  const folded = (expr: Expr, signed: boolean): ConstantValue => ({
    value: expr.kind === 'const' ? expr.value : 0n,
    signed,
  });
  switch (expression.kind) {
    case 'number':
      if (expression.value >= 1n << 64n) {
        refuse(owner, expression.span, 'this number does not fit into 64 bits');
      }
      return { value: expression.value, signed: false };
    case 'name': {
      const value = valueOf(expression.name);
      if (value !== undefined) return value;
      if (known.has(expression.name)) {
        return refuse(owner, expression.span, `${expression.name} is computed from itself`);
      }
      return refuseName(
        owner,
        expression.span,
        `there is no constant ${expression.name}`,
        didYouMean(expression.name, known.keys()),
      );
    }
    case 'unary': {
      const { value, signed } = of(expression.of);
      if (expression.operator === 'not') return folded(negation(constant(value)), false);
      if (expression.operator === '~') return folded(complement(constant(value)), signed);
      return folded(constant(-value), true);
    }
    case 'binary': {
      const { operator } = expression;
      if (operator === 'with' || operator === 'without') break;
      const left = of(expression.left);
      const right = of(expression.right);
      const signed = left.signed || right.signed;
      return folded(
        combined(operator, constant(left.value), constant(right.value), signed),
        signed,
      );
    }
    default:
      break;
  }
  return refuse(
    owner,
    expression.span,
    'a constant is computed from numbers and other constants only',
  );
}
