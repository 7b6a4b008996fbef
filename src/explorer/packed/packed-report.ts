/** What a packed search has found. Sentences are not its affair: a schedule replayed gives them. */
import type { Ending } from '../model.ts';

/** `choice`: the value chosen, where the step is a choice. */
export interface PackedMove {
  readonly actor: number;
  readonly choice?: number;
}

export interface PackedViolation {
  readonly property: string;
  /** A shortest schedule, the breaking move included. */
  readonly schedule: readonly PackedMove[];
}

export interface PackedEnd {
  readonly kind: Exclude<Ending, 'running'>;
  readonly state: Uint8Array;
  readonly schedule: readonly PackedMove[];
}

/** Why a search ended before it had seen everything. */
export type PackedInterruption = 'limit' | 'memory' | 'cancelled';

export interface PackedReport {
  readonly complete: boolean;
  /** Absent when complete, or when the search could still go on. */
  readonly interrupted?: PackedInterruption;
  readonly states: number;
  readonly transitions: number;
  /** Moves on the shortest way to the state farthest off. */
  readonly depth: number;
  /** One for each broken property, the shortest first. */
  readonly violations: readonly PackedViolation[];
  readonly rest: number;
  readonly stopped: number;
  readonly stuck: number;
}

export interface PackedProgress {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** States, or records of states, whose moves have not been tried yet. */
  readonly waiting: number;
  readonly broken: readonly string[];
  /** Of the engine's memory that is in use. */
  readonly bytes: number;
}

export interface PackedLimits {
  readonly maxStates: number;
  readonly maxBytes: number;
}
