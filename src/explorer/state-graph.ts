/**
 * Everything a search has seen, as a graph in flat arrays: what counts, odds, the critical pair and
 * the map are computed from. States are numbered in the order of discovery, 0 is the first one, so
 * that in a breadth-first search a state's number never is smaller than its parent's.
 */

/** Endings by their number in `StateGraph.endings`. */
export const endingNumbers = ['running', 'rest', 'stopped', 'stuck'] as const;

export interface StateGraph {
  /** How many states there are. */
  readonly states: number;
  /** How many actors the model has. */
  readonly actors: number;
  /** The edges of state n are those from `starts[n]` up to `starts[n + 1]`, in the order of its moves. */
  readonly starts: Int32Array;
  /** By edge: the state it leads to. */
  readonly targets: Int32Array;
  /** By edge: who moves. */
  readonly movers: Uint8Array;
  /** By edge: the value chosen; 0 where there is nothing to choose. */
  readonly choices: Uint8Array;
  /**
   * By edge: bit i is set when `properties[i]` is broken by the transition or in the state it leads
   * to, being an end included.
   */
  readonly broken: Uint32Array;
  /** What is broken in the first state, as bits. */
  readonly brokenAtStart: number;
  readonly properties: readonly string[];
  /** By state: a number of `endingNumbers`. */
  readonly endings: Uint8Array;
  /** By state times `actors` plus the actor: where the actor rests, an index into its code. */
  readonly positions: Uint16Array;
}
