/**
 * The bench a step is worked out on: a private copy of the state's bytes, the actor and operation at
 * work, and the effects so far. Touches and quiet operations change nothing but this.
 */
import type { Actor } from '../listing/program.ts';
import type { Effect, Fault } from './effect.ts';
import { faultKind } from './fault.ts';
import { STOP_CAUSES } from './state-layout.ts';
import type { StateLayout, StopCause } from './state-layout.ts';
import { type MakeView, plainView } from './recording-view.ts';
import type { State } from './state.ts';

export class Run {
  readonly layout: StateLayout;
  readonly view: DataView;
  effects: Effect[] = [];
  /** Index of the actor at work. */
  actor = 0;
  /** CPU it runs on, -1 for a device. */
  cpu = -1;
  /** Index of the operation at work. */
  operation = 0;
  /** Offset of the actor's slots. */
  slots = 0;
  stopped = false;
  readonly #bytes: Uint8Array<ArrayBuffer>;

  /** `spare`: bytes after the state, for the locals of a probe. */
  constructor(layout: StateLayout, spare: number, viewOf: MakeView = plainView) {
    this.layout = layout;
    this.#bytes = new Uint8Array(layout.size + spare);
    this.view = viewOf(this.#bytes.buffer);
  }

  /** Begins with a copy of `state`. */
  load(state: State): void {
    if (state.length !== this.layout.size) {
      throw new Error(
        `a state of this program has ${this.layout.size} bytes, this one ${state.length}`,
      );
    }
    this.#bytes.set(state);
    this.effects = [];
    this.stopped = this.view.getUint32(this.layout.stop.cause, true) !== 0;
  }

  /** Begins with what another bench holds. */
  copy(other: Run): void {
    this.#bytes.set(other.#bytes.subarray(0, this.layout.size));
    this.effects = [];
    this.stopped = other.stopped;
  }

  /** Begins with zeros. */
  clear(): void {
    this.#bytes.fill(0);
    this.effects = [];
    this.stopped = false;
  }

  /** A fresh copy of the bytes. */
  state(): State {
    return this.#bytes.slice(0, this.layout.size);
  }

  /** Puts an actor to work, at its own slots. */
  take(index: number, actor: Actor): void {
    const layout = this.layout.actors[index];
    if (layout === undefined) throw new Error(`the program has no actor ${index}`);
    this.actor = index;
    this.cpu = actor.cpu;
    this.slots = layout.slots;
  }

  local(slot: number): bigint {
    return this.view.getBigUint64(this.slots + slot * 8, true);
  }

  setLocal(slot: number, value: bigint): void {
    this.view.setBigUint64(this.slots + slot * 8, value, true);
  }

  /** Zeroes `count` slots from the first. */
  clearLocals(count: number): void {
    this.#bytes.fill(0, this.slots, this.slots + count * 8);
  }

  /** How often the interrupts of the actor's CPU are off; a device has none to turn off. */
  depth(): number {
    const offset = this.layout.depthOffset(this.cpu);
    return offset < 0 ? 0 : this.view.getUint32(offset, true);
  }

  /** Sets the depth; an effect only when interrupts really go on or off. */
  setDepth(depth: number): void {
    const offset = this.layout.depthOffset(this.cpu);
    if (offset < 0) return;
    const old = this.view.getUint32(offset, true);
    this.view.setUint32(offset, depth, true);
    if ((old === 0) !== (depth === 0)) {
      const { actor, operation } = this;
      this.effects.push({ actor, operation, kind: 'interrupts', on: depth === 0 });
    }
  }

  /** Stops the machine for good at the operation at work; `address` for faults. */
  stop(cause: StopCause, address = 0n): void {
    const { view, layout } = this;
    this.stopped = true;
    view.setUint32(layout.stop.cause, STOP_CAUSES.indexOf(cause), true);
    view.setUint32(layout.stop.actor, this.actor, true);
    view.setUint32(layout.stop.operation, this.operation, true);
    view.setBigUint64(layout.stop.address, address, true);
  }

  /** Stops at an access of `width` bytes that memory cannot serve. */
  fault(access: Fault['access'], address: bigint, place: string, width = 4): void {
    const { actor, operation } = this;
    const fault = { kind: faultKind(address, width), access, address, place };
    this.effects.push({ actor, operation, kind: 'fault', fault });
    this.stop('fault', address);
  }
}
