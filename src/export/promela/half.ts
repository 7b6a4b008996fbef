/**
 * 32-bit halves of words as Promela expressions: SPIN's only numbers are signed 32-bit. What is
 * constant is worked out here, so that the text says no more than it must.
 */

/** An expression of 32 bits. `value` where it is a constant, as a signed number. */
export interface Half {
  readonly text: string;
  /** Variables that it reads. */
  readonly reads: ReadonlySet<string>;
  readonly value?: number;
}

/** A condition. `value` where it is decided. */
export interface Test {
  readonly text: string;
  readonly reads: ReadonlySet<string>;
  readonly value?: boolean;
  /** The opposite, where it can be said more plainly than with a `!` in front. */
  readonly opposite?: string;
}

const nothing: ReadonlySet<string> = new Set();

/** SPIN reads the smallest number as the negation of one that it cannot read. */
const literal = (value: number): string => (value === -0x80000000 ? '(1 << 31)' : String(value));

export function constantHalf(value: number): Half {
  const word = value | 0;
  return { text: literal(word), reads: nothing, value: word };
}

/** A constant under a name of the text. */
export function namedHalf(value: number, text: string): Half {
  return { text, reads: nothing, value: value | 0 };
}

/** A variable; `text` is the name it goes by here, `variable` the one it has. */
export function variableHalf(variable: string, text = variable): Half {
  return { text, reads: new Set([variable]) };
}

export const zero = constantHalf(0);

function both(...parts: readonly (Half | Test)[]): ReadonlySet<string> {
  return new Set(parts.flatMap((part) => [...part.reads]));
}

function infix(left: Half, operator: string, right: Half): Half {
  return { text: `(${left.text} ${operator} ${right.text})`, reads: both(left, right) };
}

function computed(left: Half, right: Half, of: (a: number, b: number) => number): Half | undefined {
  if (left.value === undefined || right.value === undefined) return undefined;
  return constantHalf(of(left.value, right.value));
}

export function sum(left: Half, right: Half): Half {
  const constant = computed(left, right, (a, b) => a + b);
  if (constant !== undefined) return constant;
  if (left.value === 0) return right;
  if (right.value === 0) return left;
  if (right.value !== undefined && right.value < 0 && right.value > -0x80000000) {
    return infix(left, '-', constantHalf(-right.value));
  }
  return infix(left, '+', right);
}

export function difference(left: Half, right: Half): Half {
  const constant = computed(left, right, (a, b) => a - b);
  return constant ?? (right.value === 0 ? left : infix(left, '-', right));
}

export function conjunction(left: Half, right: Half): Half {
  const constant = computed(left, right, (a, b) => a & b);
  if (constant !== undefined) return constant;
  if (left.value === 0 || right.value === 0) return zero;
  if (left.value === -1) return right;
  return right.value === -1 ? left : infix(left, '&', right);
}

export function disjunction(left: Half, right: Half): Half {
  const constant = computed(left, right, (a, b) => a | b);
  if (constant !== undefined) return constant;
  if (left.value === -1 || right.value === -1) return constantHalf(-1);
  if (left.value === 0) return right;
  return right.value === 0 ? left : infix(left, '|', right);
}

export function exclusion(left: Half, right: Half): Half {
  const constant = computed(left, right, (a, b) => a ^ b);
  if (constant !== undefined) return constant;
  if (left.value === 0) return right;
  return right.value === 0 ? left : infix(left, '^', right);
}

export function inverted(of: Half): Half {
  if (of.value !== undefined) return constantHalf(~of.value);
  return { text: `(~${of.text})`, reads: of.reads };
}

/** Bits moved up by 0 … 31. */
export function movedUp(of: Half, bits: number): Half {
  if (bits === 0) return of;
  if (of.value !== undefined) return constantHalf(of.value << bits);
  return infix(of, '<<', constantHalf(bits));
}

/** Bits moved down by 0 … 31, zeros moving in. */
export function movedDown(of: Half, bits: number): Half {
  if (bits === 0) return of;
  if (of.value !== undefined) return constantHalf(of.value >>> bits);
  return conjunction(infix(of, '>>', constantHalf(bits)), constantHalf(-1 >>> bits));
}

/** 0 or -1: the bits above a signed number. */
export function signOf(of: Half): Half {
  if (of.value !== undefined) return constantHalf(of.value >> 31);
  return infix(of, '>>', constantHalf(31));
}

/** One of two values. */
export function choice(test: Test, yes: Half, no: Half): Half {
  if (test.value !== undefined) return test.value ? yes : no;
  if (yes.text === no.text) return yes;
  const text = `(${test.text} -> ${yes.text} : ${no.text})`;
  return { text, reads: both(test, yes, no) };
}

/** 1 or 0. */
export function halfOf(test: Test): Half {
  return choice(test, constantHalf(1), zero);
}

export const always: Test = { text: 'true', reads: nothing, value: true };
export const never: Test = { text: 'false', reads: nothing, value: false };

function decided(value: boolean): Test {
  return value ? always : never;
}

export function isEqual(left: Half, right: Half): Test {
  if (left.value !== undefined && right.value !== undefined) {
    return decided(left.value === right.value);
  }
  if (left.text === right.text) return always;
  const text = `(${left.text} == ${right.text})`;
  return { text, opposite: `(${left.text} != ${right.text})`, reads: both(left, right) };
}

/**
 * A variable of two halves against a constant. The constant stays as `#ffffea0000140000` in the text
 * until all constants of the text are known and have names.
 */
export function isConstant(low: Half, high: Half, constant: bigint): Test {
  const value = `#${constant.toString(16).padStart(16, '0')}`;
  return { text: `equal(${low.text}, ${high.text}, ${value})`, reads: both(low, high) };
}

/** Order of signed numbers. */
export function isLess(left: Half, right: Half): Test {
  if (left.value !== undefined && right.value !== undefined) {
    return decided(left.value < right.value);
  }
  const text = `(${left.text} < ${right.text})`;
  return { text, opposite: `(${left.text} >= ${right.text})`, reads: both(left, right) };
}

/** Order of unsigned numbers, by the macro `below`. */
export function isBelow(left: Half, right: Half): Test {
  if (left.value !== undefined && right.value !== undefined) {
    return decided(left.value >>> 0 < right.value >>> 0);
  }
  if (right.value === 0 || left.value === -1) return never;
  if (left.value === -2) return isEqual(right, constantHalf(-1));
  if (left.value === 0) return negated(isEqual(right, zero));
  return { text: `below(${left.text}, ${right.text})`, reads: both(left, right) };
}

export function negated(test: Test): Test {
  if (test.value !== undefined) return decided(!test.value);
  const { text, opposite, reads } = test;
  return { text: opposite ?? `!${text}`, opposite: text, reads };
}

export function allOf(tests: readonly Test[]): Test {
  if (tests.some((test) => test.value === false)) return never;
  return joined(
    tests.filter((test) => test.value === undefined),
    '&&',
    always,
  );
}

export function anyOf(tests: readonly Test[]): Test {
  if (tests.some((test) => test.value === true)) return always;
  return joined(
    tests.filter((test) => test.value === undefined),
    '||',
    never,
  );
}

function joined(tests: readonly Test[], operator: string, empty: Test): Test {
  const [first, ...others] = tests;
  if (first === undefined) return empty;
  if (others.length === 0) return first;
  const text = `(${tests.map((test) => test.text).join(` ${operator} `)})`;
  return { text, reads: both(...tests) };
}
