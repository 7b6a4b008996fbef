/** The bits of the page-table entry of a page at the start. */
import type { ScenarioPage } from '../../kernel/scenario-page.ts';
import type { PageChange } from '../../store/sandbox/page-edit.ts';

export function PteBits({
  pte,
  onChange,
}: {
  readonly pte: NonNullable<ScenarioPage['pte']>;
  readonly onChange: (change: PageChange) => void;
}) {
  const bits = [
    ['writable', 'writable'],
    ['young', 'accessed'],
    ['dirty', 'dirty'],
  ] as const;
  return (
    <span className="page-bits">
      {bits.map(([bit, text]) => (
        <label key={bit}>
          <input
            type="checkbox"
            checked={pte[bit]}
            onChange={(event) => {
              onChange({ kind: 'pte', bit, on: event.target.checked });
            }}
          />
          {text}
        </label>
      ))}
    </span>
  );
}
