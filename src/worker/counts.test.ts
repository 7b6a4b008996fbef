/**
 * What a search of every built-in scenario finds, pinned: a wrong line anywhere changes a number.
 * counts.snapshot.json is generated; `UPDATE_COUNTS=1 npx vitest run src/worker/counts` writes it
 * anew, and the difference is for a human to explain.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BreadthFirst } from '../explorer/breadth-first.ts';
import { naiveReport } from '../explorer/testing/naive.ts';
import { ScenarioModel } from './scenario-model.ts';
import {
  compiledRow,
  differingRows,
  type Numbers,
  type Row,
  rowName,
  rowsFor,
} from './testing/search-numbers.ts';

const path = new URL('./counts.snapshot.json', import.meta.url);
const isUpdate = process.env['UPDATE_COUNTS'] !== undefined;
const pinned: Readonly<Record<string, Numbers>> = existsSync(path)
  ? JSON.parse(readFileSync(path, 'utf8'))
  : {};

const rows = [...rowsFor(), ...differingRows()];

const modelOf = (row: Row): ScenarioModel => new ScenarioModel(compiledRow(row));

describe('searched in full', () => {
  const found: Record<string, Numbers> = {};

  test.each(rows.map((row) => [rowName(row), row] as const))(
    '%s',
    (name, row) => {
      const search = new BreadthFirst(modelOf(row), { maxStates: 1_000_000 });
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
    expect(there).toEqual(rows.map(rowName));
  });
});

describe('searched by the plainest enumeration there is', () => {
  /** Of designs that are not held in full, larger ones are left out: it is slow. */
  const mostStates = 2_000;
  const isQuick = (row: Row): boolean => (pinned[rowName(row)]?.states ?? 0) <= mostStates;
  const twoCpus = [...rowsFor(), ...differingRows().filter(isQuick)].filter(
    (row) => row.scenario.cpus.length === 2,
  );

  test.each(twoCpus.map((row) => [rowName(row), row] as const))(
    '%s',
    (name, row) => {
      const naive = naiveReport(modelOf(row));
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
