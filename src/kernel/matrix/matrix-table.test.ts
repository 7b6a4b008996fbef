import { describe, expect, test } from 'vitest';
import { catalogue } from '../program-files.ts';
import { properties } from '../property.ts';
import { scenarioById } from '../scenario.ts';
import { cellOf, type MatrixResult } from './matrix-cell.ts';
import { designLines, matrixRows } from './matrix-rows.ts';
import { matrixTable } from './matrix-table.ts';

const searched = (
  broken: Extract<MatrixResult, { kind: 'searched' }>['broken'],
  complete = true,
): MatrixResult => ({ kind: 'searched', states: 1280, complete, broken });

describe('a cell of the matrix', () => {
  const seen = searched({
    'pin-seen': { steps: 76, message: 'P does not say that it is pinned.' },
  });

  test('is broken where the search broke the rule, and holds for a rule that it did not break', () => {
    expect(cellOf(seen, 'pin-seen')).toEqual({
      kind: 'broken',
      steps: 76,
      message: 'P does not say that it is pinned.',
    });
    expect(cellOf(seen, 'no-deadlock')).toEqual({ kind: 'holds', states: 1280 });
  });

  test('holds only where every schedule was searched', () => {
    const short = searched({ 'pin-seen': { steps: 3, message: '' } }, false);
    expect(cellOf(short, 'no-deadlock')).toEqual({ kind: 'unknown', states: 1280 });
    expect(cellOf(short, 'pin-seen').kind).toBe('broken');
  });

  test('says why where nothing was searched', () => {
    const refused = { kind: 'refused', reason: 'no such operation' } as const;
    expect(cellOf(refused, 'pin-seen')).toEqual(refused);
    expect(cellOf(undefined, 'pin-seen')).toEqual({ kind: 'waiting' });
  });
});

describe('the rows of the matrix', () => {
  test('ask rules that there are of scenarios that there are, each pair once', () => {
    for (const { rule, scenario } of matrixRows) {
      expect(properties.map(({ id }) => id)).toContain(rule);
      expect(scenarioById(scenario)?.id).toBe(scenario);
      expect(catalogue.scenarios.map(({ id }) => id)).toContain(scenario);
    }
    const pairs = matrixRows.map(({ rule, scenario }) => `${rule} ${scenario}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  test('every design says in a line what it does about pins', () => {
    expect([...designLines.keys()].toSorted()).toEqual(
      catalogue.designs.map(({ id }) => id).toSorted(),
    );
  });

  test('are grouped by rule in the order of the rows, and counted by design', () => {
    const table = matrixTable(
      catalogue,
      (rule) => `the rule ${rule}`,
      (scenario, design) =>
        scenario === 'kara-race' && design === 'july-2018'
          ? searched({ 'pin-seen': { steps: 76, message: '' } })
          : searched({}),
    );
    expect(table.rows).toBe(matrixRows.length);
    expect(table.groups.flatMap(({ rows }) => rows).length).toBe(matrixRows.length);
    expect(table.groups[0]?.title).toBe('the rule pin-seen');
    expect(new Set(table.groups.map(({ rule }) => rule)).size).toBe(table.groups.length);
    const broken = table.columns.map(({ design, broken: count }) => [design.id, count] as const);
    expect(broken.filter(([, count]) => count > 0)).toEqual([['july-2018', 1]]);
  });
});
