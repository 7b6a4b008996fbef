/**
 * Mistakes that a machine can make, made on purpose: each must show in a number
 * of some scenario, or in the words that it leaves at an end.
 * A mistake that all scenarios let pass would be one that nobody could see.
 */
import { expect, test } from 'vitest';
import { hex } from '../explorer/testing/naive.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { memoryMap } from '../kernel/memory-map.ts';
import type { Expr, Place, Program } from '../listing/program.ts';
import { Machine } from '../machine/machine.ts';
import { ScenarioModel } from './scenario-model.ts';
import { type Defect, faultyProgram, withCodes, withPlace } from './testing/faulty-program.ts';
import { compiledRow, numbersOf, rowName, rowsFor, searched } from './testing/search-numbers.ts';
import { smallRows } from './testing/small-rows.ts';

const number = (value: bigint): Expr => ({ kind: 'const', value });
const bitMask = ({ bit = 0 }: Place): Expr => number(1n << BigInt(bit));
const sum = (operator: '+' | '-', left: Expr, right: Expr): Expr => ({
  kind: 'binary',
  operator,
  left,
  right,
  signed: false,
});
const inCode =
  (defect: Defect) =>
  (program: Program): Program =>
    faultyProgram(program, defect);

/** What a machine does wrong, and the program that does the same on a machine that does not. */
const defects: Readonly<Record<string, (program: Program) => Program>> = {
  'a lock is taken although somebody holds it': inCode((op, actor) => {
    if (op.kind !== 'lock') return [op];
    const taken = { kind: 'store', place: op.place, value: number(BigInt(actor + 1)) } as const;
    return op.mode === 'plain' ? [taken] : [taken, { kind: 'interrupts', change: 'off' }];
  }),
  'a lock with irq leaves interrupts on': inCode((op) => [
    op.kind === 'lock' || op.kind === 'unlock' ? { ...op, mode: 'plain' } : op,
  ]),
  'an unlock with irqrestore leaves interrupts off': inCode((op) => [
    op.kind === 'unlock' && op.mode === 'irqsave' ? { ...op, mode: 'plain' } : op,
  ]),
  'interrupts that are restored stay off': inCode((op) =>
    op.kind === 'interrupts' && op.change === 'restore' ? [] : [op],
  ),
  'a store of 32 bits writes 64': inCode((op) => [
    op.kind === 'store' && op.place.width === 4 ? withPlace(op, { width: 8 }) : op,
  ]),
  'a store of 64 bits writes 32': inCode((op) => [
    op.kind === 'store' && op.place.width === 8 ? withPlace(op, { width: 4 }) : op,
  ]),
  'an atomic subtraction of 32 bits borrows from the next word': inCode((op) => [
    op.kind === 'rmw' && op.operator === '-' ? withPlace(op, { width: 8 }) : op,
  ]),
  'a load forgets the sign': inCode((op) => [withPlace(op, { signed: false })]),
  'an atomic operation gives the old value': inCode((op) => {
    if (op.kind !== 'rmw' || op.to === undefined || !'+-'.includes(op.operator)) return [op];
    const old = sum(op.operator === '+' ? '-' : '+', { kind: 'local', slot: op.to }, op.value);
    return [op, { kind: 'set', to: op.to, value: old }];
  }),
  'test_and_clear gives the new bit': inCode((op) => {
    if (op.kind !== 'bit' || op.to === undefined) return [op];
    return [op, { kind: 'set', to: op.to, value: number(BigInt(op.value)) }];
  }),
  'setting a bit clears its neighbours': inCode((op) => {
    if (op.kind !== 'bit' || op.value === 0 || op.to !== undefined) return [op];
    const { bit: _, ...place } = op.place;
    return [{ kind: 'store', place, value: bitMask(op.place) }];
  }),
  'cmpxchg always succeeds': inCode((op) => {
    if (op.kind !== 'cmpxchg') return [op];
    const { place, desired, expected, to } = op;
    const stored = { kind: 'store', place, value: desired } as const;
    return to === undefined ? [stored] : [stored, { kind: 'set', to, value: expected }];
  }),
  'cmpxchg says that it wrote and did not': inCode((op) => {
    if (op.kind !== 'cmpxchg' || op.to === undefined) return [op];
    return [{ kind: 'load', place: op.place, to: op.to }];
  }),
  'a second look at the pin flag gives what the page began with': inCode((op) => {
    if (op.kind !== 'load' || !op.place.name.endsWith('dma_pinned_flags')) return [op];
    const { to } = op;
    return [
      { kind: 'pause', text: '' },
      { kind: 'set', to, value: number(0n) },
    ];
  }),
  'a look at the pin count under the lock gives what it was before': inCode((op) => {
    if (op.kind !== 'load' || !op.place.name.endsWith('dma_pinned_count')) return [op];
    const { to } = op;
    return [
      { kind: 'pause', text: '' },
      { kind: 'set', to, value: number(0n) },
    ];
  }),
  'a wait does not wait': inCode((op) => {
    return op.kind === 'wait' ? [{ kind: 'load', place: op.place, to: op.to }] : [op];
  }),
  'an array is read with the wrong stride': inCode((op) => {
    const isElement = op.kind === 'load' && op.place.index !== undefined;
    return [isElement ? withPlace(op, { stride: 4 }) : op];
  }),
  'a failed bug if lets the machine go on': inCode((op) => {
    return [op.kind === 'bug' ? { ...op, kind: 'warn' } : op];
  }),
  'locals that hold nothing any more are kept': (program) =>
    withCodes(program, (code) => ({
      ...code,
      operations: code.operations.map((operation) => ({ ...operation, dead: [] })),
    })),
  'the last CPU drains its vectors first': (program) => ({
    ...program,
    actors: program.actors.map((actor) =>
      actor.cpu < 0 ? actor : { ...actor, cpu: program.actors.length - actor.cpu },
    ),
  }),
};

/** What can be seen of a search: its numbers, and the bytes of memory at the ends. */
function seenIn(compiled: CompiledScenario, most?: number): string {
  const report = searched(new ScenarioModel(compiled), most);
  const ends = [report.restStates, report.stoppedStates, report.stuckStates].map((states) =>
    states.map((state) => hex(state.slice(0, compiled.map.memorySize))).toSorted(),
  );
  return JSON.stringify([numbersOf(report), ends]);
}

/** The quickest first. */
const rows = [...smallRows(), ...rowsFor(['vm'])]
  .map((row) => {
    const compiled = compiledRow(row);
    const { states } = searched(new ScenarioModel(compiled));
    return { name: rowName(row), compiled, states, seen: seenIn(compiled) };
  })
  .toSorted((a, b) => a.states - b.states);

/** The first scenario in which something else is seen. */
function noticedBy(change: (program: Program) => Program): string | undefined {
  return rows.find(({ compiled, states, seen }) => {
    const program = change(compiled.program);
    const map = memoryMap(program, compiled.pages);
    const faulty = { ...compiled, program, map, machine: new Machine(program) };
    return seenIn(faulty, 2 * states) !== seen;
  })?.name;
}

test('without a mistake nothing is noticed', () => {
  expect(noticedBy(inCode((op) => [op]))).toBeUndefined();
}, 60_000);

test.each(Object.entries(defects))(
  '%s: that is noticed',
  (_, change) => {
    expect(noticedBy(change)).toBeDefined();
  },
  60_000,
);
