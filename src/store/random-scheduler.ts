/**
 * The random scheduler: a fair die over the moves that are possible. What it throws depends on the
 * seed and the number of the step alone, so that a seed shown on the page repeats a whole schedule,
 * also after going back.
 */
import type { Move } from '../machine/state.ts';

/** The move thrown with `seed` as step `depth` + 1; undefined where nobody can move. */
export function randomMove(moves: readonly Move[], seed: number, depth: number): Move | undefined {
  if (moves.length === 0) return undefined;
  return moves[mixed(seed, depth) % moves.length];
}

/** A 32-bit number that changes in about half of its bits when `seed` or `depth` changes in one. */
function mixed(seed: number, depth: number): number {
  let value = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(depth + 1, 0x85ebca6b)) >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b);
  return (value ^ (value >>> 16)) >>> 0;
}
