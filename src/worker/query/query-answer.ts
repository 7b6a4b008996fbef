/** What the question "can this be?" comes to. */
import type { Move } from '../../machine/state.ts';

export type QueryAnswer =
  | {
      readonly kind: 'found';
      /** How many states it is true in, and of how many. */
      readonly states: number;
      readonly of: number;
      /** A shortest schedule to one of them. */
      readonly schedule: readonly Move[];
    }
  /** `complete`: no schedule at all leads there; otherwise only none that was searched. */
  | { readonly kind: 'none'; readonly of: number; readonly complete: boolean }
  /** The question cannot be read. */
  | { readonly kind: 'unclear'; readonly problem: QueryProblem }
  /** The search has kept no states to look through; a sentence. */
  | { readonly kind: 'forgotten'; readonly error: string };

/** Where the question goes wrong. */
export interface QueryProblem {
  /** 1-based, both. */
  readonly line: number;
  readonly column: number;
  /** Characters that are wrong; at least 1. */
  readonly length: number;
  /** A sentence without a full stop that says what was expected or what is not there. */
  readonly message: string;
}
