/** The scenarios of one rule. */
import type { MatrixColumn, MatrixGroup } from '../../kernel/matrix/matrix-table.ts';
import { MatrixVerdict } from './matrix-verdict.tsx';

export function MatrixRows({
  group,
  columns,
  cellHash,
}: {
  readonly group: MatrixGroup;
  readonly columns: readonly MatrixColumn[];
  readonly cellHash: (scenario: string, design: string, rule: string) => string;
}) {
  return (
    <tbody>
      {group.rows.map(({ scenario, title, says, rule, cells }, index) => (
        <tr key={scenario}>
          {index === 0 && (
            <th scope="rowgroup" rowSpan={group.rows.length} className="matrix-rule">
              {group.title}
            </th>
          )}
          <th scope="row" className="matrix-scenario">
            {title}
          </th>
          <td className="matrix-says">{says}</td>
          {columns.map(({ design }, column) => (
            <td key={design.id} className="matrix-cell">
              <span className="matrix-name">{design.title}</span>
              <MatrixVerdict
                cell={cells[column] ?? { kind: 'waiting' }}
                hash={cellHash(scenario, design.id, rule)}
              />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
