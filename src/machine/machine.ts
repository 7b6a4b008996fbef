/**
 * The machine that runs a compiled program: one state, one actor and, where it has to choose, one
 * choice give the next state and what happened on the way. No clock, no chance, no hidden memory:
 * everything it knows of a moment is in the bytes of its state.
 *
 * Memory is sequentially consistent: every touch takes effect at once and for all.
 * Not modelled: store buffers, caches, preemption of a CPU by anything but its interrupts.
 */
import type { Program } from '../listing/program.ts';
import { holderOf } from './lock-touch.ts';
import { rawAt } from './memory.ts';
import type { Width } from './memory.ts';
import { Probes } from './probes.ts';
import { Situation } from './situation.ts';
import type { ActorStatus, PreparedActor } from './situation.ts';
import { type MakeView, plainView } from './recording-view.ts';
import { StateLayout } from './state-layout.ts';
import type { Move, State } from './state.ts';
import { Stepper } from './stepper.ts';
import type { Step } from './stepper.ts';
import { stopOf } from './stop.ts';
import type { Stop } from './stop.ts';

export type { ActorStatus } from './situation.ts';
export type { Step } from './stepper.ts';

/**
 * `rest`: all are finished (a device that nobody asked counts as finished).
 * `stuck`: nobody can go on although not all are finished: a deadlock.
 */
export type Outcome =
  { readonly kind: 'running' } | { readonly kind: 'rest' } | { readonly kind: 'stuck' } | Stop;

export class Machine {
  readonly program: Program;
  readonly #layout: StateLayout;
  readonly #stepper: Stepper;
  readonly #actors: readonly PreparedActor[];
  readonly #situation: Situation;
  readonly #probes: Probes;
  readonly #first: Step;

  /**
   * Throws where the program contradicts itself: unknown structs, code without an end …
   * `viewOf`: for whoever wants to know which bytes a step looks at; probes are not recorded.
   * `twin`: a machine of the same program, whose code need not be made ready once more.
   */
  constructor(program: Program, viewOf: MakeView = plainView, twin?: Machine) {
    if (twin !== undefined && twin.program !== program) {
      throw new Error('the other machine runs another program');
    }
    this.program = program;
    this.#layout = twin === undefined ? new StateLayout(program) : twin.#layout;
    const codes = twin === undefined ? undefined : twin.#stepper.codes;
    this.#stepper = new Stepper(program, this.#layout, viewOf, codes);
    this.#probes = twin === undefined ? new Probes(program, this.#layout) : twin.#probes;
    this.#first = twin === undefined ? this.#stepper.start() : twin.#first;
    this.#actors = preparedActors(program, this.#layout, this.#stepper, this.#first.state);
    this.#situation = new Situation(this.#actors, this.#layout, viewOf);
  }

  /** The state before the first step, and what ran before the first touches. */
  start(): Step {
    return { state: this.#first.state.slice(), effects: this.#first.effects };
  }

  /** What is possible, in the order of the actors, then of the choices. */
  moves(state: State): readonly Move[] {
    this.#situation.look(state);
    const moves: Move[] = [];
    for (const actor of this.#actors) this.#addMoves(actor, moves);
    return moves;
  }

  /** What is possible for one actor; nothing while it waits or has finished. */
  movesOf(state: State, actor: number): readonly Move[] {
    this.#situation.look(state);
    const moves: Move[] = [];
    this.#addMoves(this.#actor(actor), moves);
    return moves;
  }

  /** Makes a move; throws if it is not possible in this state. */
  step(state: State, move: Move): Step {
    const { actor: index, choice } = move;
    const actor = this.#actor(index);
    const situation = this.#situation;
    situation.look(state);
    const status = situation.status(actor);
    const { id } = actor.actor;
    if (status.kind !== 'ready') throw new Error(`${id} cannot go on: it is ${status.kind}`);
    const touch = situation.touchAhead(actor)?.touch;
    if (touch?.kind === 'choose') {
      if (choice === undefined || choice < touch.low || choice > touch.high) {
        throw new Error(`${id} has to choose from ${touch.low} to ${touch.high} here`);
      }
    } else if (choice !== undefined) throw new Error(`${id} has nothing to choose here`);
    const spin = situation.arrivalSpin(actor);
    if (spin !== undefined) return this.#stepper.arrival(state, index, spin.place);
    return this.#stepper.step(state, index, choice ?? 0);
  }

  /** What an actor does or waits for. */
  status(state: State, actor: number): ActorStatus {
    this.#situation.look(state);
    return this.#situation.status(this.#actor(actor));
  }

  outcome(state: State): Outcome {
    const situation = this.#situation;
    situation.look(state);
    const stop = stopOf(this.program, situation.view, this.#layout.stop);
    if (stop !== undefined) return stop;
    if (this.#actors.every((actor) => situation.isAtRest(actor))) return { kind: 'rest' };
    const going = this.#actors.some((actor) => situation.status(actor).kind === 'ready');
    return { kind: going ? 'running' : 'stuck' };
  }

  /**
   * Index of the operation the actor rests at: a touch, the first `ghost until` before one, the end,
   * or where the epilogue begins. In a stopped machine, for the actor that did it, what stopped it.
   */
  at(state: State, actor: number): number {
    const layout = this.#layout.actors[actor];
    if (layout === undefined) throw new Error(`the program has no actor ${actor}`);
    return viewOfState(state).getUint32(layout.counter, true);
  }

  /**
   * Index of the touch that the actor's next step will make, which differs from `at` before
   * `ghost until` lines and epilogues. Undefined at the end and for steps without a touch.
   */
  touchAhead(state: State, actor: number): number | undefined {
    this.#situation.look(state);
    return this.#situation.touchAhead(this.#actor(actor))?.index;
  }

  /** Value of a local slot. */
  local(state: State, actor: number, slot: number): bigint {
    const layout = this.#layout.actors[actor];
    if (layout === undefined || slot < 0 || slot >= layout.slotCount) {
      throw new Error(`actor ${actor} has no slot ${slot}`);
    }
    this.#situation.look(state);
    return this.#situation.view.getBigUint64(layout.slots + slot * 8, true);
  }

  /** Value of a ghost; throws when the object has none of that name. */
  ghost(state: State, object: bigint, field: string): bigint {
    const offset = this.#layout.ghostOffset(object, field);
    if (offset < 0) {
      throw new Error(`there is no ghost ${field} at ${object.toString(16)} in this program`);
    }
    this.#situation.look(state);
    return this.#situation.view.getBigUint64(offset, true);
  }

  /** How often the interrupts of a CPU are off: 0 means that they are on. */
  interruptsOff(state: State, cpu: number): number {
    const offset = this.#layout.depthOffset(cpu);
    if (offset < 0) return 0;
    return viewOfState(state).getUint32(offset, true);
  }

  /** The bytes at an address as an unsigned number; undefined outside the modelled memory. */
  read(state: State, address: bigint, width: Width): bigint | undefined {
    const offset = this.#layout.space.offsetOf(address, width);
    if (offset < 0) return undefined;
    return rawAt(viewOfState(state), offset, width);
  }

  /** Index of the actor that holds the lock at an address; undefined when it is free. */
  holder(state: State, lockAddress: bigint): number | undefined {
    // Every actor's number fits the lowest byte of the word, whatever the width of a spinlock.
    const lowest = this.read(state, lockAddress, 1);
    return lowest === undefined ? undefined : holderOf(lowest, this.#actors.length);
  }

  /**
   * Runs a probe on a copy of the state and gives its result. A probe that memory does not let
   * through (it followed a broken pointer) gives 0. Throws when there is no probe of that name.
   */
  probe(state: State, name: string, argument: bigint): bigint {
    return this.#probes.result(state, name, argument);
  }

  #addMoves(actor: PreparedActor, moves: Move[]): void {
    if (this.#situation.status(actor).kind !== 'ready') return;
    const touch = this.#situation.touchAhead(actor)?.touch;
    if (touch?.kind !== 'choose') {
      moves.push({ actor: actor.index });
      return;
    }
    for (let choice = touch.low; choice <= touch.high; choice++) {
      moves.push({ actor: actor.index, choice });
    }
  }

  #actor(index: number): PreparedActor {
    const actor = this.#actors[index];
    if (actor === undefined) throw new Error(`the program has no actor ${index}`);
    return actor;
  }
}

/** For what is read off a state as it is: nothing has to be tried on a bench. */
function viewOfState(state: State): DataView {
  return new DataView(state.buffer, state.byteOffset, state.byteLength);
}

function preparedActors(
  program: Program,
  layout: StateLayout,
  { codes }: Stepper,
  first: State,
): readonly PreparedActor[] {
  const view = new DataView(first.buffer);
  return program.actors.flatMap((actor, index) => {
    const code = codes[index];
    const own = layout.actors[index];
    if (code === undefined || own === undefined) return [];
    return [{ index, actor, code, beginning: view.getUint32(own.counter, true) }];
  });
}
