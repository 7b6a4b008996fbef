/** Which design survives what: every cell is a search of every schedule. */
import type { MatrixTable } from '../../kernel/matrix/matrix-table.ts';
import { DocumentHeader } from '../document-page/document-page.tsx';
import { MatrixExport } from './matrix-export.tsx';
import { MatrixHead } from './matrix-head.tsx';
import { MatrixRows } from './matrix-rows.tsx';
import './matrix-page.css';

export interface MatrixProgress {
  /** Searches that are done, and all. */
  readonly done: number;
  readonly of: number;
  /** What is searched now: `Kara's race under July 2018`. */
  readonly now: string | undefined;
}

export function MatrixPage({
  back,
  table,
  progress,
  cellHash,
}: {
  readonly back: string;
  readonly table: MatrixTable;
  readonly progress: MatrixProgress;
  /** Address of the search of a cell. */
  readonly cellHash: (scenario: string, design: string, rule: string) => string;
}) {
  return (
    <div className="document">
      <DocumentHeader back={back} />
      <main className="matrix">
        <div className="matrix-title">
          <h1>Which design survives?</h1>
          <p>
            A hatched box is a schedule that breaks the rule on the left: press it to see it, and to
            step through it. A hollow dot is a search of every schedule that found none.
          </p>
        </div>
        <table className="matrix-table" data-columns={table.columns.length > 6 ? 'many' : 'few'}>
          <caption className="visually-hidden">
            Designs against scenarios, grouped by the rule that is asked for
          </caption>
          <MatrixHead columns={table.columns} />
          {table.groups.map((group) => (
            <MatrixRows key={group.rule} {...{ group, cellHash }} columns={table.columns} />
          ))}
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                broken, of {table.rows}
              </th>
              {table.columns.map(({ design, broken }) => (
                <td key={design.id}>
                  <span className="matrix-name">{design.title}</span>
                  {broken}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
        <div className="matrix-foot">
          <p role="status">{progressText(progress)}</p>
          <MatrixExport table={table} isDone={progress.done === progress.of} />
        </div>
      </main>
    </div>
  );
}

function progressText({ done, of, now }: MatrixProgress): string {
  if (done === of) return `All ${of} searches are done, in this browser.`;
  return `${done} of ${of} searches are done${now === undefined ? '' : `; now ${now}`}.`;
}
