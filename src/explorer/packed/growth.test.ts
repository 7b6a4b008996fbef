/**
 * What a packed search does when something becomes too small: fields for values, room for states, the
 * memory that it may have, the memory that there is.
 */
import { describe, expect, test } from 'vitest';
import { engineHost } from '../../worker/engine-host.ts';
import { BreadthFirst } from '../breadth-first.ts';
import {
  counters,
  hidden,
  hiddenNumbers,
  jumpers,
  jumpersNumbers,
  learnable,
  replayed,
} from '../testing/learnable-models.ts';
import { twoCounters } from '../testing/toy-models.ts';
import type { EngineHost } from './engine.ts';
import type { LearnableModel } from './learnable-model.ts';
import { PackedBreadthFirst } from './packed-breadth-first.ts';
import type { PackedLimits, PackedReport } from './packed-report.ts';
import { PackedSweep } from './packed-sweep.ts';

const AMPLE: PackedLimits = { maxStates: 5_000_000, maxBytes: 2 ** 30 };

type Search = PackedBreadthFirst | PackedSweep;
type MakeSearch = (model: LearnableModel, host: EngineHost, limits: PackedLimits) => Search;

const engines: readonly (readonly [string, MakeSearch])[] = [
  ['breadth first', (model, host, limits) => new PackedBreadthFirst(model, host, limits)],
  ['sweep', (model, host, limits) => new PackedSweep(model, host, limits)],
];

function finished(search: Search, slice = 1_000_000): Search {
  while (search.run(slice));
  return search;
}

function numbersOf(report: PackedReport): object {
  const { states, transitions, depth, rest, stopped, stuck, violations } = report;
  const lengths = violations.map(({ property, schedule }) => [property, schedule.length] as const);
  return { states, transitions, depth, rest, stopped, stuck, broken: Object.fromEntries(lengths) };
}

/** A host that counts, and that may have no more memory than so many pages beyond the first ones. */
class CountingHost implements EngineHost {
  starts = 0;
  /** Pages added to the memory. */
  grown = 0;
  readonly #most: number;

  constructor(most = Infinity) {
    this.#most = most;
  }

  memory(pages: number): ReturnType<EngineHost['memory']> {
    const memory = engineHost.memory(pages);
    const grow = memory.grow.bind(memory);
    memory.grow = (more) => {
      if (this.grown + more > this.#most) throw new RangeError('no more memory');
      this.grown += more;
      return grow(more);
    };
    return memory;
  }

  start(...args: Parameters<EngineHost['start']>): ReturnType<EngineHost['start']> {
    this.starts++;
    return engineHost.start(...args);
  }
}

/**
 * Actor 0 chooses where to go: from 0 to 1 or to the end 3; from 1 to 2, by a step that breaks the
 * property which the end breaks as well. 1 has its turn before 3.
 */
function endAfterStep(): LearnableModel {
  const at = (place: number): Uint8Array => Uint8Array.of(place, 0);
  return learnable({
    properties: ['never'],
    actors: 1,
    cells: [
      { offset: 0, length: 1 },
      { offset: 1, length: 1 },
    ],
    stopCell: 1,
    mostChoices: 2,
    isLoopFree: true,
    start: () => ({ state: at(0), broken: 0 }),
    rank: (state) => state[0] ?? 0,
    step(state) {
      const successors = [
        [
          { state: at(1), broken: 0, choice: 0 },
          { state: at(3), broken: 0, choice: 1 },
        ],
        [{ state: at(2), broken: 1 }],
      ][state[0] ?? 0];
      return { lookedAt: [], successors: successors ?? [] };
    },
    brokenAtEnd: (state) => (state[0] === 3 ? 1 : 0),
  });
}

/** Actor 0 counts memory up to `top`; actor 1 then begins anew, as often as there are `rounds`. */
function recount(top: number, rounds: number, judged: () => void): LearnableModel {
  const words = (state: Uint8Array): DataView => new DataView(state.buffer, state.byteOffset);
  const successor = (
    state: Uint8Array,
    round: number,
    count: number,
  ): { state: Uint8Array; broken: number } => {
    const after = state.slice();
    words(after).setUint16(2, round, true);
    words(after).setUint16(4, count, true);
    return { state: after, broken: 0 };
  };
  return learnable({
    properties: ['never-full'],
    actors: 2,
    cells: [0, 2, 4, 6].map((offset) => ({ offset, length: 2 })),
    stopCell: 3,
    start: () => ({ state: new Uint8Array(8), broken: 0 }),
    rank: () => 0,
    step(state, actor) {
      const round = words(state).getUint16(2, true);
      const count = words(state).getUint16(4, true);
      const isFull = count === top;
      if (actor === 0) {
        return { lookedAt: [2], successors: isFull ? [] : [successor(state, round, count + 1)] };
      }
      const goesOn = isFull && round < rounds;
      return { lookedAt: [2], successors: goesOn ? [successor(state, round + 1, 0)] : [] };
    },
    brokenIn(state) {
      judged();
      return words(state).getUint16(4, true) === top ? 1 : 0;
    },
  });
}

/** Undefined where there is no memory. */
function withinMemory(make: () => Search): Search | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Every schedule of a search leads where it says; what it says of an end is so. */
function expectHonest(search: Search, model: LearnableModel): void {
  for (const { property, schedule } of search.report().violations) {
    const bit = model.properties.indexOf(property);
    const { state, broken } = replayed(model, schedule);
    const atEnd = model.brokenAtEnd(state);
    expect((broken | atEnd) & (1 << bit)).not.toBe(0);
  }
  const ends = search.ends(Infinity);
  for (const { state, schedule } of ends) {
    expect(replayed(model, schedule).state).toEqual(state);
    for (let actor = 0; actor < model.actors; actor++) {
      expect(model.step(state, actor).successors).toEqual([]);
    }
  }
}

test('rows of a small search are long, those of a large one as short as they can be', () => {
  const bytesPerRoom = (places: number): number => {
    const search = finished(new PackedBreadthFirst(counters(3, places), engineHost, AMPLE));
    return search.progress().bytes;
  };
  // 8,000 states in room for 8,192; a row is its words, a parent and two entries of the table.
  expect(bytesPerRoom(19)).toBeGreaterThan(8192 * (8 + 12));
  // A million in room for 2^20: three numbers below 100 fit one word.
  expect(bytesPerRoom(99)).toBeGreaterThan(2 ** 20 * (4 + 12));
  expect(bytesPerRoom(99)).toBeLessThan(2 ** 20 * (4 + 12) + 2 ** 18);
}, 30_000);

describe.each(engines)('%s', (_, makeSearch) => {
  test('values that nobody saw on the way to the first layout get their place', () => {
    const host = new CountingHost();
    const search = finished(makeSearch(hidden(24, 500, 30), host, AMPLE));
    expect(search.report().complete).toBe(true);
    expect(numbersOf(search.report())).toEqual(hiddenNumbers(24, 500, 30));
    // Once for each bit that the memory or the actor's own cell grew by.
    expect(host.starts).toBeGreaterThan(2);
    expectHonest(search, hidden(24, 500, 30));
  }, 30_000);

  test('steps that need more memory than was planned for them get more', () => {
    const host = new CountingHost();
    const search = finished(makeSearch(hidden(24, 1000, 2), host, AMPLE));
    expect(numbersOf(search.report())).toEqual(hiddenNumbers(24, 1000, 2));
    // Most of the 1,000 steps ask for one of 512 or more values.
    expect(host.grown).toBeGreaterThan(32);
    expectHonest(search, hidden(24, 1000, 2));
  }, 30_000);

  test('a million states have room', () => {
    const host = new CountingHost();
    const search = finished(makeSearch(counters(3, 99), host, AMPLE));
    expect(numbersOf(search.report())).toEqual({
      states: 1_000_000,
      transitions: 3 * 99 * 100 * 100,
      depth: 297,
      rest: 1,
      stopped: 0,
      stuck: 0,
      broken: { 'never-all': 297 },
    });
    expect(host.grown * 65_536).toBeGreaterThanOrEqual(4 * 1_000_000);
  });

  test('a million states that are reached by short ways and by long ones', () => {
    const model = jumpers(3, 99, 7);
    const search = finished(makeSearch(model, engineHost, AMPLE));
    expect(numbersOf(search.report())).toEqual(jumpersNumbers(3, 99, 7));
    expectHonest(search, model);
  }, 30_000);

  test('one state at a time gives the same as all at once', () => {
    const model = hidden(8, 40, 6);
    const whole = finished(makeSearch(model, engineHost, AMPLE));
    const sliced = finished(makeSearch(model, engineHost, AMPLE), 1);
    expect(sliced.report()).toEqual(whole.report());
    expect(sliced.ends(Infinity)).toEqual(whole.ends(Infinity));
    expect(numbersOf(whole.report())).toEqual(hiddenNumbers(8, 40, 6));
  });

  test('a slice is as large as it is asked to be', () => {
    const search = makeSearch(counters(2, 50), engineHost, AMPLE);
    const waiting: number[] = [];
    for (let slice = 0; slice < 3; slice++) {
      search.run(10);
      waiting.push(search.progress().states);
    }
    expect(new Set(waiting).size).toBe(3);
    expect(search.run(Number.MAX_SAFE_INTEGER)).toBe(false);
    expect(search.report().states).toBe(51 * 51);
  });

  test('more states than it may have: it stops there and says so', () => {
    const search = finished(
      makeSearch(counters(2, 99), engineHost, { ...AMPLE, maxStates: 1_000 }),
    );
    const { complete, interrupted, states } = search.report();
    expect({ complete, interrupted, states }).toEqual({
      complete: false,
      interrupted: 'limit',
      states: 1_000,
    });
    expect(search.run(1)).toBe(false);
    const exact = finished(
      makeSearch(counters(2, 99), engineHost, { ...AMPLE, maxStates: 10_000 }),
    );
    expect(exact.report().complete).toBe(true);
    expect(exact.report().interrupted).toBeUndefined();
  });

  test('no limit of states is no limit', () => {
    const search = finished(
      makeSearch(counters(2, 99), engineHost, { ...AMPLE, maxStates: Infinity }),
    );
    expect(search.report().complete).toBe(true);
  });

  test('more memory than it may have: it stops there and says so', () => {
    const limits = { ...AMPLE, maxBytes: 1_000_000 };
    const search = finished(makeSearch(counters(3, 99), engineHost, limits));
    const { complete, interrupted, states } = search.report();
    expect({ complete, interrupted }).toEqual({ complete: false, interrupted: 'memory' });
    expect(states).toBeGreaterThan(10_000);
    expect(states).toBeLessThan(1_000_000);
    expect(search.progress().bytes).toBeLessThan(1.3 * limits.maxBytes);
    expectHonest(search, counters(3, 99));
  });

  test('cancelled, it stays where it is', () => {
    const search = makeSearch(counters(2, 99), engineHost, AMPLE);
    expect(search.run(100)).toBe(true);
    search.cancel();
    const before = search.report();
    expect(before).toMatchObject({ complete: false, interrupted: 'cancelled' });
    expect(search.run(100)).toBe(false);
    expect(search.report()).toEqual(before);
  });

  test('a search that is over cannot be cancelled', () => {
    const search = finished(makeSearch(counters(1, 3), engineHost, AMPLE));
    search.cancel();
    expect(search.report()).toMatchObject({ complete: true, states: 4 });
  });

  test('memory that ends at any time ends it, and what it had found stays true', () => {
    const model = hidden(16, 260, 120);
    const outcomes: string[] = [];
    for (let pages = 0; outcomes.at(-1) !== 'complete'; pages += pages < 8 ? 1 : 4) {
      const search = withinMemory(() => makeSearch(model, new CountingHost(pages), AMPLE));
      if (search === undefined) {
        outcomes.push('not begun');
        continue;
      }
      const { complete, interrupted, states } = finished(search, 500).report();
      expect(interrupted).toBe(complete ? undefined : 'memory');
      expect(states <= 278 * 121).toBe(true);
      expect(search.run(1)).toBe(false);
      expectHonest(search, model);
      outcomes.push(complete ? 'complete' : 'ended');
    }
    expect([...new Set(outcomes)]).toEqual(['not begun', 'ended', 'complete']);
    expect(outcomes.length).toBeGreaterThan(5);
  }, 60_000);

  test('no memory at all is a RangeError, which whoever starts it can tell', () => {
    const host: EngineHost = {
      ...engineHost,
      memory: () => {
        throw new RangeError('no memory');
      },
    };
    expect(() => makeSearch(counters(1, 3), host, AMPLE)).toThrow(RangeError);
  });
});

test('steps that need more memory than there may be for them end it', () => {
  const search = finished(new PackedBreadthFirst(hidden(24, 4000, 1), engineHost, AMPLE));
  expect(search.report()).toMatchObject({ complete: false, interrupted: 'memory' });
  expectHonest(search, hidden(24, 4000, 1));
}, 30_000);

test('more judged memories than there was room for at first are kept', () => {
  let judged = 0;
  const model = recount(20_000, 15, () => (judged += 1));
  const report = finished(new PackedBreadthFirst(model, engineHost, AMPLE)).report();
  expect(report).toMatchObject({ complete: true, states: 16 * 20_001, depth: 16 * 20_001 - 1 });
  expect(report.violations[0]?.schedule).toHaveLength(20_000);
  // Forgotten whenever a field grows, at the rounds 0, 1, 2, 4 and 8, and not in the others.
  expect(judged).toBeLessThan(7 * 20_001);
}, 30_000);

test('breadth first counts at a limit as the search over a model does', () => {
  for (const maxStates of [1, 2, 3, 10, 57, 500]) {
    const packed = finished(
      new PackedBreadthFirst(counters(2, 99), engineHost, { ...AMPLE, maxStates }),
    ).report();
    const plain = new BreadthFirst(twoCounters(99), { maxStates });
    while (plain.run(1_000));
    const { states, transitions, depth, interrupted } = plain.report();
    expect(packed).toMatchObject({ states, transitions, depth, interrupted });
  }
});

test('more moves than fit into a word beside a number: it stops before they get mixed up', () => {
  const model: LearnableModel = { ...counters(2, 99), mostChoices: 2 ** 22 };
  for (const [, makeSearch] of engines) {
    const search = finished(makeSearch(model, engineHost, AMPLE));
    expect(search.report()).toMatchObject({ interrupted: 'memory', states: 512, depth: 31 });
    expectHonest(search, model);
  }
});

test('an end that is nearer than a step seen before it is the counterexample', () => {
  const search = finished(new PackedBreadthFirst(endAfterStep(), engineHost, AMPLE));
  expect(search.report().violations).toEqual([
    { property: 'never', schedule: [{ actor: 0, choice: 1 }] },
  ]);
});

test('a sweep refuses a program whose loops nobody counts', () => {
  const model: LearnableModel = { ...counters(1, 3), isLoopFree: false };
  expect(() => new PackedSweep(model, engineHost, AMPLE)).toThrow(/without loops/);
});

test('a rank that does not grow is a broken promise: no sweep goes on, and no other search minds', () => {
  const model: LearnableModel = { ...counters(2, 3), rank: () => 0 };
  expect(() => finished(new PackedSweep(model, engineHost, AMPLE))).toThrow(
    /the rank of actor \d does not grow/,
  );
  expect(finished(new PackedBreadthFirst(model, engineHost, AMPLE)).report().states).toBe(16);
});

test('a stop counts as a step on, though it leaves its actor where it is', () => {
  const stops = learnable({
    actors: 1,
    cells: [
      { offset: 0, length: 1 },
      { offset: 1, length: 1 },
    ],
    stopCell: 1,
    isLoopFree: true,
    start: () => ({ state: new Uint8Array(2), broken: 0 }),
    rank: () => 0,
    step: (state) => ({ lookedAt: [], successors: [{ state: state.with(1, 7), broken: 0 }] }),
  });
  expect(finished(new PackedSweep(stops, engineHost, AMPLE)).report()).toMatchObject({
    complete: true,
    states: 2,
    transitions: 1,
    stopped: 1,
  });
});

test('the sweep takes back the memory of what it is done with', () => {
  const search = finished(new PackedSweep(counters(3, 99), engineHost, AMPLE));
  // Four bytes for each state, and what the widest buckets need.
  expect(search.progress().bytes / 1_000_000).toBeLessThan(5.5);
});
