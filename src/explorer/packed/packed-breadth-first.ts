/**
 * The breadth-first search by the packed engine: the same states in the same order as the search over
 * the model itself, and so the same shortest schedules. The engine runs; this serves what it asks for
 * and makes room.
 *
 *     rows of all states | their parents | table of their numbers
 */
import { breadthFirstModule, NUMBER_BITS } from './breadth-first-code.ts';
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
import { maskOf } from './row-layout.ts';
import { scheduleOf, type Step } from './schedule-of.ts';

const FIRST_CAPACITY = 1 << 12;

/** Where a property was broken: in a state, or by a move from it. */
interface Breach {
  readonly state: number;
  readonly move?: Step;
}

export class PackedBreadthFirst {
  readonly #desk: Desk;
  readonly #model: LearnableModel;
  readonly #limits: PackedLimits;
  readonly #breaches = new Map<number, Breach>();
  readonly #rest: number[] = [];
  readonly #stuck: number[] = [];
  #capacity = FIRST_CAPACITY;
  #transitions = 0;
  #interruption: PackedInterruption | undefined;

  /** Throws a RangeError where there is no memory even for a small search. */
  constructor(model: LearnableModel, host: EngineHost, limits: PackedLimits) {
    this.#model = model;
    this.#limits = limits;
    this.#desk = new Desk(model, host, breadthFirstModule);
    this.#makeRoom();
    const { learning, layout, words } = this.#desk;
    layout.pack(learning.first, words, this.#row(0));
    this.#desk.set('count', 1);
    this.#desk.start();
    this.#rehash();
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
      bytes: this.#bytes(),
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
          schedule: scheduleOf(this.#desk.learning, this.#way(state), move),
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

  /** A shortest schedule to a state. */
  scheduleTo(state: number): readonly PackedMove[] {
    return scheduleOf(this.#desk.learning, this.#way(state));
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
      if (((words[this.#row(state) + word] ?? 0) & mask) !== 0) stopped.push(state);
    }
    return stopped;
  }

  /** Bytes of a state: its row, its parent, two entries of the table. */
  #stateBytes(): number {
    return 4 * this.#desk.layout.words + 4 + 8;
  }

  #bytes(): number {
    return this.#desk.bytes + this.#capacity * this.#stateBytes();
  }

  /** Index of the first word of a state's row. */
  #row(state: number): number {
    return (this.#desk.get('rows') >> 2) + state * this.#desk.layout.words;
  }

  #numbers(state: number): Int32Array {
    return this.#desk.numbersAt(this.#row(state));
  }

  #way(state: number): readonly Step[] {
    const { words } = this.#desk;
    const parents = this.#desk.get('parents') >> 2;
    return this.#desk.way(state, (at) => words[parents + at] ?? 0);
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
        desk.judge();
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
      if ((bits & (1 << bit)) !== 0 && !this.#breaches.has(bit)) this.#breaches.set(bit, breach);
      if (this.#breaches.has(bit)) found |= 1 << bit;
    }
    this.#desk.set('found', found);
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

  /** Where a value has outgrown its field every row is packed anew. */
  #learn(state: number, actor: number): void {
    const desk = this.#desk;
    if (desk.learn(this.#numbers(state), actor)) return;
    const { layout: before, words } = desk;
    const { states } = this;
    const rows = words.slice(this.#row(0), this.#row(states));
    const parents = desk.get('parents') >> 2;
    const parentsKept = words.slice(parents, parents + states);
    desk.widen();
    this.#makeRoom();
    const { layout } = desk;
    const numbers = new Int32Array(layout.fields.length);
    for (let each = 0; each < states; each++) {
      before.unpack(rows, each * before.words, numbers);
      layout.pack(numbers, desk.words, this.#row(each));
    }
    desk.words.set(parentsKept, desk.get('parents') >> 2);
    desk.start();
    this.#rehash();
  }

  /** Makes the memory large enough for the capacity and says where things are. */
  #makeRoom(): void {
    const desk = this.#desk;
    const rows = desk.plan.end;
    const parents = rows + this.#capacity * 4 * desk.layout.words;
    const table = parents + this.#capacity * 4;
    desk.reserve(table + this.#capacity * 8);
    desk.set('rows', rows);
    desk.set('parents', parents);
    desk.set('table', table);
    desk.set('tableMask', this.#capacity * 2 - 1);
    desk.set('capacity', Math.min(this.#capacity, this.#limits.maxStates));
  }

  #grow(): void {
    if (this.states >= this.#limits.maxStates) {
      this.#interruption = 'limit';
      return;
    }
    if (this.#capacity * 2 >= 2 ** NUMBER_BITS) throw new RangeError('more than a number can hold');
    if (this.#desk.bytes + this.#capacity * 2 * this.#stateBytes() > this.#limits.maxBytes) {
      throw new RangeError('over the limit of memory');
    }
    const old = this.#desk.get('parents') >> 2;
    const { states } = this;
    this.#capacity *= 2;
    try {
      this.#makeRoom();
    } catch (error) {
      this.#capacity /= 2;
      throw error;
    }
    this.#desk.words.copyWithin(this.#desk.get('parents') >> 2, old, old + states);
    this.#rehash();
  }

  #rehash(): void {
    const table = this.#desk.get('table') >> 2;
    this.#desk.words.fill(0, table, table + this.#capacity * 2);
    this.#desk.call('rehash');
  }
}
