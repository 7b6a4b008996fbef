/** What is asked and said about the lines of a listing, each taken away in turn: plain data. */
import type { DebugSetting } from '../kernel/compiled-scenario.ts';
import type { Scenario } from '../kernel/scenario.ts';
import type { ExplorationLimits } from './exploration.ts';
import type { LeftOut } from './left-out-lines.ts';

export interface NeededLinesRequest {
  /** Id of the design. */
  readonly design: string;
  readonly scenario: Scenario;
  readonly debug: DebugSetting;
  /** The listing laid over the design; empty where nothing is edited. */
  readonly overlay: string;
  /** Names of the functions whose lines are asked about. */
  readonly functions: readonly string[];
  /** Of each search. */
  readonly limits: ExplorationLimits;
}

/** A line taken away. */
export interface DeletedLine {
  readonly fn: string;
  /** 1-based, within the text of the function with the comments above it. */
  readonly line: number;
  /** Without its indentation and its comment. */
  readonly text: string;
  /** What becomes of the block that it heads; empty where it heads none. */
  readonly how: string;
}

/** A property that stands otherwise without the line. */
export interface VerdictChange {
  readonly property: string;
  readonly title: string;
  /** Steps of a shortest schedule that breaks it, with the line and without; undefined: none does. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

export type DeletionOutcome =
  /** It does not compile. The message of the first problem. */
  | { readonly kind: 'refused'; readonly message: string }
  /** No schedule of this scenario comes to the line. */
  | { readonly kind: 'unreached' }
  /** It is compiled out: no schedule can tell whether it is there. */
  | { readonly kind: 'left-out'; readonly why: LeftOut }
  | {
      readonly kind: 'searched';
      /** Whether all states were seen: only then what does not break is known to hold. */
      readonly complete: boolean;
      readonly states: number;
      /** Those that stand otherwise; of a search cut off only those that break. */
      readonly changes: readonly VerdictChange[];
    };

export interface NeededLine {
  readonly deleted: DeletedLine;
  readonly outcome: DeletionOutcome;
}

export interface NeededLinesProgress {
  /** Deletions in all. */
  readonly of: number;
  /** In the order of the functions and lines; as many as are done. */
  readonly lines: readonly NeededLine[];
  /** Whether with all lines there the search saw every state; undefined before it is done. */
  readonly isBaseComplete: boolean | undefined;
  /** States of the search under way. */
  readonly states: number;
  readonly isDone: boolean;
}
