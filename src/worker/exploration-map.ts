/**
 * The state space as a picture needs it: the graph of the search with where everybody is, how far
 * each state is from the start, and where a scheduler that picks evenly spends its time. Flat typed
 * arrays, so that it changes threads without being copied.
 */
import type { StateGraph } from '../explorer/state-graph.ts';
import type { Move } from '../machine/state.ts';

export interface ExplorationMap {
  readonly graph: StateGraph;
  /** By state: moves on a shortest way there. */
  readonly depths: Int32Array;
  /**
   * By state: how likely a scheduler that picks evenly among the moves comes through. Absent where
   * schedules can go on for ever.
   */
  readonly visits?: Float64Array;
}

/** The states that a schedule leads through, the first one included; ends early where a move is unknown. */
export function statesAlong(
  { starts, targets, movers, choices }: StateGraph,
  schedule: readonly Move[],
): Int32Array {
  const along = [0];
  let state = 0;
  for (const { actor, choice = 0 } of schedule) {
    const from = starts[state] ?? 0;
    const to = starts[state + 1] ?? from;
    let next = -1;
    for (let edge = from; edge < to && next < 0; edge++) {
      if (movers[edge] === actor && choices[edge] === choice) next = targets[edge] ?? -1;
    }
    if (next < 0) break;
    along.push(next);
    state = next;
  }
  return Int32Array.from(along);
}

/** By state: moves on a shortest way there. States are numbered breadth first. */
export function shortestDepths({ states, starts, targets }: StateGraph): Int32Array {
  const depths = new Int32Array(states).fill(-1);
  depths[0] = 0;
  for (let state = 0; state < states; state++) {
    const next = (depths[state] ?? 0) + 1;
    for (let edge = starts[state] ?? 0; edge < (starts[state + 1] ?? 0); edge++) {
      const target = targets[edge] ?? 0;
      if (depths[target] === -1) depths[target] = next;
    }
  }
  return depths;
}

/** The buffers of a map, to be handed over with it. */
export function buffersOf({ graph, depths, visits }: ExplorationMap): ArrayBufferLike[] {
  const { starts, targets, movers, choices, broken, endings, positions } = graph;
  const arrays = [starts, targets, movers, choices, broken, endings, positions, depths];
  return [...arrays, ...(visits === undefined ? [] : [visits])].map(({ buffer }) => buffer);
}

/** The same graph in arrays of its own: what is handed over is gone. */
export function copiedGraph(graph: StateGraph): StateGraph {
  return {
    ...graph,
    starts: graph.starts.slice(),
    targets: graph.targets.slice(),
    movers: graph.movers.slice(),
    choices: graph.choices.slice(),
    broken: graph.broken.slice(),
    endings: graph.endings.slice(),
    positions: graph.positions.slice(),
  };
}
