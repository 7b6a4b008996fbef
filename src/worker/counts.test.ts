/**
 * What a search of every built-in scenario finds, pinned: a wrong line anywhere changes a number.
 * counts.snapshot.json is generated; `UPDATE_COUNTS=1 npx vitest run src/worker/counts` writes it
 * anew, and the difference is for a human to explain.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BreadthFirst } from '../explorer/breadth-first.ts';
import { naiveReport } from '../explorer/testing/naive.ts';
import { compileScenario } from '../kernel/compile-scenario.ts';
import { type DebugSetting, debugSettings } from '../kernel/compiled-scenario.ts';
import { type Design, designs } from '../kernel/design.ts';
import { type Scenario, cornerScenarios, scenarios } from '../kernel/scenario.ts';
import { problemText } from '../listing/problem.ts';
import { ScenarioModel } from './scenario-model.ts';

interface Counts {
  readonly states: number;
  readonly transitions: number;
  readonly rest: number;
  readonly stopped: number;
  readonly stuck: number;
  /** Shortest length by property. */
  readonly broken: Readonly<Record<string, number>>;
}

const path = new URL('./counts.snapshot.json', import.meta.url);
const isUpdate = process.env['UPDATE_COUNTS'] !== undefined;
const pinned: Readonly<Record<string, Counts>> = existsSync(path)
  ? JSON.parse(readFileSync(path, 'utf8'))
  : {};

const rows = [...scenarios, ...cornerScenarios].flatMap((scenario) =>
  designs.flatMap((design) => debugSettings.map((debug) => ({ scenario, design, debug }))),
);

function modelOf(scenario: Scenario, design: Design, debug: DebugSetting): ScenarioModel {
  const compiled = compileScenario({ scenario, design, debug });
  if (!compiled.ok) throw new Error(compiled.error.map(problemText).join('\n'));
  return new ScenarioModel(compiled.value);
}

const nameOf = (row: (typeof rows)[number]): string =>
  `${row.scenario.id} | ${row.design.id} | ${row.debug}`;

describe('searched in full', () => {
  const found: Record<string, Counts> = {};

  test.each(rows.map((row) => [nameOf(row), row] as const))(
    '%s',
    (name, { scenario, design, debug }) => {
      const search = new BreadthFirst(modelOf(scenario, design, debug), { maxStates: 1_000_000 });
      while (search.run(100_000));
      const report = search.report();
      expect(report.complete).toBe(true);
      found[name] = {
        states: report.states,
        transitions: report.transitions,
        rest: report.restStates.length,
        stopped: report.stoppedStates.length,
        stuck: report.stuckStates.length,
        broken: Object.fromEntries(report.violations.map((one) => [one.property, one.length])),
      };
      expect(found[name]).toEqual(isUpdate ? found[name] : pinned[name]);
    },
    120_000,
  );

  test('the table has these rows and no others', () => {
    if (isUpdate) writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
    const there = isUpdate ? Object.keys(found) : Object.keys(pinned);
    expect(there).toEqual(rows.map(nameOf));
  });
});

describe('searched by the plainest enumeration there is', () => {
  const twoCpus = rows.filter((row) => row.scenario.cpus.length === 2);

  test.each(twoCpus.map((row) => [nameOf(row), row] as const))(
    '%s',
    (name, { scenario, design, debug }) => {
      const naive = naiveReport(modelOf(scenario, design, debug));
      expect({
        states: naive.states,
        transitions: naive.transitions,
        rest: naive.rest.length,
        stopped: naive.stopped.length,
        stuck: naive.stuck.length,
        broken: Object.fromEntries(naive.violations),
      }).toEqual(pinned[name]);
    },
    120_000,
  );
});
