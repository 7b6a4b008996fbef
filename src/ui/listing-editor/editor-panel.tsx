/** What is in the editor: which function, its text, how it stands, and what can be done with it. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Design } from '../../kernel/design.ts';
import { overlayFile } from '../../kernel/edition.ts';
import { listingWords } from '../../kernel/listing-words.ts';
import { designFunctions } from '../../kernel/overlay.ts';
import type { Problem } from '../../listing/problem.ts';
import { browserMemory } from '../../store/memory.ts';
import type { PinscopeStore } from '../../store/pinscope-state.ts';
import { usePinscope } from '../store-context.ts';
import { checked, isSound, useChecked } from './checked-listing.ts';
import { CodeField, type CodeHandle } from './code-field.tsx';
import {
  type Drafts,
  listingOf,
  openText,
  ownText,
  textOf,
  withDraft,
  type Work,
} from './drafts.ts';
import { editorStatus, firstProblem, problemSentence } from './editor-status.ts';
import { everyLine } from './every-line.ts';
import { FunctionChooser } from './function-chooser.tsx';
import { functionGroups } from './function-groups.ts';
import { keepDrafts, keptDrafts } from './kept-editor.ts';
import { NeededLinesSection } from './needed-lines-section.tsx';

const tab = browserMemory(() => window.sessionStorage);

export function EditorPanel({
  store,
  design,
  fn: wanted,
  onApplier,
  onFn,
  onClose,
  onFind,
}: {
  readonly store: PinscopeStore;
  readonly design: Design;
  readonly fn: string;
  readonly onApplier: (apply: (() => Promise<boolean>) | undefined) => void;
  readonly onFn: (fn: string) => void;
  readonly onClose: () => void;
  readonly onFind: () => void;
}) {
  const compiled = usePinscope((state) => state.session.compiled);
  const overlay = compiled.edition?.overlay ?? '';
  const [drafts, setDrafts] = useState<Drafts>(() => keptDrafts(tab, design.id));
  const work: Work = useMemo(() => ({ design, overlay, drafts }), [design, overlay, drafts]);
  const fn = isKnown(work, wanted) ? wanted : firstOf(design);
  const found = useChecked(work, compiled);
  const [refusal, setRefusal] = useState<string>();
  const [showsRemoved, setShowsRemoved] = useState(true);
  const [asksLines, setAsksLines] = useState(wanted === everyLine);
  const code = useRef<CodeHandle>(null);
  /** A place to show once its function is. */
  const pending = useRef<Problem>(undefined);
  const keysId = useId();

  useEffect(() => {
    keepDrafts(tab, design.id, drafts);
  }, [design, drafts]);

  const own = ownText(work, fn);
  const status = editorStatus(work, fn, found);
  const isWaiting = Object.keys(drafts).length > 0;
  const problems = useMemo(
    () => (found?.placed ?? []).filter((one) => one.fn === fn).map(({ problem }) => problem),
    [found, fn],
  );
  const words = useMemo(() => {
    let known: ReturnType<typeof listingWords> | undefined;
    const text = listingOf(work);
    return () =>
      (known ??= listingWords([
        ...work.design.layers,
        { id: 'overlay', sources: [{ file: overlayFile, text }] },
      ]));
  }, [work]);

  const show = (other: string | undefined, problem: Problem): void => {
    if (other === undefined || other === fn) code.current?.show(problem);
    else {
      pending.current = problem;
      onFn(other);
    }
  };

  const apply = async (): Promise<boolean> => {
    if (!isWaiting) return true;
    const now = checked(work, compiled);
    if (!isSound(now)) {
      const first = firstProblem(now, fn);
      const why = first === undefined ? (now.elsewhere[0] ?? '') : problemSentence(first, fn);
      setRefusal(`Not applied. ${why}`);
      if (first !== undefined) show(first.fn, first.problem);
      return false;
    }
    setRefusal(undefined);
    const { scenario } = compiled.edition ?? {};
    const edition = {
      ...(scenario === undefined ? {} : { scenario }),
      ...(now.text === '' ? {} : { overlay: now.text }),
    };
    await store.getState().open({ edition }, { keep: 'schedule' });
    const opened = store.getState().session.compiled;
    if ((opened.edition?.overlay ?? '') === now.text && opened.design.id === design.id) {
      setDrafts({});
      return true;
    }
    setRefusal(store.getState().notice?.text ?? 'Not applied. Try again.');
    return false;
  };
  useEffect(() => {
    onApplier(apply);
    return () => {
      onApplier(undefined);
    };
  });

  const canFind = status.kind === 'runs' || isWaiting;
  return (
    <>
      <header className="edit-head">
        <h2 id="edit-title">Edit the listing</h2>
        <FunctionChooser fn={fn} groups={functionGroups(work)} onFn={onFn} />
        <span className="edit-from">{designFunctions(design).get(fn)?.file ?? 'of your own'}</span>
        <button type="button" className="button" onClick={onClose}>
          Close <kbd aria-hidden="true">Esc</kbd>
        </button>
      </header>
      <div className="edit-body">
        <CodeField
          fn={fn}
          text={textOf(work, fn)}
          own={own}
          showsRemoved={showsRemoved}
          problems={problems}
          description={keysId}
          words={words}
          handle={code}
          onText={(which, text) => {
            setRefusal(undefined);
            setDrafts((before) => withDraft({ design, overlay, drafts: before }, which, text));
          }}
          onApply={() => {
            void apply();
          }}
          onShown={() => {
            if (pending.current === undefined) code.current?.focus();
            else code.current?.show(pending.current);
            pending.current = undefined;
          }}
        />
        {asksLines && (
          <NeededLinesSection
            begin={wanted === everyLine ? 'own' : 'shown'}
            work={work}
            fn={fn}
            compiled={compiled}
            isSound={found !== undefined && isSound(found)}
            onLine={(other, line) => {
              show(other, { file: '', line, column: 1, length: 1, message: '' });
            }}
          />
        )}
      </div>
      <footer className="edit-foot">
        <p
          className="edit-state"
          role="status"
          data-kind={refusal === undefined ? status.kind : 'wrong'}
        >
          {refusal ?? status.text}
        </p>
        <div className="edit-acts">
          <button
            type="button"
            className={isWaiting ? 'button solid' : 'button'}
            aria-disabled={!isWaiting}
            aria-keyshortcuts="Control+Enter Meta+Enter"
            onClick={() => {
              void apply();
            }}
          >
            Apply <kbd aria-hidden="true">Ctrl ↵</kbd>
          </button>
          <button
            type="button"
            className="button"
            aria-disabled={textOf(work, fn).trimEnd() === (own ?? '')}
            onClick={() => {
              code.current?.replace(own ?? '');
            }}
          >
            Take this function back
          </button>
          {canFind && (
            <button
              type="button"
              className="button"
              title={isWaiting ? 'Apply, then search every schedule' : 'Search every schedule'}
              onClick={onFind}
            >
              Find a bug
            </button>
          )}
          <button
            type="button"
            className="button"
            aria-expanded={asksLines}
            onClick={() => {
              setAsksLines(!asksLines);
            }}
          >
            Which lines are needed?
          </button>
          <label className="edit-check">
            <input
              type="checkbox"
              checked={showsRemoved}
              onChange={(event) => {
                setShowsRemoved(event.target.checked);
              }}
            />
            Show lines taken away
          </label>
        </div>
        <p id={keysId} className="edit-keys">
          Tab moves on, Ctrl ] and Ctrl [ indent. Ctrl Space completes a name, F8 finds the next
          problem, Ctrl Z undoes. On a Mac, Cmd.
        </p>
      </footer>
    </>
  );
}

function isKnown(work: Work, fn: string): boolean {
  return designFunctions(work.design).has(fn) || openText(work, fn) !== '' || fn in work.drafts;
}

/** A function to begin with where none is named: the first that the design says itself. */
function firstOf(design: Design): string {
  const file = design.layers
    .at(-1)
    ?.sources.find(({ text }) => /^(?:fn|operation) /m.test(text))?.file;
  const all = [...designFunctions(design).values()];
  return (all.find((fn) => fn.file === file) ?? all[0])?.name ?? '';
}
