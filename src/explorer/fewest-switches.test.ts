import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fewestSwitches } from './fewest-switches.ts';
import type { StateGraph } from './state-graph.ts';
import {
  breaksAt,
  edgesOf,
  graphOf,
  shortestBreaking,
  stateGraphs,
  switchesAlong,
} from './testing/state-graphs.ts';

describe('by hand', () => {
  // The short way changes hands twice: 0a1b2a5. The calm one is longer: 0b3b4b5.
  const graph = graphOf([
    [
      { to: 1, mover: 0 },
      { to: 3, mover: 1 },
    ],
    [{ to: 2, mover: 1 }],
    [{ to: 6, mover: 0, breaks: [0] }],
    [{ to: 4, mover: 1 }],
    [{ to: 5, mover: 1 }],
    [{ to: 6, mover: 1, breaks: [0] }],
    [],
  ]);

  test('the calmest way may be longer than the shortest', () => {
    expect(shortestBreaking(graph, 0)).toEqual([0, 2, 3]);
    expect(fewestSwitches(graph, 0)).toEqual({ path: [1, 4, 5, 6], switches: 0 });
  });

  test('nothing breaks the other property', () => {
    expect(fewestSwitches(graph, 1)).toBeUndefined();
  });

  test('what is broken from the beginning takes nobody', () => {
    expect(fewestSwitches(graphOf([[]], undefined, 2), 1)).toEqual({ path: [], switches: 0 });
  });

  test('who comes back to a state by somebody else has not been there before', () => {
    // Actor 1 has to go round once so that it can break without a switch: 0 b1 b0 b2 against 0 a… .
    const back = graphOf([
      [{ to: 1, mover: 1 }],
      [
        { to: 0, mover: 1 },
        { to: 2, mover: 0 },
      ],
      [{ to: 3, mover: 1, breaks: [0] }],
      [],
    ]);
    expect(fewestSwitches(back, 0)).toEqual({ path: [0, 2, 3], switches: 2 });
  });
});

/** Relaxes (switches, moves) over states and last movers until nothing gets better. */
function relaxed(graph: StateGraph, property: number): readonly [number, number] | undefined {
  const better = (a: readonly [number, number], b: readonly [number, number]) =>
    a[0] - b[0] || a[1] - b[1];
  const best = new Map<string, readonly [number, number]>([['0:-1', [0, 0]]]);
  let broken: readonly [number, number] | undefined;
  for (let more = true; more;) {
    more = false;
    for (const [key, [switches, moves]] of best) {
      const [state = 0, last = -1] = key.split(':').map(Number);
      for (const edge of edgesOf(graph, state)) {
        const mover = graph.movers[edge] ?? 0;
        const cost = [switches + (last >= 0 && last !== mover ? 1 : 0), moves + 1] as const;
        if (breaksAt(graph, edge, property)) {
          if (broken === undefined || better(cost, broken) < 0) broken = cost;
          continue;
        }
        const next = `${graph.targets[edge]}:${mover}`;
        const known = best.get(next);
        if (known !== undefined && better(cost, known) >= 0) continue;
        best.set(next, cost);
        more = true;
      }
    }
  }
  return broken;
}

test.each([false, true])('no schedule breaks it with fewer switches (cycles: %s)', (loops) => {
  fc.assert(
    fc.property(stateGraphs(loops), (graph) => {
      for (const property of [0, 1]) {
        const found = fewestSwitches(graph, property);
        expect(found && [found.switches, found.path.length]).toEqual(relaxed(graph, property));
        if (found === undefined) continue;
        expect(switchesAlong(graph, found.path)).toBe(found.switches);
        const breaking = found.path.map((edge) => breaksAt(graph, edge, property));
        expect(breaking.indexOf(true)).toBe(found.path.length - 1);
        found.path.reduce((state, edge) => {
          expect(edgesOf(graph, state)).toContain(edge);
          return graph.targets[edge] ?? 0;
        }, 0);
      }
    }),
    { seed: 20180702, numRuns: 500 },
  );
});
