/** Field by field, what the two memories do not agree on. */
import type { PageDifference } from '../../trace/page-differences.ts';

export function BesideDifferences({
  differences,
  one,
  other,
}: {
  readonly differences: readonly PageDifference[];
  /** Titles of the designs. */
  readonly one: string;
  readonly other: string;
}) {
  if (differences.length === 0) {
    return <p className="beside-same">All pages are the same under both designs.</p>;
  }
  return (
    <table className="beside-differences">
      <caption className="visually-hidden">What differs at this moment</caption>
      <thead>
        <tr>
          <th scope="col">page</th>
          <th scope="col">field</th>
          <th scope="col">{one}</th>
          <th scope="col">{other}</th>
        </tr>
      </thead>
      {differences.map(({ page, fields }) => (
        <tbody key={page}>
          {fields.map((field, index) => (
            <tr key={field.name}>
              {index === 0 && (
                <th scope="rowgroup" rowSpan={fields.length}>
                  {page}
                </th>
              )}
              <th scope="row">{field.name}</th>
              <td>
                <code>{inFours(field.one)}</code>
              </td>
              <td>
                <code>{inFours(field.other)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function inFours(value: string): string {
  return /^[0-9a-f]{16}$/.test(value) ? value.replace(/(.{4})(?=.)/g, '$1 ') : value;
}
