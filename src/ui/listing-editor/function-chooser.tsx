/** Every function of the design in one field: type to search, arrows and Enter to choose. */
import { useId, useRef, useState } from 'react';
import { type FunctionGroup, foundIn, likeliest } from './function-groups.ts';

export function FunctionChooser({
  fn,
  groups,
  onFn,
}: {
  readonly fn: string;
  readonly groups: readonly FunctionGroup[];
  readonly onFn: (fn: string) => void;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  /** What is searched for; undefined while the list is closed. */
  const [search, setSearch] = useState<string>();
  const [active, setActive] = useState(0);
  const shown = foundIn(groups, search ?? '');
  const names = shown.flatMap(({ functions }) => functions.map(({ name }) => name));
  const isOpen = search !== undefined;
  const optionId = (name: string): string => `${id}-${name}`;

  const close = (): void => {
    setSearch(undefined);
  };
  const choose = (name: string | undefined): void => {
    if (name === undefined) return;
    close();
    onFn(name);
  };
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(names.length - 1, to));
    setActive(next);
    const name = names[next];
    if (name !== undefined) {
      list.current
        ?.querySelector(`#${CSS.escape(optionId(name))}`)
        ?.scrollIntoView({ block: 'nearest' });
    }
  };
  const searchFor = (text: string, meant = text): void => {
    const found = foundIn(groups, text).flatMap(({ functions }) => functions);
    const place = likeliest(
      found.map(({ name }) => name),
      meant,
    );
    setSearch(text);
    setActive(place);
  };
  const open = (): void => {
    searchFor('', fn);
  };
  const onKey = (event: React.KeyboardEvent): void => {
    const { key } = event;
    if (!isOpen) {
      if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
      event.preventDefault();
      open();
      return;
    }
    if (key === 'ArrowDown') move(active + 1);
    else if (key === 'ArrowUp') move(active - 1);
    else if (key === 'PageDown') move(active + 10);
    else if (key === 'PageUp') move(active - 10);
    else if (key === 'Enter') choose(names[active]);
    else if (key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  const activeName = names[active];

  return (
    <div className="edit-chooser">
      <label htmlFor={`${id}-field`}>Function</label>
      <input
        id={`${id}-field`}
        className="field"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(isOpen && activeName !== undefined
          ? { 'aria-activedescendant': optionId(activeName) }
          : {})}
        autoComplete="off"
        spellCheck={false}
        value={search ?? fn}
        placeholder={fn}
        onClick={() => {
          if (!isOpen) open();
        }}
        onChange={(event) => {
          searchFor(event.target.value);
        }}
        onKeyDown={onKey}
        onBlur={close}
      />
      {isOpen && (
        <div
          ref={list}
          id={`${id}-list`}
          className="edit-functions"
          role="listbox"
          aria-label="Functions"
        >
          {shown.length === 0 && <p className="dim">No function is called so.</p>}
          {shown.map(({ title, functions }) => (
            <div key={title} role="group" aria-label={title}>
              <p aria-hidden="true">{title}</p>
              {functions.map(({ name, mark }) => (
                <div
                  key={name}
                  id={optionId(name)}
                  role="option"
                  aria-selected={name === activeName}
                  tabIndex={-1}
                  // The field keeps the focus: a click must not take it first.
                  onPointerDown={(event) => {
                    event.preventDefault();
                    choose(name);
                  }}
                >
                  {name}
                  {mark !== undefined && <span className="edit-mark"> {mark}</span>}
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
