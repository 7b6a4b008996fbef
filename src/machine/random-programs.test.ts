import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Effect } from './effect.ts';
import { Machine } from './machine.ts';
import { plainView } from './recording-view.ts';
import type { Move, State } from './state.ts';
import { randomActors } from './testing/random-program.ts';
import { NODE, PAGE, program } from './testing/tiny-program.ts';

const actors = randomActors(8, 'any');
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
      const machine = new Machine(program(all));
      const again = new Machine(program(all));
      const twin = new Machine(machine.program, plainView, machine);
      expect(twin.start()).toEqual(machine.start());
      for (const { from, move, to, effects } of walk(machine, order)) {
        expect(again.step(from, move)).toEqual({ state: to, effects });
        expect(twin.step(from, move)).toEqual({ state: to, effects });
      }
    }),
    seed,
  );
}, 30_000);

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
