/** What a search has found, and how far it came. */

/** The shortest way to break a property. */
export interface Violation<M> {
  readonly property: string;
  readonly message: string;
  /** Moves in the schedule, up to and including the breaking one; 0 where the first state is broken. */
  readonly length: number;
  readonly schedule: readonly M[];
}

/** Why a search ended before it had seen everything. */
export type Interruption = 'limit' | 'cancelled';

export interface Report<M> {
  /** True when every reachable state was seen: only then is the absence of a violation a proof. */
  readonly complete: boolean;
  /** Absent when complete, or when the search could still go on. */
  readonly interrupted?: Interruption;
  /** Different states, the first one included. */
  readonly states: number;
  /** Moves made, those to known states included. */
  readonly transitions: number;
  /** Moves on the shortest way to the state farthest off. */
  readonly depth: number;
  /** One for each broken property, the shortest first; equally long ones as they were found. */
  readonly violations: readonly Violation<M>[];
  /** The ends, each in the order of discovery. */
  readonly restStates: readonly Uint8Array[];
  readonly stoppedStates: readonly Uint8Array[];
  readonly stuckStates: readonly Uint8Array[];
  /** All numbers that the model reported as covered. */
  readonly covered: ReadonlySet<number>;
}

/** Where a search stands. */
export interface Progress {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** States found whose moves have not been tried yet. */
  readonly waiting: number;
  /** Properties broken so far. */
  readonly violations: number;
}
