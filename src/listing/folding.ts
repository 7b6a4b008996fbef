/**
 * Expressions are built here, and folded while they are built: what is known when a listing is
 * compiled (addresses of objects, offsets, constants, flag masks) never costs a local or a run-time
 * operation. All arithmetic is modulo 2^64, as in the machine.
 */
import type { BinaryOperator, Expr } from './program.ts';

const word = (value: bigint): bigint => BigInt.asUintN(64, value);
const truth = (value: boolean): bigint => (value ? 1n : 0n);

/** A constant, taken modulo 2^64. */
export function constant(value: bigint | number): Expr {
  return { kind: 'const', value: word(BigInt(value)) };
}

export function local(slot: number): Expr {
  return { kind: 'local', slot };
}

/** 1 where `of` is 0, else 0. */
export function negation(of: Expr): Expr {
  return of.kind === 'const' ? constant(truth(of.value === 0n)) : { kind: 'not', of };
}

export function complement(of: Expr): Expr {
  return of.kind === 'const' ? constant(~of.value) : { kind: 'complement', of };
}

/** `base + distance`; the distance may be negative. */
export function displaced(base: Expr, distance: number | bigint): Expr {
  return combined('+', base, constant(distance));
}

/** Whether a bit of a loaded word is set: 1 or 0. */
export function bitTest(loaded: Expr, bit: number): Expr {
  return combined('!=', combined('&', loaded, constant(1n << BigInt(bit))), constant(0));
}

/** `signed` matters to order comparisons only. */
export function combined(operator: BinaryOperator, left: Expr, right: Expr, signed = false): Expr {
  if (left.kind === 'const' && right.kind === 'const') {
    return constant(result(operator, left.value, right.value, signed));
  }
  if (operator === '-' && right.kind === 'const') {
    return combined('+', left, constant(-right.value));
  }
  if (operator === '+') return sum(left, right);
  return { kind: 'binary', operator, left, right, signed: signed && isOrder(operator) };
}

/** Splits `x + c` so that the constant can move into a place's offset. */
export function split(expr: Expr): { readonly base: Expr; readonly distance: bigint } {
  if (expr.kind === 'binary' && expr.operator === '+' && expr.right.kind === 'const') {
    return { base: expr.left, distance: BigInt.asIntN(64, expr.right.value) };
  }
  return { base: expr, distance: 0n };
}

/** Whether two expressions are built alike. */
export function alike(one: Expr, other: Expr): boolean {
  switch (one.kind) {
    case 'const':
      return other.kind === 'const' && one.value === other.value;
    case 'local':
      return other.kind === 'local' && one.slot === other.slot;
    case 'not':
    case 'complement':
      return other.kind === one.kind && alike(one.of, other.of);
    case 'binary':
      return (
        other.kind === 'binary' &&
        one.operator === other.operator &&
        one.signed === other.signed &&
        alike(one.left, other.left) &&
        alike(one.right, other.right)
      );
  }
}

/** Calls `visit` for every local that the expression reads. */
export function eachLocal(expr: Expr, visit: (slot: number) => void): void {
  switch (expr.kind) {
    case 'const':
      return;
    case 'local':
      visit(expr.slot);
      return;
    case 'not':
    case 'complement':
      eachLocal(expr.of, visit);
      return;
    case 'binary':
      eachLocal(expr.left, visit);
      eachLocal(expr.right, visit);
  }
}

/** The same expression with its locals renamed. */
export function renamed(expr: Expr, slotOf: (slot: number) => number): Expr {
  switch (expr.kind) {
    case 'const':
      return expr;
    case 'local':
      return { kind: 'local', slot: slotOf(expr.slot) };
    case 'not':
    case 'complement':
      return { kind: expr.kind, of: renamed(expr.of, slotOf) };
    case 'binary':
      return {
        kind: 'binary',
        operator: expr.operator,
        left: renamed(expr.left, slotOf),
        right: renamed(expr.right, slotOf),
        signed: expr.signed,
      };
  }
}

/** Keeps sums in the form `x + c`, so that `&page.lru` and `container` undo each other. */
function sum(left: Expr, right: Expr): Expr {
  if (left.kind === 'const') return sum(right, left);
  if (right.kind === 'const') {
    if (right.value === 0n) return left;
    const { base, distance } = split(left);
    if (base !== left) return sum(base, constant(distance + right.value));
  }
  return { kind: 'binary', operator: '+', left, right, signed: false };
}

const isOrder = (operator: BinaryOperator): boolean =>
  operator === '<' || operator === '<=' || operator === '>' || operator === '>=';

function result(operator: BinaryOperator, left: bigint, right: bigint, signed: boolean): bigint {
  const a = signed ? BigInt.asIntN(64, left) : left;
  const b = signed ? BigInt.asIntN(64, right) : right;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '<<':
      return right > 63n ? 0n : left << right;
    case '>>':
      return right > 63n ? 0n : left >> right;
    case '==':
      return truth(left === right);
    case '!=':
      return truth(left !== right);
    case '<':
      return truth(a < b);
    case '<=':
      return truth(a <= b);
    case '>':
      return truth(a > b);
    case '>=':
      return truth(a >= b);
    case 'and':
      return truth(left !== 0n && right !== 0n);
    case 'or':
      return truth(left !== 0n || right !== 0n);
  }
}
