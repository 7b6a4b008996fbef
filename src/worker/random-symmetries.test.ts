/**
 * With symmetries a search of programs at random, in which all CPUs run the same code, keeps one state
 * of each class and finds what the plain search finds.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PackedReport } from '../explorer/packed/packed-report.ts';
import type { Actor } from '../listing/program.ts';
import { Machine } from '../machine/machine.ts';
import { type Loops, randomActors } from '../machine/testing/random-program.ts';
import { cpu, program } from '../machine/testing/tiny-program.ts';
import { learnableProgram, type Rules } from './learnable-program.ts';
import { packedSearch } from './testing/engine-runs.ts';
import { orbits } from './testing/orbits.ts';
import { tinyRules } from './testing/tiny-rules.ts';

/** Programs with more states are left alone; how many are not is told with each test. */
const MOST = 4_000;

/** The rules that do not ask which CPU it is. */
function evenRules(machine: Machine): Rules {
  const rules = tinyRules(machine);
  const away = 1 << rules.properties.indexOf('pins-only-while-away');
  return {
    ...rules,
    atStart: () => rules.atStart() & ~away,
    inState: (state) => rules.inState(state) & ~away,
    observed: () => 0,
  };
}

const lengths = ({ violations }: PackedReport): Record<string, number> =>
  Object.fromEntries(violations.map(({ property, schedule }) => [property, schedule.length]));

function compared([first]: readonly Actor[], cpus: number): 'large' | 'reduced' | 'alike' {
  if (first === undefined) throw new Error('there is no first actor');
  const machine = new Machine(
    program(Array.from({ length: cpus }, (_, index) => cpu(index, first.code))),
  );
  const rules = evenRules(machine);
  const limits = { maxStates: MOST, maxBytes: 2 ** 30 };
  const plain = packedSearch(learnableProgram(machine, rules), { limits });
  if (!plain.report().complete) return 'large';
  const model = learnableProgram(machine, rules, { symmetry: true });
  expect(model.symmetries).toHaveLength(cpus === 2 ? 1 : 5);
  const some = packedSearch(model);
  expect(some.report().complete).toBe(true);
  expect(some.states).toBe(orbits(model, plain));
  expect(lengths(some.report())).toEqual(lengths(plain.report()));
  return some.states < plain.states ? 'reduced' : 'alike';
}

const kinds: readonly [number, Loops, number, Readonly<Record<string, number>>][] = [
  [2, 'none', 4, { reduced: 47, alike: 13 }],
  [2, 'any', 4, { reduced: 48, alike: 12 }],
  [3, 'counted', 2, { reduced: 33, alike: 27 }],
];

test.each(kinds)(
  '%i CPUs, loops: %s',
  (cpus, loops, most, expected) => {
    const done: Record<string, number> = {};
    fc.assert(
      fc.property(randomActors(most, loops), (actors) => {
        const how = compared(actors, cpus);
        done[how] = (done[how] ?? 0) + 1;
      }),
      { seed: 20180702, numRuns: 60 },
    );
    expect(done).toEqual(expected);
  },
  60_000,
);
