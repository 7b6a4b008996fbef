/** The rows and columns of the verdict matrix: which rule is asked of which scenario, under which designs. */
import raw from './matrix-rows.json';

export interface MatrixRow {
  /** Id of the property that is asked for. */
  readonly rule: string;
  /** Id of the scenario. */
  readonly scenario: string;
  /** What goes wrong there, in a line. */
  readonly says: string;
}

export const matrixRows: readonly MatrixRow[] = raw.rows;

/** By the id of a design: what it does about pins, in a line. */
export const designLines: ReadonlyMap<string, string> = new Map(Object.entries(raw.designs));
