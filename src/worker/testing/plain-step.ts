/**
 * The second interpreter's touches and quiet operations, each done to a moment in place.
 */
import type { Actor, Program, Quiet, Touch } from '../../listing/program.ts';
import { type Cells, extended, placed, put, seen, take, u64, value } from './plain-words.ts';

interface PlainActor {
  at: number;
  begun: boolean;
  slots: bigint[];
}

/** One moment. Never changed after it was made. */
export interface PlainState {
  readonly memory: number[];
  readonly ghosts: Map<string, bigint>;
  readonly actors: PlainActor[];
  /** By CPU, how often its interrupts are off. */
  readonly depths: number[];
  /** Why the machine stopped; empty while it runs. */
  stop: string;
}

/** Operations of one program, done to moments that are being made. */
export class PlainSteps {
  readonly program: Program;
  readonly cells: Cells;

  constructor(program: Program, cells: Cells) {
    this.program = program;
    this.cells = cells;
  }

  touch(state: PlainState, actor: number, touch: Touch, choice: number): void {
    const { slots } = this.own(state, actor);
    if (touch.kind === 'pause') return;
    if (touch.kind === 'choose') {
      slots[touch.to] = u64(BigInt(choice));
      return;
    }
    const { place } = touch;
    const address = placed(place, slots);
    const old = take(this.cells, state.memory, address, place.width);
    const stop = (cause: string): void => {
      state.stop = `${cause} ${actor} ${this.own(state, actor).at} ${address}`;
    };
    if (old === undefined) return stop('fault');
    const { width } = place;
    const write = (raw: bigint): void => put(this.cells, state.memory, { address, width }, raw);
    const give = (to: number | undefined, word: bigint): void => {
      if (to !== undefined) slots[to] = word;
    };
    switch (touch.kind) {
      case 'load':
      case 'wait':
        give(touch.to, seen(place, old));
        break;
      case 'store':
        write(value(touch.value, slots));
        break;
      case 'rmw': {
        const by = value(touch.value, slots);
        const after = { '+': old + by, '-': old - by, '&': old & by, '|': old | by, '^': old ^ by };
        const raw = BigInt.asUintN(place.width * 8, after[touch.operator]);
        write(raw);
        give(touch.to, extended(place, raw));
        break;
      }
      case 'cmpxchg': {
        const expected = BigInt.asUintN(place.width * 8, value(touch.expected, slots));
        if (old === expected) write(value(touch.desired, slots));
        give(touch.to, extended(place, old));
        break;
      }
      case 'bit': {
        const mask = 1n << BigInt(place.bit ?? 0);
        write(touch.value === 1 ? old | mask : old & ~mask);
        give(touch.to, (old & mask) === 0n ? 0n : 1n);
        break;
      }
      case 'trylock':
        if (old === 0n) write(BigInt(actor + 1));
        give(touch.to, old === 0n ? 1n : 0n);
        break;
      case 'lock':
        write(BigInt(actor + 1));
        if (touch.mode === 'irq') this.#off(state, actor, (depth) => Math.max(depth, 1));
        if (touch.mode === 'irqsave') this.#off(state, actor, (depth) => depth + 1);
        break;
      case 'unlock':
        if (old !== BigInt(actor + 1)) return stop('foreign-unlock');
        write(0n);
        if (touch.mode === 'irq') this.#off(state, actor, () => 0);
        if (touch.mode === 'irqsave') this.#off(state, actor, (depth) => Math.max(depth - 1, 0));
        break;
    }
  }

  quiet(state: PlainState, actor: number, op: Quiet): void {
    const me = this.own(state, actor);
    const { slots } = me;
    const here = me.at;
    me.at = here + 1;
    const stop = (cause: string): void => {
      me.at = here;
      state.stop = `${cause} ${actor} ${here}`;
    };
    switch (op.kind) {
      case 'set':
        slots[op.to] = value(op.value, slots);
        break;
      case 'branch':
        me.at = value(op.test, slots) === 0n ? op.otherwise : op.then;
        break;
      case 'jump':
        me.at = op.to;
        break;
      case 'bug':
        if (value(op.test, slots) !== 0n) stop('bug');
        break;
      case 'bound':
        stop('bound');
        break;
      case 'ghost': {
        const name = `${value(op.object, slots)}.${op.field}`;
        const old = state.ghosts.get(name);
        if (old === undefined) return stop(`fault ${name}`);
        const by = value(op.value, slots);
        state.ghosts.set(name, u64({ '=': by, '+': old + by, '-': old - by }[op.operator]));
        break;
      }
      case 'ghost-load': {
        const name = `${value(op.object, slots)}.${op.field}`;
        const found = state.ghosts.get(name);
        if (found === undefined) return stop(`fault ${name}`);
        slots[op.to] = found;
        break;
      }
      case 'interrupts': {
        const { change } = op;
        this.#off(state, actor, (depth) =>
          change === 'off' ? depth + 1 : change === 'on' ? 0 : Math.max(depth - 1, 0),
        );
        break;
      }
      case 'warn':
      case 'enter':
      case 'leave':
      case 'end':
        break;
    }
  }

  #off(state: PlainState, actor: number, depth: (old: number) => number): void {
    const { cpu } = this.actor(actor);
    const old = state.depths[cpu];
    if (old !== undefined) state.depths[cpu] = depth(old);
  }

  actor(actor: number): Actor {
    const found = this.program.actors[actor];
    if (found === undefined) throw new Error(`no actor ${actor}`);
    return found;
  }

  own(state: PlainState, actor: number): PlainActor {
    const found = state.actors[actor];
    if (found === undefined) throw new Error(`no actor ${actor}`);
    return found;
  }

  op(actor: number, at: number): Touch | Quiet {
    const found = this.actor(actor).code.operations[at];
    if (found === undefined) throw new Error(`actor ${actor} has no operation ${at}`);
    return found.op;
  }
}

/** A copy that shares nothing. */
export function copyOf({ memory, ghosts, actors, depths, stop }: PlainState): PlainState {
  return {
    memory: memory.slice(),
    ghosts: new Map(ghosts),
    actors: actors.map(({ at, begun, slots }) => ({ at, begun, slots: slots.slice() })),
    depths: depths.slice(),
    stop,
  };
}

/** Whether it happens between touches. */
export function isQuiet(op: Touch | Quiet): op is Quiet {
  return ![
    'load',
    'store',
    'rmw',
    'cmpxchg',
    'bit',
    'lock',
    'trylock',
    'unlock',
    'wait',
    'pause',
    'choose',
  ].includes(op.kind);
}
