/** The name of a page of the draft, as a field. */
import { useState } from 'react';
import type { ScenarioPage } from '../../kernel/scenario-page.ts';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';

/** Takes effect on Enter and on leaving; a name that cannot be says why and is not taken. */
export function PageName({ id, page }: { readonly id: string; readonly page: ScenarioPage }) {
  const pages = useSandbox((state) => state.history.draft.pages);
  const { edit, look } = useSandboxActions();
  const [text, setText] = useState(page.name);
  const isTaken = pages.some(({ name }) => name === text && name !== page.name);
  const error = isTaken
    ? `There is another page ${text}.`
    : /^[A-Z][A-Za-z0-9]{0,3}$/.test(text)
      ? undefined
      : 'A capital letter and at most three letters or digits.';
  const take = (): void => {
    if (error !== undefined || text === page.name) return;
    edit({ kind: 'rename-page', page: page.name, name: text });
    look(text);
  };
  return (
    <>
      <input
        id={id}
        className="field page-name"
        value={text}
        maxLength={4}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          else if (event.key === 'Escape') setText(page.name);
        }}
      />
      {error !== undefined && (
        <span id={`${id}-error`} className="bad" role="alert">
          {error}
        </span>
      )}
    </>
  );
}
