/** 64-bit words as pairs of halves: the arithmetic of the machine, as Promela expressions. */
import type { BinaryOperator } from '../../listing/program.ts';
import {
  type Half,
  type Test,
  allOf,
  always,
  anyOf,
  conjunction,
  constantHalf,
  difference,
  disjunction,
  exclusion,
  halfOf,
  inverted,
  isBelow,
  isConstant,
  isEqual,
  isLess,
  movedDown,
  movedUp,
  namedHalf,
  negated,
  never,
  signOf,
  sum,
  zero,
} from './half.ts';

export interface Word {
  readonly low: Half;
  /** Computed when it is asked for: most lines need only the low half. */
  readonly high: () => Half;
  /** `zero`: the high half is 0. `sign`: it repeats the sign of the low half. */
  readonly form: 'zero' | 'sign' | 'wide';
  readonly constant?: bigint;
  /** A condition as a word, 1 or 0. */
  readonly test?: Test;
  /** Another word plus a constant. */
  readonly offset?: { readonly from: Word; readonly by: bigint };
}

/** What cannot be said in Promela; a refusal, told to the user. */
export class NotExpressible extends Error {}

export function constantWord(value: bigint): Word {
  const constant = BigInt.asUintN(64, value);
  const low = constantHalf(Number(BigInt.asIntN(32, constant)));
  const high = constantHalf(Number(BigInt.asIntN(32, constant >> 32n)));
  return { low, high: () => high, form: formOf(low, high), constant };
}

function formOf(low: Half, high: Half): Word['form'] {
  if (high.value === 0) return 'zero';
  return low.value !== undefined && high.value === low.value >> 31 ? 'sign' : 'wide';
}

export function wordOf(low: Half, high: Half): Word {
  if (low.value !== undefined && high.value !== undefined) {
    return constantWord((BigInt(high.value) << 32n) | BigInt(low.value >>> 0));
  }
  return { low, high: () => high, form: formOf(low, high) };
}

/**
 * A constant that is no number but an address or a poison, by its halves' names. They stay as
 * `#ffffea0000140000_lo` in the text until all constants of the text are known.
 */
export function namedWord(word: Word): Word {
  const { constant } = word;
  if (constant === undefined || constant >> 32n === 0n || constant >> 31n === ALL_ONES) return word;
  const name = `#${constant.toString(16).padStart(16, '0')}`;
  const low = namedHalf(word.low.value ?? 0, `${name}_lo`);
  const high = namedHalf(word.high().value ?? 0, `${name}_hi`);
  return { ...word, low, high: () => high };
}

/** The upper 33 bits of a negative number of 32 bits. */
const ALL_ONES = (1n << 33n) - 1n;

/** An unsigned number of 32 bits. */
export function zeroExtended(low: Half): Word {
  return wordOf(low, zero);
}

/** A signed number of 32 bits. */
export function signExtended(low: Half): Word {
  if (low.value !== undefined) return constantWord(BigInt(low.value));
  return { low, high: () => signOf(low), form: 'sign' };
}

export function wordOfTest(test: Test): Word {
  if (test.value !== undefined) return constantWord(test.value ? 1n : 0n);
  return { low: halfOf(test), high: () => zero, form: 'zero', test };
}

/** Whether a word is anything but 0. */
export function truth(word: Word): Test {
  if (word.constant !== undefined) return word.constant === 0n ? never : always;
  if (word.test !== undefined) return word.test;
  return negated(equality(word, constantWord(0n)));
}

export function complement(word: Word): Word {
  return wordOf(inverted(word.low), inverted(word.high()));
}

export function combined(
  operator: BinaryOperator,
  isSigned: boolean,
  left: Word,
  right: Word,
): Word {
  switch (operator) {
    case '+':
      return added(left, right);
    case '-':
      return right.constant === undefined
        ? subtracted(left, right)
        : added(left, constantWord(-right.constant));
    case '*':
      return product(left, right);
    case '&':
      return bitwise(conjunction, left, right);
    case '|':
      return bitwise(disjunction, left, right);
    case '^':
      return bitwise(exclusion, left, right);
    case '<<':
      return shiftedUp(left, count(right));
    case '>>':
      return shiftedDown(left, count(right));
    case '==':
      return wordOfTest(equality(left, right));
    case '!=':
      return wordOfTest(negated(equality(left, right)));
    case '<':
      return wordOfTest(order(left, right, isSigned));
    case '<=':
      return wordOfTest(negated(order(right, left, isSigned)));
    case '>':
      return wordOfTest(order(right, left, isSigned));
    case '>=':
      return wordOfTest(negated(order(left, right, isSigned)));
    case 'and':
      return wordOfTest(allOf([truth(left), truth(right)]));
    case 'or':
      return wordOfTest(anyOf([truth(left), truth(right)]));
  }
}

type HalfOperator = (left: Half, right: Half) => Half;

function bitwise(operator: HalfOperator, left: Word, right: Word): Word {
  return wordOf(operator(left.low, right.low), operator(left.high(), right.high()));
}

function added(left: Word, right: Word): Word {
  if (left.constant !== undefined && right.constant !== undefined) {
    return constantWord(left.constant + right.constant);
  }
  if (left.constant !== undefined) return added(right, left);
  if (right.constant === 0n) return left;
  if (right.constant !== undefined && left.offset !== undefined) {
    return added(left.offset.from, constantWord(left.offset.by + right.constant));
  }
  // a + b carries where a is above what b leaves to the top, which is ~b.
  const carry = (): Half => halfOf(isBelow(inverted(right.low), left.low));
  return {
    low: sum(left.low, right.low),
    high: () => sum(sum(left.high(), right.high()), carry()),
    form: 'wide',
    ...(right.constant === undefined ? {} : { offset: { from: left, by: right.constant } }),
  };
}

function subtracted(left: Word, right: Word): Word {
  if (left.constant !== undefined && right.offset !== undefined) {
    return subtracted(constantWord(left.constant - right.offset.by), right.offset.from);
  }
  const borrow = (): Half => halfOf(isBelow(left.low, right.low));
  return {
    low: difference(left.low, right.low),
    high: () => difference(difference(left.high(), right.high()), borrow()),
    form: 'wide',
  };
}

/** By a constant, as shifts: SPIN has no 64-bit product. */
function product(left: Word, right: Word): Word {
  if (right.constant === undefined) {
    if (left.constant !== undefined) return product(right, left);
    throw new NotExpressible('the product of two values that are not known');
  }
  if (left.constant !== undefined) return constantWord(left.constant * right.constant);
  let result = constantWord(0n);
  for (let bit = 0; bit < 64; bit++) {
    if (((right.constant >> BigInt(bit)) & 1n) === 0n) continue;
    result = added(result, shiftedUp(left, bit));
  }
  return result;
}

function count(word: Word): number {
  if (word.constant === undefined) throw new NotExpressible('a shift by a value that is not known');
  return word.constant > 63n ? 64 : Number(word.constant);
}

function shiftedUp(word: Word, bits: number): Word {
  if (bits === 0) return word;
  if (bits >= 64) return constantWord(0n);
  if (bits >= 32) return wordOf(zero, movedUp(word.low, bits - 32));
  const high = (): Half => disjunction(movedUp(word.high(), bits), movedDown(word.low, 32 - bits));
  if (word.constant !== undefined) return constantWord(word.constant << BigInt(bits));
  return { low: movedUp(word.low, bits), high, form: 'wide' };
}

function shiftedDown(word: Word, bits: number): Word {
  if (bits === 0) return word;
  if (bits >= 64) return constantWord(0n);
  if (bits >= 32) return wordOf(movedDown(word.high(), bits - 32), zero);
  const low = disjunction(movedDown(word.low, bits), movedUp(word.high(), 32 - bits));
  return wordOf(low, movedDown(word.high(), bits));
}

/** The same pointer, however far both have been moved. */
export function equality(left: Word, right: Word): Test {
  if (left.constant !== undefined && right.constant !== undefined) {
    return left.constant === right.constant ? always : never;
  }
  if (left.constant !== undefined) return equality(right, left);
  if (left.test !== undefined && right.constant !== undefined) {
    return right.constant === 0n ? negated(left.test) : right.constant === 1n ? left.test : never;
  }
  if (left.offset !== undefined && right.constant !== undefined) {
    return equality(left.offset.from, constantWord(right.constant - left.offset.by));
  }
  if (left.offset !== undefined && right.offset !== undefined) {
    const by = constantWord(right.offset.by - left.offset.by);
    return equality(left.offset.from, added(right.offset.from, by));
  }
  const sameForm = fits(left, right, 'zero') || fits(left, right, 'sign');
  if (sameForm) return isEqual(left.low, right.low);
  const lows = isEqual(left.low, right.low);
  const highs = isEqual(left.high(), right.high());
  const isPointer = right.constant !== undefined && right.constant > 0xffffffffn;
  return isPointer && lows.value === undefined && highs.value === undefined
    ? isConstant(left.low, left.high(), right.constant)
    : allOf([lows, highs]);
}

/** Both are numbers of 32 bits that are read alike. */
function fits(left: Word, right: Word, form: 'zero' | 'sign'): boolean {
  return isOfForm(left, form) && isOfForm(right, form);
}

function isOfForm({ form, constant, test }: Word, wanted: 'zero' | 'sign'): boolean {
  if (constant === undefined) return form === wanted || test !== undefined;
  return wanted === 'zero'
    ? constant < 1n << 32n
    : BigInt.asUintN(64, BigInt.asIntN(32, constant)) === constant;
}

function order(left: Word, right: Word, isSigned: boolean): Test {
  if (fits(left, right, 'zero')) return isBelow(left.low, right.low);
  if (isSigned && fits(left, right, 'sign')) return isLess(left.low, right.low);
  const highs = isSigned ? isLess(left.high(), right.high()) : isBelow(left.high(), right.high());
  const lows = allOf([isEqual(left.high(), right.high()), isBelow(left.low, right.low)]);
  return anyOf([highs, lows]);
}
