/**
 * What an exploration of a scenario says, as plain data: it crosses threads, goes into the JSON of
 * `explore`, and is what the page shows. Every number is the search's own.
 */
import type { Move } from '../machine/state.ts';

/** Which search ran. `interpreter`: breadth-first over the machine itself. */
export type EngineName = 'interpreter' | 'bfs' | 'sweep';

export interface ExplorationProgress {
  readonly engine: EngineName;
  readonly states: number;
  readonly transitions: number;
  /** Moves on the shortest way to the state farthest off so far. */
  readonly depth: number;
  /** States found whose moves have not been tried yet. */
  readonly waiting: number;
  /** Bytes that the search holds. */
  readonly bytes: number;
  /** Milliseconds of searching so far, pauses left out. */
  readonly elapsed: number;
  /** Ids of the properties broken so far. */
  readonly broken: readonly string[];
  /**
   * The search is over, and which properties are broken is known; odds, pairs, ends and the graph are
   * still being worked out.
   */
  readonly searched: boolean;
  /**
   * The first counterexample, as soon as it is there: a shortest one. Absent where the engine finds
   * others before the shortest (the sweep).
   */
  readonly first?: { readonly property: string; readonly schedule: readonly Move[] };
}

/** A schedule that breaks a property. */
export interface Counterexample {
  readonly schedule: readonly Move[];
  /** Times that the actor changes from one step to the next. */
  readonly switches: number;
}

/**
 * Two steps of the shortest counterexample (indices into its schedule) by different actors that touch
 * the same word. The search has tried every schedule that goes on from before `first` with `second`
 * made before it: none of them breaks the property.
 */
export interface CriticalPair {
  readonly first: number;
  readonly second: number;
  /** "CPU1 loads the flag before CPU0 stores it." */
  readonly sentence: string;
}

export interface Odds {
  /** Complete schedules, and those among them that break the property, in decimal: they pass 2^53. */
  readonly schedules: string;
  readonly breaking: string;
  /** Probability that a scheduler which picks evenly among those that can go on breaks it. */
  readonly likelihood: number;
}

export interface PropertyVerdict {
  readonly id: string;
  readonly title: string;
  /** `unknown`: not broken as far as the search came, which is no proof. */
  readonly verdict: 'broken' | 'holds' | 'unknown';
  /** What is wrong at the end of the shortest counterexample. */
  readonly message?: string;
  readonly shortest?: Counterexample;
  /** The one with the fewest switches, shortest among those. Absent where the graph was not kept. */
  readonly calmest?: Counterexample;
  /** Absent where none was found or the graph was not kept. */
  readonly criticalPair?: CriticalPair;
  /** Absent where the graph was not kept, or where schedules can go on for ever. */
  readonly odds?: Odds;
}

/** A way it can end, one for each picture that the pages' words make. */
export interface ExplorationEnd {
  readonly kind: 'rest' | 'stopped' | 'stuck';
  /** Why it stopped or is stuck. */
  readonly message?: string;
  /** A shortest schedule there. */
  readonly schedule: readonly Move[];
  /** How many states look like this. */
  readonly states: number;
}

/** A line of the program that no schedule reaches. `line` as in FunctionText. */
export interface UnreachedLine {
  readonly fn: number;
  readonly line: number;
}

/** What ended a search early. `first`: it was to end at the first counterexample. */
export type ExplorationStop = 'states' | 'memory' | 'cancelled' | 'first';

export interface Exploration {
  readonly engine: EngineName;
  readonly complete: boolean;
  /** Why it is not complete. */
  readonly interrupted?: ExplorationStop;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly bytes: number;
  readonly elapsed: number;
  readonly symmetry: boolean;
  /** In the order in which the page lists the properties. */
  readonly verdicts: readonly PropertyVerdict[];
  readonly ends: readonly ExplorationEnd[];
  readonly unreached: readonly UnreachedLine[];
}

export interface ExplorationLimits {
  readonly maxStates: number;
  readonly maxBytes: number;
}

/** What is asked of a search. */
export interface ExplorationOptions {
  /** `auto`: the engine that suits the size of the program and what it needs to keep. */
  readonly engine: EngineName | 'auto';
  /** States that differ only in which of several alike CPUs or pages is which count as one. */
  readonly symmetry: boolean;
  readonly limits: ExplorationLimits;
  /** Id of the only property to judge; absent: all of them. */
  readonly property?: string;
  /**
   * Ends when a shortest counterexample of a judged property is known, and keeps no graph: no odds,
   * no pairs. Not for sweeps.
   */
  readonly first?: true;
}

/** Only the breadth-first engine takes states that are alike for one; `auto` takes it where asked to. */
export function knowsSymmetry(engine: ExplorationOptions['engine']): boolean {
  return engine === 'bfs' || engine === 'auto';
}

/** Up to this many states the graph is kept, and with it odds, pairs, the map and queries. */
export const GRAPH_STATES = 200_000;
