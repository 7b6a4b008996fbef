/**
 * All searches agree on programs at random: over the machine, by WebAssembly breadth first and as a
 * sweep, and by the plainest enumeration there is.
 */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BreadthFirst } from '../explorer/breadth-first.ts';
import type { PackedEnd, PackedMove, PackedViolation } from '../explorer/packed/packed-report.ts';
import { hex, naiveReport } from '../explorer/testing/naive.ts';
import type { Actor, Quiet } from '../listing/program.ts';
import { Machine } from '../machine/machine.ts';
import { type Loops, randomActors } from '../machine/testing/random-program.ts';
import {
  cpu,
  FLAGS,
  load,
  lock,
  LRU_LOCK,
  number,
  PAGE,
  pause,
  PIN_LOCK,
  place,
  PREV,
  program,
  store,
  unlock,
} from '../machine/testing/tiny-program.ts';
import { learnableProgram, type Rules } from './learnable-program.ts';
import { packedNumbers, packedSearch, sweep } from './testing/engine-runs.ts';
import { brokenBy, named, ProgramModel } from './testing/program-model.ts';
import { numbersOf } from './testing/search-numbers.ts';
import { tinyRules } from './testing/tiny-rules.ts';

/** Programs with more states are left alone; how many are not is told with each test. */
const MOST = 1_500;

function brokenAtTheEndOf(
  machine: Machine,
  rules: Rules,
  schedule: readonly PackedMove[],
): readonly string[] {
  let step = machine.start();
  if (schedule.length === 0) return named(rules, rules.atStart());
  for (const move of schedule) step = machine.step(step.state, move);
  return named(rules, brokenBy(machine, rules, step));
}

/** Ends of a kind, sorted. */
function hexOf(ends: readonly PackedEnd[], kind: PackedEnd['kind']): readonly string[] {
  return ends
    .filter((end) => end.kind === kind)
    .map(({ state }) => hex(state))
    .toSorted();
}

/** Compares all searches of a program. Gives which there were: none where it is too large. */
function compared(actors: readonly Actor[]): 'large' | 'without sweep' | 'with sweep' {
  const machine = new Machine(program(actors));
  const rules = tinyRules(machine);
  const model = new ProgramModel(machine, rules);
  const search = new BreadthFirst(model, { maxStates: MOST });
  while (search.run(MOST));
  const report = search.report();
  if (!report.complete) return 'large';
  const numbers = numbersOf(report);
  const naive = naiveReport(model);
  const { rest, stopped, stuck } = naive;
  expect({ ...numbers, depth: report.depth }).toEqual({
    states: naive.states,
    transitions: naive.transitions,
    rest: rest.length,
    stopped: stopped.length,
    stuck: stuck.length,
    broken: Object.fromEntries(naive.violations),
    depth: naive.depth,
  });
  const unfounded = (violations: readonly PackedViolation[]): readonly string[] =>
    violations
      .filter(({ property, schedule }) => {
        return !brokenAtTheEndOf(machine, rules, schedule).includes(property);
      })
      .map(({ property }) => property);

  const learnable = learnableProgram(machine, rules);
  const packed = packedSearch(learnable);
  const packedReport = packed.report();
  expect({ complete: packedReport.complete, ...packedNumbers(packedReport) }).toEqual({
    complete: true,
    ...numbers,
  });
  expect(packedReport.depth).toBe(report.depth);
  expect(unfounded(packedReport.violations)).toEqual([]);
  const packedEnds = packed.ends(Infinity);
  expect(hexOf(packedEnds, 'rest')).toEqual(rest);
  expect(hexOf(packedEnds, 'stopped')).toEqual(stopped);
  expect(hexOf(packedEnds, 'stuck')).toEqual(stuck);

  if (!learnable.isLoopFree) return 'without sweep';
  const swept = sweep(learnable);
  const sweptReport = swept.report();
  expect({ complete: sweptReport.complete, ...packedNumbers(sweptReport) }).toEqual({
    complete: true,
    ...numbers,
  });
  expect(sweptReport.depth).toBe(report.depth);
  expect(unfounded(sweptReport.violations)).toEqual([]);
  const sweptEnds = swept.ends(Infinity);
  expect(hexOf(sweptEnds, 'rest')).toEqual(rest);
  expect(hexOf(sweptEnds, 'stuck')).toEqual(stuck);
  return 'with sweep';
}

describe('on programs at random all searches agree', () => {
  const kinds: readonly [Loops, number, Readonly<Record<string, number>>][] = [
    ['none', 4, { 'with sweep': 60 }],
    ['counted', 3, { 'with sweep': 60 }],
    ['any', 3, { 'with sweep': 34, 'without sweep': 26 }],
  ];
  test.each(kinds)(
    'loops: %s',
    (loops, most, expected) => {
      const done: Record<string, number> = {};
      fc.assert(
        fc.property(randomActors(most, loops), (actors) => {
          const how = compared(actors);
          done[how] = (done[how] ?? 0) + 1;
        }),
        { seed: 20180702, numRuns: 60 },
      );
      expect(done).toEqual(expected);
    },
    60_000,
  );
});

/** A program's own rules, one by one, against the machine walked by hand. */
describe('a rule is asked', () => {
  const found = (actors: readonly Actor[], change: (rules: Rules) => Partial<Rules>) => {
    const idle = cpu(1, []);
    const machine = new Machine(program(actors.length > 1 ? actors : [...actors, idle]));
    const rules = tinyRules(machine);
    const learnable = learnableProgram(machine, { ...rules, ...change(rules) });
    const lengths = (violations: readonly PackedViolation[]) =>
      Object.fromEntries(violations.map((each) => [each.property, each.schedule.length]));
    const [packed, swept] = [packedSearch(learnable).report(), sweep(learnable).report()];
    expect(lengths(swept.violations)).toEqual(lengths(packed.violations));
    return lengths(packed.violations);
  };

  test('at the start, before anybody moves', () => {
    expect(found([cpu(0, [pause('')])], () => ({ atStart: () => 1 }))).toEqual({ bug: 0 });
  });

  test('of a program that a check stops at once', () => {
    const bug: Quiet = { kind: 'bug', test: number(1), text: 'at once' };
    expect(found([cpu(0, [bug, pause('')])], () => ({}))).toEqual({ bug: 0 });
  });

  test('of a bug, and of a wild pointer', () => {
    const bug: Quiet = { kind: 'bug', test: number(1), text: 'always' };
    expect(found([cpu(0, [pause(''), bug])], () => ({}))).toEqual({ bug: 1 });
    const wild = cpu(0, [pause(''), load(place(0xdead000000000100n), 0)]);
    expect(found([wild], () => ({}))).toEqual({ fault: 2 });
  });

  test('of a word in memory', () => {
    expect(found([cpu(0, [pause(''), store(PREV, 3), store(PREV, 0)])], () => ({}))).toEqual({
      'word-is-even': 2,
    });
  });

  test('of memory together with what is observed of an actor', () => {
    const pins: Quiet = {
      kind: 'ghost',
      object: number(PAGE),
      field: 'pins',
      operator: '=',
      value: number(1),
      until: false,
    };
    // CPU 1 rests at 0, 1, 2, 4 and 5; at 0 and 3 it is home.
    const [first, second] = [
      cpu(0, []),
      cpu(1, [pause(''), pins, pause(''), pause(''), pause('')]),
    ];
    expect(found([first, second], () => ({}))).toEqual({ 'pins-only-while-away': 2 });
  });

  test('of a step, which sees memory as it leaves it', () => {
    const stores = [
      store(FLAGS, 4),
      store(PREV, 1),
      store(FLAGS, 0),
      store(PREV, 1),
      store(PREV, 0),
    ];
    expect(found([cpu(0, stores)], () => ({ inState: () => 0 }))).toEqual({ 'no-store-of-one': 4 });
  });

  test('of an end where all are stuck', () => {
    const crossed = [
      cpu(0, [lock(LRU_LOCK), lock(PIN_LOCK), unlock(PIN_LOCK), unlock(LRU_LOCK)]),
      cpu(1, [lock(PIN_LOCK), lock(LRU_LOCK), unlock(LRU_LOCK), unlock(PIN_LOCK)]),
    ];
    expect(found(crossed, () => ({}))).toEqual({ 'no-deadlock': 2 });
  });

  test('of an end where all are at rest', () => {
    expect(found([cpu(0, [store(PREV, 2)])], () => ({}))).toEqual({ clean: 1 });
  });
});
