/** What the memory picture is drawn from: words, and what the steps before tell about them. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Violation } from '../kernel/violation.ts';
import type { Effect } from '../machine/effect.ts';
import type { State } from '../machine/state.ts';
import type { Density } from './density.ts';
import type { Earlier } from './left-mark.ts';

/** A lock of the scenario, with the id of the actor that holds it and the step it was taken in. */
export interface LockTold {
  readonly name: string;
  readonly address: bigint;
  readonly guards: string;
  readonly holder?: string;
  readonly since?: number;
}

/** A device that somebody started: told of the page, `writing` since it accepted, then `done`. */
export interface DeviceTold {
  readonly actor: string;
  readonly page: string;
  readonly stage: 'told' | 'writing' | 'done';
}

/** One reference to the page: who took it, when, and whether it is a pin. */
export interface ReferenceTold {
  readonly id: number;
  readonly kind: string;
  /** Id of the actor; absent for the page cache and page tables. */
  readonly actor?: string;
  /** 0: before the first step. */
  readonly step: number;
  /** The design's pin count has this one in it, pin or not. */
  readonly counted?: boolean;
  /** How many it is in `_refcount`; absent: one. */
  readonly weight?: number;
}

/** References to one page against its two counts. */
export interface ReferencesTold {
  readonly page: string;
  readonly refcount: number;
  readonly holders: readonly ReferenceTold[];
  readonly pins: readonly ReferenceTold[];
  /** Name of the field that counts pins; absent where the design has none. */
  readonly countField?: string;
  /** What the design counts now; absent when no count is valid. */
  readonly pinCount?: number;
  /** As how many references the design counts a pin of this page; absent: it does not. */
  readonly perPin?: number;
  readonly saysPinned: boolean;
  /** A pin's count that somebody else took back. */
  readonly spent?: { readonly actor: string; readonly step: number };
  /** Counted as a pin in that step by `fn`, and no reference stands for it now. */
  readonly surplus?: { readonly actor: string; readonly step: number; readonly fn: string };
}

export interface MemoryInput {
  readonly compiled: CompiledScenario;
  readonly state: State;
  /** Of the step that led to `state`. */
  readonly effects: readonly Effect[];
  /** States before, the latest last. */
  readonly earlier: Earlier;
  readonly locks: readonly LockTold[];
  readonly devices: readonly DeviceTold[];
  readonly references: ReferencesTold;
  readonly broken: readonly Violation[];
  /** Name of the page under the lens. */
  readonly page: string;
  readonly width: number;
  readonly density: Density;
}
