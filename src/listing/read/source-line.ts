/**
 * A listing cut into lines: which of them say something, how far they are indented, and which
 * comment lines belong to them.
 */
import type { Span } from '../syntax.ts';

/** A line that is neither blank nor only a comment. */
export interface SourceLine {
  /** 1-based. */
  readonly number: number;
  /** Columns before the text; a tab reaches to the next multiple of four. */
  readonly indent: number;
  /** Characters before the text. */
  readonly start: number;
  /** From the first character that is not blank to the last. */
  readonly text: string;
  /** The indentation holds a tab. */
  readonly tab: boolean;
  /** Comment lines directly above, joined. */
  readonly why?: string;
}

/** Columns per level of indentation. */
export const indentStep = 4;

/** The lines of `text` that say something, in order. A blank line separates comments from what follows. */
export function sourceLines(text: string): readonly SourceLine[] {
  const lines: SourceLine[] = [];
  let comments: string[] = [];
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  withoutMark.split('\n').forEach((raw, index) => {
    const start = raw.length - raw.trimStart().length;
    const content = raw.trim();
    if (content === '') {
      comments = [];
    } else if (content.startsWith('#')) {
      comments.push(commentText(content));
    } else {
      const why = comments.filter((comment) => comment !== '').join(' ');
      const blank = raw.slice(0, start);
      const line = { number: index + 1, indent: columns(blank), start, text: content };
      const tab = blank.includes('\t');
      lines.push(why === '' ? { ...line, tab } : { ...line, tab, why });
      comments = [];
    }
  });
  return lines;
}

/** What a comment says, without its mark. */
export function commentText(comment: string): string {
  return comment.replace(/^#+/, '').trim();
}

/** The span of `text.slice(from, to)` of the line. */
export function spanOf(line: SourceLine, from: number, to: number): Span {
  return {
    line: line.number,
    column: line.start + from + 1,
    length: Math.max(1, to - from),
  };
}

function columns(blank: string): number {
  let width = 0;
  for (const character of blank) {
    width = character === '\t' ? (Math.floor(width / indentStep) + 1) * indentStep : width + 1;
  }
  return width;
}
