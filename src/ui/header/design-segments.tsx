/** Chooses the design: one button for each, side by side. */
import type { DesignHead } from '../../kernel/design.ts';

export function DesignSegments({
  name,
  designs,
  chosen,
  isEdited,
  onChoose,
}: {
  /** Of the group of buttons, one of its kind on a page. */
  readonly name: string;
  readonly designs: readonly DesignHead[];
  /** Id of a design. */
  readonly chosen: string;
  /** Whether a listing is laid over the chosen one. */
  readonly isEdited: boolean;
  readonly onChoose: (design: string) => void;
}) {
  return (
    <fieldset className="header-segments">
      <legend className="visually-hidden">Design</legend>
      {designs.map(({ id, title, from }) => (
        <label key={id} title={from}>
          <input
            type="radio"
            name={name}
            className="visually-hidden"
            value={id}
            checked={id === chosen}
            onChange={() => {
              onChoose(id);
            }}
          />
          <span>
            {title}
            {id === chosen && isEdited && ', edited'}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
