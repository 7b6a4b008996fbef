/**
 * The sweep by the packed engine: every state of a program without loops, in the order of how much
 * its actors have behind them. The engine runs; this serves what it asks for, moves from bucket to
 * bucket, and makes room.
 *
 *     heads of the buckets | chunks: records, parents, the table of the bucket at work
 */
import { type EngineShape, movesPerState } from './breadth-first-code.ts';
import { CheckTable } from './check-table.ts';
import type { Engine, EngineHost, EngineMemory } from './engine.ts';
import type { LearnableModel } from './learnable-model.ts';
import { Learning } from './learning.ts';
import { header, type MemoryPlan, memoryPlan, request } from './memory-plan.ts';
import type {
  PackedEnd,
  PackedInterruption,
  PackedLimits,
  PackedProgress,
  PackedReport,
} from './packed-report.ts';
import { scheduleOf, type Step } from './schedule-of.ts';
import { StepPool } from './step-pool.ts';
import { BUCKET, bucketWords, CHUNK, CHUNK_HEAD, recordSize, sweepModule } from './sweep-code.ts';

const PAGE = 65536;
/** Bytes of a chunk of parents. */
const PARENTS = 1 << 18;
const FIRST_TABLE = 1 << 12;
/** Largest number of a distance, and "never". */
const NEVER = -1;

/** The way to a broken property: where it comes from, and how long it is. */
interface Breach {
  readonly way: readonly Step[];
}

interface EndState {
  readonly kind: PackedEnd['kind'];
  readonly numbers: Int32Array;
  readonly state: Uint8Array;
  readonly parent: number;
}

export class PackedSweep {
  readonly #learning: Learning;
  readonly #model: LearnableModel;
  readonly #host: EngineHost;
  readonly #limits: PackedLimits;
  readonly #memory: EngineMemory;
  readonly #buckets: number;
  readonly #breaches = new Map<number, Breach>();
  readonly #ends: EndState[] = [];
  readonly #counts = { rest: 0, stuck: 0 };
  #parentChunks: number[] = [];
  #plan: MemoryPlan;
  #shape: EngineShape;
  #engine: Engine;
  #pool: StepPool;
  #checks: CheckTable;
  #words: Int32Array;
  /** Sum of ranks of the bucket at work. */
  #at: number;
  #isGathered = false;
  #transitions = 0;
  #isDone = false;
  #interruption: PackedInterruption | undefined;

  /** Throws a RangeError where there is no memory, and an Error where the model has loops. */
  constructor(model: LearnableModel, host: EngineHost, limits: PackedLimits) {
    if (model.highestRank === undefined) {
      throw new Error('a sweep needs a program without loops, or whose loops count their rounds');
    }
    this.#model = model;
    this.#host = host;
    this.#limits = limits;
    this.#learning = new Learning(model);
    this.#buckets = model.highestRank + 1;
    this.#plan = memoryPlan(this.#learning.layout, model.actors);
    this.#memory = host.memory(Math.ceil((this.#plan.end + this.#buckets * BUCKET) / PAGE) + 16);
    this.#words = new Int32Array(this.#memory.buffer);
    this.#shape = this.#newShape();
    const best = header.best >> 2;
    this.#words.fill(NEVER, best, best + 32);
    this.#at = this.#firstRank();
    const { engine, pool, checks } = this.#begin(FIRST_TABLE);
    this.#engine = engine;
    this.#pool = pool;
    this.#checks = checks;
    const row = new Int32Array(this.#recordWords);
    this.#learning.layout.pack(this.#learning.first, row, 0);
    this.#put(this.#at, row);
    this.#breach(this.#learning.startBroken, []);
  }

  /** Tries the moves of up to `states` further states. True while there is more to do. */
  run(states: number): boolean {
    const until = this.states + states;
    this.#set('until', until);
    while (this.#canGoOn() && this.states < until) {
      if (!this.#isGathered && !this.#gather()) continue;
      const asked = this.#engine.call('expand');
      this.#transitions += this.#get('transitions');
      if (asked !== request.done) this.#serve(asked);
      else if (this.#get('chunk') === 0) this.#release();
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
      depth: this.#get('deepest'),
      waiting: this.#records(),
      broken: [...this.#breaches.keys()].map((bit) => this.#model.properties[bit] ?? ''),
      bytes: this.#bytes(),
    };
  }

  report(): PackedReport {
    const interrupted = this.#interruption;
    return {
      complete: interrupted === undefined && this.#isDone,
      ...(interrupted === undefined ? {} : { interrupted }),
      states: this.states,
      transitions: this.#transitions,
      depth: this.#get('deepest'),
      violations: [...this.#breaches]
        .map(([bit, { way }]) => ({
          property: this.#model.properties[bit] ?? '',
          schedule: scheduleOf(this.#learning, way),
        }))
        .toSorted((a, b) => a.schedule.length - b.schedule.length),
      rest: this.#counts.rest,
      stopped: this.#get('stopped'),
      stuck: this.#counts.stuck,
    };
  }

  get states(): number {
    return this.#get('count');
  }

  /** Ends other than stops, `most` of each kind at the most. */
  ends(most: number): readonly PackedEnd[] {
    const of = (kind: PackedEnd['kind']): readonly PackedEnd[] =>
      this.#ends
        .filter((end) => end.kind === kind)
        .slice(0, most)
        .map(({ state, parent }) => ({
          kind,
          state,
          schedule: scheduleOf(this.#learning, this.#way(parent)),
        }));
    return [...of('rest'), ...of('stuck')];
  }

  get #recordWords(): number {
    return recordSize(this.#learning.layout.words) >> 2;
  }

  #get(word: keyof typeof header): number {
    return this.#words[header[word] >> 2] ?? 0;
  }

  #set(word: keyof typeof header, value: number): void {
    this.#words[header[word] >> 2] = value;
  }

  #canGoOn(): boolean {
    return this.#interruption === undefined && !this.#isDone;
  }

  #bytes(): number {
    const fixed = this.#pool.size + this.#checks.size + this.#buckets * BUCKET;
    return fixed + this.#get('top') - this.#chunksFrom;
  }

  get #chunksFrom(): number {
    return Math.ceil((this.#plan.end + this.#buckets * BUCKET) / CHUNK) * CHUNK;
  }

  #firstRank(): number {
    const state = this.#learning.state(this.#learning.first);
    let sum = 0;
    for (let actor = 0; actor < this.#model.actors; actor++) sum += this.#model.rank(state, actor);
    return sum;
  }

  #bucket(rank: number): number {
    if (rank >= this.#buckets) throw new Error(`no sum of ranks is as high as ${rank}`);
    return this.#plan.end + rank * BUCKET;
  }

  #bucketWord(rank: number, word: keyof typeof bucketWords): number {
    return this.#words[(this.#bucket(rank) + bucketWords[word]) >> 2] ?? 0;
  }

  #records(): number {
    let records = 0;
    for (let rank = this.#at; rank < this.#buckets; rank++)
      records += this.#bucketWord(rank, 'count');
    return records;
  }

  /** Makes the next bucket with records ready. False, and nothing ready, at the very end. */
  #gather(): boolean {
    while (this.#at < this.#buckets && this.#bucketWord(this.#at, 'count') === 0) this.#at++;
    if (this.#at === this.#buckets) {
      this.#isDone = true;
      return false;
    }
    const records = this.#bucketWord(this.#at, 'count');
    if (!this.#provideTable(records * 2)) return false;
    this.#set('bucket', this.#bucket(this.#at));
    this.#engine.call('gather');
    const first = this.#bucketWord(this.#at, 'first');
    this.#set('chunk', first);
    this.#set('record', first + CHUNK_HEAD);
    this.#isGathered = true;
    return true;
  }

  /** Gives the chunks of the bucket just done to whoever needs some next. */
  #release(): void {
    const last = this.#bucketWord(this.#at, 'last') >> 2;
    this.#words[last] = this.#get('freeChunk');
    this.#set('freeChunk', this.#bucketWord(this.#at, 'first'));
    const head = this.#bucket(this.#at) >> 2;
    this.#words.fill(0, head, head + (BUCKET >> 2));
    this.#isGathered = false;
    this.#at++;
  }

  #serve(asked: number): void {
    const actor = this.#get('actor');
    switch (asked) {
      case request.unknownStep:
        this.#learn(this.#numbersAtWork(), actor);
        break;
      case request.unknownMemory:
        this.#judge();
        break;
      case request.broken:
        this.#breachAtWork(actor);
        break;
      case request.full:
        this.#interruption = 'limit';
        break;
      case request.end:
        this.#end();
        break;
      case request.parentsFull:
        this.#provideParents();
        break;
      case request.noChunk:
        this.#provide(CHUNK);
        break;
      default:
        throw new Error(`the engine asks for ${asked}, which nobody knows`);
    }
  }

  #learn(numbers: Int32Array, actor: number): void {
    const { path, outgrown } = this.#learning.learn(numbers, actor);
    if (path.leaf.successors.some(({ rank }) => rank < 1)) {
      throw new Error('a step leads back in its actor’s code, where a sweep has been already');
    }
    try {
      if (outgrown) this.#widen();
      else this.#pool.add(this.#words, numbers, actor, path);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#interruption = 'memory';
    }
  }

  #judge(): void {
    const at = header.successor >> 2;
    const { layout } = this.#learning;
    const numbers = new Int32Array(layout.fields.length);
    layout.unpack(this.#words, at, numbers);
    this.#checks.add(this.#words, at, this.#model.brokenIn(this.#learning.state(numbers)));
  }

  /** A state without a number is broken itself; else the step that it makes is. */
  #breachAtWork(actor: number): void {
    const way = this.#wayToWork();
    const isState = this.#get('numbered') === 0;
    this.#breach(
      this.#get('broken'),
      isState ? way : [...way, { actor, place: this.#get('choice') }],
    );
  }

  #breach(bits: number, way: readonly Step[]): void {
    for (let bit = 0; bit < this.#model.properties.length; bit++) {
      if ((bits & (1 << bit)) === 0) continue;
      const known = this.#breaches.get(bit);
      if (known !== undefined && known.way.length <= way.length) continue;
      this.#breaches.set(bit, { way });
      this.#words[(header.best >> 2) + bit] = way.length;
    }
  }

  #end(): void {
    const numbers = this.#numbersAtWork();
    const state = this.#learning.state(numbers);
    const kind = this.#model.ending(state);
    if (kind === 'rest' || kind === 'stuck') this.#counts[kind]++;
    const parent = this.#get('numbered') - 1;
    this.#ends.push({ kind, numbers, state, parent });
    this.#breach(this.#model.brokenAtEnd(state), this.#way(parent));
    this.#set('record', this.#get('record') + 4 * this.#recordWords);
    this.#set('resume', 0);
    this.#set('moved', 0);
    this.#set('numbered', 0);
  }

  #numbersAtWork(): Int32Array {
    const { layout } = this.#learning;
    const numbers = new Int32Array(layout.fields.length);
    layout.unpack(this.#words, this.#get('record') >> 2, numbers);
    return numbers;
  }

  /** The way to the state at work, whether it has its number or not. */
  #wayToWork(): readonly Step[] {
    const distance = this.#get('distance');
    if (distance === 0) return [];
    const at = (this.#get('record') >> 2) + this.#learning.layout.words;
    const { parent, step } = this.#origin(this.#words[at] ?? 0);
    return [...this.#way(parent), step];
  }

  #origin(packed: number): { readonly parent: number; readonly step: Step } {
    const code = packed >>> 0;
    const fan = movesPerState(this.#shape);
    const { mostChoices } = this.#model;
    const move = code % fan;
    return {
      parent: Math.floor(code / fan),
      step: { actor: Math.floor(move / mostChoices), place: move % mostChoices },
    };
  }

  #way(state: number): readonly Step[] {
    const steps: Step[] = [];
    for (let at = state; at > 0;) {
      const chunk = this.#parentChunks[at >> 16] ?? 0;
      const { parent, step } = this.#origin(this.#words[(chunk >> 2) + (at & 0xffff)] ?? 0);
      steps.push(step);
      at = parent;
    }
    return steps.reverse();
  }

  #newShape(): EngineShape {
    const { layout } = this.#learning;
    const { actors, mostChoices, stopCell } = this.#model;
    const checkMasks = layout.masks((cell) => this.#learning.isShared(cell));
    return { layout, plan: this.#plan, actors, mostChoices, stopCell, checkMasks };
  }

  /** Starts the engine on memory that is zero but for the header. */
  #begin(table: number): {
    readonly engine: Engine;
    readonly pool: StepPool;
    readonly checks: CheckTable;
  } {
    const { layout, values, steps } = this.#learning;
    this.#set('top', this.#chunksFrom);
    this.#set('end', this.#memory.buffer.byteLength);
    this.#set('freeChunk', 0);
    this.#set('capacity', this.#limits.maxStates);
    this.#set('table', this.#take(table * 4));
    this.#set('tableMask', table - 1);
    const pool = new StepPool(layout, this.#plan);
    pool.addAll(this.#words, steps, this.#model.actors, (actor) => values.count(actor));
    const checks = new CheckTable(this.#words, this.#plan, this.#shape.checkMasks);
    const engine = this.#host.start(sweepModule(this.#shape), this.#memory);
    return { engine, pool, checks };
  }

  /** A stretch of memory, a multiple of a chunk. Throws a RangeError where there is none. */
  #take(bytes: number): number {
    const address = this.#get('top');
    const top = address + Math.ceil(bytes / CHUNK) * CHUNK;
    this.#reserve(top);
    this.#set('top', top);
    return address;
  }

  /** Grows the memory at least up to `top`. */
  #reserve(top: number): void {
    const size = this.#memory.buffer.byteLength;
    if (top > size) {
      if (top - this.#chunksFrom > this.#limits.maxBytes) throw new RangeError('over the limit');
      this.#memory.grow(Math.ceil((top - size + (size >> 4)) / PAGE));
      this.#words = new Int32Array(this.#memory.buffer);
    }
    this.#set('end', this.#memory.buffer.byteLength);
  }

  #provide(bytes: number): void {
    try {
      this.#reserve(this.#get('top') + bytes);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#interruption = 'memory';
    }
  }

  #provideParents(): void {
    try {
      const chunk = this.#take(PARENTS);
      this.#parentChunks.push(chunk);
      this.#set('parentAt', chunk);
      this.#set('parentEnd', chunk + PARENTS);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#interruption = 'memory';
    }
  }

  /** A table with at least so many entries; the old one's memory goes to the free chunks. */
  #provideTable(entries: number): boolean {
    const old = { address: this.#get('table'), entries: this.#get('tableMask') + 1 };
    if (entries <= old.entries) return true;
    const size = 2 ** Math.ceil(Math.log2(entries));
    try {
      this.#set('table', this.#take(size * 4));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#interruption = 'memory';
      return false;
    }
    this.#set('tableMask', size - 1);
    for (let chunk = old.address; chunk < old.address + old.entries * 4; chunk += CHUNK) {
      this.#words[chunk >> 2] = this.#get('freeChunk');
      this.#set('freeChunk', chunk);
    }
    return true;
  }

  #put(rank: number, record: Int32Array): void {
    let address = this.#engine.call('place', this.#bucket(rank));
    if (address === 0) {
      this.#reserve(this.#get('top') + CHUNK);
      address = this.#engine.call('place', this.#bucket(rank));
    }
    this.#words.set(record, address >> 2);
  }

  /** A cell has outgrown its field: all records are packed anew, and the trees are written again. */
  #widen(): void {
    const before = this.#learning.layout;
    const oldWords = this.#recordWords;
    const waiting: { readonly rank: number; readonly records: Int32Array }[] = [];
    for (let rank = this.#at; rank < this.#buckets; rank++) {
      const records = this.#recordsOf(rank);
      if (records.length > 0) waiting.push({ rank, records });
    }
    const parents = this.#parentChunks.map((chunk) =>
      this.#words.slice(chunk >> 2, (chunk + PARENTS) >> 2),
    );
    const parentsUsed = PARENTS - (this.#get('parentEnd') - this.#get('parentAt'));
    const table = this.#get('tableMask') + 1;
    const kept = this.#words.slice(0, (header.best >> 2) + 32);
    const layout = this.#learning.widen();
    this.#words.fill(0, 0, (this.#plan.steps + this.#pool.size) >> 2);
    this.#words.fill(0, this.#plan.checks >> 2, (this.#plan.checks + this.#checks.size) >> 2);
    this.#words.fill(0, this.#plan.end >> 2, (this.#plan.end + this.#buckets * BUCKET) >> 2);
    this.#words.set(kept);
    this.#plan = memoryPlan(layout, this.#model.actors);
    this.#reserve(this.#chunksFrom);
    this.#shape = this.#newShape();
    const { engine, pool, checks } = this.#begin(table);
    this.#engine = engine;
    this.#pool = pool;
    this.#checks = checks;
    this.#parentChunks = parents.map((words) => {
      const chunk = this.#take(PARENTS);
      this.#words.set(words, chunk >> 2);
      return chunk;
    });
    const last = this.#parentChunks.at(-1) ?? 0;
    this.#set('parentAt', last + parentsUsed);
    this.#set('parentEnd', last + PARENTS);
    const numbers = new Int32Array(layout.fields.length);
    const record = new Int32Array(this.#recordWords);
    for (const { rank, records } of waiting) {
      for (let at = 0; at < records.length; at += oldWords) {
        before.unpack(records, at, numbers);
        layout.pack(numbers, record, 0);
        record[layout.words] = records[at + before.words] ?? 0;
        record[layout.words + 1] = records[at + before.words + 1] ?? 0;
        this.#put(rank, record);
      }
    }
    this.#set('bucket', this.#bucket(this.#at));
    const first = this.#bucketWord(this.#at, 'first');
    this.#set('chunk', first);
    this.#set('record', first + CHUNK_HEAD);
  }

  /** Live records of a bucket; of the one at work, those from the one at work on. */
  #recordsOf(rank: number): Int32Array {
    const size = this.#recordWords;
    const live: Int32Array[] = [];
    const end = this.#bucketWord(rank, 'write');
    const isAtWork = rank === this.#at && this.#isGathered;
    let chunk = isAtWork ? this.#get('chunk') : this.#bucketWord(rank, 'first');
    let record = isAtWork ? this.#get('record') : chunk + CHUNK_HEAD;
    while (chunk !== 0) {
      if (chunk + CHUNK - record < size * 4) {
        chunk = this.#words[chunk >> 2] ?? 0;
        record = chunk + CHUNK_HEAD;
        continue;
      }
      if (record === end) break;
      const words = this.#words.subarray(record >> 2, (record >> 2) + size);
      if (words[size - 1] !== NEVER) live.push(words.slice());
      record += size * 4;
    }
    const all = new Int32Array(live.length * size);
    for (const [index, words] of live.entries()) all.set(words, index * size);
    return all;
  }
}
