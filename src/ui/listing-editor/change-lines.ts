/** How the text differs from the design's own: lines that came are marked, those that went stand above. */
import {
  Compartment,
  type EditorState,
  type Extension,
  type Range,
  StateField,
} from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import { lineChanges } from './line-changes.ts';

const place = new Compartment();

/** Marks what differs from `own`; undefined: the design has no such function, and nothing is marked. */
export function changeLines(own: string | undefined, showsRemoved: boolean): Extension {
  return place.of(marking(own, showsRemoved));
}

/** The same for an editor that has them already. */
export function changedLines(
  own: string | undefined,
  showsRemoved: boolean,
): ReturnType<Compartment['reconfigure']> {
  return place.reconfigure(marking(own, showsRemoved));
}

function marking(own: string | undefined, showsRemoved: boolean): Extension {
  if (own === undefined) return [];
  return StateField.define<DecorationSet>({
    create: (state) => compared(state, own, showsRemoved),
    update: (shown, transaction) =>
      transaction.docChanged ? compared(transaction.state, own, showsRemoved) : shown,
    provide: (field) => EditorView.decorations.from(field),
  });
}

const added = Decoration.line({ class: 'edit-added' });

function compared(state: EditorState, own: string, showsRemoved: boolean): DecorationSet {
  const decorations: Range<Decoration>[] = [];
  let number = 1;
  let removed: string[] = [];
  const flush = (at: number, side: -1 | 1): void => {
    if (removed.length > 0 && showsRemoved) {
      const widget = new RemovedWidget(removed);
      decorations.push(Decoration.widget({ widget, block: true, side }).range(at));
    }
    removed = [];
  };
  for (const change of lineChanges(own, state.doc.toString().trimEnd())) {
    if (change.kind === 'removed') {
      removed.push(change.text);
      continue;
    }
    const { from } = state.doc.line(number);
    flush(from, -1);
    if (change.kind === 'added') decorations.push(added.range(from));
    number += 1;
  }
  flush(state.doc.line(Math.min(number, state.doc.lines)).to, 1);
  return Decoration.set(decorations, true);
}

class RemovedWidget extends WidgetType {
  readonly #lines: readonly string[];

  constructor(lines: readonly string[]) {
    super();
    this.#lines = lines;
  }

  get text(): string {
    return this.#lines.join('\n');
  }

  override eq(other: WidgetType): boolean {
    return other instanceof RemovedWidget && other.text === this.text;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('del');
    element.className = 'edit-removed';
    for (const line of this.#lines) {
      const row = document.createElement('span');
      row.textContent = line;
      row.style.setProperty('--indent', String(/^ */.exec(line)?.[0].length ?? 0));
      element.append(row);
    }
    return element;
  }
}
