/** What a search of a scenario under a design says to every rule, as little as the matrix needs. */

/** All that is kept of one search; plain data. */
export type MatrixResult =
  | {
      readonly kind: 'searched';
      readonly states: number;
      /** False: the limit of states ended it, and what is not broken is not known. */
      readonly complete: boolean;
      /** By the id of a property: its shortest counterexample. */
      readonly broken: Readonly<
        Record<string, { readonly steps: number; readonly message: string }>
      >;
    }
  /** The design has no such operation: a sentence. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The search broke down: a sentence. */
  | { readonly kind: 'failed'; readonly reason: string };

/** The answer of a design to one row. */
export type MatrixCell =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'broken'; readonly steps: number; readonly message: string }
  | { readonly kind: 'holds'; readonly states: number }
  | { readonly kind: 'unknown'; readonly states: number }
  | { readonly kind: 'refused' | 'failed'; readonly reason: string };

export function cellOf(result: MatrixResult | undefined, rule: string): MatrixCell {
  if (result === undefined) return { kind: 'waiting' };
  if (result.kind !== 'searched') return result;
  const broken = result.broken[rule];
  if (broken !== undefined) return { kind: 'broken', ...broken };
  return { kind: result.complete ? 'holds' : 'unknown', states: result.states };
}
