/** What is wrong with a question, thrown by whoever finds it and caught once at the door. */
import type { QueryProblem } from './query-answer.ts';
import type { Span } from './query-syntax.ts';

/** Inside only: `compiledQuery` turns it into an answer. */
export class QueryMistake extends Error {
  readonly span: Span;

  /** `message`: a sentence without a full stop. */
  constructor(span: Span, message: string) {
    super(message);
    this.span = span;
  }
}

/** The place of a mistake as people count it. */
export function problemOf(text: string, { span, message }: QueryMistake): QueryProblem {
  const before = text.slice(0, span.at).split('\n');
  return {
    line: before.length,
    column: (before.at(-1) ?? '').length + 1,
    length: Math.max(1, span.length),
    message,
  };
}

/** `line 1, column 7: there is no page Q; the pages are P, B, C.` */
export function problemSentence({ line, column, message }: QueryProblem): string {
  return `line ${line}, column ${column}: ${message}.`;
}
