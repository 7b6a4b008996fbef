import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canBreak } from './can-break.ts';
import { criticalPair, criticalPairs, type StepPair, type Touched } from './critical-pair.ts';
import { type Path, statesAlong } from './graph-path.ts';
import type { StateGraph } from './state-graph.ts';
import {
  allPaths,
  breaksAt,
  edgesOf,
  graphOf,
  grid,
  shortestBreaking,
  stateGraphs,
} from './testing/state-graphs.ts';

const word = (address: number, writes: boolean): Touched => ({
  from: BigInt(address) * 8n,
  bits: 32,
  writes,
  kind: 'word',
});
const lock = (address: number): Touched => ({ ...word(address, true), bits: 8, kind: 'lock' });

/**
 * Two actors of two steps each, on a grid: actor 0 stores a flag, then stores on; actor 1 loads the
 * flag, then acts on what it has seen. Acting after having loaded too early breaks p, when actor 0
 * has stored by then: the last step down at the right of where the load was made at the left.
 */
function staleLoad(): StateGraph {
  const states = [
    // 0: nobody has moved
    [
      { to: 1, mover: 0 },
      { to: 2, mover: 1 },
    ],
    // 1: stored
    [{ to: 3, mover: 1 }],
    // 2: loaded too early
    [
      { to: 4, mover: 0 },
      { to: 5, mover: 1 },
    ],
    // 3: stored, then loaded
    [{ to: 6, mover: 1 }],
    // 4: loaded too early, then stored
    [{ to: 7, mover: 1, breaks: [0] }],
    // 5: loaded too early and acted before anybody stored
    [{ to: 8, mover: 0 }],
    [],
    [],
    [],
  ];
  const positions = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
    [1, 1],
    [0, 2],
    [1, 2],
    [1, 2],
    [1, 2],
  ];
  return graphOf(states, positions);
}

describe('a load that comes too early', () => {
  const graph = staleLoad();
  const path = shortestBreaking(graph, 0) ?? [];

  test('the schedule: load, store, act', () => {
    expect(statesAlong(graph, path)).toEqual([0, 2, 4, 7]);
  });

  test('load and store decide, and so do store and act', () => {
    const touches = [[word(0x100, false)], [word(0x100, true)], [word(0x100, false)]];
    const question = { graph, property: 0, path, touches };
    expect(criticalPairs(question)).toEqual([
      { first: 0, second: 1 },
      { first: 1, second: 2 },
    ]);
    expect(criticalPair(question)).toEqual({ first: 0, second: 1 });
  });

  test('two loads decide nothing, nor do steps that touch different words', () => {
    const loads = [[word(0x100, false)], [word(0x100, false)], [word(0x100, false)]];
    expect(criticalPairs({ graph, property: 0, path, touches: loads })).toEqual([]);
    const apart = [[word(0x100, false)], [word(0x104, true)], [word(0xfc, true)]];
    expect(criticalPairs({ graph, property: 0, path, touches: apart })).toEqual([]);
  });

  test('two flags of one word are two things', () => {
    const flag = (bit: bigint, writes: boolean): Touched => {
      return { from: 0x800n + bit, bits: 1, writes, kind: 'word' };
    };
    const of = (load: bigint, store: bigint) =>
      criticalPairs({
        graph,
        property: 0,
        path,
        touches: [[flag(load, false)], [flag(store, true)], []],
      });
    expect(of(3n, 4n)).toEqual([]);
    expect(of(4n, 4n)).toEqual([{ first: 0, second: 1 }]);
  });

  test('a word is told before a lock, even where the lock comes first', () => {
    const touches = [[lock(0x10)], [lock(0x10), word(0x100, true)], [word(0x100, false)]];
    const question = { graph, property: 0, path, touches };
    expect(criticalPairs(question)).toHaveLength(2);
    expect(criticalPair(question)).toEqual({ first: 1, second: 2 });
  });

  test('of two loads that are both too early for one store the later is told', () => {
    // Down: loads, loads again, acts. Only who has loaded twice before the store breaks it.
    const twice = graphOf(
      [
        [
          { to: 1, mover: 1 },
          { to: 4, mover: 0 },
        ],
        [
          { to: 2, mover: 1 },
          { to: 5, mover: 0 },
        ],
        [{ to: 3, mover: 0 }],
        [{ to: 7, mover: 1, breaks: [0] }],
        [{ to: 5, mover: 1 }],
        [{ to: 6, mover: 1 }],
        [{ to: 7, mover: 1 }],
        [],
      ],
      [
        [0, 0],
        [0, 1],
        [0, 2],
        [1, 2],
        [1, 0],
        [1, 1],
        [1, 2],
        [1, 3],
      ],
    );
    const touches = [[word(0, false)], [word(0, false)], [word(0, true)], []];
    const twicePath = shortestBreaking(twice, 0) ?? [];
    const question = { graph: twice, property: 0, path: twicePath, touches };
    expect(criticalPairs(question)).toEqual([
      { first: 0, second: 2 },
      { first: 1, second: 2 },
    ]);
    expect(criticalPair(question)).toEqual({ first: 1, second: 2 });
  });
});

test('a step that cannot be made before the other decides nothing', () => {
  // Actor 1 can only go on when actor 0 has: there is no other order.
  const graph = graphOf(
    [[{ to: 1, mover: 0 }], [{ to: 2, mover: 1, breaks: [0] }], []],
    [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
  );
  const touches = [[word(0, true)], [word(0, true)]];
  expect(criticalPairs({ graph, property: 0, path: [0, 1], touches })).toEqual([]);
});

test('where everything breaks it no order decides', () => {
  const graph = { ...grid(1, 1), broken: Uint32Array.of(0, 0, 1, 1) };
  const path = shortestBreaking(graph, 0) ?? [];
  const touches = [[word(0, true)], [word(0, true)]];
  expect(criticalPairs({ graph, property: 0, path, touches })).toEqual([]);
});

/** The pair put the other way round, schedule by schedule. */
function decides(graph: StateGraph, property: number, path: Path, pair: StepPair): boolean {
  const { movers, positions, actors, targets } = graph;
  const states = statesAlong(graph, path);
  const heldBack = movers[path[pair.first] ?? 0];
  const actor = movers[path[pair.second] ?? 0] ?? 0;
  const at = (state: number | undefined) => positions[(state ?? 0) * actors + actor];
  const place = at(states[pair.second]);
  const isPass = (edge: number, from: number | undefined) =>
    movers[edge] === actor && at(from) === place;
  let needed = 0;
  for (let step = pair.first; step <= pair.second; step++) {
    if (isPass(path[step] ?? 0, states[step])) needed++;
  }
  const turned = allPaths(graph, states[pair.first]).filter((rest) => {
    let state = states[pair.first];
    let passes = 0;
    for (const edge of rest) {
      if (movers[edge] === heldBack) return false;
      if (isPass(edge, state)) passes++;
      if (passes === needed) return true;
      state = targets[edge];
    }
    return false;
  });
  const breaking = turned.filter((rest) => rest.some((edge) => breaksAt(graph, edge, property)));
  return turned.length > 0 && breaking.length === 0;
}

test('critical is what the schedules, written out one by one, say is critical', () => {
  let critical = 0;
  fc.assert(
    fc.property(stateGraphs(false), (graph) => {
      for (const property of [0, 1]) {
        const path = shortestBreaking(graph, property);
        if (path === undefined) continue;
        const touches = path.map(() => [word(0, true)]);
        const expected = path.flatMap((one, first) =>
          path.flatMap((other, second) =>
            second > first &&
            graph.movers[one] !== graph.movers[other] &&
            decides(graph, property, path, { first, second })
              ? [{ first, second }]
              : [],
          ),
        );
        expect(criticalPairs({ graph, property, path, touches })).toEqual(expected);
        critical += expected.length;
      }
    }),
    { seed: 20180702, numRuns: 2000 },
  );
  expect(critical).toBeGreaterThan(20);
});

test.each([false, true])('a property can be broken where some way on breaks it (%s)', (loops) => {
  fc.assert(
    fc.property(stateGraphs(loops), (graph) => {
      for (const property of [0, 1]) {
        const expected = Array.from({ length: graph.states }, (_, state) => {
          const seen = [state];
          for (const each of seen) {
            for (const edge of edgesOf(graph, each)) {
              if (breaksAt(graph, edge, property)) return 1;
              const target = graph.targets[edge] ?? 0;
              if (!seen.includes(target)) seen.push(target);
            }
          }
          return 0;
        });
        expect([...canBreak(graph, property)]).toEqual(expected);
      }
    }),
    { seed: 20180702, numRuns: 300 },
  );
});
