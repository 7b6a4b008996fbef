/** Operators with two sides: on numbers, pointers, conditions and words with named bits. */
import { combined, constant } from '../folding.ts';
import type { Lowering, Site, Value } from './lowering.ts';
import { sourceText } from './lowering.ts';
import { isComparison } from '../operators.ts';
import type { BinaryOperator } from '../program.ts';
import type { Evaluate } from './reference.ts';
import { refuse, refuseName } from '../refusal.ts';
import { didYouMean } from '../suggestion.ts';
import type { Expression } from '../syntax.ts';
import { LITERAL, NUMBER, SIGNED, SIGNED_LITERAL } from '../declare/value-type.ts';
import type { ValueType } from '../declare/value-type.ts';

type Binary = Extract<Expression, { kind: 'binary' }>;

export function binaryValue(
  lowering: Lowering,
  expression: Binary,
  site: Site,
  evaluate: Evaluate,
): Value {
  const { operator } = expression;
  const left = evaluate(lowering, expression.left, site);
  if (operator === 'with' || operator === 'without') {
    return flagged(lowering, expression, left, operator, site);
  }
  const right = evaluate(lowering, expression.right, rightSite(operator, site));
  const compares = isComparison(operator);
  if (compares) refuseMismatch(lowering, expression, left.type, right.type, site);
  const signed = isSigned(left.type) || isSigned(right.type);
  return {
    expr: combined(operator, left.expr, right.expr, signed),
    type:
      compares || operator === 'and' || operator === 'or'
        ? NUMBER
        : arithmeticType(operator, left.type, right.type),
  };
}

/** A touch on the right of `and` would happen only sometimes, and a step always happens. */
function rightSite(operator: BinaryOperator, site: Site): Site {
  if ((operator !== 'and' && operator !== 'or') || site.ban?.first === true) return site;
  const hint =
    operator === 'and'
      ? 'nest a second "if" on a line of its own: its load happens only when the left side is true'
      : 'load it into a local on a line of its own, or write a second "if"';
  return {
    ...site,
    ban: {
      message: `the right side of "${operator}" may not touch shared memory`,
      hint,
      first: false,
    },
  };
}

function flagged(
  lowering: Lowering,
  { left: word, right: name }: Binary,
  { expr, type }: Value,
  operator: 'with' | 'without',
  site: Site,
): Value {
  const bits = type.kind === 'number' ? type.word?.bits : undefined;
  if (bits === undefined) {
    const text = sourceText(lowering, site.owner, word.span);
    return refuse(
      site.owner,
      word.span,
      `${text} is no word with named bits`,
      `load it from a field whose bits have names, e.g. "${word.kind === 'name' ? text : 'flags'} = page.flags"`,
    );
  }
  const bit = name.kind === 'name' ? bits.get(name.name) : undefined;
  if (bit === undefined) {
    const text = sourceText(lowering, site.owner, name.span);
    return refuseName(
      site.owner,
      name.span,
      `no bit is called ${text} here`,
      didYouMean(text, bits.keys()) ?? `bits: ${[...bits.keys()].join(', ')}`,
    );
  }
  const mask = 1n << BigInt(bit);
  return operator === 'with'
    ? { expr: combined('|', expr, constant(mask)), type }
    : { expr: combined('&', expr, constant(~mask)), type };
}

function refuseMismatch(
  lowering: Lowering,
  { left, right, span }: Binary,
  one: ValueType,
  other: ValueType,
  site: Site,
): void {
  if (one.kind !== 'pointer' || other.kind !== 'pointer' || one.target === other.target) return;
  const texts = [left, right].map((side) => sourceText(lowering, site.owner, side.span));
  refuse(
    site.owner,
    span,
    `${texts[0]} points to a ${one.target.name} and ${texts[1]} to a ${other.target.name}`,
    'compare addresses of the same kind: &page.lru, or container(entry, page.lru)',
  );
}

export function isSigned(type: ValueType): boolean {
  return type.kind === 'number' && type.signed;
}

/** Type of a sum and its like. Arithmetic on locals is done in 64 bits, whatever was loaded. */
export function arithmeticType(
  operator: BinaryOperator,
  left: ValueType,
  right: ValueType,
): ValueType {
  const sum = operator === '+' || operator === '-';
  if (left.kind === 'pointer' || right.kind === 'pointer') {
    if (left.kind === 'pointer' && right.kind === 'number' && sum) return left;
    if (right.kind === 'pointer' && left.kind === 'number' && operator === '+') return right;
    return NUMBER;
  }
  const signed = left.signed || right.signed;
  if (left.literal && right.literal) return signed ? SIGNED_LITERAL : LITERAL;
  const bitwise = operator === '&' || operator === '|' || operator === '^';
  if (bitwise && left.word !== undefined) return left;
  return signed ? SIGNED : NUMBER;
}
