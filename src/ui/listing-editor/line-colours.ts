/**
 * Colours from the grammar that reads listings. A line is the unit of that grammar, so there is no
 * tree of the whole text to keep up to date: the lines in sight are coloured, each by itself.
 */
import { type Range, RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import type { HighlightStyle } from '../../listing/program.ts';
import { highlightLine } from '../../listing/read/highlight.ts';

const marks = new Map<HighlightStyle, Decoration>();

function markOf(style: HighlightStyle): Decoration {
  let mark = marks.get(style);
  if (mark === undefined) {
    mark = Decoration.mark({ class: `code-${style}` });
    marks.set(style, mark);
  }
  return mark;
}

const indents = new Map<number, Decoration>();

/** What a line that is wrapped goes on at: a little behind where it begins. */
function indentOf(text: string): Decoration {
  const columns = /^ */.exec(text)?.[0].length ?? 0;
  let indent = indents.get(columns);
  if (indent === undefined) {
    indent = Decoration.line({ attributes: { style: `--indent: ${columns}` } });
    indents.set(columns, indent);
  }
  return indent;
}

class LineColours {
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.decorations = coloured(view);
  }

  update(update: ViewUpdate): void {
    if (update.docChanged || update.viewportChanged) this.decorations = coloured(update.view);
  }
}

/** The colours of what is in sight. */
export const lineColours = ViewPlugin.fromClass(LineColours, {
  decorations: ({ decorations }) => decorations,
});

function coloured(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to, value } of view.visibleRanges.flatMap((range) => [
    ...colours(view, range.from, range.to),
  ])) {
    builder.add(from, to, value);
  }
  return builder.finish();
}

function* colours(view: EditorView, from: number, to: number): Iterable<Range<Decoration>> {
  for (let at = from; at <= to;) {
    const line = view.state.doc.lineAt(at);
    yield indentOf(line.text).range(line.from);
    for (const span of highlightLine(line.text)) {
      yield markOf(span.style).range(line.from + span.from, line.from + span.to);
    }
    at = line.to + 1;
  }
}
