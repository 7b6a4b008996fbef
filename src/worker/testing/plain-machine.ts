/**
 * The machine's oracle: a second interpreter of compiled programs, written from the meaning of
 * listing/program.ts alone and in the plainest way. It shares nothing with src/machine: memory is an
 * array of bytes with an index by address, expressions are trees that are walked, and a moment is compared
 * as a text. Slow, and of no other use than in tests.
 */
import type { Program, Touch } from '../../listing/program.ts';
import { copyOf, isQuiet, type PlainState, PlainSteps } from './plain-step.ts';
import { placed, put, seen, take, value } from './plain-words.ts';

export type { PlainState } from './plain-step.ts';

export interface PlainMove {
  readonly actor: number;
  readonly choice?: number;
}

type Ending = 'running' | 'rest' | 'stopped' | 'stuck';

export class PlainMachine {
  readonly #program: Program;
  /** Place of every modelled byte in `memory`, by its address. */
  readonly cells = new Map<bigint, number>();
  readonly #steps: PlainSteps;
  readonly #first: PlainState;

  constructor(program: Program) {
    this.#program = program;
    this.#steps = new PlainSteps(program, this.cells);
    const ghosts = new Map<string, bigint>();
    for (const { struct, address } of program.objects) {
      const size = program.structs.find(({ name }) => name === struct)?.size ?? 0;
      for (let byte = 0n; byte < size; byte++) {
        if (!this.cells.has(address + byte)) this.cells.set(address + byte, this.cells.size);
      }
      for (const name of ghostsBelow(program, struct, address)) ghosts.set(name, 0n);
    }
    const first: PlainState = {
      memory: Array.from({ length: this.cells.size }, () => 0),
      ghosts,
      actors: program.actors.map(({ code }) => ({
        at: code.start,
        begun: false,
        slots: Array.from({ length: code.slots }, () => 0n),
      })),
      depths: program.actors.filter(({ kind }) => kind === 'cpu').map(() => 0),
      stop: '',
    };
    for (const word of program.initial) put(this.cells, first.memory, word, word.value);
    for (const ghost of program.initialGhosts) {
      first.ghosts.set(`${ghost.object}.${ghost.field}`, ghost.value);
    }
    for (const [index] of program.actors.entries()) {
      if (first.stop === '') this.#goOn(first, index);
    }
    this.#first = first;
  }

  start(): PlainState {
    return copyOf(this.#first);
  }

  /** Two moments are the same if and only if these texts are. */
  text(state: PlainState): string {
    const actors = state.actors.map(({ at, begun, slots }) => `${at},${begun},${slots.join()}`);
    const ghosts = [...state.ghosts.values()];
    const memory = String.fromCodePoint(...state.memory);
    return [memory, ghosts, actors.join('/'), state.depths, state.stop].join(';');
  }

  moves(state: PlainState): readonly PlainMove[] {
    return this.#program.actors.flatMap((_, actor): readonly PlainMove[] => {
      if (!this.#canGo(state, actor)) return [];
      const touch = this.#touchOf(state, actor).touch;
      if (touch?.kind !== 'choose') return [{ actor }];
      const { low, high } = touch;
      return Array.from({ length: high - low + 1 }, (__, i) => ({ actor, choice: low + i }));
    });
  }

  step(before: PlainState, { actor, choice }: PlainMove): PlainState {
    const state = copyOf(before);
    const me = this.#steps.own(state, actor);
    const comes = this.#steps.actor(actor).kind === 'interrupt' && !me.begun;
    if (comes) me.begun = true;
    if (comes && this.#isBlocked(before, actor)) return state;
    for (;;) {
      const op = this.#steps.op(actor, me.at);
      if (op.kind === 'end') break;
      if (!isQuiet(op)) {
        this.#steps.touch(state, actor, op, choice ?? 0);
        if (state.stop === '') me.at++;
        else this.#forget(state, actor);
        break;
      }
      this.#steps.quiet(state, actor, op);
      if (state.stop !== '') {
        this.#forget(state, actor);
        break;
      }
    }
    if (state.stop === '') this.#goOn(state, actor);
    return state;
  }

  ending(state: PlainState): Ending {
    if (state.stop !== '') return 'stopped';
    const isQuietNow = this.#program.actors.every(
      (_, actor) => this.#isFinished(state, actor) || this.#isIdleDevice(state, actor),
    );
    if (isQuietNow) return 'rest';
    return this.moves(state).length > 0 ? 'running' : 'stuck';
  }

  /** Runs what nobody sees, up to where the actor rests. */
  #goOn(state: PlainState, actor: number): void {
    const { code } = this.#steps.actor(actor);
    const me = this.#steps.own(state, actor);
    for (;;) {
      const op = this.#steps.op(actor, me.at);
      const waitsWithTouch = op.kind === 'ghost' && op.until;
      if (!isQuiet(op) || op.kind === 'end' || waitsWithTouch || me.at === code.epilogue) break;
      this.#steps.quiet(state, actor, op);
      if (state.stop !== '') break;
    }
    if (state.stop === '' && this.#steps.op(actor, me.at).kind === 'end') {
      me.at = code.operations.findIndex(({ op }) => op.kind === 'end');
      me.begun = false;
      me.slots.fill(0n);
    } else if (state.stop === '' && me.at === code.epilogue) me.slots.fill(0n);
    else this.#forget(state, actor);
  }

  /** Locals that hold nothing any more are zero. */
  #forget(state: PlainState, actor: number): void {
    const me = this.#steps.own(state, actor);
    for (const slot of this.#steps.actor(actor).code.operations[me.at]?.dead ?? [])
      me.slots[slot] = 0n;
  }

  #canGo(state: PlainState, actor: number): boolean {
    if (state.stop !== '' || this.#isFinished(state, actor)) return false;
    const { kind, cpu, code } = this.#steps.actor(actor);
    const me = this.#steps.own(state, actor);
    if (kind === 'interrupt' && !me.begun) return this.#mayCome(state, actor);
    if (me.at === code.epilogue && !this.#mayDrain(state, actor)) return false;
    if (kind === 'cpu' && this.#isInterrupted(state, cpu)) return false;
    return !this.#isBlocked(state, actor);
  }

  /** An interrupt may come while interrupts are on and none runs; it may spin at a lock at once. */
  #mayCome(state: PlainState, actor: number): boolean {
    const { cpu } = this.#steps.actor(actor);
    if ((state.depths[cpu] ?? 0) > 0 || this.#isInterrupted(state, cpu)) return false;
    return this.#touchOf(state, actor).touch?.kind !== 'wait' || !this.#isBlocked(state, actor);
  }

  #isInterrupted(state: PlainState, cpu: number): boolean {
    return this.#program.actors.some(
      (other, i) => other.kind === 'interrupt' && other.cpu === cpu && state.actors[i]?.begun,
    );
  }

  /** The drains at the end: CPU after CPU, when nobody else has anything left to do. */
  #mayDrain(state: PlainState, actor: number): boolean {
    return this.#program.actors.every(({ kind, cpu, code }, other) => {
      if (other === actor || this.#isFinished(state, other)) return true;
      if (state.actors[other]?.at === code.epilogue) return cpu > this.#steps.actor(actor).cpu;
      if (kind === 'device') return this.#isIdleDevice(state, other);
      return kind === 'interrupt' && !state.actors[other]?.begun && !this.#mayCome(state, other);
    });
  }

  #isFinished(state: PlainState, actor: number): boolean {
    return this.#steps.op(actor, this.#steps.own(state, actor).at).kind === 'end';
  }

  #isIdleDevice(state: PlainState, actor: number): boolean {
    const atFirst = this.#steps.own(state, actor).at === this.#steps.own(this.#first, actor).at;
    if (this.#steps.actor(actor).kind !== 'device' || !atFirst) return false;
    return this.#touchOf(state, actor).touch?.kind === 'wait' && this.#isBlocked(state, actor);
  }

  /** The next touch, and the moment just before it. */
  #touchOf(state: PlainState, actor: number): { touch: Touch | undefined; at: PlainState } {
    const first = this.#steps.op(actor, this.#steps.own(state, actor).at);
    if (!isQuiet(first)) return { touch: first, at: state };
    const at = copyOf(state);
    const me = this.#steps.own(at, actor);
    for (;;) {
      const op = this.#steps.op(actor, me.at);
      if (!isQuiet(op)) return { touch: op, at };
      if (op.kind === 'end') return { touch: undefined, at };
      this.#steps.quiet(at, actor, op);
      if (at.stop !== '') return { touch: undefined, at };
    }
  }

  #isBlocked(state: PlainState, actor: number): boolean {
    const { touch, at } = this.#touchOf(state, actor);
    if (touch?.kind !== 'lock' && touch?.kind !== 'wait') return false;
    const { slots } = this.#steps.own(at, actor);
    const raw = take(this.cells, at.memory, placed(touch.place, slots), touch.place.width);
    if (raw === undefined) return false;
    if (touch.kind === 'lock') return raw !== 0n;
    return value(touch.until, slots.with(touch.to, seen(touch.place, raw))) === 0n;
  }
}

/** `ADDRESS.ghost` of an object and of all that is embedded in it. */
function ghostsBelow(program: Program, name: string, address: bigint): readonly string[] {
  const struct = program.structs.find((candidate) => candidate.name === name);
  if (struct === undefined) throw new Error(`no struct ${name}`);
  const own = struct.ghosts.map((field) => `${address}.${field}`);
  const inner = struct.embedded.flatMap((part) => {
    const size = program.structs.find((candidate) => candidate.name === part.struct)?.size ?? 0;
    return Array.from({ length: part.length }, (_, i) =>
      ghostsBelow(program, part.struct, address + BigInt(part.offset + i * size)),
    ).flat();
  });
  return [...own, ...inner];
}
