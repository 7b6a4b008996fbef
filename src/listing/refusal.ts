/**
 * The first thing wrong with a function ends its compilation: a Refusal carries the problem from
 * wherever it was found up to the check of that function, and no further.
 */
import type { Problem } from './problem.ts';
import type { FunctionDeclaration, Span } from './syntax.ts';

/** The text a problem is about: which file, and which function of it. */
export interface Owner {
  readonly file: string;
  /** Absent for constants, structs and objects. */
  readonly fn?: FunctionDeclaration;
}

export class Refusal extends Error {
  readonly problem: Problem;
  readonly owner: Owner;
  /** The name is not known: may be nothing but the echo of a line that could not be read. */
  readonly echo: boolean;

  constructor(problem: Problem, owner: Owner, echo: boolean) {
    super(problem.message);
    this.problem = problem;
    this.owner = owner;
    this.echo = echo;
  }
}

export function problemAt(file: string, span: Span, message: string, hint?: string): Problem {
  const { line, column } = span;
  const length = Math.max(1, span.length);
  const place = { file, line, column, length, message };
  return hint === undefined ? place : { ...place, hint };
}

export function refuse(owner: Owner, span: Span, message: string, hint?: string): never {
  throw new Refusal(problemAt(owner.file, span, message, hint), owner, false);
}

/** Refuses a name that nobody declared. */
export function refuseName(owner: Owner, span: Span, message: string, hint?: string): never {
  throw new Refusal(problemAt(owner.file, span, message, hint), owner, true);
}
