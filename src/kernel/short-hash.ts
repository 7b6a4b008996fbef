/**
 * FNV-1a, 32 bits: finds accidents and changed texts, and is no seal. A hash goes on from the hash of
 * what came before.
 */

/** The hash of nothing. */
export const emptyHash = 0x811c9dc5;

function withByte(hash: number, byte: number): number {
  return Math.imul(hash ^ (byte & 0xff), 0x01000193) >>> 0;
}

/** All 64 bits of a word, the lowest byte first. */
export function withWord(hash: number, value: bigint): number {
  // In two halves: numbers are much faster than bigints.
  const low = Number(BigInt.asUintN(32, value));
  const high = Number(BigInt.asUintN(32, value >> 32n));
  let mixed = hash;
  for (let shift = 0; shift < 32; shift += 8) mixed = withByte(mixed, low >>> shift);
  for (let shift = 0; shift < 32; shift += 8) mixed = withByte(mixed, high >>> shift);
  return mixed;
}

/** The UTF-16 units of a text. */
export function withText(hash: number, text: string): number {
  let mixed = hash;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    mixed = withByte(withByte(mixed, unit), unit >> 8);
  }
  return mixed;
}
