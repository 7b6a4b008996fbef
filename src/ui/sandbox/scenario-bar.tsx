/** What can be done with the draft as a whole: name it, begin anew, save, open, import, export, undo. */
import { useId, useState } from 'react';
import { usePinscope } from '../store-context.ts';
import { emptyDraft } from '../../store/sandbox/draft.ts';
import { sameDraft } from '../../store/sandbox/edit-history.ts';
import { FileDialog, openFileDialog } from './file-dialog.tsx';
import { SavedDialog, openSavedDialog } from './saved-dialog.tsx';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';
import './scenario-bar.css';

export function ScenarioBar({ onLink }: { readonly onLink: () => void }) {
  const draft = useSandbox((state) => state.history.draft);
  const origin = useSandbox((state) => state.origin);
  const saved = useSandbox((state) => state.saved);
  const canUndo = useSandbox((state) => state.history.past.length > 0);
  const canRedo = useSandbox((state) => state.history.future.length > 0);
  const { edit, undo, redo, save } = useSandboxActions();
  const id = useId();
  const isSaved = origin !== undefined && sameDraft(origin, draft);
  return (
    <div className="scenario-bar">
      <label htmlFor={`${id}-name`} className="visually-hidden">
        Name of the scenario
      </label>
      <input
        id={`${id}-name`}
        className="scenario-name"
        value={draft.title}
        maxLength={80}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={draft.title === ''}
        onChange={(event) => {
          edit({ kind: 'title', title: event.target.value });
        }}
      />
      <button
        type="button"
        className="button"
        title="Keep it in this browser (Ctrl S)"
        aria-disabled={isSaved}
        onClick={() => {
          if (!isSaved) save();
        }}
      >
        {isSaved ? 'Saved' : 'Save'}
      </button>
      <BeginFrom />
      <button type="button" className="button quiet" onClick={openSavedDialog}>
        My scenarios ({saved.length})
      </button>
      <button type="button" className="button quiet" onClick={openFileDialog}>
        File…
      </button>
      <button
        type="button"
        className="button quiet"
        title="Copy a link that opens this scenario anywhere"
        onClick={onLink}
      >
        Copy link
      </button>
      <span className="scenario-undo">
        <UndoButton
          label="Undo"
          keys="Ctrl Z"
          isOff={!canUndo}
          path="M3 3.5v4h4M3.3 7a5 5 0 1 1 1 3.6"
          onAct={undo}
        />
        <UndoButton
          label="Redo"
          keys="Ctrl Shift Z"
          isOff={!canRedo}
          path="M11 3.5v4H7M10.7 7a5 5 0 1 0-1 3.6"
          onAct={redo}
        />
      </span>
      <FileDialog />
      <SavedDialog />
    </div>
  );
}

/** A select that does something at once and shows its label again. */
function BeginFrom() {
  const { scenarios } = usePinscope((state) => state.catalogue);
  const { begin, beginFrom } = useSandboxActions();
  const [busy, setBusy] = useState(false);
  return (
    <label className="header-pick">
      <span className="visually-hidden">Begin from</span>
      <select
        value=""
        disabled={busy}
        title="Replace the draft; Undo brings it back"
        onChange={({ target: { value } }) => {
          if (value === '/empty') begin(emptyDraft, 'An empty machine: one page, two CPUs.');
          else if (value !== '') {
            setBusy(true);
            void beginFrom(value).finally(() => {
              setBusy(false);
            });
          }
        }}
      >
        <option value="">Begin from…</option>
        <option value="/empty">An empty machine</option>
        {scenarios.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

function UndoButton({
  label,
  keys,
  isOff,
  path,
  onAct,
}: {
  readonly label: string;
  readonly keys: string;
  readonly isOff: boolean;
  readonly path: string;
  readonly onAct: () => void;
}) {
  return (
    <button
      type="button"
      className="button quiet icon"
      aria-label={label}
      aria-disabled={isOff}
      title={`${label} (${keys})`}
      onClick={() => {
        if (!isOff) onAct();
      }}
    >
      <svg width={14} height={14} viewBox="0 0 14 14" aria-hidden="true">
        <path d={path} fill="none" stroke="currentColor" strokeWidth={1.5} />
      </svg>
    </button>
  );
}
