/**
 * Makes steps on a bench: the lines before a touch that belong to it, the touch, and all that follows
 * up to where the actor rests again. Whether a step is possible is not asked here.
 */
import type { Program } from '../listing/program.ts';
import type { Effect } from './effect.ts';
import { storeRaw } from './memory.ts';
import { PreparedCode } from './prepared-code.ts';
import type { MakeView } from './recording-view.ts';
import { Run } from './run.ts';
import type { ActorLayout, StateLayout } from './state-layout.ts';
import type { State } from './state.ts';

/** What a move gives. The state is fresh and shares no bytes with any other. */
export interface Step {
  readonly state: State;
  /** In the order in which they happened. */
  readonly effects: readonly Effect[];
}

export class Stepper {
  /** The code of every actor. */
  readonly codes: readonly PreparedCode[];
  readonly #program: Program;
  readonly #layout: StateLayout;
  readonly #run: Run;

  /** `codes`: where they have been made ready before. */
  constructor(
    program: Program,
    layout: StateLayout,
    viewOf: MakeView,
    codes?: readonly PreparedCode[],
  ) {
    this.#program = program;
    this.#layout = layout;
    this.#run = new Run(layout, 0, viewOf);
    this.codes = codes ?? program.actors.map(({ code }) => new PreparedCode(code, layout.space));
  }

  /** The first state: initial words, and every actor run up to its first touch. */
  start(): Step {
    const run = this.#run;
    run.clear();
    this.#placeInitialWords();
    for (const [index, actor] of this.#program.actors.entries()) {
      run.take(index, actor);
      const code = this.#code(index);
      if (!run.stopped) this.#settle(code, code.start);
    }
    return { state: run.state(), effects: run.effects };
  }

  /** A step of an actor; `choice` is the value where its touch is a `choose`. */
  step(state: State, index: number, choice: number): Step {
    const run = this.#run;
    const code = this.#code(index);
    const at = this.#load(state, index);
    const touched = code.approach(run, at);
    const touch = run.stopped ? undefined : code.touchAt(touched);
    run.operation = touched;
    touch?.perform(run, choice);
    if (run.stopped) {
      code.clearDead(run, touched);
      this.#rest(touched);
    } else this.#settle(code, touch === undefined ? touched : touched + 1);
    return { state: run.state(), effects: run.effects };
  }

  /** An interrupt comes and spins at a lock that is held: all that changes is that it has begun. */
  arrival(state: State, index: number, place: string): Step {
    const run = this.#run;
    const operation = this.#load(state, index);
    const text = `the interrupt comes and waits for ${place}`;
    run.effects.push({ actor: index, operation, kind: 'pause', text });
    return { state: run.state(), effects: run.effects };
  }

  /** Puts an actor to work on a copy of the state; an interrupt has begun by that. */
  #load(state: State, index: number): number {
    const run = this.#run;
    const actor = this.#program.actors[index];
    if (actor === undefined) throw new Error(`the program has no actor ${index}`);
    run.load(state);
    run.take(index, actor);
    const { counter, begun } = this.#own();
    if (actor.kind === 'interrupt') run.view.setUint32(begun, 1, true);
    return run.view.getUint32(counter, true);
  }

  /** Runs the quiet operations from an index on, and lets the actor rest. */
  #settle(code: PreparedCode, from: number): void {
    const run = this.#run;
    const at = code.settle(run, from);
    this.#rest(at);
    if (run.stopped) return;
    const isEnd = code.isEnd(at);
    if (isEnd) run.view.setUint32(this.#own().begun, 0, true);
    if (code.epilogue < 0 ? isEnd : at === code.epilogue) {
      run.effects.push({ actor: run.actor, operation: at, kind: 'done' });
    }
  }

  #rest(at: number): void {
    this.#run.view.setUint32(this.#own().counter, at, true);
  }

  #own(): ActorLayout {
    const layout = this.#layout.actors[this.#run.actor];
    if (layout === undefined) throw new Error(`the program has no actor ${this.#run.actor}`);
    return layout;
  }

  #code(index: number): PreparedCode {
    const code = this.codes[index];
    if (code === undefined) throw new Error(`the program has no actor ${index}`);
    return code;
  }

  #placeInitialWords(): void {
    const { initial, initialGhosts } = this.#program;
    const layout = this.#layout;
    const { view } = this.#run;
    for (const { address, width, value } of initial) {
      const offset = layout.space.offsetOf(address, width);
      if (offset < 0) {
        throw new Error(`an initial word lies outside memory: ${address.toString(16)}`);
      }
      storeRaw(view, offset, width, BigInt.asUintN(64, value));
    }
    for (const { object, field, value } of initialGhosts) {
      const offset = layout.ghostOffset(object, field);
      if (offset < 0) throw new Error(`an initial ghost has no object: ${field}`);
      view.setBigUint64(offset, value, true);
    }
  }
}
