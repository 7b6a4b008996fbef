import { expect, test } from 'vitest';
import { BreadthFirst } from './breadth-first.ts';
import { movesAlong, pathAlong, statesAlong } from './graph-path.ts';
import { graphOf, grid, shortestBreaking } from './testing/state-graphs.ts';
import { twoCounters } from './testing/toy-models.ts';

test('a path of the grid and its states', () => {
  const graph = grid(2, 1);
  const path = pathAlong(graph, [{ actor: 0 }, { actor: 1 }, { actor: 0 }]) ?? [];
  expect(statesAlong(graph, path)).toEqual([0, 1, 4, 5]);
});

test('a schedule with a move that is not possible has no path', () => {
  const graph = graphOf([[{ to: 1, mover: 0, choice: 2 }], []]);
  expect(pathAlong(graph, [{ actor: 0, choice: 2 }])).toEqual([0]);
  expect(pathAlong(graph, [{ actor: 0 }])).toBeUndefined();
  expect(pathAlong(graph, [{ actor: 1, choice: 2 }])).toBeUndefined();
  expect(pathAlong(graph, [{ actor: 0, choice: 2 }, { actor: 0 }])).toBeUndefined();
});

test('a path becomes the schedule of the model, and comes back', () => {
  const model = twoCounters(3);
  const facts = {
    properties: ['never-both'],
    actors: 2,
    moverOf: (actor: number) => actor,
    choiceOf: () => 0,
    positions: (state: Uint8Array) => state,
  };
  const search = new BreadthFirst({ ...model, graph: facts }, { maxStates: 99, graphStates: 99 });
  while (search.run(99));
  const graph = search.graph();
  if (graph === undefined) throw new Error('no graph');
  const path = shortestBreaking(graph, 0) ?? [];
  const moves = movesAlong(graph, path, model);
  expect(moves).toEqual([0, 0, 0, 1, 1, 1]);
  expect(moves).toEqual(search.report().violations[0]?.schedule);
  expect(
    pathAlong(
      graph,
      moves.map((actor) => ({ actor })),
    ),
  ).toEqual(path);
});
