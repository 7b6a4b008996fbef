/**
 * All searches agree on programs at random: over the machine, by WebAssembly breadth first and as a
 * sweep, and by the plainest enumeration there is.
 */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BreadthFirst } from '../explorer/breadth-first.ts';
import type { PackedMove, PackedViolation } from '../explorer/packed/packed-report.ts';
import { hex, naiveReport } from '../explorer/testing/naive.ts';
import type { Actor } from '../listing/program.ts';
import { Machine } from '../machine/machine.ts';
import { type Loops, randomActors } from '../machine/testing/random-program.ts';
import { program } from '../machine/testing/tiny-program.ts';
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
  const sorted = {
    rest: naive.rest,
    stopped: naive.stopped,
    stuck: naive.stuck,
  };
  expect({ ...numbers, depth: report.depth }).toEqual({
    states: naive.states,
    transitions: naive.transitions,
    rest: naive.rest.length,
    stopped: naive.stopped.length,
    stuck: naive.stuck.length,
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
  const ends = packed.ends(Infinity);
  const of = (kind: keyof typeof sorted): readonly string[] =>
    ends.filter((end) => end.kind === kind).map(({ state }) => hex(state));
  expect(of('rest').toSorted()).toEqual(sorted.rest);
  expect(of('stopped').toSorted()).toEqual(sorted.stopped);
  expect(of('stuck').toSorted()).toEqual(sorted.stuck);

  if (learnable.highestRank === undefined) return 'without sweep';
  const swept = sweep(learnable);
  const sweptReport = swept.report();
  expect({ complete: sweptReport.complete, ...packedNumbers(sweptReport) }).toEqual({
    complete: true,
    ...numbers,
  });
  expect(sweptReport.depth).toBe(report.depth);
  expect(unfounded(sweptReport.violations)).toEqual([]);
  const sweptEnds = swept.ends(Infinity);
  const endsOf = (kind: keyof typeof sorted): readonly string[] =>
    sweptEnds.filter((end) => end.kind === kind).map(({ state }) => hex(state));
  expect(endsOf('rest').toSorted()).toEqual(sorted.rest);
  expect(endsOf('stuck').toSorted()).toEqual(sorted.stuck);
  return 'with sweep';
}

describe('on programs at random all searches agree', () => {
  const kinds: readonly [Loops, number, object][] = [
    ['none', 4, {}],
    ['counted', 3, {}],
    ['any', 3, {}],
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
        { seed: 20180702, numRuns: 60, endOnFailure: false },
      );
      expect(done).toEqual(expected);
    },
    60_000,
  );
});
