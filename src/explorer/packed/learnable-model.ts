/**
 * What the packed engines need to know of a model. Its states are bytes cut into cells, and a step of
 * an actor depends on few of them: the model says which ones it looked at, so that the step has to be
 * worked out only once for all states that agree there. What the cells mean is its own affair.
 */
import type { Ending } from '../model.ts';

/** A stretch of bytes that is looked at and changed as a whole. */
export interface Cell {
  readonly offset: number;
  readonly length: number;
}

/** What a step leads to. */
interface LearnableSuccessor {
  readonly state: Uint8Array;
  /** Properties that the step itself breaks, as bits of `properties`. */
  readonly broken: number;
  /** The value chosen, where the step is a choice. */
  readonly choice?: number;
}

export interface LearnableStep {
  /** Cells looked at, the actor's own left out, in the order in which they were. */
  readonly lookedAt: readonly number[];
  /** None: the actor has to wait, or is finished. More than one where it has to choose. */
  readonly successors: readonly LearnableSuccessor[];
}

/** A way to change places: applied to a state it gives one from which everything goes the same. */
export interface Symmetry {
  /** By actor: who takes its place. */
  readonly actors: readonly number[];
  /** Whole cells go to whole cells: what a cell holds afterwards depends on one cell before. */
  image(state: Uint8Array): Uint8Array;
}

export interface LearnableModel {
  readonly properties: readonly string[];
  readonly actors: number;
  /** One per actor first, in the order of the actors; then the rest. No byte is in two. */
  readonly cells: readonly Cell[];
  /** The cell that is all zero while the model runs and never again once it has stopped. */
  readonly stopCell: number;
  /** The most successors that a step has. */
  readonly mostChoices: number;
  /** No actor ever comes to a place where it has been: `rank` grows with every step. */
  readonly isLoopFree: boolean;
  /** With the one that changes nothing they are a group. None: no two actors are alike. */
  readonly symmetries: readonly Symmetry[];
  start(): { readonly state: Uint8Array; readonly broken: number };
  /** How far an actor is, from its own cell alone; without loops it grows with every step. */
  rank(state: Uint8Array, actor: number): number;
  step(state: Uint8Array, actor: number): LearnableStep;
  /** What `brokenIn` knows of an actor, a small number, from the actor's own cell alone. */
  observed(state: Uint8Array, actor: number): number;
  /** Those that can become late; the others never are. */
  readonly lateActors: readonly number[];
  /**
   * An actor has come to where the order of the actors matters; seen in its own cell alone. Where that
   * is true of all who can, states that are alike by a symmetry no longer go the same way.
   */
  isLate(state: Uint8Array, actor: number): boolean;
  /** What is wrong with a state, as bits: from the cells that are no actor's, and `observed`. */
  brokenIn(state: Uint8Array): number;
  /** Asked where nobody can move. */
  ending(state: Uint8Array): Exclude<Ending, 'running'>;
  /** What is wrong with an end that is not a stop, as bits. */
  brokenAtEnd(state: Uint8Array): number;
}
