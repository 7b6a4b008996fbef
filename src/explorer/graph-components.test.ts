import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphComponents } from './graph-components.ts';
import type { StateGraph } from './state-graph.ts';
import { edgesOf, graphOf, stateGraphs } from './testing/state-graphs.ts';

test('a ring between two steps is one component between two', () => {
  const graph = graphOf([
    [{ to: 1, mover: 0 }],
    [{ to: 2, mover: 0 }],
    [
      { to: 1, mover: 0 },
      { to: 3, mover: 1 },
    ],
    [],
  ]);
  const { order, starts, componentOf, isCyclic } = graphComponents(graph);
  expect([...componentOf]).toEqual([0, 1, 1, 2]);
  expect([...starts]).toEqual([0, 1, 3, 4]);
  expect([order[0], order[3]]).toEqual([0, 3]);
  expect(isCyclic).toBe(true);
});

test('without the edge that leads back there is no ring, and without the way there no state', () => {
  const graph = graphOf([[{ to: 1, mover: 0 }], [{ to: 0, mover: 0 }]]);
  const open = graphComponents(graph, (edge) => edge === 1);
  expect(open.isCyclic).toBe(false);
  expect([...open.order]).toEqual([0, 1]);
  const cut = graphComponents(graph, (edge) => edge === 0);
  expect([...cut.order]).toEqual([0]);
  expect([...cut.componentOf]).toEqual([0, -1]);
});

function reaches(graph: StateGraph, from: number): ReadonlySet<number> {
  const seen = new Set<number>();
  const open = [from];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const edge of edgesOf(graph, state)) {
      const target = graph.targets[edge] ?? 0;
      if (seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return seen;
}

test('states are together when each can be reached from the other, and in order otherwise', () => {
  fc.assert(
    fc.property(stateGraphs(true), (graph) => {
      const { order, starts, componentOf, isCyclic } = graphComponents(graph);
      expect(order.toSorted()).toEqual(Int32Array.from(componentOf.keys()));
      const all = Array.from({ length: graph.states }, (_, state) => reaches(graph, state));
      expect(isCyclic).toBe(all.some((reached, state) => reached.has(state)));
      for (const [one, reached] of all.entries()) {
        for (const [other, back] of all.entries()) {
          const [a = -1, b = -1] = [componentOf[one], componentOf[other]];
          const together = one === other || (reached.has(other) && back.has(one));
          expect(a === b).toBe(together);
          expect(reached.has(other) && a > b).toBe(false);
        }
      }
      for (let component = 0; component + 1 < starts.length; component++) {
        for (const state of order.subarray(starts[component], starts[component + 1])) {
          expect(componentOf[state]).toBe(component);
        }
      }
    }),
    { seed: 20180702, numRuns: 500 },
  );
});
