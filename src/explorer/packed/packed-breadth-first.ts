/**
 * The breadth-first search by the packed engine: the same states in the same order as the search over
 * the model itself, and so the same shortest schedules. The engine runs; this serves what it asks for
 * and makes room.
 *
 *     rows of all states | their parents | table of their numbers
 */
import type { StateGraph } from '../state-graph.ts';
import { breadthFirstModule } from './breadth-first-code.ts';
import { Desk } from './desk.ts';
import type { EngineHost } from './engine.ts';
import type { LearnableModel } from './learnable-model.ts';
import { request } from './memory-plan.ts';
import type {
  PackedEnd,
  PackedInterruption,
  PackedLimits,
  PackedMove,
  PackedProgress,
  PackedReport,
} from './packed-report.ts';
import { packedGraph, type PositionOf } from './packed-graph.ts';
import { maskOf, type RowLayout } from './row-layout.ts';
import { RowRoom } from './row-room.ts';
import { enteredInTable } from './row-table.ts';
import { type ImageStep, scheduleOf, type Step, unfoldedScheduleOf } from './schedule-of.ts';

/** Where a property was broken: in a state, or by a move from it. */
interface Breach {
  readonly state: number;
  readonly move?: Step;
}

export class PackedBreadthFirst {
  readonly #desk: Desk;
  readonly #model: LearnableModel;
  readonly #limits: PackedLimits;
  readonly #room: RowRoom;
  readonly #breaches = new Map<number, Breach>();
  readonly #rest: number[] = [];
  readonly #stuck: number[] = [];
  #transitions = 0;
  #interruption: PackedInterruption | undefined;

  /** Throws a RangeError where there is no memory even for a small search. */
  constructor(model: LearnableModel, host: EngineHost, limits: PackedLimits) {
    this.#model = model;
    this.#limits = limits;
    this.#desk = new Desk(model, host, breadthFirstModule, {
      hasPlaces: false,
      // Tables of symmetries would be as wide as the fields are.
      room: model.symmetries.length === 0 ? 'roomy' : 'tight',
    });
    this.#room = new RowRoom(this.#desk, limits);
    const { learning, layout, words } = this.#desk;
    layout.pack(learning.first, words, this.#room.row(0));
    this.#desk.set('count', 1);
    this.#desk.start();
    this.#room.rehash();
    this.#breach(learning.startBroken, { state: 0 });
  }

  /** Tries the moves of up to `states` further states. True while there is more to do. */
  run(states: number): boolean {
    this.#desk.set('until', Math.min(this.#desk.get('next') + states, 2 ** 31 - 1));
    while (this.#canGoOn()) {
      const asked = this.#desk.call('run');
      this.#transitions += this.#desk.get('transitions');
      if (asked === request.done) break;
      this.#serve(asked);
    }
    return this.#canGoOn();
  }

  /** Ends the search where it is. */
  cancel(): void {
    if (this.#canGoOn()) this.#interruption = 'cancelled';
  }

  progress(): PackedProgress {
    return {
      states: this.states,
      transitions: this.#transitions,
      depth: this.#way(this.states - 1).length,
      waiting: this.states - this.#desk.get('next'),
      broken: [...this.#breaches.keys()].map((bit) => this.#model.properties[bit] ?? ''),
      bytes: this.#desk.bytes + this.#room.bytes,
    };
  }

  report(): PackedReport {
    const interrupted = this.#interruption;
    return {
      complete: interrupted === undefined && !this.#canGoOn(),
      ...(interrupted === undefined ? {} : { interrupted }),
      states: this.states,
      transitions: this.#transitions,
      depth: this.#way(this.states - 1).length,
      violations: [...this.#breaches]
        .map(([bit, { state, move }]) => ({
          property: this.#model.properties[bit] ?? '',
          schedule: this.#schedule(state, move),
        }))
        .toSorted((a, b) => a.schedule.length - b.schedule.length),
      rest: this.#rest.length,
      stopped: this.#desk.get('stopped'),
      stuck: this.#stuck.length,
    };
  }

  get states(): number {
    return this.#desk.get('count');
  }

  /** Ends in the order of discovery, `most` of each kind at the most. */
  ends(most: number): readonly PackedEnd[] {
    const end = (kind: PackedEnd['kind'], states: readonly number[]): readonly PackedEnd[] =>
      states.slice(0, most).map((state) => ({
        kind,
        state: this.state(state),
        schedule: this.scheduleTo(state),
      }));
    return [
      ...end('rest', this.#rest),
      ...end('stopped', this.#stopped(most)),
      ...end('stuck', this.#stuck),
    ];
  }

  /** The bytes of a state. */
  state(number: number): Uint8Array {
    return this.#desk.learning.state(this.#numbers(number));
  }

  /**
   * Everything seen, as a graph, in stretches; undefined before the search is complete, and with
   * symmetries, which leave states out.
   */
  *graph(positionOf: PositionOf): Generator<undefined, StateGraph | undefined, undefined> {
    if (this.#interruption !== undefined || this.#canGoOn()) return undefined;
    if (this.#desk.learning.images.size > 0) return undefined;
    return yield* packedGraph(this.#desk, positionOf);
  }

  /** A shortest schedule to a state. */
  scheduleTo(state: number): readonly PackedMove[] {
    return this.#schedule(state);
  }

  #schedule(state: number, last?: Step): readonly PackedMove[] {
    const { learning } = this.#desk;
    const way = this.#way(state);
    if (learning.images.size === 0) return scheduleOf(learning, way, last);
    const path: ImageStep[] = [];
    let at = state;
    for (const step of way.toReversed()) {
      path.push({ ...step, to: this.#numbers(at) });
      at = this.#desk.origin(this.#room.parent(at)).parent;
    }
    return unfoldedScheduleOf(learning, path.toReversed(), last);
  }

  #canGoOn(): boolean {
    return this.#interruption === undefined && this.#desk.get('next') < this.states;
  }

  #stopped(most: number): readonly number[] {
    const { layout, words } = this.#desk;
    const { bits, shift, word } = layout.field(this.#model.stopCell);
    const mask = maskOf(bits) << shift;
    const stopped: number[] = [];
    if (bits === 0) return stopped;
    for (let state = 0; state < this.states && stopped.length < most; state++) {
      if (((words[this.#room.row(state) + word] ?? 0) & mask) !== 0) stopped.push(state);
    }
    return stopped;
  }

  #numbers(state: number): Int32Array {
    return this.#desk.numbersAt(this.#room.row(state));
  }

  #way(state: number): readonly Step[] {
    return this.#desk.way(state, (at) => this.#room.parent(at));
  }

  #serve(asked: number): void {
    const desk = this.#desk;
    const state = desk.get('next');
    const actor = desk.get('actor');
    switch (asked) {
      case request.unknownStep:
        this.#withinMemory(() => this.#learn(state, actor));
        break;
      case request.unknownMemory:
        this.#withinMemory(() => {
          if (!desk.judge()) this.#room.widen();
        });
        break;
      case request.broken:
        this.#breach(desk.get('broken'), { state, move: { actor, place: desk.get('choice') } });
        break;
      case request.full:
        this.#withinMemory(() => this.#grow());
        break;
      case request.end:
        this.#end(state);
        break;
      case request.late:
        this.#withinMemory(() => this.#late(state, actor));
        break;
      default:
        throw new Error(`the engine asks for ${asked}, which nobody knows`);
    }
  }

  #withinMemory(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#interruption = 'memory';
    }
  }

  #breach(bits: number, breach: Breach): void {
    let found = 0;
    for (let bit = 0; bit < this.#model.properties.length; bit++) {
      const known = this.#breaches.get(bit);
      const isNearer = known === undefined || this.#length(breach) < this.#length(known);
      if ((bits & (1 << bit)) !== 0 && isNearer) this.#breaches.set(bit, breach);
      if (this.#breaches.has(bit)) found |= 1 << bit;
    }
    this.#desk.set('found', found);
  }

  /** An end is judged when its turn comes: by then a state as far off may have made a step more. */
  #length({ state, move }: Breach): number {
    return this.#way(state).length + (move === undefined ? 0 : 1);
  }

  /**
   * The actor's step can make all late, and from there on states that are images of each other go
   * different ways: the images of such a successor are states of their own.
   */
  #late(state: number, actor: number): void {
    const desk = this.#desk;
    const { images, steps } = desk.learning;
    const numbers = this.#numbers(state);
    const successors = steps.known(numbers, actor)?.successors ?? [];
    for (const [place, { broken, changes }] of successors.entries()) {
      this.#breach(broken, { state, move: { actor, place } });
      const after = numbers.slice();
      for (const { cell, value } of changes) after[cell] = value;
      const origin = desk.originCode(state, { actor, place });
      const alike = [
        after,
        ...Array.from({ length: images.size }, (_, image) => images.of(image, after)),
      ];
      const isLate = this.#model.lateActors.every(
        (each) => after[desk.learning.lateCell(each)] === 1,
      );
      for (const each of isLate ? alike : [leastRow(desk.layout, alike)]) {
        this.#insert(each, origin);
      }
      if (!this.#canGoOn()) return;
    }
    this.#transitions += successors.length;
    desk.set('moved', 1);
    desk.set('resume', actor + 1);
  }

  /** What the engine does with a successor, done by hand. */
  #insert(numbers: Int32Array, origin: number): void {
    const desk = this.#desk;
    const { states } = this;
    if (states >= desk.get('capacity')) this.#grow();
    if (this.#interruption !== undefined) return;
    const { words, layout } = desk;
    const row = this.#room.row(states);
    layout.pack(numbers, words, row);
    if (!enteredInTable(desk, states)) return;
    this.#room.setParent(states, origin);
    desk.set('count', states + 1);
    this.#breach(this.#model.brokenIn(this.state(states)), { state: states });
  }

  #end(state: number): void {
    const desk = this.#desk;
    const bytes = this.state(state);
    (this.#model.ending(bytes) === 'rest' ? this.#rest : this.#stuck).push(state);
    this.#breach(this.#model.brokenAtEnd(bytes), { state });
    desk.set('next', state + 1);
    desk.set('resume', 0);
    desk.set('moved', 0);
  }

  #learn(state: number, actor: number): void {
    if (!this.#desk.learn(this.#numbers(state), actor)) this.#room.widen();
  }

  #grow(): void {
    if (this.states >= this.#limits.maxStates) this.#interruption = 'limit';
    else this.#room.grow();
  }
}

/** Of states that are alike the one that stands for all, as the engine chooses it (least-code.ts). */
function leastRow(layout: RowLayout, alike: readonly Int32Array[]): Int32Array {
  const rows = alike.map((numbers) => {
    const row = new Int32Array(layout.words);
    layout.pack(numbers, row, 0);
    return { numbers, words: Array.from(row, (word) => word >>> 0) };
  });
  const [first] = rows.toSorted((a, b) => {
    const word = a.words.findIndex((each, at) => each !== b.words[at]);
    return (a.words[word] ?? 0) - (b.words[word] ?? 0);
  });
  if (first === undefined) throw new Error('no state is like itself');
  return first.numbers;
}
