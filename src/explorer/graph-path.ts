/**
 * Ways through a state graph: lists of edges, each beginning where the one before it ends, the first
 * in state 0. A schedule is a way; `movesAlong` and `pathAlong` lead from one to the other.
 */
import type { Model } from './model.ts';
import type { StateGraph } from './state-graph.ts';

/** Edges, from state 0 on. */
export type Path = readonly number[];

/** The states along a path, the first one included: one more than it has edges. */
export function statesAlong({ targets }: StateGraph, path: Path): readonly number[] {
  return [0, ...path.map((edge) => targets[edge] ?? 0)];
}

/** The path of a schedule; undefined where one of its moves is not possible. */
export function pathAlong(
  { starts, targets, movers, choices }: StateGraph,
  schedule: readonly { readonly actor: number; readonly choice?: number }[],
): Path | undefined {
  const path: number[] = [];
  let state = 0;
  for (const { actor, choice } of schedule) {
    const end = starts[state + 1] ?? 0;
    let edge = starts[state] ?? 0;
    while (edge < end && (movers[edge] !== actor || choices[edge] !== (choice ?? 0))) edge++;
    if (edge === end) return undefined;
    path.push(edge);
    state = targets[edge] ?? 0;
  }
  return path;
}

/** The schedule of a path, in the moves of the model that the graph was made from. */
export function movesAlong<M>(graph: StateGraph, path: Path, model: Model<M>): readonly M[] {
  const states = statesAlong(graph, path);
  let { state } = model.start();
  return path.map((edge, at) => {
    const move = model.moves(state)[edge - (graph.starts[states[at] ?? 0] ?? 0)];
    if (move === undefined) throw new Error(`the graph has an edge ${edge} that the model has not`);
    state = model.next(state, move).state;
    return move;
  });
}
