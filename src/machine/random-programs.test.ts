import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor, Place, Quiet, Touch } from '../listing/program.ts';
import type { Effect } from './effect.ts';
import { Machine } from './machine.ts';
import type { Move, State } from './state.ts';
import {
  DEVICE_DONE,
  LRU_BIT,
  LRU_LOCK,
  NEXT_PAGE,
  NODE,
  PAGE,
  PIN_COUNT,
  PIN_LOCK,
  PREV,
  REFCOUNT,
  binary,
  cpu,
  device,
  interrupt,
  local,
  number,
  place,
  program,
  waitFor,
} from './testing/tiny-program.ts';

const slot = fc.nat(3);
const word = fc.constantFrom(0n, 1n, 2n, PAGE + 8n, NEXT_PAGE + 7n, 0xdead000000000100n);
const value = fc.oneof(word.map(number), slot.map(local));
const fixed = fc.constantFrom<Place[]>(
  PREV,
  PIN_COUNT,
  REFCOUNT,
  place(PAGE, 0),
  place(NEXT_PAGE - 3n),
);
const anywhere = fc.oneof(
  { weight: 4, arbitrary: fixed },
  { weight: 1, arbitrary: slot.map((pointer) => place(local(pointer), 8, 8)) },
);
const mode = fc.constantFrom('plain', 'irq', 'irqsave');
const spinlock = fc.constantFrom(LRU_LOCK, PIN_LOCK);

const touch: fc.Arbitrary<Touch> = fc.oneof(
  fc.record({ kind: fc.constant('load'), place: anywhere, to: slot }),
  fc.record({ kind: fc.constant('store'), place: anywhere, value }),
  fc.record({
    kind: fc.constant('rmw'),
    place: fixed,
    operator: fc.constantFrom('+', '-', '&', '|', '^'),
    value,
    to: slot,
  }),
  fc.record({
    kind: fc.constant('cmpxchg'),
    place: fixed,
    expected: value,
    desired: value,
    to: slot,
  }),
  fc.record({
    kind: fc.constant('bit'),
    place: fc.constant(LRU_BIT),
    value: fc.constantFrom(0, 1),
    to: slot,
  }),
  fc.record({ kind: fc.constant('lock'), place: spinlock, mode }),
  fc.record({ kind: fc.constant('trylock'), place: spinlock, to: slot }),
  fc.record({ kind: fc.constant('unlock'), place: spinlock, mode }),
  fc.record({ kind: fc.constant('choose'), low: fc.constant(0), high: fc.nat(2), to: slot }),
);
const quiet: fc.Arbitrary<Quiet> = fc.oneof(
  fc.record({ kind: fc.constant('set'), to: slot, value }),
  fc.record({
    kind: fc.constant('ghost'),
    object: fc.constantFrom(number(PAGE), number(NEXT_PAGE)),
    field: fc.constant('pins'),
    operator: fc.constantFrom('+', '-', '='),
    value,
    until: fc.constant(false),
  }),
  fc.record({
    kind: fc.constant('bug'),
    test: slot.map((of) => binary(local(of), '==', number(3))),
    text: fc.constant('three'),
  }),
  fc.record({ kind: fc.constant('interrupts'), change: fc.constantFrom('off', 'restore', 'on') }),
);
const untilTouch: fc.Arbitrary<readonly (Touch | Quiet)[]> = touch.map((after) => [
  {
    kind: 'ghost',
    object: number(PAGE),
    field: 'pins',
    operator: '-',
    value: number(1),
    until: true,
  },
  after,
]);
const script = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: touch.map((op) => [op]) },
      { weight: 2, arbitrary: quiet.map((op) => [op]) },
      { weight: 1, arbitrary: untilTouch },
    ),
    { maxLength: 8 },
  )
  .map((lines) => lines.flat());
const actors: fc.Arbitrary<readonly Actor[]> = fc
  .tuple(script, script, script, script)
  .map(([first, second, handler, done]) => [
    cpu(0, first),
    cpu(1, second),
    interrupt(0, handler),
    device([waitFor(DEVICE_DONE, 0, 0), ...done]),
  ]);
/** Numbers by which a scheduler picks among the moves. */
const picks = fc.array(fc.nat(1000), { maxLength: 40 });

/** The address of every byte. */
const MEMORY: readonly bigint[] = [
  ...Array.from({ length: 16 }, (_, i) => NODE + BigInt(i)),
  ...Array.from({ length: 128 }, (_, i) => PAGE + BigInt(i)),
];

interface Walked {
  readonly from: State;
  readonly move: Move;
  readonly to: State;
  readonly effects: readonly Effect[];
}

function walk(machine: Machine, order: readonly number[]): readonly Walked[] {
  let from = machine.start().state;
  const steps: Walked[] = [];
  for (const pick of order) {
    const moves = machine.moves(from);
    const move = moves[pick % Math.max(moves.length, 1)];
    if (move === undefined) break;
    const { state: to, effects } = machine.step(from, move);
    steps.push({ from, move, to, effects });
    from = to;
  }
  return steps;
}

const seed = { seed: 20180702, numRuns: 400 };

test('the same state and move give the same bytes and effects, on another machine, too', () => {
  fc.assert(
    fc.property(actors, picks, (all, order) => {
      const again = new Machine(program(all));
      for (const { from, move, to, effects } of walk(new Machine(program(all)), order)) {
        expect(again.step(from, move)).toEqual({ state: to, effects });
      }
    }),
    seed,
  );
});

test('no byte of memory changes without an effect that says so', () => {
  fc.assert(
    fc.property(actors, picks, (all, order) => {
      const machine = new Machine(program(all));
      for (const { from, to, effects } of walk(machine, order)) {
        const told = new Set<bigint>();
        for (const effect of effects) {
          const isLock =
            effect.kind === 'lock' || effect.kind === 'unlock' || effect.kind === 'trylock';
          if (effect.kind !== 'write' && !isLock) continue;
          const width = effect.kind === 'write' ? effect.width : 4;
          for (let i = 0; i < width; i++) told.add(effect.address + BigInt(i));
        }
        const changed = MEMORY.filter((address) => {
          return machine.read(to, address, 1) !== machine.read(from, address, 1);
        });
        expect(changed.filter((address) => !told.has(address))).toEqual([]);
      }
    }),
    seed,
  );
});

test('what a write tells as old and new is what memory held before and holds after', () => {
  fc.assert(
    fc.property(actors, picks, (all, order) => {
      const machine = new Machine(program(all));
      for (const { from, to, effects } of walk(machine, order)) {
        const writes = effects.filter((effect) => effect.kind === 'write');
        const held = (state: State) =>
          writes.map(({ address, width }) => machine.read(state, address, width === 4 ? 4 : 8));
        expect(held(from)).toEqual(writes.map(({ old }) => old));
        expect(held(to)).toEqual(writes.map((effect) => effect.value));
      }
    }),
    seed,
  );
});

test('a move makes one touch, by the actor that moved', () => {
  const touches = new Set([
    'read',
    'write',
    'refused',
    'lock',
    'unlock',
    'trylock',
    'choose',
    'pause',
  ]);
  fc.assert(
    fc.property(actors, picks, (all, order) => {
      const machine = new Machine(program(all));
      for (const { move, to, effects } of walk(machine, order)) {
        expect(effects.every(({ actor }) => actor === move.actor)).toBe(true);
        const touched = effects.filter(({ kind }) => touches.has(kind)).length;
        // A fault, a bug or a bound may stop the machine before the touch is made.
        const least = machine.outcome(to).kind === 'stopped' ? 0 : 1;
        expect(touched).toBeGreaterThanOrEqual(least);
        expect(touched).toBeLessThanOrEqual(1);
      }
    }),
    seed,
  );
});

test('a machine is running if and only if somebody can move', () => {
  fc.assert(
    fc.property(actors, picks, (all, order) => {
      const machine = new Machine(program(all));
      const states = [machine.start().state, ...walk(machine, order).map(({ to }) => to)];
      for (const state of states) {
        const moves = machine.moves(state);
        expect(machine.outcome(state).kind === 'running').toBe(moves.length > 0);
        const ready = all.flatMap((_, actor) => {
          return machine.status(state, actor).kind === 'ready' ? [actor] : [];
        });
        expect([...new Set(moves.map(({ actor }) => actor))]).toEqual(ready);
      }
    }),
    seed,
  );
});
