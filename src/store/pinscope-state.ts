/** What the store holds and what can be done with it. */
import type { StoreApi } from 'zustand/vanilla';
import type { Catalogue, Choice } from '../kernel/scenario-library.ts';
import type { Move } from '../machine/state.ts';
import type { Session } from './session.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Milliseconds per step of the three speeds. */
export const speeds = [1000, 400, 120] as const;
export type Speed = 0 | 1 | 2;

/** `recorded`: along the known future. `random`: the seeded scheduler chooses. */
type Playback = 'paused' | 'recorded' | 'random';

/**
 * A sentence for the user. `stays`: it asks for something, and does not leave by itself. `undo`: it
 * tells of something that can be taken back.
 */
export interface Notice {
  readonly text: string;
  readonly stays?: true;
  readonly undo?: Session;
}

export interface PinscopeState {
  /** What can be opened. Never changes. */
  readonly catalogue: Catalogue;
  readonly session: Session;
  /** What has been chosen and is on its way. What is done in the meantime is done to that. */
  readonly opening: Choice | undefined;
  /** Name of the page under the lens. */
  readonly page: string;
  /** The CPU stepped last: the one that the keys without a number mean. A device is never meant. */
  readonly actor: number;
  readonly playback: Playback;
  readonly speed: Speed;
  /** What the random scheduler throws its die with. */
  readonly seed: number;
  readonly theme: Theme;
  /** Whether single keys do anything. */
  readonly shortcuts: boolean;
  readonly notice: Notice | undefined;
}

/**
 * `keep`: the open schedule is gone again on what is opened, as far as it means the same there. `say`:
 * what was done, a sentence that is said with a way to take it back. `run`: an actor that then runs to its
 * end.
 */
export interface OpenOptions {
  readonly keep?: 'schedule';
  readonly run?: number;
  readonly say?: string;
}

export interface PinscopeActions {
  /** One step of an actor, if it is possible; `choice` where its line is a `choose`. */
  step(actor: number, choice?: number): void;
  stepOver(actor?: number): void;
  /** Until the innermost function, or the one at `frame` of the call stack, has returned. */
  stepOut(actor?: number, frame?: number): void;
  runToEnd(actor?: number): void;
  back(): void;
  /** Along the known future; nothing where there is none. */
  forward(): void;
  /** In the known future, else by running the actor stepped last. */
  toNextEvent(): void;
  toPreviousEvent(): void;
  seek(depth: number): void;
  showBranch(node: number): void;
  /** To the end of a schedule from the start, as a branch: what was tried before is kept. */
  follow(schedule: readonly Move[]): void;
  /** To the start with no schedule; can be undone. */
  reset(): void;
  undo(): void;
  /**
   * What is absent stays as it is, except that a built-in scenario takes the place of the user's own,
   * and that a listing laid over a design goes with the design. An edition that is given replaces the
   * one there is. The latest opening wins; all are over when they are shown.
   */
  open(choice: Partial<Choice>, options?: OpenOptions): Promise<void>;
  /** The scenario, design and debug setting that the page begins with. */
  openFirst(): Promise<void>;
  /** Opens what the link says, as far as it can, and says what it could not. */
  openLink(link: string): Promise<void>;
  look(page: string): void;
  play(playback: Playback): void;
  togglePlay(): void;
  /** One step of the playback; pauses where it can go no further or has broken a property. */
  playOn(): void;
  setSpeed(speed: Speed): void;
  setSeed(seed: number): void;
  setTheme(theme: Theme): void;
  setShortcuts(on: boolean): void;
  say(text: string): void;
  /** Says what asks for something: that does not leave by itself. */
  ask(text: string): void;
  dismissNotice(): void;
}

export type PinscopeStore = StoreApi<PinscopeState & PinscopeActions>;
