/** A search of a scenario, whichever engine makes it. */
import type { StateGraph } from '../explorer/state-graph.ts';
import type { Move, State } from '../machine/state.ts';
import type { EngineName } from './exploration.ts';

export interface SearchProgress {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly waiting: number;
  readonly bytes: number;
  /** Ids of the properties broken so far. */
  readonly broken: readonly string[];
}

export interface FoundViolation {
  readonly property: string;
  readonly schedule: readonly Move[];
}

export interface FoundEnd {
  readonly kind: 'rest' | 'stopped' | 'stuck';
  readonly state: State;
  /** A shortest schedule there; worked out when it is asked for. */
  schedule(): readonly Move[];
}

export interface SearchFindings {
  readonly complete: boolean;
  readonly interrupted?: 'states' | 'memory' | 'cancelled';
  /** One for each broken property, the shortest first. */
  readonly violations: readonly FoundViolation[];
  /** In the order of discovery; of very many only the first `MOST_ENDS` of a kind. */
  readonly ends: readonly FoundEnd[];
}

/** Ends of a kind that are looked at where the engine has kept no graph. */
export const MOST_ENDS = 5000;

export interface ScenarioSearch {
  readonly engine: EngineName;
  /** Tries the moves of about so many further states. True while there is more to do. */
  run(states: number): boolean;
  cancel(): void;
  progress(): SearchProgress;
  /** A shortest schedule of those that break anything, once there is one; never of a sweep. */
  first(): FoundViolation | undefined;
  findings(): SearchFindings;
  /**
   * Everything seen, worked out with pauses; undefined before the search is complete, or where it
   * was not kept.
   */
  graph(): Generator<undefined, StateGraph | undefined, undefined>;
  /** Where the bytes of all states were kept. */
  readonly kept?: KeptStates;
}

/** States by number, in the order of discovery: a shortest schedule to the first is a shortest of all. */
export interface KeptStates {
  state(number: number): State;
  scheduleTo(number: number): readonly Move[];
}
