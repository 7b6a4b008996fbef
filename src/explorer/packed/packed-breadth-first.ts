/**
 * The breadth-first search by the packed engine: the same states in the same order as the search over
 * the model itself, and so the same shortest schedules. The engine runs; this serves what it asks for
 * and makes room.
 *
 *     rows of all states | their parents | table of their numbers
 */
import {
  breadthFirstModule,
  type EngineShape,
  movesPerState,
  NUMBER_BITS,
} from './breadth-first-code.ts';
import { CheckTable } from './check-table.ts';
import type { Engine, EngineHost, EngineMemory } from './engine.ts';
import type { LearnableModel } from './learnable-model.ts';
import { Learning } from './learning.ts';
import { header, type MemoryPlan, memoryPlan, request } from './memory-plan.ts';
import type {
  PackedEnd,
  PackedInterruption,
  PackedLimits,
  PackedMove,
  PackedProgress,
  PackedReport,
} from './packed-report.ts';
import type { RowLayout } from './row-layout.ts';
import { scheduleOf, type Step } from './schedule-of.ts';
import { StepPool } from './step-pool.ts';

const PAGE = 65536;
const FIRST_CAPACITY = 1 << 12;

/** Where a property was broken: in a state, or by a move from it. */
interface Breach {
  readonly state: number;
  readonly move?: Step;
}

export class PackedBreadthFirst {
  readonly #learning: Learning;
  readonly #model: LearnableModel;
  readonly #host: EngineHost;
  readonly #limits: PackedLimits;
  readonly #memory: EngineMemory;
  readonly #breaches = new Map<number, Breach>();
  readonly #rest: number[] = [];
  readonly #stuck: number[] = [];
  #capacity = FIRST_CAPACITY;
  #plan: MemoryPlan;
  #shape: EngineShape;
  #engine: Engine;
  #pool: StepPool;
  #checks: CheckTable;
  #words: Int32Array;
  #transitions = 0;
  #interruption: PackedInterruption | undefined;

  /** Throws a RangeError where there is no memory even for a small search. */
  constructor(model: LearnableModel, host: EngineHost, limits: PackedLimits) {
    this.#model = model;
    this.#host = host;
    this.#limits = limits;
    this.#learning = new Learning(model);
    this.#plan = memoryPlan(this.#learning.layout, model.actors);
    this.#memory = host.memory(Math.ceil(this.#plan.end / PAGE));
    this.#words = new Int32Array(this.#memory.buffer);
    this.#shape = this.#newShape();
    this.#makeRoom();
    this.#learning.layout.pack(this.#learning.first, this.#words, this.#rows >> 2);
    this.#set('count', 1);
    const { engine, pool, checks } = this.#begin();
    this.#engine = engine;
    this.#pool = pool;
    this.#checks = checks;
    this.#engine.call('rehash');
    this.#breach(this.#learning.startBroken, { state: 0 });
  }

  /** Tries the moves of up to `states` further states. True while there is more to do. */
  run(states: number): boolean {
    if (!this.#canGoOn()) return false;
    this.#set('until', Math.min(this.#get('next') + states, 2 ** 31 - 1));
    while (this.#canGoOn()) {
      const asked = this.#engine.call('run');
      this.#transitions += this.#get('transitions');
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
      depth: this.#depthOf(this.states - 1),
      waiting: this.states - this.#get('next'),
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
      depth: this.#depthOf(this.states - 1),
      violations: [...this.#breaches]
        .map(([bit, { state, move }]) => ({
          property: this.#model.properties[bit] ?? '',
          schedule: scheduleOf(this.#learning, this.#way(state), move),
        }))
        .toSorted((a, b) => a.schedule.length - b.schedule.length),
      rest: this.#rest.length,
      stopped: this.#get('stopped'),
      stuck: this.#stuck.length,
    };
  }

  get states(): number {
    return this.#get('count');
  }

  /** Ends in the order of discovery, `most` of each kind at the most. */
  ends(most: number): readonly PackedEnd[] {
    const stopped: number[] = [];
    const stop = this.#learning.layout.field(this.#model.stopCell);
    if (stop.bits > 0) {
      const { words } = this.#learning.layout;
      const mask = (2 ** stop.bits - 1) << stop.shift;
      const base = (this.#rows >> 2) + stop.word;
      for (let state = 0; state < this.states && stopped.length < most; state++) {
        if (((this.#words[base + state * words] ?? 0) & mask) !== 0) stopped.push(state);
      }
    }
    const end = (kind: PackedEnd['kind'], states: readonly number[]): readonly PackedEnd[] =>
      states.slice(0, most).map((state) => ({
        kind,
        state: this.state(state),
        schedule: this.scheduleTo(state),
      }));
    return [...end('rest', this.#rest), ...end('stopped', stopped), ...end('stuck', this.#stuck)];
  }

  /** The bytes of a state. */
  state(number: number): Uint8Array {
    return this.#learning.state(this.#numbers(number));
  }

  /** A shortest schedule to a state. */
  scheduleTo(state: number): readonly PackedMove[] {
    return scheduleOf(this.#learning, this.#way(state));
  }

  get #rows(): number {
    return this.#get('rows');
  }

  #get(word: keyof typeof header): number {
    return this.#words[header[word] >> 2] ?? 0;
  }

  #set(word: keyof typeof header, value: number): void {
    this.#words[header[word] >> 2] = value;
  }

  #canGoOn(): boolean {
    return this.#interruption === undefined && this.#get('next') < this.#get('count');
  }

  #bytes(): number {
    const { words } = this.#learning.layout;
    return this.#pool.size + this.#checks.size + this.#capacity * (4 * words + 4 + 8);
  }

  #serve(asked: number): void {
    const state = this.#get('next');
    const actor = this.#get('actor');
    switch (asked) {
      case request.unknownStep:
        this.#learn(this.#numbers(state), actor);
        break;
      case request.unknownMemory:
        this.#judge();
        break;
      case request.broken:
        this.#breach(this.#get('broken'), { state, move: { actor, place: this.#get('choice') } });
        break;
      case request.full:
        this.#grow();
        break;
      case request.end:
        this.#end(state);
        break;
      default:
        throw new Error(`the engine asks for ${asked}, which nobody knows`);
    }
  }

  #learn(numbers: Int32Array, actor: number): void {
    const { path, outgrown } = this.#learning.learn(numbers, actor);
    try {
      if (outgrown) this.#widen();
      else this.#pool.add(this.#words, numbers, actor, path);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#interruption = 'memory';
    }
  }

  /** Judges the memory of the successor at work. */
  #judge(): void {
    const at = header.successor >> 2;
    const { layout } = this.#learning;
    const numbers = new Int32Array(layout.fields.length);
    layout.unpack(this.#words, at, numbers);
    this.#checks.add(this.#words, at, this.#model.brokenIn(this.#learning.state(numbers)));
  }

  #breach(bits: number, breach: Breach): void {
    for (let bit = 0; bit < this.#model.properties.length; bit++) {
      if ((bits & (1 << bit)) !== 0 && !this.#breaches.has(bit)) this.#breaches.set(bit, breach);
    }
    let found = 0;
    for (const bit of this.#breaches.keys()) found |= 1 << bit;
    this.#set('found', found);
  }

  #end(state: number): void {
    const bytes = this.state(state);
    const ending = this.#model.ending(bytes);
    (ending === 'rest' ? this.#rest : this.#stuck).push(state);
    this.#breach(this.#model.brokenAtEnd(bytes), { state });
    this.#set('next', state + 1);
    this.#set('resume', 0);
    this.#set('moved', 0);
  }

  #numbers(state: number): Int32Array {
    const { layout } = this.#learning;
    const numbers = new Int32Array(layout.fields.length);
    layout.unpack(this.#words, (this.#rows >> 2) + state * layout.words, numbers);
    return numbers;
  }

  #parent(state: number): { readonly parent: number; readonly step: Step } {
    const code = (this.#words[(this.#get('parents') >> 2) + state] ?? 0) >>> 0;
    const fan = movesPerState(this.#shape);
    const move = code % fan;
    const { mostChoices } = this.#model;
    return {
      parent: Math.floor(code / fan),
      step: { actor: Math.floor(move / mostChoices), place: move % mostChoices },
    };
  }

  #way(state: number): readonly Step[] {
    const steps: Step[] = [];
    for (let at = state; at > 0;) {
      const { parent, step } = this.#parent(at);
      steps.push(step);
      at = parent;
    }
    return steps.reverse();
  }

  #depthOf(state: number): number {
    let depth = 0;
    for (let at = state; at > 0; at = this.#parent(at).parent) depth++;
    return depth;
  }

  #newShape(): EngineShape {
    const { layout } = this.#learning;
    const { actors, mostChoices, stopCell } = this.#model;
    const checkMasks = layout.masks((cell) => this.#learning.isShared(cell));
    return { layout, plan: this.#plan, actors, mostChoices, stopCell, checkMasks };
  }

  /** Starts the engine for the layout as it is; the memory below `plan.end` but the header is zero. */
  #begin(): {
    readonly engine: Engine;
    readonly pool: StepPool;
    readonly checks: CheckTable;
  } {
    const { layout, values, steps } = this.#learning;
    const pool = new StepPool(layout, this.#plan);
    pool.addAll(this.#words, steps, this.#model.actors, (actor) => values.count(actor));
    const checks = new CheckTable(this.#words, this.#plan, this.#shape.checkMasks);
    const engine = this.#host.start(breadthFirstModule(this.#shape), this.#memory);
    return { engine, pool, checks };
  }

  /** Makes the memory large enough for the capacity and says where things are. */
  #makeRoom(): void {
    const rowSize = 4 * this.#learning.layout.words;
    const parents = this.#plan.end + this.#capacity * rowSize;
    const table = parents + this.#capacity * 4;
    const end = table + this.#capacity * 8;
    const missing = Math.ceil((end - this.#memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.#memory.grow(missing);
    this.#words = new Int32Array(this.#memory.buffer);
    this.#set('rows', this.#plan.end);
    this.#set('parents', parents);
    this.#set('table', table);
    this.#set('tableMask', this.#capacity * 2 - 1);
    this.#set('capacity', Math.min(this.#capacity, this.#limits.maxStates));
  }

  #grow(): void {
    const old = this.#get('parents') >> 2;
    const bytes = this.#bytes();
    if (this.states >= this.#limits.maxStates) this.#interruption = 'limit';
    else if (bytes * 2 > this.#limits.maxBytes || this.#capacity >= 2 ** NUMBER_BITS / 2) {
      this.#interruption = 'memory';
    } else {
      this.#capacity *= 2;
      try {
        this.#makeRoom();
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        this.#capacity /= 2;
        this.#interruption = 'memory';
        return;
      }
      this.#words.copyWithin(this.#get('parents') >> 2, old, old + this.states);
      this.#rehash();
    }
  }

  #rehash(): void {
    const table = this.#get('table') >> 2;
    this.#words.fill(0, table, table + this.#capacity * 2);
    this.#engine.call('rehash');
  }

  /** A cell has outgrown its field: every row is packed anew, and the trees are written again. */
  #widen(): void {
    const before: RowLayout = this.#learning.layout;
    const { states } = this;
    const from = this.#rows >> 2;
    const rows = this.#words.slice(from, from + states * before.words);
    const fromParents = this.#get('parents') >> 2;
    const parents = this.#words.slice(fromParents, fromParents + states);
    const kept = this.#words.slice(0, header.best >> 2);
    const layout = this.#learning.widen();
    this.#words.fill(0, 0, (this.#plan.steps + this.#pool.size) >> 2);
    this.#words.fill(0, this.#plan.checks >> 2, (this.#plan.checks + this.#checks.size) >> 2);
    this.#words.set(kept);
    this.#plan = memoryPlan(layout, this.#model.actors);
    this.#shape = this.#newShape();
    this.#makeRoom();
    const numbers = new Int32Array(layout.fields.length);
    for (let state = 0; state < states; state++) {
      before.unpack(rows, state * before.words, numbers);
      layout.pack(numbers, this.#words, (this.#rows >> 2) + state * layout.words);
    }
    this.#words.set(parents, this.#get('parents') >> 2);
    const { engine, pool, checks } = this.#begin();
    this.#engine = engine;
    this.#pool = pool;
    this.#checks = checks;
    this.#rehash();
  }
}
