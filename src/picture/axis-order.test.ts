import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphOf, sourceOf, stateGraphs } from '../explorer/testing/state-graphs.ts';
import type { StateGraph } from '../explorer/state-graph.ts';
import { progressOf } from './axis-order.ts';
import { positionIn, type StateSpace } from './state-space.ts';

const spaceOf = (graph: StateGraph): StateSpace => ({
  graph,
  depths: new Int32Array(graph.states),
});

/** One actor that goes from place to place; a state for each. */
function walk(hops: readonly (readonly [from: number, to: number])[]): StateSpace {
  const places = [...new Set(hops.flat())];
  return spaceOf(
    graphOf(
      places.map((place) =>
        hops
          .filter(([from]) => from === place)
          .map(([, to], choice) => ({ to: places.indexOf(to), mover: 0, choice })),
      ),
      places.map((place) => [place]),
    ),
  );
}

test('what comes later in the code but earlier in the run stands earlier', () => {
  const space = walk([
    [0, 40],
    [40, 20],
    [20, 30],
  ]);
  expect(progressOf(space, 0)).toEqual([0, 40, 20, 30]);
});

test('two ways that meet again stand one after the other, and then where they meet', () => {
  const space = walk([
    [0, 10],
    [0, 20],
    [10, 11],
    [11, 5],
    [20, 5],
  ]);
  expect(progressOf(space, 0)).toEqual([0, 10, 11, 20, 5]);
});

test('the places of a loop stay together, before those behind it', () => {
  const space = walk([
    [0, 7],
    [7, 8],
    [8, 7],
    [8, 3],
  ]);
  expect(progressOf(space, 0)).toEqual([0, 7, 8, 3]);
});

test('an actor that never moves has one place', () => {
  expect(
    progressOf(
      spaceOf(
        graphOf(
          [[{ to: 1, mover: 1 }], []],
          [
            [4, 0],
            [4, 1],
          ],
        ),
      ),
      0,
    ),
  ).toEqual([4]);
});

test('an actor only goes on, unless it goes round', () => {
  fc.assert(
    fc.property(stateGraphs(true), (graph) => {
      const space = spaceOf(graph);
      for (let actor = 0; actor < graph.actors; actor++) {
        const order = progressOf(space, actor);
        expect(new Set(order).size).toBe(order.length);
        const hops = [...graph.targets.entries()]
          .filter(([edge]) => graph.movers[edge] === actor)
          .map(([edge, target]) => [
            order.indexOf(positionIn(space, sourceOf(graph, edge), actor)),
            order.indexOf(positionIn(space, target, actor)),
          ]);
        const reaches = (from = 0, to = 0): boolean => {
          const seen = [from];
          for (const place of seen) {
            for (const [one = 0, other = 0] of hops) {
              if (one === place && !seen.includes(other)) seen.push(other);
            }
          }
          return seen.includes(to);
        };
        for (const [from = 0, to = 0] of hops) expect(from <= to || reaches(to, from)).toBe(true);
      }
    }),
    { seed: 20180702, numRuns: 200 },
  );
});
