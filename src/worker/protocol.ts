/**
 * What the page and the worker of the explorer say to each other. Everything is plain data; big
 * things are typed arrays that change hands without being copied. Every request has a number, and
 * whatever belongs to it carries the same one.
 */
import type { ScenarioProgram } from '../kernel/compiled-scenario.ts';
import type { Move } from '../machine/state.ts';
import type { Exploration, ExplorationOptions, ExplorationProgress } from './exploration.ts';
import type { ExplorationMap } from './exploration-map.ts';
import type { NeededLinesProgress, NeededLinesRequest } from './needed-lines-report.ts';
import type { QueryAnswer } from './query/query-answer.ts';

export type ExplorerRequest =
  /** A program to keep, so that it crosses once however often it is explored. */
  | { readonly kind: 'program'; readonly program: number; readonly data: ScenarioProgram }
  /** Ends whatever is under way. */
  | {
      readonly kind: 'explore';
      readonly id: number;
      readonly program: number;
      readonly options: ExplorationOptions;
    }
  | { readonly kind: 'pause' | 'resume' | 'cancel'; readonly id: number }
  /** `exploration`: the number of the request that was explored. */
  | {
      readonly kind: 'query';
      readonly id: number;
      readonly exploration: number;
      readonly text: string;
    }
  | { readonly kind: 'map'; readonly id: number; readonly exploration: number }
  | {
      readonly kind: 'schedule';
      readonly id: number;
      readonly exploration: number;
      /** Number of a state in the map's graph. */
      readonly state: number;
    }
  /** Ends whatever is under way. */
  | { readonly kind: 'needed-lines'; readonly id: number; readonly asked: NeededLinesRequest };

export type ExplorerReply =
  /** Said once, when the worker has been loaded. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: ExplorationProgress }
  | { readonly kind: 'explored'; readonly id: number; readonly exploration: Exploration }
  | { readonly kind: 'queried'; readonly id: number; readonly answer: QueryAnswer }
  | { readonly kind: 'mapped'; readonly id: number; readonly map: ExplorationMap }
  | { readonly kind: 'scheduled'; readonly id: number; readonly schedule: readonly Move[] }
  /** Said again and again until the progress is done. */
  | { readonly kind: 'needed-lines'; readonly id: number; readonly progress: NeededLinesProgress }
  /** A sentence: the request could not be served. The worker goes on. */
  | { readonly kind: 'failed'; readonly id: number; readonly error: string };
