/** What the editor can do, but for what it shows of problems and changes. */
import { acceptCompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { type IndentContext, indentService, indentUnit } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import type { ListingWords } from '../../kernel/listing-words.ts';
import { lineColours } from './line-colours.ts';
import { nameCompletion } from './name-completion.ts';
import { problemLines } from './problem-lines.ts';

export interface EditorActs {
  words(): ListingWords;
  /** The text is another one. */
  changed(text: string): void;
  apply(): void;
  /** Goes to the problem behind the caret, or the first one. */
  toNextProblem(): void;
}

/** Below a line that heads a block a line begins one level deeper. */
const heads =
  /^\s*(?:debug(?:\(\w+\))?\s+)?(?:fn|operation|interrupt|device|if|else|repeat|loop|for)\b(?!.*(?:[^=!<>]=[^=]|:\s*\S))/;

const blockIndent = indentService.of((context, at) => {
  const above = textAbove(context, at);
  if (above === undefined) return 0;
  const indent = /^ */.exec(above)?.[0].length ?? 0;
  if (heads.test(above.replace(/\s*#.*$/, ''))) return indent + 4;
  const ends = /^\s*(?:return|break|again)\b/.test(above);
  return ends ? Math.max(0, indent - 4) : indent;
});

/** The line above the one that begins at a place; what is before a line break that is about to be made. */
function textAbove(context: IndentContext, at: number): string | undefined {
  if (context.simulatedBreak === at) return context.lineAt(at, -1).text;
  const { from } = context.state.doc.lineAt(at);
  return from === 0 ? undefined : context.state.doc.lineAt(from - 1).text;
}

/** `label` and `description`: what the field is called, and the id of what is said about its keys. */
export function listingExtensions(
  acts: EditorActs,
  label: string,
  description: string,
): readonly Extension[] {
  const act = (run: () => void) => (): boolean => {
    run();
    return true;
  };
  return [
    lineNumbers(),
    history(),
    highlightActiveLine(),
    indentUnit.of('    '),
    EditorState.tabSize.of(4),
    blockIndent,
    EditorView.lineWrapping,
    lineColours,
    problemLines,
    nameCompletion(acts.words),
    keymap.of([
      { key: 'Mod-Enter', run: act(acts.apply) },
      { key: 'F8', run: act(acts.toNextProblem) },
      // Tab goes on to the next control, unless a list of names is open.
      { key: 'Tab', run: acceptCompletion },
      ...completionKeymap,
      ...historyKeymap,
      ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
    ]),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-describedby': description,
      // What scrolls has to be reached by key, and not every tool knows that this can be.
      tabindex: '0',
      spellcheck: 'false',
      autocapitalize: 'off',
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) acts.changed(update.state.doc.toString());
    }),
  ];
}
