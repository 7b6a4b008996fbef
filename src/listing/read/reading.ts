/**
 * What one pass over a file carries along: where problems go, and how the tree of a line turns
 * into text and positions.
 */
import type { SyntaxNode, Tree } from '@lezer/common';
import type { Problem } from '../problem.ts';
import { commentText, type SourceLine, spanOf } from './source-line.ts';
import type { Span } from '../syntax.ts';

/** The problems of one file as they are found. */
export interface ProblemSink {
  /** Nobody reads more; finding out more would only take time. */
  readonly isFull: boolean;
  readonly report: (span: Span, message: string, hint?: string) => void;
}

/** Problems kept per file. */
const mostProblems = 200;

/** Problems of `file`, the first of them; later ones are dropped. */
export class ProblemList implements ProblemSink {
  readonly #file: string;
  readonly #problems: Problem[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  get count(): number {
    return this.#problems.length;
  }

  get isFull(): boolean {
    return this.#problems.length >= mostProblems;
  }

  readonly report = (span: Span, message: string, hint?: string): void => {
    if (this.isFull) return;
    const problem = { file: this.#file, ...span, message };
    this.#problems.push(hint === undefined ? problem : { ...problem, hint });
  };

  /** By line and column. */
  inOrder(): readonly Problem[] {
    return this.#problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  }
}

/** A line whose tree is known to follow the grammar. */
export class LineReading {
  readonly line: SourceLine;
  readonly root: SyntaxNode;
  readonly #sink: ProblemSink;

  constructor(line: SourceLine, tree: Tree, sink: ProblemSink) {
    this.line = line;
    this.root = tree.topNode;
    this.#sink = sink;
  }

  text(node: SyntaxNode): string {
    return this.line.text.slice(node.from, node.to);
  }

  span(node: SyntaxNode, to: number = node.to): Span {
    return spanOf(this.line, node.from, to);
  }

  report(node: SyntaxNode, message: string, hint?: string): void {
    this.#sink.report(this.span(node), message, hint);
  }

  /** The comment at the end of the line, joined to those above it. */
  get why(): string | undefined {
    const last = this.root.lastChild;
    const own = last?.name === 'Comment' ? commentText(this.text(last)) : '';
    const why = [this.line.why ?? '', own].filter((words) => words !== '').join(' ');
    return why === '' ? undefined : why;
  }
}

/** The child that the grammar guarantees. */
export function child(node: SyntaxNode, name: string): SyntaxNode {
  const found = node.getChild(name);
  if (found === null)
    throw new Error(`${node.name} without ${name} in a line that follows the grammar`);
  return found;
}

/** All children but comments, in order. */
export function children(node: SyntaxNode): readonly SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let next = node.firstChild; next !== null; next = next.nextSibling) {
    if (next.name !== 'Comment') all.push(next);
  }
  return all;
}

/** The `index`-th of `nodes`, which the grammar guarantees. */
export function part(nodes: readonly SyntaxNode[], index: number): SyntaxNode {
  const found = nodes.at(index);
  if (found === undefined)
    throw new Error(`part ${index} is missing in a line that follows the grammar`);
  return found;
}

/** What a text in quotes says. */
export function textValue(reading: LineReading, node: SyntaxNode): string {
  return reading.text(node).slice(1, -1).replace(/\\(.)/g, '$1');
}
