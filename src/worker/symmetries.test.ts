import { describe, expect, test } from 'vitest';
import { PackedBreadthFirst } from '../explorer/packed/packed-breadth-first.ts';
import type { PackedReport } from '../explorer/packed/packed-report.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { designById } from '../kernel/design.ts';
import { violationsOf } from '../kernel/property.ts';
import { type Scenario, scenarioById } from '../kernel/scenario.ts';
import type { State } from '../machine/state.ts';
import { engineHost } from './engine-host.ts';
import { learnableScenario } from './learnable-scenario.ts';
import { symmetriesOf } from './symmetries.ts';
import { orbits } from './testing/orbits.ts';
import { compiledRow } from './testing/search-numbers.ts';

function scenario(id: string): Scenario {
  const found = scenarioById(id);
  if (found === undefined) throw new Error(`there is no scenario ${id}`);
  return found;
}

function compiled(of: Scenario): CompiledScenario {
  const design = designById('july-2018');
  if (design === undefined) throw new Error('there is no july-2018');
  return compiledRow({ scenario: of, design, debug: 'vm' });
}

const kara = scenario('kara-race');
const [pinner, anybody] = kara.cpus;
if (pinner === undefined || anybody === undefined) throw new Error('Kara’s race has two CPUs');
const [first, second, third] = kara.pages;
if (first === undefined || second === undefined || third === undefined) {
  throw new Error('Kara’s race has three pages');
}

/** Two pages on no list that nothing tells apart, each got and put by a CPU of its own. */
const ownPages: Scenario = {
  ...kara,
  pages: [first, second].map(({ position: _position, list: _list, pte: _pte, ...page }) => ({
    ...page,
    cache: false,
    refcount: 1,
    mapcount: 0,
    flags: page.flags.filter((flag) => flag !== 'PG_lru'),
  })),
  cpus: [first, second].map(({ name }) => ({
    role: 'anybody',
    operations: anybody.operations.map((operation) => ({ ...operation, page: name })),
  })),
};

function searched(of: CompiledScenario, symmetry: boolean): PackedBreadthFirst {
  const model = learnableScenario(of, { symmetry });
  const search = new PackedBreadthFirst(model, engineHost, { maxStates: 1e6, maxBytes: 1e9 });
  while (search.run(10_000));
  return search;
}

const lengths = ({ violations }: PackedReport): readonly string[] =>
  violations.map(({ property, schedule }) => `${property} in ${schedule.length}`);

/** Properties broken by the last move of a schedule. */
function brokenAtTheEndOf(of: CompiledScenario, report: PackedReport, property: string): boolean {
  const { machine } = of;
  const found = report.violations.find((each) => each.property === property);
  let state: State = machine.start().state;
  let broken = false;
  for (const { actor, choice } of found?.schedule ?? []) {
    const before = state;
    const move = choice === undefined ? { actor } : { actor, choice };
    const step = machine.step(before, move);
    state = step.state;
    const outcome = machine.outcome(state);
    broken = violationsOf({ compiled: of, before, ...step, outcome }).some(
      (violation) => violation.property === property,
    );
  }
  return broken;
}

describe.each([
  { name: 'two slow pinners', of: scenario('slow-slow'), others: 1, plain: 6838, reduced: 3473 },
  { name: 'two fast pinners', of: scenario('fast-fast'), others: 1, plain: 1808, reduced: 917 },
  {
    name: 'three who get and put',
    of: { ...kara, cpus: [anybody, anybody, anybody] },
    others: 5,
    plain: 1337,
    reduced: 292,
  },
  { name: 'two with a page each', of: ownPages, others: 1, plain: 125, reduced: 70 },
])('$name', ({ of, others, plain, reduced }) => {
  const program = compiled(of);
  const all = searched(program, false);
  const some = searched(program, true);

  test('can change places', () => {
    expect(symmetriesOf(program.machine)).toHaveLength(others);
  });

  test('the reduced search keeps one state of each class', () => {
    expect(all.states).toBe(plain);
    expect(some.states).toBe(reduced);
    expect(orbits(learnableScenario(program, { symmetry: true }), all)).toBe(reduced);
  });

  test('what is broken, and how soon, is the same', () => {
    const report = some.report();
    expect(lengths(report)).toEqual(lengths(all.report()));
    for (const { property } of report.violations) {
      expect(brokenAtTheEndOf(program, report, property)).toBe(true);
    }
  });
});

test('a pinner and somebody else are not alike', () => {
  expect(symmetriesOf(compiled(kara).machine)).toEqual([]);
});

test('with two alike beside the pinner the verdicts are those of the plain search', () => {
  const program = compiled({ ...kara, cpus: [pinner, anybody, anybody] });
  const [all, some] = [searched(program, false).report(), searched(program, true).report()];
  expect([all.states, some.states]).toEqual([22475, 11880]);
  expect(lengths(some)).toEqual(lengths(all));
  for (const { property } of some.violations) {
    expect(brokenAtTheEndOf(program, some, property)).toBe(true);
  }
});

test('four alike have 23 ways to change places, and one state in fourteen is left', () => {
  const program = compiled({ ...kara, cpus: [anybody, anybody, anybody, anybody] });
  const [all, some] = [searched(program, false).report(), searched(program, true).report()];
  expect(symmetriesOf(program.machine)).toHaveLength(23);
  expect([all.states, some.states]).toEqual([14649, 1009]);
  expect([all.violations, some.violations]).toEqual([[], []]);
});

test('an image of an image is the state itself', () => {
  const { machine } = compiled(scenario('slow-slow'));
  const [swap] = symmetriesOf(machine);
  let { state } = machine.start();
  for (let step = 0; step < 60; step++) {
    const moves = machine.moves(state);
    const move = moves[step % Math.max(1, moves.length)];
    if (swap === undefined || move === undefined) break;
    expect(swap.image(swap.image(state))).toEqual(state);
    state = machine.step(state, move).state;
  }
});
