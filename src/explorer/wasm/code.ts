/**
 * Instructions of WebAssembly as bytes, written so that a function reads as an expression: what takes
 * operands is a function of their code. Everything is i32; addresses are unsigned.
 */

/** Bytes, as a tree: code within code is copied once, at the very end, by `bytesOf`. */
export type Code = readonly (number | Code)[];

/** The bytes of a piece of code. */
export function bytesOf(code: Code): number[] {
  const bytes: number[] = [];
  const add = (piece: Code): void => {
    for (const each of piece) {
      if (typeof each === 'number') bytes.push(each);
      else add(each);
    }
  };
  add(code);
  return bytes;
}

/** LEB128. */
export function unsigned(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

function signed(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return bytes;
  }
}

/** A local, by its number. */
export type Local = number;

export const i32 = (value: number): Code => [0x41, ...signed(value)];
export const get = (local: Local): Code => [0x20, ...unsigned(local)];
export const set = (local: Local, value: Code): Code => [value, 0x21, ...unsigned(local)];

const two =
  (opcode: number) =>
  (left: Code, right: Code): Code => [left, right, opcode];
const one =
  (opcode: number) =>
  (of: Code): Code => [of, opcode];

export const isZero = one(0x45);
export const trailingZeros = one(0x68);
export const equal = two(0x46);
export const notEqual = two(0x47);
export const lessSigned = two(0x48);
export const less = two(0x49);
export const atLeast = two(0x4f);
export const add = two(0x6a);
export const subtract = two(0x6b);
export const multiply = two(0x6c);
export const and = two(0x71);
export const or = two(0x72);
export const xor = two(0x73);
export const shiftLeft = two(0x74);
export const shiftRight = two(0x76);

/** `align`: log2 of the alignment promised; words of this engine lie at multiples of 4. */
const WORD = 2;

export const load = (address: Code, offset = 0): Code => [address, 0x28, WORD, ...unsigned(offset)];
export const store = (address: Code, offset: number, value: Code): Code => [
  address,
  value,
  0x36,
  WORD,
  ...unsigned(offset),
];

/** Fills `size` bytes from `address` with zeros. */
export const clear = (address: Code, size: Code): Code => [
  address,
  i32(0),
  size,
  0xfc,
  ...unsigned(11),
  0x00,
];

const EMPTY = 0x40;

/** `br 0` inside leaves it. */
export const block = (...body: readonly Code[]): Code => [0x02, EMPTY, ...body, 0x0b];
/** `br 0` inside starts it again; falling through leaves it. */
export const loop = (...body: readonly Code[]): Code => [0x03, EMPTY, ...body, 0x0b];
/** A label of its own, as a block has. */
export const when = (test: Code, then: Code, otherwise: Code = []): Code => [
  test,
  0x04,
  EMPTY,
  then,
  ...(otherwise.length === 0 ? [] : [0x05, otherwise]),
  0x0b,
];
export const branch = (depth: number): Code => [0x0c, ...unsigned(depth)];
export const branchIf = (depth: number, test: Code): Code => [test, 0x0d, ...unsigned(depth)];
export const giveBack = (value: Code): Code => [value, 0x0f];
/** In line, where several pieces make one. */
export const all = (...pieces: readonly Code[]): Code => pieces;
/** Calls a function of the same module by its place in it. */
export const callFunction = (index: number, ...operands: readonly Code[]): Code => [
  ...operands,
  0x10,
  ...unsigned(index),
];
