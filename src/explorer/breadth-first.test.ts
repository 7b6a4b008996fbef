import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BreadthFirst } from './breadth-first.ts';
import type { Model } from './model.ts';
import { hex, naiveReport } from './testing/naive.ts';
import { crossedLocks, endless, twoCounters, walkOf } from './testing/toy-models.ts';
import type { Digraph } from './testing/toy-models.ts';

const PLENTY = { maxStates: 1_000_000 };

function searched<M>(model: Model<M>): BreadthFirst<M> {
  const search = new BreadthFirst(model, PLENTY);
  while (search.run(7));
  return search;
}

describe('two counters to 2', () => {
  // 9 states: every pair of 0, 1, 2. 12 moves: 2 per row and column. 6 schedules:
  // aabb abab abba baab baba bbaa.
  const search = searched(twoCounters(2));
  const report = search.report();

  test('every pair is seen once, the first one included', () => {
    expect(report).toMatchObject({ complete: true, states: 9, transitions: 12, depth: 4 });
    expect(report.restStates.map(hex)).toEqual(['0202']);
    expect(report.stoppedStates).toEqual([]);
    expect(report.stuckStates).toEqual([]);
  });

  test('the schedule to the broken end is the first of the shortest', () => {
    expect(report.violations).toEqual([
      {
        property: 'never-both',
        message: 'both are at the top',
        length: 4,
        schedule: [0, 0, 1, 1],
      },
    ]);
  });

  test('its six schedules are counted', () => {
    expect(search.interleavings()).toBe(6n);
  });

  test('what was run through is collected', () => {
    expect([...report.covered].sort((a, b) => a - b)).toEqual([0, 1, 100, 101]);
  });

  test('a schedule to any state seen can be asked for', () => {
    expect(search.scheduleTo(Uint8Array.of(1, 1))).toEqual([0, 1]);
    expect(search.scheduleTo(Uint8Array.of(0, 0))).toEqual([]);
    expect(search.scheduleTo(Uint8Array.of(9, 9))).toBeUndefined();
  });
});

test('twenty by twenty counters have 40 over 20 schedules', () => {
  expect(searched(twoCounters(20)).interleavings()).toBe(137846528820n);
});

test('crossed locks get stuck after two moves', () => {
  const report = searched(crossedLocks()).report();
  expect(report.stuckStates.map(hex)).toEqual(['0101']);
  expect(report.restStates.map(hex)).toEqual(['0303']);
  expect(report.violations).toMatchObject([
    { property: 'no-deadlock', length: 2, schedule: [0, 1] },
  ]);
});

describe('limits', () => {
  test('a model without an end stops at the limit and says that this is no proof', () => {
    const search = new BreadthFirst(endless(), { maxStates: 1000 });
    while (search.run(100));
    expect(search.report()).toMatchObject({
      complete: false,
      interrupted: 'limit',
      states: 1000,
      transitions: 999,
      depth: 999,
    });
    expect(search.interleavings()).toBeUndefined();
  });

  test('a limit that is just enough is no limit', () => {
    const search = new BreadthFirst(twoCounters(2), { maxStates: 9 });
    while (search.run(100));
    expect(search.report()).toMatchObject({ complete: true, states: 9 });
  });

  test('a cancelled search is not complete and does not go on', () => {
    const search = new BreadthFirst(endless(), PLENTY);
    expect(search.run(10)).toBe(true);
    search.cancel();
    expect(search.run(10)).toBe(false);
    expect(search.report()).toMatchObject({
      complete: false,
      interrupted: 'cancelled',
      states: 11,
    });
  });

  test('a search under way is not complete, but not interrupted either', () => {
    const search = new BreadthFirst(twoCounters(2), PLENTY);
    search.run(2);
    expect(search.report().complete).toBe(false);
    expect(search.report()).not.toHaveProperty('interrupted');
    expect(search.progress()).toEqual({
      states: 5,
      transitions: 4,
      depth: 2,
      waiting: 3,
      violations: 0,
    });
  });
});

describe('graphs', () => {
  const end = { edges: [], ending: 'rest' } as const;

  test('a way back makes the number of schedules unknown', () => {
    const ring: Digraph = {
      nodes: [
        { edges: [{ to: 1 }], ending: 'rest' },
        { edges: [{ to: 0 }, { to: 2 }], ending: 'rest' },
        end,
      ],
    };
    const search = searched(walkOf(ring));
    expect(search.report()).toMatchObject({ complete: true, states: 3, transitions: 3 });
    expect(search.interleavings()).toBeUndefined();
  });

  test('of two ways to break a property the shorter is kept, also when it is by an end', () => {
    const graph: Digraph = {
      nodes: [
        { edges: [{ to: 1 }, { to: 3 }], ending: 'rest' },
        { edges: [{ to: 2, breaks: 'p' }], ending: 'rest' },
        end,
        { edges: [], ending: 'stopped', breaksAtEnd: 'p' },
      ],
    };
    const { violations } = searched(walkOf(graph)).report();
    expect(violations).toMatchObject([{ property: 'p', length: 1, schedule: [1] }]);
  });

  test('what is broken from the beginning has an empty schedule', () => {
    const model = walkOf({ nodes: [end] });
    const broken = [{ property: 'p', message: '' }];
    const search = searched({ ...model, start: () => ({ ...model.start(), broken }) });
    expect(search.report().violations).toMatchObject([{ length: 0, schedule: [] }]);
    expect(search.interleavings()).toBe(1n);
  });
});

describe('broken models', () => {
  test('states of different lengths are refused', () => {
    const model: Model<number> = {
      ...twoCounters(2),
      next: () => ({ state: new Uint8Array(3), broken: [] }),
    };
    expect(() => searched(model)).toThrow('all states of a model have one length');
  });

  test('a running state without moves is refused', () => {
    expect(() => searched({ ...twoCounters(2), moves: () => [] })).toThrow('has no moves');
  });

  test('a schedule that does not replay says what to look for', () => {
    let asked = 0;
    const model = twoCounters(2);
    const search = searched({
      ...model,
      moves: (state) => (asked++ < 9 ? model.moves(state) : []),
    });
    expect(() => search.report()).toThrow('different moves for the same state');
  });
});

const properties = ['p', 'q', 'r'] as const;
const digraphs: fc.Arbitrary<Digraph> = fc.integer({ min: 1, max: 14 }).chain((size) => {
  const property = fc.option(fc.constantFrom(...properties), { nil: undefined, freq: 3 });
  const edge = fc.record({ to: fc.nat(size - 1), breaks: property }).map(({ to, breaks }) => {
    return breaks === undefined ? { to } : { to, breaks };
  });
  const node = fc
    .record({
      edges: fc.array(edge, { maxLength: 3 }),
      ending: fc.constantFrom('rest', 'stopped', 'stuck'),
      breaksAtEnd: property,
    })
    .map(({ breaksAtEnd, ...rest }) => {
      return breaksAtEnd === undefined ? rest : { ...rest, breaksAtEnd };
    });
  return fc.array(node, { minLength: size, maxLength: size }).map((nodes) => ({ nodes }));
});

test('the search agrees with the naive enumeration on random graphs', () => {
  fc.assert(
    fc.property(digraphs, fc.integer({ min: 2, max: 23 }), (graph, size) => {
      const model = walkOf(graph, size);
      const search = searched(model);
      const report = search.report();
      const naive = naiveReport(model);
      expect({
        states: report.states,
        transitions: report.transitions,
        depth: report.depth,
        violations: new Map(report.violations.map(({ property, length }) => [property, length])),
        rest: report.restStates.map(hex).sort(),
        stopped: report.stoppedStates.map(hex).sort(),
        stuck: report.stuckStates.map(hex).sort(),
        interleavings: search.interleavings(),
      }).toEqual(naive);
    }),
    { seed: 20180702, numRuns: 500 },
  );
});

test('every counterexample breaks its property with its last move, and no earlier', () => {
  fc.assert(
    fc.property(digraphs, (graph) => {
      const model = walkOf(graph);
      const { violations } = searched(model).report();
      const first = violations.map(({ property, schedule }) => {
        return movesUntilBroken(model, property, schedule);
      });
      expect(first).toEqual(violations.map(({ length }) => length));
    }),
    { seed: 20180702, numRuns: 300 },
  );
});

/** Replays a schedule and counts the moves up to the first that breaks the property. */
function movesUntilBroken<M>(model: Model<M>, property: string, schedule: readonly M[]): number {
  let transition = model.start();
  const isBroken = (): boolean => {
    const { state, broken } = transition;
    const ending = model.ending(state);
    const atEnd = ending === 'running' ? [] : model.brokenAtEnd(state, ending);
    return [...broken, ...atEnd].some((each) => each.property === property);
  };
  if (isBroken()) return 0;
  for (const [made, move] of schedule.entries()) {
    transition = model.next(transition.state, move);
    if (isBroken()) return made + 1;
  }
  return Infinity;
}
