/**
 * Walks over the lines of a listing block by block.
 *
 * Whatever the indentation, every line is handed out exactly once; one that is too deep is
 * reported and read as if it stood where it most likely belongs.
 */
import { blankOf } from './indentation.ts';
import type { ProblemSink } from './reading.ts';
import { indentStep, type SourceLine } from './source-line.ts';

/** Blocks nested deeper than this are not read, so that no later pass runs out of stack. */
export const deepestBlock = 40;

/** Lines looked ahead for where a block comes back to. */
const farthestLook = 200;

export class LineCursor {
  readonly #lines: readonly SourceLine[];
  readonly #sink: ProblemSink;
  #next = 0;

  /** `lines` are indented by whole levels. */
  constructor(lines: readonly SourceLine[], sink: ProblemSink) {
    this.#lines = lines;
    this.#sink = sink;
  }

  get next(): SourceLine | undefined {
    return this.#lines[this.#next];
  }

  take(): SourceLine | undefined {
    const line = this.#lines[this.#next];
    this.#next += 1;
    return line;
  }

  /** Whether the next line is indented deeper than `indent`. */
  isDeeper(indent: number): boolean {
    return this.next !== undefined && this.next.indent > indent;
  }

  /**
   * Hands the lines deeper than `parent` to `read` until one is not, or `read` returns false
   * (it then has not taken the line). `opener` is what the block hangs on; without one the lines
   * stand somewhere they should not, and their indentation is not worth a word.
   */
  block(parent: number, opener: SourceLine | undefined, read: (line: SourceLine) => boolean): void {
    let expected = parent + indentStep;
    let wrong: number | undefined;
    let isFirst = true;
    for (let line = this.next; line !== undefined && line.indent > parent; line = this.next) {
      const isWrong = opener !== undefined && line.indent !== expected;
      const above = this.#lines[this.#next - 1];
      const next = isFirst && isWrong ? this.#adopted(line, expected) : expected;
      if (!read(isWrong ? { ...line, indent: this.#readAt(line, expected) } : line)) return;
      if (isWrong && line.indent !== wrong)
        this.#report(line, expected, isFirst ? opener : undefined, above);
      wrong = isWrong ? line.indent : undefined;
      expected = next;
      isFirst = false;
    }
  }

  /**
   * The indentation of a block that begins with `line`: what is expected where the block comes
   * back to it, otherwise the line's own, so that a block that is moved as a whole is told once.
   */
  #adopted(line: SourceLine, expected: number): number {
    const below = this.#lines.slice(this.#next + 1, this.#next + 1 + farthestLook);
    const back = below.find(({ indent }) => indent <= line.indent);
    return back?.indent === expected ? expected : line.indent;
  }

  /** The indentation that the block of a line which is too deep hangs on: it moved with the line, or not. */
  #readAt(line: SourceLine, expected: number): number {
    const below = this.#lines[this.#next + 1];
    return below !== undefined && below.indent > line.indent ? line.indent : expected;
  }

  #report(
    line: SourceLine,
    expected: number,
    opener: SourceLine | undefined,
    above: SourceLine | undefined,
  ): void {
    if (opener !== undefined) {
      this.#sink.report(
        blankOf(line),
        `the block of line ${opener.number} is indented by ${line.start} spaces instead of ${expected}`,
        `every level is ${indentStep} spaces: begin this line in column ${expected + 1}`,
      );
    } else if (line.indent > expected) {
      this.#sink.report(
        blankOf(line),
        `this line is indented deeper than line ${above?.number ?? line.number - 1}, which begins no block`,
        `begin it in column ${expected + 1}; only if, else, repeat, loop, for and heads have a block`,
      );
    } else {
      this.#sink.report(
        blankOf(line),
        `this line is indented by ${line.start} spaces, the block that it is in by ${expected}`,
        `begin it in column ${expected + 1}`,
      );
    }
  }
}
