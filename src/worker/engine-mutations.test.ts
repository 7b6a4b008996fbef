/**
 * The comparison with the search over the machine notices a packed engine that is wrong. Mutations
 * break one thing each, from outside: a model that lies to the engine, a host that patches the code the
 * engine has written, or meddles with the memory between two calls.
 */
import { describe, expect, test } from 'vitest';
import { BreadthFirst } from '../explorer/breadth-first.ts';
import type { Engine, EngineHost } from '../explorer/packed/engine.ts';
import type { LearnableModel, LearnableStep } from '../explorer/packed/learnable-model.ts';
import { header, memoryPlan, request } from '../explorer/packed/memory-plan.ts';
import type { PackedReport } from '../explorer/packed/packed-report.ts';
import { RowLayout } from '../explorer/packed/row-layout.ts';
import {
  atLeast,
  bytesOf,
  type Code,
  equal,
  get,
  i32,
  less,
  load as loaded,
  multiply,
} from '../explorer/wasm/code.ts';
import { Machine } from '../machine/machine.ts';
import {
  add,
  binary,
  branch,
  cpu,
  interrupt,
  load,
  local,
  lock,
  LRU_LOCK,
  NEXT_PAGE,
  number,
  PAGE,
  pause,
  PIN_COUNT,
  place,
  PREV,
  program,
  REFCOUNT,
  store,
  unlock,
} from '../machine/testing/tiny-program.ts';
import { engineHost } from './engine-host.ts';
import { learnableProgram } from './learnable-program.ts';
import { packedNumbers, packedSearch, sweep } from './testing/engine-runs.ts';
import { faultyProgram } from './testing/faulty-program.ts';
import { brokenBy, named, ProgramModel } from './testing/program-model.ts';
import { numbersOf } from './testing/search-numbers.ts';
import { tinyRules } from './testing/tiny-rules.ts';

/** Something of everything: a lock, a choice, ways of different lengths, a ghost, a check, an interrupt. */
const everything = program([
  cpu(0, [
    lock(LRU_LOCK),
    load(PREV, 0),
    store(PREV, binary(local(0), '+', number(2))),
    unlock(LRU_LOCK),
    { kind: 'choose', low: 0, high: 2, to: 1 },
    branch(binary(local(1), '==', number(0)), [6, 8]),
    pause('the long way'), // 6
    pause('the long way'),
    { op: add(REFCOUNT, 1, 2), dead: [1] }, // 8
    { kind: 'bug', test: binary(local(2), '==', number(3)), text: 'three' },
    store(PREV, local(2)),
  ]),
  cpu(1, [
    lock(LRU_LOCK),
    load(PREV, 0),
    store(PREV, binary(local(0), '+', number(2))),
    unlock(LRU_LOCK),
    {
      kind: 'ghost',
      object: number(PAGE),
      field: 'pins',
      operator: '+',
      value: number(1),
      until: false,
    },
    pause('away'),
    pause('at home'),
    add(REFCOUNT, 1, 1),
    lock(LRU_LOCK),
    add(PIN_COUNT, 1),
    unlock(LRU_LOCK),
  ]),
  interrupt(0, [add(REFCOUNT, 1), store(PREV, 5)]),
  cpu(
    1,
    [24, 32, 40].map((offset) => store(place(NEXT_PAGE, offset), offset)),
  ),
]);

const machine = new Machine(everything);
const rules = tinyRules(machine);
const honest = learnableProgram(machine, rules);

const reference = (() => {
  const search = new BreadthFirst(new ProgramModel(machine, rules), { maxStates: 100_000 });
  while (search.run(100_000));
  return numbersOf(search.report());
})();

/** What is wrong with a report, in a few words; undefined where nothing is. */
function wrongIn(report: PackedReport): string | undefined {
  if (!report.complete) return `ended by ${report.interrupted}`;
  const numbers = packedNumbers(report);
  for (const name of ['states', 'transitions', 'rest', 'stopped', 'stuck'] as const) {
    if (numbers[name] !== reference[name]) return name;
  }
  for (const property of rules.properties) {
    if (numbers.broken[property] !== reference.broken[property]) return `length of ${property}`;
  }
  for (const { property, schedule } of report.violations) {
    let step = machine.start();
    for (const move of schedule) {
      if (machine.movesOf(step.state, move.actor).length === 0) return `schedule of ${property}`;
      step = machine.step(step.state, move);
    }
    if (!named(rules, brokenBy(machine, rules, step)).includes(property)) {
      return `schedule of ${property}`;
    }
  }
  return undefined;
}

type Run = (model: LearnableModel, host: EngineHost) => PackedReport;
const breadthFirst: Run = (model, host) => packedSearch(model, { host }).report();
const swept: Run = (model, host) => sweep(model, { host }).report();

/** What notices a mutation: a number, a schedule, or the engine itself by an error. */
function noticed(run: Run, model: LearnableModel, host: EngineHost = engineHost): string {
  try {
    return wrongIn(run(model, host)) ?? 'nothing';
  } catch (error) {
    return `error: ${String(error)}`;
  }
}

test('without a mutation nothing is noticed', () => {
  expect(reference.states).toBeGreaterThan(500);
  expect(Object.keys(reference.broken).length).toBeGreaterThan(4);
  expect(noticed(breadthFirst, honest)).toBe('nothing');
  expect(noticed(swept, honest)).toBe('nothing');
});

/** A model whose steps are changed on their way to the engine. */
function lying(
  change: (step: LearnableStep, state: Uint8Array, actor: number) => LearnableStep,
): LearnableModel {
  return {
    ...honest,
    step: (state, actor) => change(honest.step(state, actor), state, actor),
  };
}

const lockCell = honest.cells.findIndex(
  ({ offset }, cell) => cell >= honest.actors && offset === 0,
);

/** By what is broken; told by a model that lies. */
const lies: readonly (readonly [string, LearnableModel])[] = [
  [
    'a choice loses its last value',
    lying((step) => ({
      ...step,
      successors: step.successors.length > 1 ? step.successors.slice(0, -1) : step.successors,
    })),
  ],
  [
    'a successor is dropped: the interrupt never comes once the reference count is 1',
    lying((step, state, actor) => ({
      ...step,
      successors: actor === 2 && machine.read(state, PAGE + 52n, 4) === 1n ? [] : step.successors,
    })),
  ],
  [
    'a lock does not block',
    learnableProgram(
      new Machine(
        faultyProgram(everything, (op) =>
          op.kind === 'lock' ? [{ kind: 'trylock', place: op.place, to: 3 }] : [op],
        ),
      ),
      rules,
    ),
  ],
  [
    'a tree ignores a cell: nobody asks for the lock',
    lying((step) => ({ ...step, lookedAt: step.lookedAt.filter((cell) => cell !== lockCell) })),
  ],
  [
    'a leaf writes a wrong field: what goes into one word lands in the next',
    lying((step, state) => ({
      ...step,
      successors: step.successors.map((next) => {
        const at = honest.cells.find(({ offset, length }, cell) => {
          const isMemory = cell >= honest.actors && cell < honest.stopCell && cell !== lockCell;
          return (
            isMemory &&
            next.state.subarray(offset, offset + length).some((byte, i) => {
              return byte !== state[offset + i];
            })
          );
        });
        if (at === undefined) return next;
        const wrong = next.state.slice();
        wrong.copyWithin(at.offset + 8, at.offset, at.offset + 8);
        wrong.set(state.subarray(at.offset, at.offset + 8), at.offset);
        return { ...next, state: wrong };
      }),
    })),
  ],
  [
    'a step keeps a value that is dead',
    lying((step, state, actor) => ({
      ...step,
      successors: step.successors.map((next) => {
        const own = honest.cells[actor];
        if (own === undefined || step.successors.length > 1) return next;
        const kept = next.state.slice();
        kept.set(state.subarray(own.offset + 16, own.offset + 24), own.offset + 16);
        return { ...next, state: kept };
      }),
    })),
  ],
  [
    'a step is not judged',
    lying((step) => ({
      ...step,
      successors: step.successors.map((next) => ({ ...next, broken: 0 })),
    })),
  ],
  ['a state is not judged', { ...honest, brokenIn: () => 0 }],
  ['an end is not judged', { ...honest, brokenAtEnd: () => 0 }],
  [
    'a judgement is kept for states that it does not hold for: what is observed of an actor is masked out',
    { ...honest, observed: () => 0 },
  ],
  [
    'stopped states go on: the wrong cell tells who has stopped',
    { ...honest, stopCell: honest.cells.findIndex(({ offset }) => offset === 64 + 16 + 40) },
  ],
];

describe('noticed, whichever engine it is', () => {
  test.each(lies)('%s', (_, model) => {
    expect(noticed(breadthFirst, model)).not.toBe('nothing');
    expect(noticed(swept, model)).not.toBe('nothing');
  });
});

/** A host that changes what an engine has written before it runs. */
function patching(
  change: (module: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
): EngineHost {
  return {
    ...engineHost,
    start: (module, memory) => engineHost.start(change(module), memory),
  };
}

/** A host that meddles with the memory after every call. */
function meddling(after: (words: Int32Array, asked: number, name: string) => void): EngineHost {
  return {
    ...engineHost,
    start(module, memory): Engine {
      const engine = engineHost.start(module, memory);
      return {
        memory,
        call(name, operand) {
          const asked = engine.call(name, operand);
          after(new Int32Array(memory.buffer), asked, name);
          return asked;
        },
      };
    },
  };
}

function changeWord(words: Int32Array, at: number, change: (word: number) => number): void {
  words[at] = change(words[at] ?? 0);
}

const double = (word: number): number => word * 2;

/** Replaces a piece of code, for whatever pair of locals it stands there; says how often it did. */
function replaced(
  module: Uint8Array<ArrayBuffer>,
  wanted: (first: number, second: number) => Code,
  by: (first: number, second: number) => Code,
): { readonly module: Uint8Array<ArrayBuffer>; readonly times: number } {
  const bytes = module.slice();
  let times = 0;
  for (let first = 0; first < 60; first++) {
    for (let second = 0; second < 60; second++) {
      const old = bytesOf(wanted(first, second));
      const made = bytesOf(by(first, second));
      if (made.length > old.length)
        throw new Error('a patch may not be longer than what it patches');
      for (let at = bytes.indexOf(old[0] ?? 0); at >= 0; at = bytes.indexOf(old[0] ?? 0, at + 1)) {
        if (!old.every((byte, index) => bytes[at + index] === byte)) continue;
        // Filled up with `nop`.
        bytes.set([...made, ...Array<number>(old.length - made.length).fill(0x01)], at);
        times++;
      }
    }
  }
  return { module: bytes, times };
}

describe('a word that is ignored', () => {
  /** In the hash of a row: the first word's place is taken by 0 wherever rows are hashed. */
  const inHash = (module: Uint8Array<ArrayBuffer>) =>
    replaced(
      module,
      (word) => multiply(get(word), i32(0x9e3779b1)),
      () => multiply(i32(0), i32(0x9e3779b1)),
    );
  /** In the comparison of two rows: their first words count as equal. */
  const inEquality = (module: Uint8Array<ArrayBuffer>) =>
    replaced(
      module,
      (row, word) => equal(loaded(get(row), 0), get(word)),
      (_, word) => equal(get(word), get(word)),
    );

  test.each([
    ['breadth first', breadthFirst],
    ['sweep', swept],
  ] as const)(
    '%s: in the hash it costs time and nothing else, in the comparison it is noticed',
    (_, run) => {
      let times = 0;
      const forgetful = patching((module) => {
        const patched = inHash(module);
        times += patched.times;
        return patched.module;
      });
      expect(noticed(run, honest, forgetful)).toBe('nothing');
      expect(times).toBeGreaterThan(0);
      let compared = 0;
      const careless = patching((module) => {
        const patched = inEquality(inHash(module).module);
        compared += patched.times;
        return patched.module;
      });
      expect(noticed(run, honest, careless)).not.toBe('nothing');
      expect(compared).toBeGreaterThan(0);
    },
  );
});

test('breadth first: transitions counted twice after a request are noticed', () => {
  const host = meddling((words, asked, name) => {
    if (name === 'run' && asked !== request.done)
      changeWord(words, header.transitions >> 2, double);
  });
  expect(noticed(breadthFirst, honest, host)).toBe('transitions');
});

test('breadth first: parents off by one are noticed', () => {
  let done = 1;
  const host = meddling((words, _, name) => {
    if (name !== 'run') return;
    const parents = (words[header.parents >> 2] ?? 0) >> 2;
    const count = words[header.count >> 2] ?? 0;
    const moves = honest.actors * honest.mostChoices;
    for (; done < count; done++) {
      changeWord(words, parents + done, (origin) => (origin >= moves ? origin - moves : origin));
    }
  });
  expect(noticed(breadthFirst, honest, host)).toMatch(/schedule|length|error/);
});

test('breadth first: an actor that is skipped after a request is noticed', () => {
  const host = meddling((words, asked, name) => {
    if (name === 'run' && asked === request.unknownStep) {
      changeWord(words, header.resume >> 2, (actor) => actor + 1);
    }
  });
  expect(noticed(breadthFirst, honest, host)).not.toBe('nothing');
});

describe('sweep', () => {
  test('distances that are not the least are noticed', () => {
    let times = 0;
    const host = patching((module) => {
      let patched = module;
      // The distance stands behind the words of the row, however many there are, and the parent.
      for (let distance = 8; distance <= 40; distance += 4) {
        const nearer = replaced(
          patched,
          (record, other) => less(loaded(get(record), distance), loaded(get(other), distance)),
          (record, other) => atLeast(loaded(get(record), distance), loaded(get(other), distance)),
        );
        times += nearer.times;
        patched = nearer.module;
      }
      return patched;
    });
    expect(noticed(swept, honest, host)).toMatch(/length/);
    expect(times).toBeGreaterThan(0);
  });

  test('a bucket that is left before it is empty is noticed', () => {
    const host = meddling((words, asked, name) => {
      if (name === 'expand' && asked === request.done) words[header.chunk >> 2] = 0;
    });
    const report = sweep(honest, { host, slice: 100 }).report();
    expect(wrongIn(report)).toBe('states');
  });

  test('successors that are filed behind their bucket are noticed', () => {
    const roots = memoryPlan(new RowLayout([2]), 1, 0).roots[0] ?? 0;
    const host: EngineHost = {
      ...engineHost,
      start(module, memory) {
        const words = new Int32Array(memory.buffer);
        const file = (address: number): void => {
          const at = Math.abs(address) >> 2;
          if (address < 0 && words[at] === 1) changeWord(words, at + 2, (growth) => growth + 4);
          if (address <= 0) return;
          // A node: which word, shift and mask, then a child for each value.
          for (let value = 0; value <= (words[at + 2] ?? 0); value++)
            file(words[at + 3 + value] ?? 0);
        };
        for (let own = 0; own < 16; own++) file(words[(roots >> 2) + own] ?? 0);
        return engineHost.start(module, memory);
      },
    };
    expect(noticed(swept, honest, host)).toMatch(/states|error/);
  });

  test('a rank that falls is noticed at once', () => {
    const falling: LearnableModel = {
      ...honest,
      rank: (state, actor) => (machine.at(state, actor) === 8 ? 0 : honest.rank(state, actor)),
    };
    expect(noticed(swept, falling)).toMatch(/error: .*rank of actor/);
  });

  test('parents off by one are noticed', () => {
    const moves = honest.actors * honest.mostChoices;
    const done = new Set<number>();
    const host = meddling((words, _, name) => {
      if (name !== 'expand') return;
      const at = (words[header.parentAt >> 2] ?? 0) >> 2;
      const end = (words[header.parentEnd >> 2] ?? 0) >> 2;
      for (let parent = end - (1 << 16); parent > 0 && parent < at; parent++) {
        if (done.has(parent)) continue;
        done.add(parent);
        changeWord(words, parent, (origin) => (origin >= moves ? origin - moves : origin));
      }
    });
    expect(noticed(swept, honest, host)).toMatch(/schedule|length|error/);
  });

  test('transitions counted twice after a request are noticed', () => {
    const host = meddling((words, asked, name) => {
      if (name === 'expand' && asked !== request.done)
        changeWord(words, header.transitions >> 2, double);
    });
    expect(noticed(swept, honest, host)).toBe('transitions');
  });
});
