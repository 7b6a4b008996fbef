/**
 * Finds an operation by words of its name or its comment, and chooses it: Enter takes the one that is
 * marked, ↓ goes to the list.
 */
import { type KeyboardEvent, useState } from 'react';
import type { OperationOutline } from '../../kernel/outline.ts';
import type { PaletteGroup } from '../../kernel/palette.ts';
import { OperationList } from './operation-list.tsx';
import { bestOperation, chosenGroups } from './operation-words.ts';

/** Where the focus goes that looks for an operation. */
const SEARCH_ID = 'operation-search';

/** Puts the focus where an operation is looked for, if the page has such a place. */
export function focusSearch(): void {
  const field = document.getElementById(SEARCH_ID);
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
}

const isUndo = ({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'z' && (ctrlKey || metaKey) && !shiftKey;

export function OperationSearch({
  groups,
  page,
  label,
  does,
  isOfPage = false,
  onPick,
  onTakeBack,
}: {
  /** Undefined: still on their way. */
  readonly groups: readonly PaletteGroup[] | undefined;
  readonly page: string;
  readonly label: string;
  /** What choosing one does: `to CPU1`. */
  readonly does: string;
  /** It is the one of the page, not of a menu over it. */
  readonly isOfPage?: boolean;
  readonly onPick: (operation: OperationOutline) => void;
  /** Undoes what was chosen last. */
  readonly onTakeBack?: () => void;
}) {
  const [words, setWords] = useState('');
  /** What was typed led to a choice already: what is undone then is that, not the letters. */
  const [isChosen, setChosen] = useState(false);
  const shown = chosenGroups(groups ?? [], words, false);
  const best = bestOperation(shown, words);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const field = event.currentTarget;
    if (event.key === 'Enter') {
      if (best !== undefined) onPick(best);
      setChosen(best !== undefined);
      field.select();
    } else if (isChosen && onTakeBack !== undefined && isUndo(event)) {
      onTakeBack();
    } else if (event.key === '/') {
      // No name has one: whoever looks for the next operation by the key that led here.
      field.select();
    } else if (event.key === 'ArrowDown') {
      field.parentElement?.querySelector<HTMLElement>('.operation-pick[tabindex="0"]')?.focus();
    } else if (event.key === 'Escape' && isOfPage) {
      if (words === '') field.blur();
      else setWords('');
    } else return;
    event.preventDefault();
  };
  return (
    <div className="operation-search">
      <input
        {...(isOfPage ? { id: SEARCH_ID } : {})}
        className="field palette-search"
        type="search"
        value={words}
        aria-label="Find an operation"
        placeholder={isOfPage ? 'Find: pin, reference, list … ( / )' : 'Find an operation'}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setWords(event.target.value);
          setChosen(false);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="operation-search-list">
        {groups === undefined && (
          <p className="sandbox-note" role="status">
            Loading the listings…
          </p>
        )}
        {groups !== undefined && shown.length === 0 && (
          <p className="sandbox-note" role="status">
            No operation of this design has “{words}” in its name or comment.
          </p>
        )}
        <OperationList groups={shown} {...{ page, label, does, onPick }} best={best?.name} />
      </div>
    </div>
  );
}
