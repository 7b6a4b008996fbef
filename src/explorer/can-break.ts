/** From where a property can still be broken: found backwards, from the edges that break it. */
import type { StateGraph } from './state-graph.ts';

/**
 * By state: 1 where some way on from it breaks the property, which is given by its index in
 * `properties`; else 0.
 */
export function canBreak(graph: StateGraph, property: number): Uint8Array {
  const { states, starts, broken } = graph;
  const bit = 1 << property;
  const { from, sources } = incoming(graph);
  const can = new Uint8Array(states);
  const open: number[] = [];
  const meet = (state: number): void => {
    if (can[state] === 1) return;
    can[state] = 1;
    open.push(state);
  };
  for (let state = 0; state < states; state++) {
    for (let edge = starts[state] ?? 0; edge < (starts[state + 1] ?? 0); edge++) {
      if (((broken[edge] ?? 0) & bit) !== 0) meet(state);
    }
  }
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (let at = from[state] ?? 0; at < (from[state + 1] ?? 0); at++) meet(sources[at] ?? 0);
  }
  return can;
}

/** Which states lead to state n: `sources` from `from[n]` up to `from[n + 1]`. */
interface Incoming {
  readonly from: Int32Array;
  readonly sources: Int32Array;
}

function incoming({ states, starts, targets }: StateGraph): Incoming {
  const ends = new Int32Array(states + 1);
  for (const target of targets) ends[target + 1] = (ends[target + 1] ?? 0) + 1;
  for (let state = 0; state < states; state++) {
    ends[state + 1] = (ends[state + 1] ?? 0) + (ends[state] ?? 0);
  }
  const next = ends.slice();
  const before = new Int32Array(targets.length);
  for (let state = 0; state < states; state++) {
    for (let edge = starts[state] ?? 0; edge < (starts[state + 1] ?? 0); edge++) {
      const target = targets[edge] ?? 0;
      const at = next[target] ?? 0;
      before[at] = state;
      next[target] = at + 1;
    }
  }
  return { from: ends, sources: before };
}
