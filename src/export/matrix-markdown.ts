/** The matrix as a table in Markdown: for a mail or a page of notes. */
import type { MatrixCell } from '../kernel/matrix/matrix-cell.ts';
import type { MatrixTable } from '../kernel/matrix/matrix-table.ts';

export function matrixMarkdown({ columns, groups, rows }: MatrixTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['rule', 'scenario', 'what goes wrong', ...columns.map(({ design }) => design.title)]),
    line(['---', '---', '---', ...columns.map(() => ':-:')]),
    ...groups.flatMap(({ title, rows: own }) =>
      own.map((row, index) =>
        line([index === 0 ? title : '', row.title, row.says, ...row.cells.map(cellWords)]),
      ),
    ),
    line([`broken, of ${rows}`, '', '', ...columns.map(({ broken }) => `**${broken}**`)]),
    '',
  ].join('\n');
}

/** `**breaks** in 76 steps`, `holds (1,280 states)`. */
function cellWords(cell: MatrixCell): string {
  switch (cell.kind) {
    case 'waiting':
      return '';
    case 'broken':
      return `**breaks** in ${cell.steps} steps`;
    case 'holds':
      return `holds (${cell.states.toLocaleString('en-US')} states)`;
    case 'unknown':
      return `not known (${cell.states.toLocaleString('en-US')} states)`;
    case 'refused':
      return 'does not apply';
    case 'failed':
      return 'failed';
  }
}
