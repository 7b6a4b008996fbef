/**
 * The states of a graph in an order in which nothing leads back: strongly connected components, each
 * after all from which it can be reached. Without a cycle each component is one state, and the order
 * is a topological one. (Tarjan's algorithm, without recursion.)
 */
import type { StateGraph } from './state-graph.ts';

export interface GraphComponents {
  /** All states that can be reached from state 0, component by component. */
  readonly order: Int32Array;
  /** Component c is `order` from `starts[c]` up to `starts[c + 1]`. */
  readonly starts: Int32Array;
  /** By state: its component; -1 where it cannot be reached. */
  readonly componentOf: Int32Array;
  /** A state can be reached from itself: some schedule goes on for ever, or could. */
  readonly isCyclic: boolean;
}

/** `skips`: edges that do not count; all do where it is absent. */
export function graphComponents(
  { states, starts, targets }: StateGraph,
  skips: (edge: number) => boolean = () => false,
): GraphComponents {
  const componentOf = new Int32Array(states).fill(-1);
  /** Number of the visit plus 1; 0: not yet visited. */
  const visited = new Int32Array(states);
  const lowest = new Int32Array(states);
  const nextEdge = starts.slice(0, states);
  const way = new Int32Array(states);
  const open = new Int32Array(states);
  /** Finished states, the last component first. */
  const finished: Int32Array = new Int32Array(states);
  const sizes: number[] = [];
  let visits = 0;
  let wayLength = 0;
  let openLength = 0;
  let finishedLength = 0;
  let hasLoop = false;

  const enter = (state: number): void => {
    visits++;
    visited[state] = visits;
    lowest[state] = visits;
    way[wayLength++] = state;
    open[openLength++] = state;
  };
  const lower = (state: number, to: number): void => {
    if (to < (lowest[state] ?? 0)) lowest[state] = to;
  };

  enter(0);
  while (wayLength > 0) {
    const state = way[wayLength - 1] ?? 0;
    const edge = nextEdge[state] ?? 0;
    if (edge < (starts[state + 1] ?? 0)) {
      nextEdge[state] = edge + 1;
      if (skips(edge)) continue;
      const target = targets[edge] ?? 0;
      if (target === state) hasLoop = true;
      if (visited[target] === 0) enter(target);
      else if (componentOf[target] === -1) lower(state, visited[target] ?? 0);
      continue;
    }
    wayLength--;
    if (wayLength > 0) lower(way[wayLength - 1] ?? 0, lowest[state] ?? 0);
    if (lowest[state] !== visited[state]) continue;
    const before = finishedLength;
    for (let member = -1; member !== state;) {
      member = open[--openLength] ?? 0;
      componentOf[member] = sizes.length;
      finished[finishedLength++] = member;
    }
    sizes.push(finishedLength - before);
  }
  return inOrder({ componentOf, finished, finishedLength, sizes, hasLoop });
}

interface Finished {
  readonly componentOf: Int32Array;
  readonly finished: Int32Array;
  readonly finishedLength: number;
  readonly sizes: readonly number[];
  readonly hasLoop: boolean;
}

function inOrder(found: Finished): GraphComponents {
  const { componentOf, finished, finishedLength, sizes, hasLoop } = found;
  const starts = new Int32Array(sizes.length + 1);
  sizes.toReversed().forEach((size, component) => {
    starts[component + 1] = (starts[component] ?? 0) + size;
  });
  for (const [state, component] of componentOf.entries()) {
    if (component >= 0) componentOf[state] = sizes.length - 1 - component;
  }
  return {
    order: finished.slice(0, finishedLength).toReversed(),
    starts,
    componentOf,
    isCyclic: hasLoop || sizes.some((size) => size > 1),
  };
}
