/**
 * The packed engines find what is pinned for every built-in scenario. Breadth first also finds it in the
 * same order as the search over the machine itself: the very schedules, the very ends. The sweep
 * keeps other schedules of the same lengths; they are tried on the machine.
 */
import { describe, expect, test } from 'vitest';
import { hex } from '../explorer/testing/naive.ts';
import type { PackedMove, PackedViolation } from '../explorer/packed/packed-report.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { violationsOf } from '../kernel/property.ts';
import pinned from './counts.snapshot.json';
import { learnableScenario } from './learnable-scenario.ts';
import { ScenarioModel } from './scenario-model.ts';
import { packedNumbers, packedSearch, sweep } from './testing/engine-runs.ts';
import {
  compiledRow,
  type Numbers,
  type Row,
  rowName,
  rowsFor,
  searched,
} from './testing/search-numbers.ts';

const table: Readonly<Record<string, Numbers>> = pinned;

/** Rows of more states are not searched by the machine as well. */
const QUICK = 6_000;

const rows = rowsFor().map((row) => [rowName(row), row] as const);

const compiledRows = new Map<Row, CompiledScenario>();

/** Compiled once for all tests of this file. */
function compiled(row: Row): CompiledScenario {
  const known = compiledRows.get(row) ?? compiledRow(row);
  compiledRows.set(row, known);
  return known;
}

/** What is broken by the last move of a schedule, or before the first one where it is empty. */
function brokenAtTheEndOf(
  { machine }: CompiledScenario,
  of: CompiledScenario,
  schedule: readonly PackedMove[],
): readonly string[] {
  let { state, effects } = machine.start();
  for (const move of schedule) ({ state, effects } = machine.step(state, move));
  const moment = { compiled: of, state, effects, outcome: machine.outcome(state) };
  return violationsOf(moment).map(({ property }) => property);
}

/** Properties whose schedule does not break them at its end. */
function unfounded(
  of: CompiledScenario,
  violations: readonly PackedViolation[],
): readonly string[] {
  return violations
    .filter(({ property, schedule }) => !brokenAtTheEndOf(of, of, schedule).includes(property))
    .map(({ property }) => property);
}

describe('breadth first in WebAssembly finds what is pinned', () => {
  test.each(rows)('%s', (name, row) => {
    const of = compiled(row);
    const search = packedSearch(learnableScenario(of));
    const report = search.report();
    expect(report.complete).toBe(true);
    expect(packedNumbers(report)).toEqual(table[name]);
    expect(unfounded(of, report.violations)).toEqual([]);
  });
});

describe('breadth first in WebAssembly finds it in the order of the machine', () => {
  const quick = rows.filter(([name]) => (table[name]?.states ?? Infinity) <= QUICK);

  test('these are nearly all rows', () => {
    expect(quick.length).toBe(136);
  });

  test.each(quick)('%s', (_, row) => {
    const of = compiled(row);
    const search = packedSearch(learnableScenario(of));
    const report = search.report();
    const machine = searched(new ScenarioModel(of));
    expect(report.violations).toEqual(
      machine.violations.map(({ property, schedule }) => ({ property, schedule })),
    );
    expect(report.depth).toBe(machine.depth);
    const ends = search.ends(Infinity).map(({ kind, state }) => `${kind} ${hex(state)}`);
    expect(ends).toEqual([
      ...machine.restStates.map((state) => `rest ${hex(state)}`),
      ...machine.stoppedStates.map((state) => `stopped ${hex(state)}`),
      ...machine.stuckStates.map((state) => `stuck ${hex(state)}`),
    ]);
  });
});

describe('the sweep finds what is pinned', () => {
  const swept = rows.filter(
    ([, row]) => learnableScenario(compiled(row)).highestRank !== undefined,
  );

  test('so many rows have no loop but those that count their rounds', () => {
    expect(swept.length).toBe(0);
  });

  test.each(swept)('%s', (name, row) => {
    const of = compiled(row);
    const report = sweep(learnableScenario(of)).report();
    expect(report.complete).toBe(true);
    expect(packedNumbers(report)).toEqual(table[name]);
    expect(unfounded(of, report.violations)).toEqual([]);
  });
});
