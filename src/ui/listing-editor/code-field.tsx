/**
 * The text of one function in CodeMirror. The editor keeps the state of every function that it has
 * shown, so that going back to one brings its undo history back, too.
 */
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ListingWords } from '../../kernel/listing-words.ts';
import type { Problem } from '../../listing/problem.ts';
import { changedLines, changeLines } from './change-lines.ts';
import { listingExtensions } from './listing-extensions.ts';
import { placeOf, setProblems } from './problem-lines.ts';

/** What can be done with the field from outside. */
export interface CodeHandle {
  focus(): void;
  /** Puts the caret where a problem begins. */
  show(problem: Problem): void;
  /** Puts another text in place of the whole; can be undone. */
  replace(text: string): void;
}

export interface CodeFieldProps {
  readonly fn: string;
  /** What is to stand there: what was typed last, unless somebody else has changed it. */
  readonly text: string;
  /** The design's own text; undefined where it has no such function. */
  readonly own: string | undefined;
  readonly showsRemoved: boolean;
  readonly problems: readonly Problem[];
  /** Id of the element that tells the keys. */
  readonly description: string;
  readonly words: () => ListingWords;
  readonly onText: (fn: string, text: string) => void;
  readonly onApply: () => void;
  /** Another function stands there now. */
  readonly onShown: () => void;
  readonly handle: React.RefObject<CodeHandle | null>;
}

export function CodeField(props: CodeFieldProps) {
  const { fn, text, own, showsRemoved, problems, description, handle } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const states = useRef(new Map<string, EditorState>());
  /** What was typed last, by function: a text that comes back from above is no news. */
  const typed = useRef(new Map<string, string>());
  const now = useRef(props);
  useEffect(() => {
    now.current = props;
  });

  useLayoutEffect(() => {
    if (place.current === null) return undefined;
    const shown = new EditorView({ parent: place.current });
    view.current = shown;
    handle.current = {
      focus: () => {
        shown.focus();
      },
      show: (problem) => {
        shown.dispatch({
          selection: { anchor: placeOf(shown.state, problem) },
          scrollIntoView: true,
        });
        shown.focus();
      },
      replace: (other) => {
        const changes = { from: 0, to: shown.state.doc.length, insert: other };
        shown.dispatch({ changes, selection: { anchor: 0 }, scrollIntoView: true });
        shown.focus();
      },
    };
    return () => {
      handle.current = null;
      shown.destroy();
    };
  }, [handle]);

  // Another function: its own state, with the caret and the history that it had.
  useLayoutEffect(() => {
    const shown = view.current;
    if (shown === null) return undefined;
    const kept = states.current;
    const toNextProblem = (): void => {
      const { main } = shown.state.selection;
      const all = now.current.problems;
      const next = all.find((problem) => placeOf(shown.state, problem) > main.head) ?? all[0];
      if (next !== undefined) handle.current?.show(next);
    };
    const acts = {
      words: () => now.current.words(),
      changed: (other: string) => {
        typed.current.set(fn, other);
        now.current.onText(fn, other);
      },
      apply: () => {
        now.current.onApply();
      },
      toNextProblem,
    };
    shown.setState(
      kept.get(fn) ??
        EditorState.create({
          doc: text,
          extensions: [
            changeLines(own, showsRemoved),
            ...listingExtensions(acts, `Text of ${fn}`, description),
          ],
        }),
    );
    now.current.onShown();
    return () => {
      kept.set(fn, shown.state);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the text belongs to the editor once it is there
  }, [fn, description, handle]);

  useLayoutEffect(() => {
    const shown = view.current;
    if (shown === null || typed.current.get(fn) === text) return;
    const { doc } = shown.state;
    if (doc.toString().trimEnd() === text.trimEnd()) return;
    shown.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
  }, [fn, text]);

  useLayoutEffect(() => {
    view.current?.dispatch({ effects: changedLines(own, showsRemoved) });
  }, [fn, own, showsRemoved]);

  useLayoutEffect(() => {
    view.current?.dispatch({ effects: setProblems.of(problems) });
  }, [fn, problems]);

  return <div ref={place} className="edit-code" />;
}
