/** What is wrong, below the line that it is in: underlined there, told under it while one types. */
import {
  type EditorState,
  type Extension,
  type Range,
  StateEffect,
  StateField,
} from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import type { Problem } from '../../listing/problem.ts';

/** Shows these instead of what was shown; lines as in the text. */
export const setProblems = StateEffect.define<readonly Problem[]>();

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    const moved = shown.map(transaction.changes);
    const effect = transaction.effects.findLast((one) => one.is(setProblems));
    return effect?.is(setProblems) === true ? decorated(transaction.state, effect.value) : moved;
  },
  provide: (own) => EditorView.decorations.from(own),
});

export const problemLines: Extension = field;

/** Where a problem begins; at the end of the text where its line is gone. */
export function placeOf(state: EditorState, { line, column }: Problem): number {
  if (line > state.doc.lines) return state.doc.length;
  const at = state.doc.line(Math.max(1, line));
  return Math.min(at.to, at.from + column - 1);
}

function decorated(state: EditorState, problems: readonly Problem[]): DecorationSet {
  const ranges = problems.flatMap((problem): readonly Range<Decoration>[] => {
    const from = placeOf(state, problem);
    const line = state.doc.lineAt(from);
    const to = Math.min(line.to, from + problem.length);
    const below = Decoration.widget({ widget: new ProblemWidget(problem), block: true, side: 1 });
    return [
      ...(to > from ? [Decoration.mark({ class: 'edit-wrong' }).range(from, to)] : []),
      below.range(line.to),
    ];
  });
  return Decoration.set(ranges, true);
}

class ProblemWidget extends WidgetType {
  readonly #problem: Problem;

  constructor(problem: Problem) {
    super();
    this.#problem = problem;
  }

  override eq(other: WidgetType): boolean {
    return other instanceof ProblemWidget && other.text === this.text;
  }

  get text(): string {
    const { message, hint } = this.#problem;
    return hint === undefined ? message : `${message}. ${hint}`;
  }

  override toDOM(): HTMLElement {
    const { message, hint, column } = this.#problem;
    const element = document.createElement('div');
    element.className = 'edit-problem';
    element.style.setProperty('--column', String(column - 1));
    const said = document.createElement('span');
    said.textContent = `✕ ${message}`;
    element.append(said);
    if (hint !== undefined) {
      const more = document.createElement('span');
      more.className = 'edit-hint';
      more.textContent = hint;
      element.append(more);
    }
    return element;
  }
}
