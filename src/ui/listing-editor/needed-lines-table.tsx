/** Line by line: what breaks without it. */
import type { NeededLine } from '../../store/needed-lines.ts';
import { highlightLine } from '../../listing/read/highlight.ts';
import { HighlightedText } from '../cpus/highlighted-text.tsx';
import { needOf, outcomeText } from './outcome-text.ts';

export function NeededLinesTable({
  lines,
  isOfMany,
  onLine,
}: {
  readonly lines: readonly NeededLine[];
  /** They are of several functions. */
  readonly isOfMany: boolean;
  readonly onLine: (fn: string, line: number) => void;
}) {
  return (
    <table className="edit-lines">
      <thead>
        <tr>
          <th scope="col">Line</th>
          <th scope="col">Without it</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ deleted, outcome }) => {
          const { fn, line, text, how } = deleted;
          return (
            <tr key={`${fn}:${line}:${how}`} data-need={needOf(outcome)}>
              <th scope="row">
                <button
                  type="button"
                  className="edit-line"
                  title={`Go to line ${line} of ${fn}`}
                  onClick={() => {
                    onLine(fn, line);
                  }}
                >
                  {isOfMany ? `${fn} ` : ''}
                  {line}
                </button>{' '}
                <code>
                  <HighlightedText text={text} spans={highlightLine(text)} />
                </code>
                {how !== '' && <span className="edit-how"> {how}</span>}
              </th>
              <td>
                {outcomeText(outcome).map((said) => (
                  <span key={said}>{said}</span>
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
