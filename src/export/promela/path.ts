/**
 * The ways through one step: from where an actor rests over its touch to where it rests again, each
 * with the conditions under which it is taken.
 */
import type { Actor, Expr } from '../../listing/program.ts';
import type { Cells } from './cells.ts';
import type { Footprint } from './footprint.ts';
import type { Test } from './half.ts';
import type { Moment } from './moment.ts';
import type { Word } from './word.ts';

export type PathEnd =
  | { readonly kind: 'rest'; readonly at: number }
  | {
      readonly kind: 'stop';
      readonly cause: 'bug' | 'bound' | 'fault' | 'foreign-unlock';
      readonly operation: number;
      /** Of a fault or a foreign unlock. */
      readonly address?: bigint;
    }
  /** An interrupt comes and spins at a lock that is held. */
  | { readonly kind: 'arrival' };

export interface Path {
  readonly moment: Moment;
  readonly end: PathEnd;
}

export interface Paths {
  readonly paths: readonly Path[];
  /** Conditions under which a step would leave what is exported. */
  readonly beyond: readonly Test[];
  /** The step may have to wait. */
  readonly waits: boolean;
  /** All it can wait for is a condition, not a lock. */
  readonly waitsForCondition: boolean;
  /** It cannot go on while this holds: what a `wait until` waits for is not so. */
  readonly unmet: Test;
  /** Values of a `choose` that is its touch. */
  readonly choices: Choices | undefined;
}

export interface Choices {
  readonly low: number;
  readonly high: number;
}

/** What the code of an actor is followed with. */
export interface Road {
  readonly index: number;
  readonly actor: Actor;
  readonly cells: Cells;
  readonly footprint: Footprint;
  /** The locals at the beginning of a step from an operation. */
  readonly localsAt: (operation: number) => (slot: number) => Word;
}

/** A step being followed: what a touch tells, and where it goes on. */
export interface Following {
  readonly road: Road;
  /** The value of a `choose`. */
  readonly choice: number | undefined;
  choices: Choices | undefined;
  waits: boolean;
  waitsForLock: boolean;
  /** Conditions under which a `wait until` does not go on. */
  readonly unmet: Test[];
  /** Goes on from the touch to where the actor rests again. */
  readonly settle: (moment: Moment, at: number) => void;
  readonly stop: (moment: Moment, end: Extract<PathEnd, { kind: 'stop' }>) => void;
  /** An interrupt that has not come yet may come although this lock is held. */
  readonly arrival: (moment: Moment) => void;
  /** Addresses that schedules go to from an operation. */
  readonly addresses: (operation: number) => readonly bigint[];
  /** Goes on once for each value that an expression is known to have, knowing by then which it is. */
  readonly eachValue: (moment: Moment, known: KnownValues, go: GoOn) => void;
}

export interface KnownValues {
  readonly expr: Expr;
  readonly word: Word;
  readonly values: readonly bigint[];
}

export type GoOn = (moment: Moment, value: bigint) => void;
