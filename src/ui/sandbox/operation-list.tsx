/**
 * Operations to choose from, by their listings, each with what its listing says it is for. One stop of
 * the tab order; the arrow keys go from one to the next. They can be dragged into a script, too.
 */
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { OperationOutline } from '../../kernel/outline.ts';
import type { PaletteGroup } from '../../kernel/palette.ts';
import { dragged } from './dragged-operation.ts';
import { operationOn, operationText, shortWhy } from './operation-words.ts';
import './operation-list.css';

export function OperationList({
  groups,
  page,
  label,
  does,
  best,
  onPick,
}: {
  readonly groups: readonly PaletteGroup[];
  /** The page they are for. */
  readonly page: string;
  readonly label: string;
  /** What choosing one does, behind its name: `to CPU1`. */
  readonly does: string;
  /** Name of the one that Enter takes where words are looked for. */
  readonly best?: string | undefined;
  readonly onPick: (operation: OperationOutline) => void;
}) {
  const [chosen, setChosen] = useState('');
  const id = useId();
  const all = useRef<HTMLDivElement>(null);
  const names = groups.flatMap(({ operations }) => operations.map(({ name }) => name));
  const inTabOrder = names.includes(chosen) ? chosen : names[0];
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = names.indexOf(inTabOrder ?? '');
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: names.length - 1,
    }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const next = Math.max(0, Math.min(names.length - 1, to));
    setChosen(names[next] ?? '');
    all.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div ref={all} className="operation-list" role="group" aria-label={label}>
      {groups.map((group) => (
        <section key={group.id} aria-label={group.title}>
          <h4>{group.title}</h4>
          <ul>
            {group.operations.map((one) => {
              const use = operationOn(one, page);
              return (
                <li key={one.name}>
                  <button
                    type="button"
                    className="operation-pick"
                    tabIndex={one.name === inTabOrder ? 0 : -1}
                    title={`${one.why ?? one.name}\n${one.file}`}
                    aria-label={`${operationText(use)} ${does}`}
                    aria-describedby={`${id}-${one.name}`}
                    draggable
                    onKeyDown={onKeyDown}
                    onDragStart={(event) => {
                      dragged.take(event, { kind: 'new', use });
                    }}
                    onFocus={() => {
                      setChosen(one.name);
                    }}
                    onClick={() => {
                      onPick(one);
                    }}
                  >
                    <code>
                      {operationText(use)}
                      {one.name === best && <kbd aria-hidden="true">↵</kbd>}
                    </code>
                    <span id={`${id}-${one.name}`}>{shortWhy(one)}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
