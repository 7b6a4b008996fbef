/** A 64-bit word as 16 lower-case hex digits, the way a dump of a struct page shows it. */
export function hexWord(value: bigint): string {
  return BigInt.asUintN(64, value).toString(16).padStart(16, '0');
}
