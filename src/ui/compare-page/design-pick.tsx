/** Chooses one of the two designs. */
import { useId } from 'react';
import type { Design } from '../../kernel/design.ts';

export function DesignPick({
  label,
  designs,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly designs: readonly Design[];
  /** Id of a design. */
  readonly chosen: string;
  readonly onChoose: (design: string) => void;
}) {
  const id = useId();
  return (
    <span className="compare-pick">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={chosen}
        onChange={(event) => {
          onChoose(event.target.value);
        }}
      >
        {designs.map((design) => (
          <option key={design.id} value={design.id}>
            {design.title}
          </option>
        ))}
      </select>
    </span>
  );
}
