/**
 * What the schedules of a program do, as far as the text of an export depends on it: the lines they
 * reach, the addresses each line goes to, and the words that ever change. The rest is left out of
 * the export, which says so wherever a step would get there, so that nothing is taken on trust: if
 * this walk missed something, SPIN stops at it with an error of its own.
 */
import type { Program } from '../../listing/program.ts';
import type { Effect } from '../../machine/effect.ts';
import type { Machine } from '../../machine/machine.ts';
import { StateLayout } from '../../machine/state-layout.ts';
import type { State } from '../../machine/state.ts';

export interface Footprint {
  readonly start: State;
  /** Cells (32-bit pieces of a state, by offset / 4) of memory, ghosts and depths that change. */
  readonly changing: ReadonlySet<number>;
  /** By actor: the operations it rests at. */
  readonly reached: readonly ReadonlySet<number>[];
  /** By actor and operation, `0:17`: the addresses it goes to, waits for or faults at. */
  readonly addresses: ReadonlyMap<string, readonly bigint[]>;
  /** By actor and operation, `0:17`: where the machine stops. */
  readonly stops: ReadonlySet<string>;
  /** By actor: the slots whose high half ever is not 0. */
  readonly wideSlots: readonly ReadonlySet<number>[];
  readonly states: number;
  /** False: the limit was hit, and the rest was only sampled. */
  readonly complete: boolean;
}

/** Schedules run to their end where not all states are walked. */
const SAMPLES = 2_000;

/** Walks up to `limit` states. */
export function footprint(program: Program, machine: Machine, limit: number): Footprint {
  const walk = new Walk(program, machine);
  const start = machine.start();
  const known = new Set([numberOf(start.state)]);
  const open = [start.state];
  walk.note(start.state, start.effects);
  let complete = true;
  for (let from = open.pop(); from !== undefined && complete; from = open.pop()) {
    for (const move of machine.moves(from)) {
      const { state, effects } = machine.step(from, move);
      const number = numberOf(state);
      const isNew = !known.has(number);
      walk.note(isNew ? state : undefined, effects);
      if (!isNew) continue;
      complete = known.size < limit;
      known.add(number);
      open.push(state);
    }
  }
  if (!complete) sample(machine, walk);
  return { start: start.state, ...walk.found(), states: known.size, complete };
}

/**
 * A number of 53 bits that two states hardly ever have in common. Where they do, something is left
 * out of the export, and SPIN tells.
 */
function numberOf(state: State): number {
  let one = 0x811c9dc5;
  let other = 0x9e3779b9;
  for (const byte of state) {
    one = Math.imul(one ^ byte, 0x01000193);
    other = Math.imul(other, 31) + byte;
    other ^= other >>> 15;
  }
  return (one >>> 0) * 0x200000 + (other & 0x1fffff);
}

/** Schedules picked by a small generator with a fixed seed: the same ones every time. */
function sample(machine: Machine, walk: Walk): void {
  let seed = 1;
  for (let schedule = 0; schedule < SAMPLES; schedule++) {
    let { state } = machine.start();
    for (let moves = machine.moves(state); moves.length > 0; moves = machine.moves(state)) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const move = moves[(seed >>> 8) % moves.length];
      if (move === undefined) break;
      const step = machine.step(state, move);
      state = step.state;
      walk.note(state, step.effects);
    }
  }
}

/** What has been seen on the way. */
class Walk {
  readonly #program: Program;
  readonly #machine: Machine;
  readonly #layout: StateLayout;
  readonly #first: DataView;
  readonly #cells: readonly number[];
  readonly #changing = new Set<number>();
  readonly #reached: readonly Set<number>[];
  readonly #addresses = new Map<string, Set<bigint>>();
  readonly #stops = new Set<string>();
  readonly #wideSlots: readonly Set<number>[];

  constructor(program: Program, machine: Machine) {
    this.#program = program;
    this.#machine = machine;
    this.#layout = new StateLayout(program);
    this.#first = viewOf(machine.start().state);
    this.#cells = worldCells(program, this.#layout);
    this.#reached = program.actors.map(() => new Set<number>());
    this.#wideSlots = program.actors.map(() => new Set<number>());
  }

  /** `state` where it is a new one. */
  note(state: State | undefined, effects: readonly Effect[]): void {
    for (const effect of effects) this.#noteEffect(effect, state);
    if (state === undefined) return;
    const view = viewOf(state);
    for (const cell of this.#cells) {
      if (view.getInt32(cell * 4, true) !== this.#first.getInt32(cell * 4, true)) {
        this.#changing.add(cell);
      }
    }
    for (const [actor, reached] of this.#reached.entries()) {
      reached.add(this.#machine.at(state, actor));
      this.#noteWait(state, actor);
      this.#noteSlots(view, actor);
    }
  }

  found(): Omit<Footprint, 'start' | 'states' | 'complete'> {
    const addresses = new Map(
      [...this.#addresses].map(([key, found]) => {
        return [key, [...found].sort((a, b) => (a < b ? -1 : 1))];
      }),
    );
    return {
      changing: this.#changing,
      reached: this.#reached,
      addresses,
      stops: this.#stops,
      wideSlots: this.#wideSlots,
    };
  }

  #noteEffect(effect: Effect, state: State | undefined): void {
    const { actor, operation } = effect;
    if (effect.kind === 'bug' || effect.kind === 'bound' || effect.kind === 'fault') {
      this.#stops.add(`${actor}:${operation}`);
    }
    if (effect.kind === 'fault') this.#noteAddress(actor, operation, effect.fault.address);
    else if (effect.kind === 'ghost') this.#noteAddress(actor, operation, effect.object);
    else if ('address' in effect) this.#noteAddress(actor, operation, effect.address);
    else if (effect.kind === 'bug' && state !== undefined) {
      const op = this.#program.actors[actor]?.code.operations[operation]?.op;
      if (op?.kind !== 'unlock') return;
      const address = viewOf(state).getBigUint64(this.#layout.stop.address, true);
      this.#noteAddress(actor, operation, address);
    }
  }

  #noteWait(state: State, actor: number): void {
    const status = this.#machine.status(state, actor);
    if (status.kind !== 'waiting' || status.on === 'interrupt') return;
    const ahead = this.#machine.touchAhead(state, actor);
    if (ahead !== undefined) this.#noteAddress(actor, ahead, status.address);
  }

  #noteSlots(view: DataView, actor: number): void {
    const layout = this.#layout.actors[actor];
    const wide = this.#wideSlots[actor];
    if (layout === undefined || wide === undefined) return;
    for (let slot = 0; slot < layout.slotCount; slot++) {
      if (view.getUint32(layout.slots + slot * 8 + 4, true) !== 0) wide.add(slot);
    }
  }

  #noteAddress(actor: number, operation: number, address: bigint): void {
    const key = `${actor}:${operation}`;
    const found = this.#addresses.get(key) ?? new Set<bigint>();
    this.#addresses.set(key, found.add(address));
  }
}

function viewOf(state: State): DataView {
  return new DataView(state.buffer, state.byteOffset, state.byteLength);
}

/** The cells that all actors share: memory, ghosts, interrupt depths. */
function worldCells(program: Program, layout: StateLayout): readonly number[] {
  const end = layout.actors[0]?.counter ?? layout.stop.cause;
  const cells = Array.from({ length: end / 4 }, (_, cell) => cell);
  const cpus = new Set(program.actors.map((actor) => actor.cpu));
  for (const cpu of cpus) {
    const depth = layout.depthOffset(cpu);
    if (depth >= 0) cells.push(depth / 4);
  }
  return cells;
}
