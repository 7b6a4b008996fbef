/**
 * Who can go: the rules of locks, waits, interrupts and epilogues, read from a state.
 *
 * An interrupt may come while its CPU's interrupts are on and no other interrupt runs there; until it
 * is finished the CPU's own actor stands still. One whose first line takes a lock may come while the
 * lock is held: it spins, which is how a CPU deadlocks against its own interrupt.
 */
import type { Actor } from '../listing/program.ts';
import type { MakeView } from './recording-view.ts';
import { Run } from './run.ts';
import type { PreparedCode } from './prepared-code.ts';
import type { StateLayout } from './state-layout.ts';
import type { State } from './state.ts';
import type { Blockage } from './touch-behaviour.ts';
import type { PreparedTouch } from './touch.ts';

export type ActorStatus =
  | { readonly kind: 'ready' }
  /** At a lock that `holder` (index of an actor) has, at a `wait until`, or for an interrupt. */
  | {
      readonly kind: 'waiting';
      readonly on: 'lock' | 'condition' | 'interrupt';
      /** Empty for an interrupt, whose index is `holder`. */
      readonly place: string;
      readonly address: bigint;
      readonly holder?: number;
    }
  /** A device or interrupt whose program has not begun and whose first step is not possible. */
  | { readonly kind: 'idle' }
  /** Script finished; the epilogue has not begun because others are still running. */
  | { readonly kind: 'done' }
  /** Everything including the epilogue is finished. */
  | { readonly kind: 'finished' }
  /** The machine has stopped (bug, bound or fault). */
  | { readonly kind: 'stopped' };

const READY: ActorStatus = { kind: 'ready' };
const IDLE: ActorStatus = { kind: 'idle' };
const DONE: ActorStatus = { kind: 'done' };
const FINISHED: ActorStatus = { kind: 'finished' };
const STOPPED: ActorStatus = { kind: 'stopped' };

/** An actor with its code made ready. */
export interface PreparedActor {
  readonly index: number;
  readonly actor: Actor;
  readonly code: PreparedCode;
  /** Index of the operation it rests at before its first step. */
  readonly beginning: number;
}

/** Looks at one state at a time: `look` first, then ask. */
export class Situation {
  readonly #actors: readonly PreparedActor[];
  readonly #layout: StateLayout;
  readonly #run: Run;
  /** A second bench, to try the lines before a touch without changing the first. */
  readonly #trial: Run;

  constructor(actors: readonly PreparedActor[], layout: StateLayout, viewOf: MakeView) {
    this.#actors = actors;
    this.#layout = layout;
    this.#run = new Run(layout, 0, viewOf);
    this.#trial = new Run(layout, 0, viewOf);
  }

  /** The state that the questions below are about. */
  look(state: State): void {
    this.#run.load(state);
  }

  /** The bytes being looked at. */
  get view(): DataView {
    return this.#run.view;
  }

  /** Index of the operation an actor rests at. */
  at(index: number): number {
    const layout = this.#layout.actors[index];
    if (layout === undefined) throw new Error(`the program has no actor ${index}`);
    return this.view.getUint32(layout.counter, true);
  }

  status(actor: PreparedActor): ActorStatus {
    if (this.#run.stopped) return STOPPED;
    if (this.#isFinished(actor)) return FINISHED;
    const { kind, cpu } = actor.actor;
    if (kind === 'interrupt' && !this.#hasBegun(actor)) return this.#beforeInterrupt(actor);
    if (this.#isDone(actor) && !this.#mayBeginEpilogue(actor)) return DONE;
    if (kind === 'cpu') {
      const interrupt = this.#interruptOn(cpu);
      if (interrupt !== undefined) {
        return { kind: 'waiting', on: 'interrupt', place: '', address: 0n, holder: interrupt };
      }
    }
    const blockage = this.#blockage(actor);
    if (blockage === undefined) return READY;
    if (kind === 'device' && blockage.on === 'condition' && this.#isAtItsBeginning(actor)) {
      return IDLE;
    }
    return { kind: 'waiting', ...blockage };
  }

  /** The touch of the actor's next step and its index; undefined when the step has none. */
  touchAhead(actor: PreparedActor): PreparedTouch | undefined {
    return this.#ahead(actor)?.touch;
  }

  /** The held lock at which an interrupt would spin if it came now: its step is only to come. */
  arrivalSpin(actor: PreparedActor): Blockage | undefined {
    if (actor.actor.kind !== 'interrupt' || this.#hasBegun(actor)) return undefined;
    return this.#blockage(actor);
  }

  /** True for all that must be before the machine is at rest: finished, or a device never asked. */
  isAtRest(actor: PreparedActor): boolean {
    return this.#isFinished(actor) || this.#isIdleDevice(actor);
  }

  #beforeInterrupt(actor: PreparedActor): ActorStatus {
    const { cpu } = actor.actor;
    const depth = this.#layout.depthOffset(cpu);
    const off = depth >= 0 && this.view.getUint32(depth, true) > 0;
    if (off || this.#interruptOn(cpu) !== undefined) return IDLE;
    return this.#blockage(actor)?.on === 'condition' ? IDLE : READY;
  }

  /** The interrupt that runs on a CPU. */
  #interruptOn(cpu: number): number | undefined {
    return this.#actors.find((other) => {
      return other.actor.kind === 'interrupt' && other.actor.cpu === cpu && this.#hasBegun(other);
    })?.index;
  }

  #hasBegun({ index }: PreparedActor): boolean {
    const layout = this.#layout.actors[index];
    return layout !== undefined && this.view.getUint32(layout.begun, true) === 1;
  }

  #isFinished({ index, code }: PreparedActor): boolean {
    return code.isEnd(this.at(index));
  }

  /** Rests where the epilogue begins. */
  #isDone({ index, code }: PreparedActor): boolean {
    return this.at(index) === code.epilogue;
  }

  #isAtItsBeginning({ index, beginning }: PreparedActor): boolean {
    return this.at(index) === beginning;
  }

  #isIdleDevice(actor: PreparedActor): boolean {
    return (
      actor.actor.kind === 'device' &&
      this.#isAtItsBeginning(actor) &&
      this.#blockage(actor)?.on === 'condition'
    );
  }

  /** Epilogues run one after the other, in the order of the CPUs, when nobody has anything else to do. */
  #mayBeginEpilogue(actor: PreparedActor): boolean {
    return this.#actors.every((other) => {
      if (other === actor || this.#isFinished(other)) return true;
      if (this.#isDone(other)) return comesBefore(actor, other);
      const { kind } = other.actor;
      if (kind === 'device') return this.#isIdleDevice(other);
      if (kind === 'cpu') return false;
      return !this.#hasBegun(other) && this.#beforeInterrupt(other) === IDLE;
    });
  }

  /** What keeps an actor from its next touch. */
  #blockage(actor: PreparedActor): Blockage | undefined {
    const found = this.#ahead(actor);
    return found?.touch.blockage(found.run);
  }

  /** The next touch, and the bench as it will be when it is made. */
  #ahead(actor: PreparedActor): { readonly touch: PreparedTouch; readonly run: Run } | undefined {
    const { index, code } = actor;
    const at = this.at(index);
    const here = code.touchAt(at);
    if (here !== undefined) {
      this.#run.take(index, actor.actor);
      return { touch: here, run: this.#run };
    }
    if (code.isEnd(at)) return undefined;
    const trial = this.#trial;
    trial.copy(this.#run);
    trial.take(index, actor.actor);
    const touch = code.touchAt(code.approach(trial, at));
    return touch === undefined || trial.stopped ? undefined : { touch, run: trial };
  }
}

function comesBefore(actor: PreparedActor, other: PreparedActor): boolean {
  const difference = actor.actor.cpu - other.actor.cpu;
  return difference === 0 ? actor.index < other.index : difference < 0;
}
