/**
 * The sweep by the packed engine: every state of a program without loops, in the order of how much
 * its actors have behind them. The engine runs; this serves what it asks for, and moves on from
 * bucket to bucket.
 */
import { CHUNK_HEAD, recordSize } from './bucket-code.ts';
import { Chunks } from './chunks.ts';
import { Desk } from './desk.ts';
import type { EngineHost } from './engine.ts';
import type { LearnableModel } from './learnable-model.ts';
import { header, request } from './memory-plan.ts';
import type {
  PackedEnd,
  PackedInterruption,
  PackedLimits,
  PackedProgress,
  PackedReport,
} from './packed-report.ts';
import type { Places } from './places.ts';
import { Repacking } from './repacking.ts';
import type { RowLayout } from './row-layout.ts';
import { scheduleOf, type Step } from './schedule-of.ts';
import { sweepModule } from './sweep-code.ts';

/** Room for places that turn up behind all others. */
const MORE_BUCKETS = 512;

/** A distance that no state has. */
const NEVER = -1;

interface EndState {
  readonly kind: PackedEnd['kind'];
  readonly state: Uint8Array;
  readonly way: readonly Step[];
}

/** Records as an older layout packed them. */
interface Aside {
  readonly layout: RowLayout;
  readonly records: Int32Array;
}

export class PackedSweep {
  readonly #desk: Desk;
  readonly #model: LearnableModel;
  readonly #chunks: Chunks;
  readonly #limits: PackedLimits;
  readonly #places: Places;
  /** Records that wait until the state at work is done, as an older layout packed them. */
  #aside: Aside[] = [];
  /** By bit of the property: the nearest way to break it so far. */
  readonly #breaches = new Map<number, readonly Step[]>();
  readonly #ends: EndState[] = [];
  /** Sum of ranks of the bucket at work. */
  #at: number;
  /** The bucket at work has been rid of equal states. */
  #isGathered = false;
  #transitions = 0;
  #isDone = false;
  #interruption: PackedInterruption | undefined;

  /** Throws a RangeError where there is no memory, and an Error where the model has loops. */
  constructor(model: LearnableModel, host: EngineHost, limits: PackedLimits) {
    if (!model.isLoopFree) {
      throw new Error('a sweep needs a program without loops, or whose loops count their rounds');
    }
    this.#model = model;
    this.#limits = limits;
    this.#desk = new Desk(model, host, sweepModule, { hasPlaces: true, room: 'tight' });
    if (this.#desk.places === undefined) throw new Error('a sweep needs places');
    this.#places = this.#desk.places;
    const buckets = this.#places.sum + MORE_BUCKETS;
    this.#chunks = new Chunks(this.#desk, buckets, limits.maxBytes);
    const best = header.best >> 2;
    this.#desk.words.fill(NEVER, best, best + 32);
    this.#desk.set('capacity', Math.min(limits.maxStates, this.#desk.mostStates));
    this.#desk.start();
    const { learning, layout } = this.#desk;
    this.#at = this.#sum((cell) => learning.first[cell] ?? 0);
    const record = new Int32Array(recordSize(layout.words) >> 2);
    layout.pack(learning.first, record, 0);
    this.#chunks.put(this.#at, record);
    this.#breach(learning.startBroken, []);
  }

  /** Tries the moves of up to `states` further states. True while there is more to do. */
  run(states: number): boolean {
    const until = Math.min(this.states + states, 2 ** 31 - 1);
    this.#desk.set('until', until);
    while (this.#canGoOn() && this.states < until) this.#withinMemory(() => this.#work());
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
      depth: this.#desk.get('deepest'),
      waiting: this.#chunks.recordsFrom(this.#at) + this.#asideRecords(),
      broken: [...this.#breaches.keys()].map((bit) => this.#model.properties[bit] ?? ''),
      bytes: this.#desk.bytes + this.#chunks.bytes,
    };
  }

  report(): PackedReport {
    const interrupted = this.#interruption;
    const ended = (kind: PackedEnd['kind']): number =>
      this.#ends.filter((end) => end.kind === kind).length;
    return {
      complete: interrupted === undefined && this.#isDone,
      ...(interrupted === undefined ? {} : { interrupted }),
      states: this.states,
      transitions: this.#transitions,
      depth: this.#desk.get('deepest'),
      violations: [...this.#breaches]
        .map(([bit, way]) => ({
          property: this.#model.properties[bit] ?? '',
          schedule: scheduleOf(this.#desk.learning, way),
        }))
        .toSorted((a, b) => a.schedule.length - b.schedule.length),
      rest: ended('rest'),
      stopped: this.#desk.get('stopped'),
      stuck: ended('stuck'),
    };
  }

  get states(): number {
    return this.#desk.get('count');
  }

  /** Ends that are no stops, which a sweep does not keep; `most` of each kind at the most. */
  ends(most: number): readonly PackedEnd[] {
    const of = (kind: PackedEnd['kind']): readonly PackedEnd[] =>
      this.#ends
        .filter((end) => end.kind === kind)
        .slice(0, most)
        .map(({ state, way }) => ({ kind, state, schedule: scheduleOf(this.#desk.learning, way) }));
    return [...of('rest'), ...of('stuck')];
  }

  #asideRecords(): number {
    return this.#aside.reduce((sum, { layout, records }) => {
      return sum + records.length / (recordSize(layout.words) >> 2);
    }, 0);
  }

  #canGoOn(): boolean {
    return this.#interruption === undefined && !this.#isDone;
  }

  #withinMemory(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#interruption = 'memory';
    }
  }

  /** How far all actors are together. */
  #sum(numberOf: (cell: number) => number): number {
    let sum = numberOf(this.#model.stopCell) === 0 ? 0 : 1;
    for (let actor = 0; actor < this.#model.actors; actor++) {
      sum += this.#places.of(actor, numberOf(actor));
    }
    return sum;
  }

  #work(): void {
    if (!this.#isGathered && this.#aside.length > 0) this.#returnAside();
    if (!this.#isGathered && !this.#gather()) return;
    const asked = this.#desk.call('expand');
    this.#transitions += this.#desk.get('transitions');
    if (asked !== request.done) this.#serve(asked);
    else if (this.#desk.get('chunk') === 0) {
      this.#chunks.release(this.#at);
      this.#isGathered = false;
      this.#at++;
    }
  }

  /** Makes the next bucket with records ready. False, and nothing ready, at the very end. */
  #gather(): boolean {
    const chunks = this.#chunks;
    const { buckets } = chunks;
    while (this.#at < buckets && chunks.bucketWord(this.#at, 'count') === 0) this.#at++;
    if (this.#at === buckets) {
      this.#isDone = true;
      return false;
    }
    chunks.provideTable(chunks.bucketWord(this.#at, 'count') * 2);
    this.#enter();
    this.#desk.call('gather');
    this.#isGathered = true;
    return true;
  }

  /** The engine goes on at the first record of the bucket at work. */
  #enter(): void {
    const first = this.#chunks.bucketWord(this.#at, 'first');
    this.#desk.set('bucket', this.#chunks.bucket(this.#at));
    this.#desk.set('chunk', first);
    this.#desk.set('record', first + CHUNK_HEAD);
  }

  #serve(asked: number): void {
    switch (asked) {
      case request.unknownStep:
        this.#learn();
        break;
      case request.unknownMemory:
        if (!this.#desk.judge()) this.#layAgain();
        break;
      case request.broken:
        this.#breach(this.#desk.get('broken'), this.#wayToBreach());
        break;
      case request.full:
        this.#interruption = this.states < this.#limits.maxStates ? 'memory' : 'limit';
        break;
      case request.end:
        this.#end();
        break;
      case request.parentsFull:
        this.#chunks.provideParents();
        break;
      case request.noChunk:
        this.#chunks.provideChunk();
        break;
      default:
        throw new Error(`the engine asks for ${asked}, which nobody knows`);
    }
  }

  #learn(): void {
    const desk = this.#desk;
    const hasRoom = desk.learn(this.#numbersAtWork(), desk.get('actor'));
    if (!hasRoom || this.#places.sum > this.#chunks.buckets) this.#layAgain();
  }

  /**
   * Packs and sorts everything anew. The state at work comes first, since some of its steps are done
   * already; all others wait aside until it is finished.
   */
  #layAgain(): void {
    const desk = this.#desk;
    const { layout: before } = desk;
    const size = recordSize(before.words) >> 2;
    const [first, ...others] = this.#chunks.waiting(this.#at, true);
    if (first === undefined) throw new Error('a step is asked for, and no state is at work');
    const atWork = first.subarray(0, size);
    for (const records of [first.subarray(size), ...others]) {
      this.#aside.push({ layout: before, records });
    }
    this.#places.spread();
    this.#chunks.layAgain(() => desk.widen(), this.#places.sum + MORE_BUCKETS);
    desk.start();
    this.#at = this.#putAgain({ layout: before, records: atWork });
    this.#enter();
  }

  #returnAside(): void {
    for (const records of this.#aside) this.#putAgain(records);
    this.#aside = [];
    this.#at = 0;
  }

  /** Puts records of an older layout into their buckets. Gives the bucket of the last one. */
  #putAgain({ layout: before, records }: Aside): number {
    const { layout } = this.#desk;
    const repacking = new Repacking(before, layout);
    const record = new Int32Array(recordSize(layout.words) >> 2);
    const size = recordSize(before.words) >> 2;
    let bucket = 0;
    for (let at = 0; at < records.length; at += size) {
      repacking.row(records, at, record, 0);
      record[layout.words] = records[at + before.words] ?? 0;
      record[layout.words + 1] = records[at + before.words + 1] ?? 0;
      bucket = this.#sum((cell) => layout.number(record, 0, cell));
      this.#chunks.put(bucket, record);
    }
    return bucket;
  }

  #breach(bits: number, way: readonly Step[]): void {
    for (let bit = 0; bit < this.#model.properties.length; bit++) {
      if ((bits & (1 << bit)) === 0) continue;
      const known = this.#breaches.get(bit);
      if (known !== undefined && known.length <= way.length) continue;
      this.#breaches.set(bit, way);
      this.#desk.words[(header.best >> 2) + bit] = way.length;
    }
  }

  /** A state without a number is broken itself; else the step that it makes is. */
  #wayToBreach(): readonly Step[] {
    const desk = this.#desk;
    const numbered = desk.get('numbered');
    if (numbered !== 0) {
      return [...this.#way(numbered - 1), { actor: desk.get('actor'), place: desk.get('choice') }];
    }
    if (desk.get('distance') === 0) return [];
    const origin = desk.words[(desk.get('record') >> 2) + desk.layout.words] ?? 0;
    const { parent, step } = desk.origin(origin);
    return [...this.#way(parent), step];
  }

  #way(state: number): readonly Step[] {
    return this.#desk.way(state, (at) => this.#chunks.parentOf(at));
  }

  #end(): void {
    const desk = this.#desk;
    const state = desk.learning.state(this.#numbersAtWork());
    const way = this.#way(desk.get('numbered') - 1);
    this.#ends.push({ kind: this.#model.ending(state), state, way });
    this.#breach(this.#model.brokenAtEnd(state), way);
    desk.set('record', desk.get('record') + recordSize(desk.layout.words));
    desk.set('resume', 0);
    desk.set('moved', 0);
    desk.set('numbered', 0);
  }

  #numbersAtWork(): Int32Array {
    return this.#desk.numbersAt(this.#desk.get('record') >> 2);
  }
}
