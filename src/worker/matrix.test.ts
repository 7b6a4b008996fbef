/** The matrix that the page searches for, pinned: made of the table of counts, which is the explorer's. */
import { expect, test } from 'vitest';
import { matrixMarkdown } from '../export/matrix-markdown.ts';
import { matrixTable } from '../kernel/matrix/matrix-table.ts';
import { catalogue } from '../kernel/program-files.ts';
import { properties } from '../kernel/property.ts';
import counts from './counts.snapshot.json';

interface Row {
  readonly states: number;
  readonly broken: Readonly<Record<string, number>>;
}

const rows = new Map<string, Row>(Object.entries(counts));

/** A design that changes nothing of what a scenario runs has no row of its own: its base says it. */
function rowOf(scenario: string, design: string): Row | undefined {
  const base = catalogue.designs.find(({ id }) => id === design)?.base;
  const own = rows.get(`${scenario} | ${design} | vm`);
  return own ?? (base === undefined ? undefined : rowOf(scenario, base));
}

test('every verdict of the matrix is that of the pinned searches', async () => {
  const table = matrixTable(
    catalogue,
    (rule) => properties.find(({ id }) => id === rule)?.title ?? rule,
    (scenario, design) => {
      const row = rowOf(scenario, design);
      if (row === undefined) return undefined;
      const broken = Object.entries(row.broken).map(
        ([id, steps]) => [id, { steps, message: '' }] as const,
      );
      const { states } = row;
      return { kind: 'searched', states, complete: true, broken: Object.fromEntries(broken) };
    },
  );
  const cells = table.groups.flatMap((group) => group.rows.flatMap((row) => row.cells));
  expect(cells.filter(({ kind }) => kind === 'waiting')).toEqual([]);
  const text = `# The matrix of verdicts\n\nMade by the tests from the table of counts; the page searches for it anew (\`#/matrix\`).\n\n${matrixMarkdown(table)}`;
  await expect(text).toMatchFileSnapshot('../../docs/matrix.md');
});
