import { describe, expect, test } from 'vitest';
import { Machine } from './machine.ts';
import type { Move, State } from './state.ts';
import {
  DEVICE_DONE,
  FLAGS,
  LRU_LOCK,
  NODE,
  PAGE,
  PIN_LOCK,
  PREV,
  code,
  cpu,
  device,
  interrupt,
  load,
  lock,
  pause,
  program,
  store,
  unlock,
  waitFor,
} from './testing/tiny-program.ts';

const after = (machine: Machine, order: readonly number[]): State =>
  order.reduce((state, actor) => machine.step(state, { actor }).state, machine.start().state);
const actorsOf = (moves: readonly Move[]): readonly number[] => moves.map(({ actor }) => actor);

describe('spinlocks', () => {
  const machine = new Machine(
    program([
      cpu(0, [lock(LRU_LOCK), store(PREV, 1), unlock(LRU_LOCK)]),
      cpu(1, [lock(LRU_LOCK), store(PREV, 2), unlock(LRU_LOCK)]),
    ]),
  );

  test('who wants a held lock waits, and it is known for whom', () => {
    const state = after(machine, [0]);
    expect(machine.holder(state, NODE)).toBe(0);
    expect(machine.read(state, NODE, 4)).toBe(1n);
    expect(actorsOf(machine.moves(state))).toEqual([0]);
    expect(machine.status(state, 1)).toEqual({
      kind: 'waiting',
      on: 'lock',
      place: 'node.lru_lock',
      address: NODE,
      holder: 0,
    });
    expect(() => machine.step(state, { actor: 1 })).toThrow('cpu1 cannot go on: it is waiting');
  });

  test('the unlock lets the other one in', () => {
    const state = after(machine, [0, 0, 0]);
    expect(machine.holder(state, NODE)).toBeUndefined();
    expect(actorsOf(machine.moves(state))).toEqual([1]);
  });

  test('two locks taken in opposite order get stuck', () => {
    const crossed = new Machine(
      program([
        cpu(0, [lock(LRU_LOCK), lock(PIN_LOCK), unlock(PIN_LOCK), unlock(LRU_LOCK)]),
        cpu(1, [lock(PIN_LOCK), lock(LRU_LOCK), unlock(LRU_LOCK), unlock(PIN_LOCK)]),
      ]),
    );
    const state = after(crossed, [0, 1]);
    expect(crossed.moves(state)).toEqual([]);
    expect(crossed.outcome(state)).toEqual({ kind: 'stuck' });
    expect(crossed.outcome(after(crossed, [0, 0, 0, 0, 1, 1, 1, 1]))).toEqual({ kind: 'rest' });
  });

  test('a trylock never waits and says whether it was taken', () => {
    const trylock = { kind: 'trylock', place: LRU_LOCK, to: 0 } as const;
    const trying = new Machine(
      program([cpu(0, [trylock, pause('')]), cpu(1, [trylock, pause('')])]),
    );
    const state = after(trying, [0, 1]);
    expect(trying.local(state, 0, 0)).toBe(1n);
    expect(trying.local(state, 1, 0)).toBe(0n);
    expect(trying.holder(state, NODE)).toBe(0);
  });

  test('unlocking what one does not hold stops the machine', () => {
    const state = after(new Machine(program([cpu(0, [unlock(LRU_LOCK)])])), []);
    const wrong = new Machine(program([cpu(0, [unlock(LRU_LOCK)])]));
    const stopped = wrong.step(state, { actor: 0 });
    const text = 'node.lru_lock is unlocked by somebody who does not hold it';
    expect(stopped.effects).toEqual([{ actor: 0, operation: 0, kind: 'bug', text }]);
    expect(wrong.outcome(stopped.state)).toMatchObject({ kind: 'stopped', cause: 'bug', text });
  });
});

describe('interrupts on and off', () => {
  test('irqsave nests, irqrestore undoes one', () => {
    const machine = new Machine(
      program([
        cpu(0, [
          lock(LRU_LOCK, 'irqsave'),
          lock(PIN_LOCK, 'irqsave'),
          unlock(PIN_LOCK, 'irqsave'),
          unlock(LRU_LOCK, 'irqsave'),
        ]),
      ]),
    );
    const depths = [0, 1, 2, 3, 4].map((steps) =>
      machine.interruptsOff(after(machine, Array<number>(steps).fill(0)), 0),
    );
    expect(depths).toEqual([0, 1, 2, 1, 0]);
  });

  test('unlock irq turns interrupts on although an outer irqsave wanted them off', () => {
    const machine = new Machine(
      program([
        cpu(0, [
          lock(LRU_LOCK, 'irqsave'),
          lock(PIN_LOCK, 'irq'),
          unlock(PIN_LOCK, 'irq'),
          unlock(LRU_LOCK, 'irqsave'),
        ]),
      ]),
    );
    const depths = [1, 2, 3, 4].map((steps) =>
      machine.interruptsOff(after(machine, Array<number>(steps).fill(0)), 0),
    );
    expect(depths).toEqual([1, 1, 0, 0]);
  });

  test('the effect tells only when interrupts really go off or on', () => {
    const machine = new Machine(
      program([
        cpu(0, [
          pause(''),
          { kind: 'interrupts', change: 'off' },
          lock(LRU_LOCK, 'irqsave'),
          unlock(LRU_LOCK, 'irqsave'),
          { kind: 'interrupts', change: 'on' },
          pause(''),
        ]),
      ]),
    );
    const first = machine.step(machine.start().state, { actor: 0 });
    expect(first.effects).toEqual([
      { actor: 0, operation: 0, kind: 'pause', text: '' },
      { actor: 0, operation: 1, kind: 'interrupts', on: false },
    ]);
    const second = machine.step(first.state, { actor: 0 });
    expect(second.effects.map(({ kind }) => kind)).toEqual(['lock']);
    const third = machine.step(second.state, { actor: 0 });
    expect(third.effects.map(({ kind }) => kind)).toEqual(['unlock', 'interrupts']);
  });
});

describe('interrupt actors', () => {
  const machine = new Machine(
    program([
      cpu(0, [lock(LRU_LOCK, 'irq'), unlock(LRU_LOCK, 'irq'), pause('last')]),
      interrupt(0, [load(FLAGS, 0), load(PREV, 0)]),
      cpu(1, [pause('elsewhere')]),
    ]),
  );

  test('an interrupt may come at any time while interrupts are on', () => {
    expect(actorsOf(machine.moves(machine.start().state))).toEqual([0, 1, 2]);
    const finished = after(machine, [0, 0, 0, 2]);
    expect(actorsOf(machine.moves(finished))).toEqual([1]);
  });

  test('it cannot come while interrupts are off', () => {
    const off = after(machine, [0]);
    expect(machine.status(off, 1)).toEqual({ kind: 'idle' });
    expect(actorsOf(machine.moves(off))).toEqual([0, 2]);
  });

  test('while it runs its own CPU stands still and others go on', () => {
    const running = after(machine, [1]);
    expect(actorsOf(machine.moves(running))).toEqual([1, 2]);
    expect(machine.status(running, 0)).toEqual({
      kind: 'waiting',
      on: 'interrupt',
      place: '',
      address: 0n,
      holder: 1,
    });
    expect(actorsOf(machine.moves(after(machine, [1, 1])))).toEqual([0, 2]);
  });

  test('the machine is not at rest before the interrupt has run', () => {
    expect(machine.outcome(after(machine, [0, 0, 0, 2]))).toEqual({ kind: 'running' });
    expect(machine.outcome(after(machine, [0, 0, 0, 2, 1, 1]))).toEqual({ kind: 'rest' });
  });

  test('a CPU that holds a lock with interrupts on deadlocks against its own interrupt', () => {
    const deadlock = new Machine(
      program([
        cpu(0, [lock(LRU_LOCK), unlock(LRU_LOCK)]),
        interrupt(0, [lock(LRU_LOCK), unlock(LRU_LOCK)]),
      ]),
    );
    const held = after(deadlock, [0]);
    expect(actorsOf(deadlock.moves(held))).toEqual([0, 1]);
    const comes = deadlock.step(held, { actor: 1 });
    expect(comes.effects).toEqual([
      {
        actor: 1,
        operation: 0,
        kind: 'pause',
        text: 'the interrupt comes and waits for node.lru_lock',
      },
    ]);
    expect(deadlock.outcome(comes.state)).toEqual({ kind: 'stuck' });
    expect(deadlock.status(comes.state, 1)).toMatchObject({ kind: 'waiting', holder: 0 });
  });

  test('only one interrupt runs on a CPU at a time', () => {
    const two = new Machine(
      program([
        cpu(0, [pause('')]),
        interrupt(0, [pause(''), pause('')]),
        interrupt(0, [pause('')]),
      ]),
    );
    expect(actorsOf(two.moves(after(two, [1])))).toEqual([1]);
    expect(actorsOf(two.moves(after(two, [1, 1])))).toEqual([0, 2]);
  });
});

describe('waiting', () => {
  const machine = new Machine(
    program([
      cpu(0, [store(DEVICE_DONE, 1), waitFor(DEVICE_DONE, 2, 0), pause('')]),
      device([waitFor(DEVICE_DONE, 1, 0), store(PREV, 7), store(DEVICE_DONE, 2)]),
    ]),
  );

  test('a wait is possible only while its condition holds', () => {
    const { state } = machine.start();
    expect(actorsOf(machine.moves(state))).toEqual([0]);
    const asked = after(machine, [0]);
    expect(actorsOf(machine.moves(asked))).toEqual([1]);
    expect(machine.status(asked, 0)).toEqual({
      kind: 'waiting',
      on: 'condition',
      place: 'node.done',
      address: NODE + 8n,
    });
    const answered = after(machine, [0, 1, 1, 1]);
    expect(machine.step(answered, { actor: 0 }).effects[0]).toMatchObject({
      kind: 'read',
      value: 2n,
    });
  });

  test('a device that nobody asked is idle and does not keep the machine from rest', () => {
    expect(machine.status(machine.start().state, 1)).toEqual({ kind: 'idle' });
    const alone = new Machine(
      program([cpu(0, [pause('')]), device([waitFor(DEVICE_DONE, 1, 0), store(PREV, 7)])]),
    );
    expect(alone.outcome(after(alone, [0]))).toEqual({ kind: 'rest' });
  });

  test('a device that has begun has to finish', () => {
    const begun = new Machine(
      program([
        cpu(0, [store(DEVICE_DONE, 1)]),
        device([waitFor(DEVICE_DONE, 1, 0), waitFor(DEVICE_DONE, 5, 0)]),
      ]),
    );
    expect(begun.outcome(after(begun, [0, 1]))).toEqual({ kind: 'stuck' });
    expect(begun.status(after(begun, [0, 1]), 1)).toMatchObject({ kind: 'waiting' });
  });
});

describe('epilogues', () => {
  const script = (name: string) =>
    code([pause(name), { kind: 'enter', fn: 9, args: [] }, pause(`${name} drains`)], {
      epilogue: 1,
    });
  const machine = new Machine(program([cpu(0, script('a')), cpu(1, script('b'))]));

  test('they begin when all scripts are done, in the order of the CPUs', () => {
    const one = after(machine, [0]);
    expect(machine.status(one, 0)).toEqual({ kind: 'done' });
    expect(actorsOf(machine.moves(one))).toEqual([1]);
    const all = after(machine, [0, 1]);
    expect(machine.status(all, 0)).toEqual({ kind: 'ready' });
    expect(machine.status(all, 1)).toEqual({ kind: 'done' });
    const drained = machine.step(all, { actor: 0 });
    expect(drained.effects.map(({ kind }) => kind)).toEqual(['enter', 'pause']);
    expect(actorsOf(machine.moves(drained.state))).toEqual([1]);
    expect(machine.outcome(drained.state)).toEqual({ kind: 'running' });
    expect(machine.outcome(machine.step(drained.state, { actor: 1 }).state)).toEqual({
      kind: 'rest',
    });
  });

  test('the end of a script is told once, before its epilogue', () => {
    const { effects } = machine.step(machine.start().state, { actor: 0 });
    expect(effects.map(({ kind }) => kind)).toEqual(['pause', 'done']);
  });

  test('they wait for an interrupt that has not come yet', () => {
    const late = new Machine(program([cpu(0, script('a')), interrupt(0, [pause('irq')])]));
    expect(actorsOf(late.moves(after(late, [0])))).toEqual([1]);
    expect(actorsOf(late.moves(after(late, [0, 1])))).toEqual([0]);
  });

  test('a lock in the first line of an epilogue is waited for', () => {
    const locking = new Machine(
      program([
        cpu(
          0,
          code([pause(''), { kind: 'enter', fn: 9, args: [] }, lock(LRU_LOCK)], { epilogue: 1 }),
        ),
        cpu(1, [lock(LRU_LOCK)]),
      ]),
    );
    const state = after(locking, [0, 1]);
    expect(locking.status(state, 0)).toMatchObject({ kind: 'waiting', holder: 1 });
    expect(locking.outcome(state)).toEqual({ kind: 'stuck' });
  });

  test('a script without lines and an empty epilogue are done and finished', () => {
    const empty = new Machine(
      program([
        cpu(
          0,
          code(
            [
              { kind: 'jump', to: 1 },
              { kind: 'leave', fn: 9 },
            ],
            { epilogue: 1 },
          ),
        ),
      ]),
    );
    const start = empty.start();
    expect(start.effects.map(({ kind }) => kind)).toEqual(['done']);
    const end = empty.step(start.state, { actor: 0 });
    expect(end.effects.map(({ kind }) => kind)).toEqual(['leave']);
    expect(empty.outcome(end.state)).toEqual({ kind: 'rest' });
    expect(empty.read(end.state, PAGE, 8)).toBe(0n);
  });
});
