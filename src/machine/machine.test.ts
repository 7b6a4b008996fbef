import { describe, expect, test } from 'vitest';
import type { Program } from '../listing/program.ts';
import type { Effect } from './effect.ts';
import { Machine } from './machine.ts';
import { plainView } from './recording-view.ts';
import type { State } from './state.ts';
import {
  FLAGS,
  LRU_BIT,
  NEXT_PAGE,
  NODE,
  PAGE,
  PIN_COUNT,
  PREV,
  REFCOUNT,
  add,
  binary,
  branch,
  code,
  cpu,
  load,
  local,
  number,
  pause,
  place,
  program,
  store,
} from './testing/tiny-program.ts';

/** Runs actors in the given order, one step each; gives the last state and all effects. */
function run(machine: Machine, order: readonly number[]): { state: State; effects: Effect[] } {
  let { state } = machine.start();
  const effects: Effect[] = [];
  for (const actor of order) {
    const step = machine.step(state, { actor });
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

const prevIs = (value: bigint): Pick<Program, 'initial'> => ({
  initial: [{ address: PAGE + 16n, width: 8, value }],
});

describe('two names over the same bytes', () => {
  test('a store of the 32-bit count changes the low half of lru.prev and nothing else', () => {
    const machine = new Machine(
      program([cpu(0, [store(PIN_COUNT, 1), load(PREV, 0)])], prevIs(0xdead000000000200n)),
    );
    const { state } = run(machine, [0]);
    expect(machine.read(state, PAGE + 16n, 8)).toBe(0xdead000000000001n);
    expect(machine.read(state, PAGE + 8n, 8)).toBe(0n);
    expect(machine.read(state, PAGE + 24n, 8)).toBe(0n);
  });

  test('a count driven below zero leaves the high half of the pointer alone', () => {
    const machine = new Machine(
      program([cpu(0, [add(PIN_COUNT, -1, 0), load(FLAGS, 1)])], prevIs(0xdead000000000000n)),
    );
    const { state, effects } = run(machine, [0]);
    expect(machine.read(state, PAGE + 16n, 8)).toBe(0xdead0000ffffffffn);
    expect(machine.local(state, 0, 0)).toBe(0xffffffffffffffffn);
    expect(effects).toEqual([
      {
        actor: 0,
        operation: 0,
        kind: 'write',
        address: PAGE + 16n,
        width: 4,
        old: 0n,
        value: 0xffffffffn,
        place: 'page.dma_pinned_count',
        atomic: true,
      },
    ]);
  });

  test('a decrement after the clear turns the page into a pointer that is one byte short', () => {
    const machine = new Machine(program([cpu(0, [add(PIN_COUNT, -1)])], prevIs(PAGE + 8n)));
    const { state } = run(machine, [0]);
    expect(machine.read(state, PAGE + 16n, 8)).toBe(0xffffea0000140007n);
  });
});

describe('addresses', () => {
  const through = (pointer: bigint) =>
    new Machine(
      program(
        [
          cpu(0, [
            load(place(PAGE, 40, 8, { name: 'page.private' }), 0),
            store(place(local(0), 0, 8, { name: 'prev.next' }), 0x1122334455667788n),
          ]),
        ],
        { initial: [{ address: PAGE + 40n, width: 8, value: pointer }] },
      ),
    );

  test('a store through a pointer minus one writes eight bytes from there, as x86-64 does', () => {
    const machine = through(NEXT_PAGE + 7n);
    const { state } = run(machine, [0, 0]);
    expect(machine.read(state, NEXT_PAGE, 8)).toBe(0x8800000000000000n);
    expect(machine.read(state, NEXT_PAGE + 8n, 8)).toBe(0x0011223344556677n);
    expect(machine.outcome(state).kind).toBe('rest');
  });

  test('an access may straddle two neighbouring struct pages', () => {
    const machine = through(NEXT_PAGE - 4n);
    const { state } = run(machine, [0, 0]);
    expect(machine.read(state, PAGE + 60n, 4)).toBe(0x55667788n);
    expect(machine.read(state, NEXT_PAGE, 4)).toBe(0x11223344n);
  });

  test.each([
    ['null', 0n, 'a wild pointer, null or a small number'],
    ['the pin flag taken for a pointer', 2n, 'a wild pointer, null or a small number'],
    ['a user-space address', 0x7f0000001000n, 'a wild pointer, a user-space address'],
    ['LIST_POISON1', 0xdead000000000100n, 'a wild pointer, not a canonical address'],
    ['-EBUSY', 0xfffffffffffffff0n, 'a wild pointer, an error number'],
    ['a mangled pointer', NEXT_PAGE + 65n, 'a wild pointer, misaligned and in no object'],
    ['half a word off', NEXT_PAGE + 60n, 'a wild pointer, misaligned and in no object'],
  ])('%s is a wild pointer', (_name, pointer, why) => {
    const machine = through(pointer);
    const { state, effects } = run(machine, [0, 0]);
    const fault = { kind: 'wild', access: 'store', address: pointer, place: 'prev.next' } as const;
    expect(effects.at(-1)).toEqual({ actor: 0, operation: 1, kind: 'fault', fault });
    expect(machine.outcome(state)).toEqual({
      kind: 'stopped',
      cause: 'fault',
      actor: 0,
      operation: 1,
      fault,
      text: `store of prev.next at ${pointer.toString(16).padStart(16, '0')}: ${why}`,
    });
    expect(machine.moves(state)).toEqual([]);
    expect(machine.status(state, 0)).toEqual({ kind: 'stopped' });
  });

  test.each([
    ['behind the last page', NEXT_PAGE + 64n],
    ['another direct-mapped address', 0xffff888000009000n],
  ])('an address %s is outside the scenario, not wild', (_name, pointer) => {
    const machine = through(pointer);
    const { state } = run(machine, [0, 0]);
    expect(machine.outcome(state)).toMatchObject({
      kind: 'stopped',
      fault: { kind: 'outside', access: 'store', address: pointer },
    });
  });

  test('an array element is stride times index behind its field', () => {
    const machine = new Machine(
      program([
        cpu(0, [
          { kind: 'set', to: 1, value: number(3) },
          store(place(PAGE, 8, 8, { index: local(1), stride: 8, name: 'pvec.pages[i]' }), 7),
        ]),
      ]),
    );
    const { state } = run(machine, [0]);
    expect(machine.read(state, PAGE + 32n, 8)).toBe(7n);
  });

  test('reading outside the modelled memory gives undefined', () => {
    const machine = through(0n);
    const { state } = machine.start();
    expect(machine.read(state, NODE - 1n, 1)).toBeUndefined();
    expect(machine.read(state, NODE, 1)).toBe(0n);
    expect(machine.read(state, NODE + 9n, 8)).toBeUndefined();
  });
});

describe('touches', () => {
  test('a signed load is sign-extended, an unsigned one is not', () => {
    const unsigned = { ...PIN_COUNT, signed: false };
    const machine = new Machine(
      program([cpu(0, [load(PIN_COUNT, 0), load(unsigned, 1), pause('')])], prevIs(0xfffffffen)),
    );
    const { state } = run(machine, [0, 0]);
    expect(machine.local(state, 0, 0)).toBe(0xfffffffffffffffen);
    expect(machine.local(state, 0, 1)).toBe(0xfffffffen);
  });

  test('setting a bit gives the old bit and says which bit it was', () => {
    const set = { kind: 'bit', place: LRU_BIT, value: 1, to: 0 } as const;
    const clear = { kind: 'bit', place: LRU_BIT, value: 0, to: 1 } as const;
    const machine = new Machine(program([cpu(0, [set, clear, load(LRU_BIT, 2), pause('')])]));
    const { state, effects } = run(machine, [0, 0, 0]);
    expect(machine.local(state, 0, 0)).toBe(0n);
    expect(machine.local(state, 0, 1)).toBe(1n);
    expect(machine.local(state, 0, 2)).toBe(0n);
    expect(effects[0]).toMatchObject({ old: 0n, value: 0x20n, bit: 5, atomic: true });
  });

  test('a load of a bit leaves the bit in the local and reads the whole word', () => {
    const machine = new Machine(
      program([cpu(0, [load(LRU_BIT, 0), pause('')])], {
        initial: [{ address: PAGE, width: 8, value: 0x68n }],
      }),
    );
    const { state, effects } = run(machine, [0]);
    expect(machine.local(state, 0, 0)).toBe(1n);
    expect(effects[0]).toMatchObject({ kind: 'read', value: 0x68n });
  });

  test('a cmpxchg that finds something else is refused, reads, and writes nothing', () => {
    const exchange = (expected: number) =>
      ({
        kind: 'cmpxchg',
        place: REFCOUNT,
        expected: number(expected),
        desired: number(0),
        to: 0,
      }) as const;
    const machine = new Machine(
      program([cpu(0, [exchange(1), exchange(2), pause('')])], {
        initial: [{ address: PAGE + 52n, width: 4, value: 2n }],
      }),
    );
    const first = machine.step(machine.start().state, { actor: 0 });
    expect(first.effects.map(({ kind }) => kind)).toEqual(['refused']);
    expect(machine.local(first.state, 0, 0)).toBe(2n);
    expect(machine.read(first.state, PAGE + 52n, 4)).toBe(2n);
    const second = machine.step(first.state, { actor: 0 });
    expect(second.effects.map(({ kind }) => kind)).toEqual(['write']);
    expect(machine.local(second.state, 0, 0)).toBe(2n);
    expect(machine.read(second.state, PAGE + 52n, 4)).toBe(0n);
  });

  test('a choose offers one move per value', () => {
    const machine = new Machine(
      program([cpu(0, [{ kind: 'choose', low: 1, high: 3, to: 0 }, pause('')])]),
    );
    const { state } = machine.start();
    expect(machine.moves(state)).toEqual([
      { actor: 0, choice: 1 },
      { actor: 0, choice: 2 },
      { actor: 0, choice: 3 },
    ]);
    const step = machine.step(state, { actor: 0, choice: 3 });
    expect(machine.local(step.state, 0, 0)).toBe(3n);
    expect(step.effects).toEqual([{ actor: 0, operation: 0, kind: 'choose', value: 3 }]);
    expect(() => machine.step(state, { actor: 0 })).toThrow('choose from 1 to 3');
    expect(() => machine.step(state, { actor: 0, choice: 4 })).toThrow('choose from 1 to 3');
    expect(() => machine.step(step.state, { actor: 0, choice: 1 })).toThrow('nothing to choose');
  });
});

describe('what a step runs', () => {
  test('quiet lines join the touch before them, and those at the beginning the start', () => {
    const machine = new Machine(
      program([
        cpu(0, [
          { kind: 'enter', fn: 4, args: [number(PAGE)] },
          { kind: 'set', to: 1, value: number(5) },
          load(FLAGS, 0),
          { kind: 'set', to: 1, value: binary(local(1), '+', number(1)) },
          branch(local(0), [8, 5]),
          { kind: 'leave', fn: 4, result: local(1) },
          load(PREV, 0),
        ]),
      ]),
    );
    const start = machine.start();
    expect(start.effects).toEqual([{ actor: 0, operation: 0, kind: 'enter', fn: 4, args: [PAGE] }]);
    expect(machine.at(start.state, 0)).toBe(2);
    expect(machine.local(start.state, 0, 1)).toBe(5n);
    const step = machine.step(start.state, { actor: 0 });
    expect(step.effects.map(({ kind }) => kind)).toEqual(['read', 'leave']);
    expect(step.effects[1]).toMatchObject({ operation: 5, result: 6n });
    expect(machine.at(step.state, 0)).toBe(6);
  });

  test('a ghost counts from the step before it, a ghost until from the step after it', () => {
    const ghost = (operator: '+' | '-', until: boolean) =>
      ({
        kind: 'ghost',
        object: number(PAGE),
        field: 'pins',
        operator,
        value: number(1),
        until,
      }) as const;
    const machine = new Machine(
      program([
        cpu(0, [
          load(FLAGS, 0),
          ghost('+', false),
          ghost('-', true),
          { kind: 'enter', fn: 1, args: [] },
          load(PREV, 0),
        ]),
      ]),
    );
    const { state } = machine.start();
    expect(machine.ghost(state, PAGE, 'pins')).toBe(0n);
    const pinned = machine.step(state, { actor: 0 });
    expect(pinned.effects.map(({ kind }) => kind)).toEqual(['read', 'ghost']);
    expect(machine.at(pinned.state, 0)).toBe(2);
    expect(machine.ghost(pinned.state, PAGE, 'pins')).toBe(1n);
    const unpinned = machine.step(pinned.state, { actor: 0 });
    expect(unpinned.effects.map(({ kind }) => kind)).toEqual(['ghost', 'enter', 'read', 'done']);
    expect(machine.ghost(unpinned.state, PAGE, 'pins')).toBe(0n);
  });

  test('locals that are dead where an actor rests are zero there', () => {
    const machine = new Machine(
      program([cpu(0, [load(PREV, 0), { op: load(FLAGS, 1), dead: [0] }, pause('')])], prevIs(9n)),
    );
    const { state } = run(machine, [0]);
    expect(machine.local(state, 0, 0)).toBe(0n);
  });

  test('a finished actor leaves nothing of its locals behind', () => {
    const machine = new Machine(program([cpu(0, [load(PREV, 0)])], prevIs(9n)));
    const { state, effects } = run(machine, [0]);
    expect(machine.local(state, 0, 0)).toBe(0n);
    expect(machine.status(state, 0)).toEqual({ kind: 'finished' });
    expect(effects.at(-1)).toEqual({ actor: 0, operation: 1, kind: 'done' });
  });

  test('a bug stops the machine, a warning does not', () => {
    const machine = new Machine(
      program([
        cpu(0, [
          load(FLAGS, 0),
          { kind: 'warn', test: number(1), text: 'a warning' },
          pause('still here'),
          { kind: 'bug', test: number(0), text: 'not this one' },
          { kind: 'bug', test: number(1), text: 'PageLRU in put_page' },
          load(FLAGS, 0),
        ]),
        cpu(1, [pause('never')]),
      ]),
    );
    const { state, effects } = run(machine, [0, 0]);
    expect(effects.map(({ kind }) => kind)).toEqual(['read', 'warn', 'pause', 'bug']);
    expect(machine.outcome(state)).toEqual({
      kind: 'stopped',
      cause: 'bug',
      actor: 0,
      operation: 4,
      text: 'PageLRU in put_page',
    });
    expect(machine.moves(state)).toEqual([]);
    expect(() => machine.step(state, { actor: 1 })).toThrow('cpu1 cannot go on: it is stopped');
  });

  test('a loop out of rounds stops as a bound, which is no bug', () => {
    const text = 'a loop ran past 3 rounds: a limit of the model';
    const machine = new Machine(program([cpu(0, [pause(''), { kind: 'bound', text }])]));
    const { state, effects } = run(machine, [0]);
    expect(effects.at(-1)).toEqual({ actor: 0, operation: 1, kind: 'bound', text });
    expect(machine.outcome(state)).toMatchObject({ kind: 'stopped', cause: 'bound', text });
  });

  test('a loop without a step in it is an error, not a hang', () => {
    const endless = program([cpu(0, [pause(''), { kind: 'jump', to: 1 }])]);
    const machine = new Machine(endless);
    expect(() => run(machine, [0])).toThrow('has no step in it');
  });
});

describe('states', () => {
  test('orders that lead to the same situation lead to the same bytes', () => {
    const machine = new Machine(
      program([
        cpu(0, [load(FLAGS, 0), { op: store(PREV, 1), dead: [0] }]),
        cpu(1, [load(FLAGS, 0), { op: store(place(NEXT_PAGE, 8), 2), dead: [0] }]),
      ]),
    );
    expect(run(machine, [0, 0, 1, 1]).state).toEqual(run(machine, [1, 0, 1, 0]).state);
    expect(run(machine, [0]).state).not.toEqual(run(machine, [1]).state);
  });

  test('a step leaves the state it starts from as it was', () => {
    const machine = new Machine(program([cpu(0, [store(PREV, 1)])]));
    const { state } = machine.start();
    const before = state.slice();
    machine.step(state, { actor: 0 });
    expect(state).toEqual(before);
    expect(machine.start().state).toEqual(before);
  });

  test('a state of another program is refused', () => {
    const machine = new Machine(program([cpu(0, [pause('')])]));
    expect(() => machine.moves(new Uint8Array(3))).toThrow('this one 3');
  });

  test('a machine of another program is no twin', () => {
    const other = new Machine(program([cpu(0, [pause('')])]));
    const own = program([cpu(0, [pause('')])]);
    expect(() => new Machine(own, plainView, other)).toThrow('runs another program');
    expect(new Machine(other.program, plainView, other).start()).toEqual(other.start());
  });

  test('initial words and ghosts are in the first state', () => {
    const machine = new Machine(
      program([cpu(0, [pause('')])], {
        ...prevIs(0x1234n),
        initialGhosts: [{ object: NEXT_PAGE, field: 'pins', value: 2n }],
      }),
    );
    const { state } = machine.start();
    expect(machine.read(state, PAGE + 16n, 2)).toBe(0x1234n);
    expect(machine.ghost(state, NEXT_PAGE, 'pins')).toBe(2n);
    expect(() => machine.ghost(state, NODE, 'pins')).toThrow('no ghost pins');
  });
});

describe('probes', () => {
  const pinned = {
    name: 'says_pinned',
    code: code([
      load(place(local(0), 8, 8, { name: 'page.dma_pinned_flags' }), 1),
      { kind: 'set', to: 2, value: binary(local(1), '&', number(2)) },
    ]),
    argument: 0,
    result: 2,
  };
  const machine = new Machine(program([cpu(0, [store(place(PAGE, 8), 2)])], { probes: [pinned] }));

  test('a probe reads a state and changes nothing', () => {
    const { state } = machine.start();
    const before = state.slice();
    expect(machine.probe(state, 'says_pinned', PAGE)).toBe(0n);
    const after = machine.step(state, { actor: 0 }).state;
    expect(machine.probe(after, 'says_pinned', PAGE)).toBe(2n);
    expect(machine.probe(after, 'says_pinned', NEXT_PAGE)).toBe(0n);
    expect(state).toEqual(before);
  });

  test('a probe of nonsense is 0, an unknown probe an error', () => {
    const { state } = machine.start();
    expect(machine.probe(state, 'says_pinned', 0xdead000000000100n)).toBe(0n);
    expect(() => machine.probe(state, 'pin_count', PAGE)).toThrow('no probe pin_count');
  });
});
