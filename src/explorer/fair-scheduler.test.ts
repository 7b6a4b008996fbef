import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fairLikelihood, fairShares, fairVisits } from './fair-scheduler.ts';
import type { StateGraph } from './state-graph.ts';
import { allPaths, breaksAt, edgesOf, graphOf, grid, stateGraphs } from './testing/state-graphs.ts';

describe('by hand', () => {
  test('it picks among the actors first, then among what the actor can choose', () => {
    const graph = graphOf([
      [
        { to: 1, mover: 0 },
        { to: 1, mover: 2, choice: 0 },
        { to: 1, mover: 2, choice: 1 },
        { to: 1, mover: 2, choice: 2 },
      ],
      [],
    ]);
    expect([...fairShares(graph)]).toEqual([0.5, 1 / 6, 1 / 6, 1 / 6]);
  });

  test('two heads in a row, of which the first already breaks nothing', () => {
    const graph = graphOf([
      [
        { to: 1, mover: 0 },
        { to: 2, mover: 1 },
      ],
      [
        { to: 2, mover: 0, breaks: [0] },
        { to: 2, mover: 1 },
      ],
      [],
    ]);
    expect(fairLikelihood(graph, 0)).toEqual({ value: 0.25, left: 0 });
    expect([...fairVisits(graph).visits]).toEqual([1, 0.5, 1]);
  });

  test('a walk on two steps beside two is on the middle one way in two', () => {
    const { visits } = fairVisits(grid(2, 2));
    expect([...visits]).toEqual([1, 0.5, 0.25, 0.5, 0.5, 0.5, 0.25, 0.5, 1]);
  });

  test('what every schedule breaks is certain, however many roundings were added up', () => {
    const third = { to: 1, breaks: [0] };
    const graph = graphOf([
      [
        { ...third, mover: 0, choice: 0 },
        { ...third, mover: 0, choice: 1 },
        { ...third, mover: 0, choice: 2 },
        { ...third, mover: 1 },
        { ...third, mover: 2 },
      ],
      [],
    ]);
    expect(fairLikelihood(graph, 0)).toEqual({ value: 1, left: 0 });
    expect(fairLikelihood(graph, 1)).toEqual({ value: 0, left: 0 });
  });

  test('broken before anybody has moved is broken for certain', () => {
    expect(fairLikelihood(graphOf([[]], undefined, 1), 0)).toEqual({ value: 1, left: 0 });
  });

  test('who spins until the other breaks something will see it', () => {
    const graph = graphOf([
      [
        { to: 0, mover: 0 },
        { to: 1, mover: 1, breaks: [0] },
      ],
      [],
    ]);
    const { value, left } = fairLikelihood(graph, 0);
    expect(value + left).toBe(1);
    expect(left).toBeLessThan(1e-15);
    const { visits } = fairVisits(graph);
    expect(visits[0]).toBeCloseTo(2, 12);
  });

  test('where it goes round for ever it is for ever, and breaks no more', () => {
    const graph = graphOf([
      [
        { to: 1, mover: 0 },
        { to: 2, mover: 1, breaks: [0] },
      ],
      [{ to: 1, mover: 0 }],
      [],
    ]);
    expect(fairLikelihood(graph, 0)).toEqual({ value: 0.5, left: 0 });
    expect([...fairVisits(graph).visits]).toEqual([1, Infinity, 0.5]);
  });
});

test('without cycles it is the sum over all schedules that break the property', () => {
  fc.assert(
    fc.property(stateGraphs(false), (graph) => {
      const shares = fairShares(graph);
      for (const property of [0, 1]) {
        const those = allPaths(graph).filter((path) =>
          path.some((edge) => breaksAt(graph, edge, property)),
        );
        const sum = those.reduce(
          (all, path) => all + path.reduce((part, edge) => part * (shares[edge] ?? 0), 1),
          0,
        );
        const { value, left } = fairLikelihood(graph, property);
        expect(left).toBe(0);
        expect(value).toBeCloseTo(sum, 12);
      }
    }),
    { seed: 20180702, numRuns: 300 },
  );
});

test('with cycles it is the solution of the equations, within what it says is left', () => {
  fc.assert(
    fc.property(stateGraphs(true), (graph) => {
      for (const property of [0, 1]) {
        const { value, left } = fairLikelihood(graph, property);
        const exact = solved(graph, property);
        expect(exact).toBeGreaterThanOrEqual(value - 1e-12);
        expect(exact).toBeLessThanOrEqual(value + left + 1e-12);
        expect(left).toBeLessThan(1e-12);
      }
    }),
    { seed: 20180702, numRuns: 500 },
  );
});

/** The least solution of P(state) = sum of shares times (1 if the edge breaks, else P(target)). */
function solved(graph: StateGraph, property: number): number {
  const shares = fairShares(graph);
  const size = graph.states;
  const can = new Set<number>();
  for (let more = true; more;) {
    more = false;
    for (let state = 0; state < size; state++) {
      const does = edgesOf(graph, state).some(
        (edge) => breaksAt(graph, edge, property) || can.has(graph.targets[edge] ?? 0),
      );
      if (!does || can.has(state)) continue;
      can.add(state);
      more = true;
    }
  }
  const rows: number[][] = Array.from({ length: size }, (_, state) => {
    const row: number[] = Array.from({ length: size + 1 }, (__, column) =>
      column === state ? 1 : 0,
    );
    if (!can.has(state)) return row;
    for (const edge of edgesOf(graph, state)) {
      const share = shares[edge] ?? 0;
      if (breaksAt(graph, edge, property)) row[size] = (row[size] ?? 0) + share;
      else {
        const target = graph.targets[edge] ?? 0;
        row[target] = (row[target] ?? 0) - share;
      }
    }
    return row;
  });
  for (let pivot = 0; pivot < size; pivot++) {
    const best = rows
      .map((row, at) => ({ at, size: at < pivot ? -1 : Math.abs(row[pivot] ?? 0) }))
      .reduce((a, b) => (b.size > a.size ? b : a));
    const [upper, lower] = [rows[pivot] ?? [], rows[best.at] ?? []];
    rows[pivot] = lower;
    rows[best.at] = upper;
    const own = rows[pivot] ?? [];
    for (const [at, row] of rows.entries()) {
      if (at === pivot) continue;
      const factor = (row[pivot] ?? 0) / (own[pivot] ?? 1);
      rows[at] = row.map((value, column) => value - factor * (own[column] ?? 0));
    }
  }
  const first = rows[0] ?? [];
  return (first[size] ?? 0) / (first[0] ?? 1);
}
