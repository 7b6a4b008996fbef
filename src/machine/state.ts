/**
 * One moment of the machine: bytes. Two moments are the same if and only if their bytes are.
 * Treated as immutable; a step returns a fresh one. Layout is StateLayout's business.
 */
export type State = Uint8Array;

/** Who goes next, and the value where the step is a `choose`. */
export interface Move {
  /** Index in Program.actors. */
  readonly actor: number;
  readonly choice?: number;
}
