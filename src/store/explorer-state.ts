/**
 * What the explorer of the page holds and what can be done with it. The panels know the search by
 * these names alone; the thread it runs in stays behind the store.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Move } from '../machine/state.ts';
import type {
  EngineName,
  Exploration,
  ExplorationProgress,
  PropertyVerdict,
} from '../worker/exploration.ts';
import type { ExplorationMap } from '../worker/exploration-map.ts';
import type { QueryAnswer } from '../worker/query/query-answer.ts';

export type {
  CriticalPair,
  EngineName,
  Exploration,
  ExplorationEnd,
  Odds,
  PropertyVerdict,
  UnreachedLine,
} from '../worker/exploration.ts';
export { GRAPH_STATES } from '../worker/exploration.ts';
export type { ExplorationMap } from '../worker/exploration-map.ts';
export type { QueryAnswer } from '../worker/query/query-answer.ts';

/** Who goes, step by step, from the start. */
export type Schedule = readonly Move[];

/** How the search of what is open stands. */
export type Search =
  | { readonly kind: 'none' }
  /** `progress` is absent until the worker has spoken. */
  | {
      readonly kind: 'running';
      readonly isPaused: boolean;
      readonly progress: ExplorationProgress | undefined;
    }
  | { readonly kind: 'explored'; readonly exploration: Exploration }
  /** A sentence: what went wrong, and what can be done. */
  | { readonly kind: 'failed'; readonly error: string };

/** What the next search is asked for. */
export interface SearchSettings {
  readonly maxStates: number;
  readonly maxMegabytes: number;
  readonly engine: EngineName | 'auto';
  readonly symmetry: boolean;
}

/** A question to the search and where its answer stands. */
export type Answer<Value> =
  | { readonly kind: 'none' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'answered'; readonly value: Value }
  /** A sentence. */
  | { readonly kind: 'refused'; readonly error: string };

/** Which schedule of a broken property is looked at. */
export type Variant = 'shortest' | 'calmest';

export interface ExplorerState {
  /** What is searched; undefined before the first search. */
  readonly compiled: CompiledScenario | undefined;
  readonly search: Search;
  readonly settings: SearchSettings;
  /** Id of the broken property that is looked at; undefined where none is broken. */
  readonly property: string | undefined;
  readonly variant: Variant;
  /** What was asked last, and the answer to it. */
  readonly question: string;
  readonly answer: Answer<QueryAnswer>;
  readonly map: Answer<ExplorationMap>;
}

export interface ExplorerActions {
  /**
   * Searches `compiled`, unless that is what has been searched already or is being searched.
   * `asked`: id of the property that is looked at first, if it is broken.
   */
  explore(compiled: CompiledScenario, asked?: string): void;
  /** Searches the same again, with the settings as they are now. */
  again(): void;
  /** Starts the worker and hands it the program, so that a search begins at once. */
  warm(compiled: CompiledScenario): void;
  pause(): void;
  resume(): void;
  cancel(): void;
  setSettings(settings: Partial<SearchSettings>): void;
  choose(property: string, variant?: Variant): void;
  ask(question: string): Promise<void>;
  /** Asks for the map of the states, once per search. */
  loadMap(): Promise<void>;
  /** A shortest schedule to a state of the map; undefined where the search is gone. */
  scheduleTo(state: number): Promise<Schedule | undefined>;
}

export type ExplorerStore = StoreApi<ExplorerState & ExplorerActions>;

/** The broken property that is looked at. */
export function chosenVerdict(
  state: Pick<ExplorerState, 'search' | 'property'>,
): PropertyVerdict | undefined {
  if (state.search.kind !== 'explored') return undefined;
  const { verdicts } = state.search.exploration;
  return verdicts.find((one) => one.id === state.property && one.verdict === 'broken');
}

/** The schedule that is looked at; while a search runs, the first one it has found. */
export function chosenSchedule(
  state: Pick<ExplorerState, 'search' | 'property' | 'variant'>,
): Schedule | undefined {
  const { search, variant } = state;
  if (search.kind === 'running') return search.progress?.first?.schedule;
  const verdict = chosenVerdict(state);
  const shortest = verdict?.shortest;
  return (variant === 'calmest' ? (verdict?.calmest ?? shortest) : shortest)?.schedule;
}
