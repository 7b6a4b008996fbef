/**
 * How many complete schedules there are, and how many of them break each property: paths from the
 * first state to any end, counted without walking them one by one. A schedule breaks a property when
 * one of its edges does; so those that keep it are the paths on which no edge does.
 */
import { type GraphComponents, graphComponents } from './graph-components.ts';
import type { StateGraph } from './state-graph.ts';

export interface ScheduleCounts {
  readonly schedules: bigint;
  /** By property, in the order of `StateGraph.properties`. */
  readonly breaking: readonly bigint[];
}

/** Exact. Undefined where there is a cycle: then there is no end to the schedules. */
export function scheduleCounts(graph: StateGraph): ScheduleCounts | undefined {
  const components = graphComponents(graph);
  if (components.isCyclic) return undefined;
  const schedules = pathsWithout(graph, components, 0);
  const isBroken = graph.broken.reduce((all, bits) => all | bits, 0);
  const breaking = graph.properties.map((_, property) => {
    const bit = 1 << property;
    if ((graph.brokenAtStart & bit) !== 0) return schedules;
    return (isBroken & bit) === 0 ? 0n : schedules - pathsWithout(graph, components, bit);
  });
  return { schedules, breaking };
}

/** Paths to an end on which no edge breaks what is in `bits`. */
function pathsWithout(graph: StateGraph, { order }: GraphComponents, bits: number): bigint {
  const { starts, targets, broken } = graph;
  const counts = Array<bigint>(graph.states).fill(0n);
  counts[0] = 1n;
  let ends = 0n;
  for (const state of order) {
    const count = counts[state] ?? 0n;
    if (count === 0n) continue;
    const from = starts[state] ?? 0;
    const to = starts[state + 1] ?? 0;
    if (from === to) ends += count;
    for (let edge = from; edge < to; edge++) {
      if (((broken[edge] ?? 0) & bits) !== 0) continue;
      const target = targets[edge] ?? 0;
      counts[target] = (counts[target] ?? 0n) + count;
    }
    counts[state] = 0n;
  }
  return ends;
}
