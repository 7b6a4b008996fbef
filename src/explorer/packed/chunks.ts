/**
 * Memory of the sweep beyond the plan: heads of the buckets, then chunks for records, parents and the
 * table of the bucket at work. What is given back is used for records again.
 */
import { BUCKET, bucketWords, CHUNK, CHUNK_HEAD, recordSize } from './bucket-code.ts';
import type { Desk } from './desk.ts';

/** Bytes of a chunk of parents: 65,536 of them. */
const PARENTS = 1 << 18;
const FIRST_TABLE = 1 << 12;
const FIRST_SQUEEZE = 1 << 22;
/** Grown by at least so much at a time: every growth costs a new view of the memory. */
const SPARE = 1 << 23;
/** Distance of a record whose state is in its bucket already. */
const DEAD = -1;

export class Chunks {
  readonly #desk: Desk;
  readonly #maxBytes: number;
  /** How many buckets there are. */
  buckets: number;
  #parents: number[] = [];
  /** Bytes in use at which equal states are looked for in all buckets. */
  #squeezeAt = FIRST_SQUEEZE;

  constructor(desk: Desk, buckets: number, maxBytes: number) {
    this.#desk = desk;
    this.buckets = buckets;
    this.#maxBytes = maxBytes;
    this.#lay(FIRST_TABLE);
  }

  /** Bytes in use. */
  get bytes(): number {
    return this.#desk.get('top') - this.#desk.plan.end;
  }

  bucket(rank: number): number {
    if (rank >= this.buckets) throw new Error(`no sum of ranks is as high as ${rank}`);
    return this.#desk.plan.end + rank * BUCKET;
  }

  bucketWord(rank: number, word: keyof typeof bucketWords): number {
    return this.#desk.words[(this.bucket(rank) + bucketWords[word]) >> 2] ?? 0;
  }

  /** Records in the buckets from a rank on. */
  recordsFrom(rank: number): number {
    let records = 0;
    for (let at = rank; at < this.buckets; at++) records += this.bucketWord(at, 'count');
    return records;
  }

  put(rank: number, record: Int32Array): void {
    let address = this.#desk.call('place', this.bucket(rank));
    if (address === 0) {
      this.provideChunk();
      address = this.#desk.call('place', this.bucket(rank));
    }
    this.#desk.words.set(record, address >> 2);
  }

  /** Gives the chunks of a bucket that is done to whoever needs some next. */
  release(rank: number): void {
    const { words } = this.#desk;
    words[this.bucketWord(rank, 'last') >> 2] = this.#desk.get('freeChunk');
    this.#desk.set('freeChunk', this.bucketWord(rank, 'first'));
    const head = this.bucket(rank) >> 2;
    words.fill(0, head, head + (BUCKET >> 2));
  }

  /**
   * Before memory grows by a lot, equal states that wait for their bucket's turn are made one.
   * Throws a RangeError where there is no memory, as all that provide do.
   */
  provideChunk(): void {
    if (this.bytes >= this.#squeezeAt) {
      this.#squeeze();
      this.#squeezeAt = Math.max(this.#squeezeAt, this.bytes + (this.bytes >> 2));
    }
    if (this.#desk.get('freeChunk') === 0) this.#reserve(this.#desk.get('top') + CHUNK);
  }

  provideParents(): void {
    const chunk = this.#take(PARENTS);
    this.#parents.push(chunk);
    this.#desk.set('parentAt', chunk);
    this.#desk.set('parentEnd', chunk + PARENTS);
  }

  /** A table of at least so many entries; the old one's memory goes to the free chunks. */
  provideTable(entries: number): void {
    const desk = this.#desk;
    const old = { address: desk.get('table'), entries: desk.get('tableMask') + 1 };
    if (entries <= old.entries) return;
    const size = 2 ** Math.ceil(Math.log2(entries));
    desk.set('table', this.#take(size * 4));
    desk.set('tableMask', size - 1);
    for (let chunk = old.address; chunk < old.address + old.entries * 4; chunk += CHUNK) {
      desk.words[chunk >> 2] = desk.get('freeChunk');
      desk.set('freeChunk', chunk);
    }
  }

  /** The packed origin of a state that has its number. */
  parentOf(state: number): number {
    const chunk = this.#parents[state >> 16] ?? 0;
    return this.#desk.words[(chunk >> 2) + (state & 0xffff)] ?? 0;
  }

  /**
   * Live records of each bucket from one on, copied; of the bucket at work those from the record at
   * work on.
   */
  waiting(from: number, isAtWork: boolean): readonly Int32Array[] {
    const found: Int32Array[] = [];
    for (let rank = from; rank < this.buckets; rank++) {
      if (this.bucketWord(rank, 'count') === 0) continue;
      const records = this.#recordsOf(rank, isAtWork && rank === from);
      if (records.length > 0) found.push(records);
    }
    return found;
  }

  /** Runs `widen`, which wipes the plan, and lays everything but the records out again. */
  layAgain(widen: () => void, buckets: number): void {
    const desk = this.#desk;
    const parents = this.#parents.map((chunk) =>
      desk.words.slice(chunk >> 2, (chunk + PARENTS) >> 2),
    );
    const room = desk.get('parentEnd') - desk.get('parentAt');
    const table = desk.get('tableMask') + 1;
    const heads = desk.plan.end >> 2;
    desk.words.fill(0, heads, heads + ((this.buckets * BUCKET) >> 2));
    widen();
    this.buckets = buckets;
    this.#lay(table);
    this.#parents = parents.map((words) => {
      const chunk = this.#take(PARENTS);
      desk.words.set(words, chunk >> 2);
      return chunk;
    });
    const end = this.#parents.length === 0 ? 0 : (this.#parents.at(-1) ?? 0) + PARENTS;
    desk.set('parentAt', end - room);
    desk.set('parentEnd', end);
  }

  #lay(table: number): void {
    const heads = this.#desk.plan.end;
    const from = Math.ceil((heads + this.buckets * BUCKET) / CHUNK) * CHUNK;
    this.#reserve(from);
    this.#desk.words.fill(0, heads >> 2, from >> 2);
    this.#desk.set('top', from);
    this.#desk.set('freeChunk', 0);
    this.#desk.set('table', this.#take(table * 4));
    this.#desk.set('tableMask', table - 1);
  }

  /** Every bucket but the one at work loses its equal states, if it is long enough to be worth it. */
  #squeeze(): void {
    const desk = this.#desk;
    const atWork = desk.get('bucket');
    const perChunk = Math.floor(CHUNK / recordSize(desk.layout.words));
    for (let rank = 0; rank < this.buckets; rank++) {
      const bucket = this.bucket(rank);
      const records = this.bucketWord(rank, 'count');
      if (bucket === atWork || records <= perChunk * 2) continue;
      this.provideTable(records + (records >> 1));
      desk.set('bucket', bucket);
      desk.call('gather');
      this.#close(rank);
    }
    desk.set('bucket', atWork);
  }

  /** Moves the live records of a bucket together and frees the chunks left over. */
  #close(rank: number): void {
    const { words, layout } = this.#desk;
    const size = recordSize(layout.words);
    let chunk = this.bucketWord(rank, 'first');
    let write = chunk + CHUNK_HEAD;
    let live = 0;
    this.#eachLive(rank, (record) => {
      if (chunk + CHUNK - write < size) {
        chunk = words[chunk >> 2] ?? 0;
        write = chunk + CHUNK_HEAD;
      }
      words.copyWithin(write >> 2, record >> 2, (record + size) >> 2);
      write += size;
      live++;
    });
    const head = this.bucket(rank);
    const rest = words[chunk >> 2] ?? 0;
    if (rest !== 0) {
      words[this.bucketWord(rank, 'last') >> 2] = this.#desk.get('freeChunk');
      this.#desk.set('freeChunk', rest);
      words[chunk >> 2] = 0;
    }
    words[(head + bucketWords.last) >> 2] = chunk;
    words[(head + bucketWords.write) >> 2] = write;
    words[(head + bucketWords.count) >> 2] = live;
  }

  /** Addresses of the live records of a bucket, from the one at work on where it is at work. */
  #eachLive(rank: number, visit: (record: number) => void, isAtWork = false): void {
    const { words, layout } = this.#desk;
    const size = recordSize(layout.words);
    const end = this.bucketWord(rank, 'write');
    let chunk = isAtWork ? this.#desk.get('chunk') : this.bucketWord(rank, 'first');
    let record = isAtWork ? this.#desk.get('record') : chunk + CHUNK_HEAD;
    while (chunk !== 0) {
      if (chunk + CHUNK - record < size) {
        chunk = words[chunk >> 2] ?? 0;
        record = chunk + CHUNK_HEAD;
        continue;
      }
      if (record === end) break;
      if (words[(record + size - 4) >> 2] !== DEAD) visit(record);
      record += size;
    }
  }

  /** A stretch of memory, a multiple of a chunk. */
  #take(bytes: number): number {
    const address = this.#desk.get('top');
    const top = address + Math.ceil(bytes / CHUNK) * CHUNK;
    this.#reserve(top);
    this.#desk.set('top', top);
    return address;
  }

  #reserve(top: number): void {
    const desk = this.#desk;
    const limit = desk.plan.end + this.#maxBytes;
    if (top > limit) throw new RangeError('over the limit of memory');
    if (top > desk.memoryBytes) {
      try {
        desk.reserve(Math.min(top + (this.bytes >> 1) + SPARE, limit));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        // Not so much: then what is needed just now.
        desk.reserve(top);
      }
    }
    desk.set('end', Math.min(desk.memoryBytes, limit));
  }

  #recordsOf(rank: number, isAtWork: boolean): Int32Array {
    const { words, layout } = this.#desk;
    const size = recordSize(layout.words) >> 2;
    const live: number[] = [];
    this.#eachLive(rank, (record) => live.push(record >> 2), isAtWork);
    const all = new Int32Array(live.length * size);
    for (const [index, at] of live.entries()) all.set(words.subarray(at, at + size), index * size);
    return all;
  }
}
