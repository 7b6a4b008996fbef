/**
 * How many schedules there are: paths from the first state to any end, counted without walking them
 * one by one. Every state adds its count to those of its successors, in topological order.
 */
import type { IntList } from './int-list.ts';

/** Successors of every state: those of state n are `targets` from `starts[n]` up to `starts[n + 1]`. */
export interface Edges {
  readonly starts: IntList;
  readonly targets: IntList;
}

/** Number of paths from state 0 to states without successors; undefined where there is a cycle. */
export function interleavings({ starts, targets }: Edges): bigint | undefined {
  const states = starts.length - 1;
  const missing = new Int32Array(states);
  for (let edge = 0; edge < targets.length; edge++) {
    const target = targets.at(edge);
    missing[target] = (missing[target] ?? 0) + 1;
  }
  const counts = Array<bigint>(states).fill(0n);
  counts[0] = 1n;
  const order = missing[0] === 0 ? [0] : [];
  let ends = 0n;
  let settled = 0;
  for (let state = order.pop(); state !== undefined; state = order.pop()) {
    settled++;
    const count = counts[state] ?? 0n;
    const from = starts.at(state);
    const to = starts.at(state + 1);
    if (from === to) ends += count;
    for (let edge = from; edge < to; edge++) {
      const target = targets.at(edge);
      counts[target] = (counts[target] ?? 0n) + count;
      const left = (missing[target] ?? 0) - 1;
      missing[target] = left;
      if (left === 0) order.push(target);
    }
  }
  return settled === states ? ends : undefined;
}
