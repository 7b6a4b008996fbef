import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scheduleCounts } from './schedule-counts.ts';
import { allPaths, breaksAt, graphOf, grid, stateGraphs } from './testing/state-graphs.ts';

test('three steps beside two: five over two schedules, none of them breaking anything', () => {
  expect(scheduleCounts(grid(3, 2))).toEqual({ schedules: 10n, breaking: [0n, 0n] });
});

test('a hundred steps beside a hundred are counted exactly, far beyond 2^53', () => {
  expect(scheduleCounts(grid(100, 100))?.schedules).toBe(
    90548514656103281165404177077484163874504589675413336841320n,
  );
});

test('a schedule that breaks a property twice is one schedule', () => {
  // 0 -> 1 breaks p, 1 -> 2 breaks p and q, 1 -> 3 breaks nothing, 0 -> 3 breaks q.
  const graph = graphOf([
    [
      { to: 1, mover: 0, breaks: [0] },
      { to: 3, mover: 1, breaks: [1] },
    ],
    [
      { to: 2, mover: 0, breaks: [0, 1] },
      { to: 3, mover: 1 },
    ],
    [],
    [],
  ]);
  expect(scheduleCounts(graph)).toEqual({ schedules: 3n, breaking: [2n, 2n] });
});

test('what is broken before anybody has moved is broken by every schedule', () => {
  const edges = [
    { to: 1, mover: 0 },
    { to: 1, mover: 1 },
  ];
  const graph = graphOf([edges, []], undefined, 2);
  expect(scheduleCounts(graph)).toEqual({ schedules: 2n, breaking: [0n, 2n] });
});

describe('a cycle', () => {
  test.each([
    ['of two states', graphOf([[{ to: 1, mover: 0 }], [{ to: 0, mover: 0 }]])],
    ['of one state', graphOf([[{ to: 0, mover: 0 }]])],
  ])('%s has no number of schedules', (_, graph) => {
    expect(scheduleCounts(graph)).toBeUndefined();
  });
});

test('the counts are those of the schedules written out one by one', () => {
  fc.assert(
    fc.property(stateGraphs(false), (graph) => {
      const paths = allPaths(graph);
      const breaking = [0, 1].map((property) => {
        const those = paths.filter((path) => path.some((edge) => breaksAt(graph, edge, property)));
        return BigInt(those.length);
      });
      expect(scheduleCounts(graph)).toEqual({ schedules: BigInt(paths.length), breaking });
    }),
    { seed: 20180702, numRuns: 500 },
  );
});
