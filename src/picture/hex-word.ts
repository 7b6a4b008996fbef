/** A 64-bit word in pieces: groups of four nibbles that stand under each other, or only the last four. */
import { hexWord } from '../kernel/hex-word.ts';

/** The last four nibbles with a mark that more stands before them: `…0088`. */
export function hexTail(value: bigint): string {
  return `…${hexWord(value).slice(12)}`;
}

/** Four groups of four nibbles. */
export function hexGroups(value: bigint): readonly string[] {
  const digits = hexWord(value);
  return [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8, 12), digits.slice(12)];
}
