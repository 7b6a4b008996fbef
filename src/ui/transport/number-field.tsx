/** A small number to type or to count up and down by the arrow keys. */
import { useState } from 'react';

/** A number that takes effect on Enter, on leaving, and at once from its arrows. */
export function NumberField({
  id,
  value,
  now = () => value,
  max,
  label,
  title,
  onValue,
}: {
  readonly id?: string;
  readonly value: number;
  /** What the arrow keys count from, where what is shown may be behind. */
  readonly now?: () => number;
  readonly max: number;
  readonly label?: string;
  readonly title: string;
  readonly onValue: (value: number) => void;
}) {
  const [draft, setDraft] = useState<string>();
  const take = (): void => {
    if (draft !== undefined && /^\d+$/.test(draft)) onValue(Math.min(max, Number(draft)));
    setDraft(undefined);
  };
  return (
    <input
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className="field transport-number"
      inputMode="numeric"
      autoComplete="off"
      title={title}
      value={draft ?? String(value)}
      onChange={(event) => {
        setDraft(event.target.value);
      }}
      onFocus={(event) => {
        event.target.select();
      }}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
        else if (event.key === 'Escape') setDraft(undefined);
        else if (event.key === 'ArrowUp') onValue(Math.min(max, now() + 1));
        else if (event.key === 'ArrowDown') onValue(Math.max(0, now() - 1));
        else return;
        event.preventDefault();
      }}
    />
  );
}
