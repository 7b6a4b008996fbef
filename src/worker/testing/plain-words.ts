/**
 * The words and expressions of the second interpreter: bytes in an array with an index by address,
 * put together one by one, and expressions walked as trees.
 */
import type { Expr, Place } from '../../listing/program.ts';

/** Place of every modelled byte in an array of bytes, by its address. */
export type Cells = ReadonlyMap<bigint, number>;

export const u64 = (number: bigint): bigint => BigInt.asUintN(64, number);

/** The address of a place. */
export function placed(
  { base, offset, index, stride, width }: Place,
  slots: readonly bigint[],
): bigint {
  const element = index === undefined ? 0n : value(index, slots) * BigInt(stride ?? width);
  return u64(value(base, slots) + BigInt(offset) + element);
}

/** The bytes from an address on, the lowest first; undefined where one of them does not exist. */
export function take(
  cells: Cells,
  memory: readonly number[],
  address: bigint,
  width: number,
): bigint | undefined {
  let word = 0n;
  for (let byte = width - 1; byte >= 0; byte--) {
    const cell = cells.get(address + BigInt(byte));
    if (cell === undefined) return undefined;
    word = word * 256n + BigInt(memory[cell] ?? 0);
  }
  return word;
}

/** Stores the lowest bytes of a word. Throws where there is no memory. */
export function put(
  cells: Cells,
  memory: number[],
  { address, width }: { readonly address: bigint; readonly width: number },
  word: bigint,
): void {
  let rest = word;
  for (let byte = 0; byte < width; byte++) {
    const cell = cells.get(address + BigInt(byte));
    if (cell === undefined) throw new Error(`no byte at ${address + BigInt(byte)}`);
    memory[cell] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}

/** A word from its bytes: negative where the field is signed and its top bit set. */
export function extended({ width, signed }: Place, raw: bigint): bigint {
  const top = 1n << BigInt(width * 8 - 1);
  return signed && (raw & top) !== 0n ? u64(raw - 2n * top) : raw;
}

/** What a load leaves in its local. */
export function seen(place: Place, raw: bigint): bigint {
  return place.bit === undefined ? extended(place, raw) : (raw >> BigInt(place.bit)) % 2n;
}

/** The value of an expression over an actor's locals. */
export function value(expr: Expr, slots: readonly bigint[]): bigint {
  switch (expr.kind) {
    case 'const':
      return u64(expr.value);
    case 'local':
      return slots[expr.slot] ?? 0n;
    case 'not':
      return value(expr.of, slots) === 0n ? 1n : 0n;
    case 'complement':
      return u64(~value(expr.of, slots));
    case 'binary':
      return combined(expr, value(expr.left, slots), value(expr.right, slots));
  }
}

function combined(
  { operator, signed }: Extract<Expr, { kind: 'binary' }>,
  a: bigint,
  b: bigint,
): bigint {
  const [x, y] = signed ? [BigInt.asIntN(64, a), BigInt.asIntN(64, b)] : [a, b];
  const truth = (holds: boolean): bigint => (holds ? 1n : 0n);
  switch (operator) {
    case '+':
      return u64(a + b);
    case '-':
      return u64(a - b);
    case '*':
      return u64(a * b);
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      return b < 64n ? u64(a << b) : 0n;
    case '>>':
      return b < 64n ? a >> b : 0n;
    case '==':
      return truth(a === b);
    case '!=':
      return truth(a !== b);
    case '<':
      return truth(x < y);
    case '<=':
      return truth(x <= y);
    case '>':
      return truth(x > y);
    case '>=':
      return truth(x >= y);
    case 'and':
      return truth(a !== 0n && b !== 0n);
    case 'or':
      return truth(a !== 0n || b !== 0n);
  }
}
