/** What the compiler is asked for: sources, objects and who runs what. */
import type { DebugLevel } from './syntax.ts';
import type { InitialGhost, InitialWord, PlacedObject } from './program.ts';

/** One listing file: where it is and what it says. */
export interface ListingSource {
  /** `july-2018/swap.step`. */
  readonly file: string;
  readonly text: string;
}

/** The files of one design. Layers are given base first; a later one replaces functions, adds to structs. */
export interface DesignLayer {
  readonly id: string;
  readonly sources: readonly ListingSource[];
}

export interface ActorRequest {
  readonly id: string;
  readonly kind: 'cpu' | 'device' | 'interrupt';
  readonly cpu: number;
  readonly role: string;
  /** Function without parameters that the actor runs; generated scripts come as a layer of their own. */
  readonly run: string;
  /** Function run once all actors are done, in the order of the CPUs. */
  readonly epilogue?: string;
}

export interface CompileRequest {
  readonly layers: readonly DesignLayer[];
  /** Names that listings may use for objects: globally, or per CPU where `cpu` is given. */
  readonly objects: readonly PlacedObject[];
  readonly initial: readonly InitialWord[];
  readonly initialGhosts: readonly InitialGhost[];
  readonly actors: readonly ActorRequest[];
  /** One-parameter functions to compile as probes. */
  readonly probes: readonly string[];
  readonly debug: readonly DebugLevel[];
}
