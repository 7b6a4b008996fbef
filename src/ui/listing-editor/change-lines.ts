/** How the text differs from the design's own: a sign beside lines that came, lines that went above them. */
import {
  Compartment,
  type EditorState,
  type Extension,
  type Range,
  RangeSet,
  StateField,
} from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  gutter,
  GutterMarker,
  WidgetType,
} from '@codemirror/view';
import { lineChanges } from './line-changes.ts';

interface Shown {
  readonly decorations: DecorationSet;
  readonly markers: RangeSet<GutterMarker>;
}

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
  const field = StateField.define<Shown>({
    create: (state) => compared(state, own, showsRemoved),
    update: (shown, transaction) =>
      transaction.docChanged ? compared(transaction.state, own, showsRemoved) : shown,
    provide: (it) => EditorView.decorations.from(it, ({ decorations }) => decorations),
  });
  return [
    field,
    gutter({
      class: 'edit-signs',
      markers: (view) => view.state.field(field).markers,
      widgetMarker: (_, widget) =>
        widget instanceof RemovedWidget ? new Sign('−', widget.count) : null,
      initialSpacer: () => addedSign,
    }),
  ];
}

function compared(state: EditorState, own: string, showsRemoved: boolean): Shown {
  const decorations: Range<Decoration>[] = [];
  const markers: Range<GutterMarker>[] = [];
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
    if (change.kind === 'added') {
      decorations.push(Decoration.line({ class: 'edit-added' }).range(from));
      markers.push(addedSign.range(from));
    }
    number += 1;
  }
  flush(state.doc.line(Math.min(number, state.doc.lines)).to, 1);
  return { decorations: Decoration.set(decorations, true), markers: RangeSet.of(markers) };
}

/** A sign beside so many lines. */
class Sign extends GutterMarker {
  readonly #sign: string;
  readonly #lines: number;

  constructor(sign: string, lines: number) {
    super();
    this.#sign = sign;
    this.#lines = lines;
  }

  override eq(other: GutterMarker): boolean {
    return other instanceof Sign && other.text === this.text;
  }

  get text(): string {
    return Array.from({ length: this.#lines }, () => this.#sign).join('\n');
  }

  override toDOM(): Node {
    return document.createTextNode(this.text);
  }
}

const addedSign = new Sign('+', 1);

class RemovedWidget extends WidgetType {
  readonly #lines: readonly string[];

  constructor(lines: readonly string[]) {
    super();
    this.#lines = lines;
  }

  get count(): number {
    return this.#lines.length;
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
      element.append(row);
    }
    return element;
  }
}
