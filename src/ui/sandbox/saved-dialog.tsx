/** The scenarios kept in this browser: open, rename, delete. */
import { useState } from 'react';
import type { Scenario } from '../../kernel/scenario.ts';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';
import { DialogHead, openDialog, SandboxDialog } from './sandbox-dialog.tsx';

const DIALOG = 'sandbox-saved';

export function openSavedDialog(): void {
  openDialog(DIALOG);
}

export function SavedDialog() {
  return (
    <SandboxDialog id={DIALOG}>
      <SavedForm />
    </SandboxDialog>
  );
}

function SavedForm() {
  const saved = useSandbox((state) => state.saved);
  const message = useSandbox((state) => state.message);
  return (
    <div className="dialog-body">
      <DialogHead dialog={DIALOG} title="My scenarios" />
      {saved.length === 0 && (
        <p className="sandbox-note">Nothing is saved yet. Save keeps the draft in this browser.</p>
      )}
      <ul className="saved-list" aria-label="Saved scenarios">
        {saved.map((one) => (
          <SavedRow key={one.title} scenario={one} />
        ))}
      </ul>
      {/* The page behind a dialog says nothing: what was done is said here, too. */}
      <p className="dialog-error" role="status">
        {message?.text}
        {message?.takeBack !== undefined && (
          <button type="button" className="button" onClick={message.takeBack}>
            Undo
          </button>
        )}
      </p>
    </div>
  );
}

function SavedRow({ scenario }: { readonly scenario: Scenario }) {
  const { load, remove, rename } = useSandboxActions();
  const [name, setName] = useState<string>();
  const { title, pages, cpus } = scenario;
  if (name !== undefined) {
    return (
      <li>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const wanted = name.trim();
            if (wanted === '' || wanted === title || rename(title, wanted)) setName(undefined);
          }}
        >
          <input
            className="field"
            aria-label={`New name of ${title}`}
            value={name}
            maxLength={80}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the field stands where the button was that asked for it
            autoFocus
            onChange={(event) => {
              setName(event.target.value);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.preventDefault();
              setName(undefined);
            }}
          />
          <button type="submit" className="button">
            Rename
          </button>
        </form>
      </li>
    );
  }
  const operations = cpus.reduce((sum, cpu) => sum + cpu.operations.length, 0);
  return (
    <li>
      <button
        type="button"
        className="saved-open"
        title="Open it in place of the draft; Undo brings that back"
        onClick={(event) => {
          load(title);
          event.currentTarget.closest('dialog')?.close();
        }}
      >
        <b>{title}</b>
        <span>
          {pages.length} {pages.length === 1 ? 'page' : 'pages'}, {cpus.length}{' '}
          {cpus.length === 1 ? 'CPU' : 'CPUs'}, {operations}{' '}
          {operations === 1 ? 'operation' : 'operations'}
        </span>
      </button>
      <button
        type="button"
        className="button quiet"
        aria-label={`Rename ${title}`}
        onClick={() => {
          setName(title);
        }}
      >
        Rename
      </button>
      <button
        type="button"
        className="button quiet"
        aria-label={`Delete ${title}`}
        onClick={() => {
          remove(title);
        }}
      >
        Delete
      </button>
    </li>
  );
}
