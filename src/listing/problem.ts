/** Something wrong in a listing: where, what, and how to mend it. */
export interface Problem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** Characters the problem covers, for the underline; at least 1. */
  readonly length: number;
  readonly message: string;
  readonly hint?: string;
}

/** `my.step:2:5: this line …` and the hint on a second, indented line. */
export function problemText(problem: Problem): string {
  const head = `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`;
  return problem.hint === undefined ? head : `${head}\n    hint: ${problem.hint}`;
}
