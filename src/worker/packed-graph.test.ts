/**
 * The graph that is read off the packed engine is, in every number, the one that the search over the
 * machine itself keeps.
 */
import { describe, expect, test } from 'vitest';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { compiledScenario, ownScenario } from '../trace/testing/scheduled.ts';
import { InterpreterSearch } from './interpreter-search.ts';
import { LineCoverage } from './line-coverage.ts';
import { coveredModel, PackedSearch } from './packed-search.ts';
import type { ScenarioSearch } from './scenario-search.ts';
import { compiledRow, rowName, rowsFor } from './testing/search-numbers.ts';

const limits = { maxStates: 200_000, maxBytes: 2 ** 30 };

function interpreted(compiled: CompiledScenario): ScenarioSearch {
  return new InterpreterSearch(compiled, new LineCoverage(compiled.program), limits);
}

function packed(compiled: CompiledScenario, symmetry = false): ScenarioSearch {
  const model = coveredModel(compiled, new LineCoverage(compiled.program), symmetry);
  return new PackedSearch('bfs', compiled, model, limits);
}

function graphOf(search: ScenarioSearch): unknown {
  while (search.run(100_000));
  const work = search.graph();
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

describe('the packed graph', { timeout: 60_000 }, () => {
  test.each(rowsFor(['vm']).map((row) => [rowName(row), row] as const))('of %s', (_, row) => {
    const compiled = compiledRow(row);
    expect(graphOf(packed(compiled))).toEqual(graphOf(interpreted(compiled)));
  });

  test('of steps that choose, stop and are broken from the beginning', () => {
    const compiled = ownScenario(
      {
        pages: [{ name: 'P', pfn: 9, flags: [], refcount: 1, mapcount: 0 }],
        cpus: [
          { role: 'chooser', operations: [{ operation: 'pick', page: 'P' }] },
          { role: 'holder', operations: [{ operation: 'get_page', page: 'P' }] },
        ],
      },
      [
        'operation pick(page)',
        '    n = choose 1..3',
        '    atomic page._refcount += n',
        '    count = page._refcount',
        '    bug if count == 4 "four is too many"',
        '',
      ].join('\n'),
    );
    expect(graphOf(packed(compiled))).toEqual(graphOf(interpreted(compiled)));
  });

  test('is not there where states are left out, or before all are found', () => {
    const early = packed(compiledScenario('kara-race'));
    early.run(100);
    expect(early.graph().next()).toEqual({ done: true, value: undefined });
    const alike = ownScenario({
      pages: [{ name: 'P', pfn: 9, flags: [], refcount: 1, mapcount: 0 }],
      cpus: [0, 1].map(() => ({
        role: 'holder',
        operations: [{ operation: 'get_page', page: 'P' }],
      })),
    });
    expect(graphOf(packed(alike, true))).toBeUndefined();
    expect(graphOf(packed(alike, false))).toBeDefined();
  });
});
