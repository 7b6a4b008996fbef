/** The designs, from left to right in time, each with what it does about pins. */
import type { MatrixColumn } from '../../kernel/matrix/matrix-table.ts';

export function MatrixHead({ columns }: { readonly columns: readonly MatrixColumn[] }) {
  return (
    <thead>
      <tr>
        <th scope="col">rule</th>
        <th scope="col" className="matrix-scenario">
          scenario
        </th>
        <th scope="col" className="matrix-says">
          what goes wrong
        </th>
        {columns.map(({ design, says }) => (
          <th key={design.id} scope="col" className="matrix-design" title={design.from}>
            {design.title}
            <span>{says}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}
