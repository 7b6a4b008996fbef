/**
 * All states found so far, each once, numbered in the order of their discovery. Equality is exact:
 * a hash only says where to look, then the packed rows are compared byte by byte.
 */
import { IntList } from './int-list.ts';
import { StatePacking } from './state-packing.ts';

/** Bytes by which rows are widened when the packing needs more. */
const SPARE = 16;

export class StateStore {
  readonly #packing: StatePacking;
  readonly #hashes = new IntList();
  #stride = SPARE;
  #rows = new Uint8Array(1024 * SPARE);
  /** Open addressing: number of a state plus 1, or 0. A power of two, at most half full. */
  #table = new Int32Array(2048);

  /** Holds the first state as number 0. */
  constructor(first: Uint8Array) {
    this.#packing = new StatePacking(first);
    this.numberOf(first);
  }

  /** How many different states there are. */
  get size(): number {
    return this.#hashes.length;
  }

  /** Bytes that rows and table take. */
  get bytes(): number {
    return this.#rows.length + this.#table.byteLength + this.#hashes.length * 4;
  }

  /** Number of a state; one that is new gets the number `size`. */
  numberOf(state: Uint8Array): number {
    const row = this.#packing.packed(state);
    const slot = this.#slotOf(row);
    const entry = this.#table[slot] ?? 0;
    if (entry > 0) return entry - 1;
    this.#add(row, slot);
    return this.size - 1;
  }

  /** Number of a state that is there already; undefined, and nothing added, for a new one. */
  knownNumberOf(state: Uint8Array): number | undefined {
    const entry = this.#table[this.#slotOf(this.#packing.packed(state))] ?? 0;
    return entry > 0 ? entry - 1 : undefined;
  }

  /** The bytes of a state, a fresh copy. */
  state(number: number): Uint8Array {
    if (number < 0 || number >= this.size) throw new RangeError(`there is no state ${number}`);
    return this.#packing.unpacked(this.#rows, number * this.#stride);
  }

  /** Slot of the table that holds the row packed last, or the free one where it belongs. */
  #slotOf(row: Uint8Array): number {
    const { hash, width } = this.#packing;
    if (width > this.#stride) this.#widen(width);
    const mask = this.#table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#table[slot] ?? 0;
      if (entry === 0) return slot;
      const number = entry - 1;
      if (this.#hashes.at(number) === hash && this.#isRow(number, row, width)) return slot;
    }
  }

  #isRow(number: number, row: Uint8Array, width: number): boolean {
    const start = number * this.#stride;
    for (let i = 0; i < width; i++) {
      if (this.#rows[start + i] !== row[i]) return false;
    }
    return true;
  }

  #add(row: Uint8Array, slot: number): void {
    const number = this.size;
    const start = number * this.#stride;
    if (start + this.#stride > this.#rows.length) {
      const grown = new Uint8Array(this.#rows.length * 2);
      grown.set(this.#rows);
      this.#rows = grown;
    }
    this.#rows.set(row.subarray(0, this.#packing.width), start);
    this.#hashes.push(this.#packing.hash);
    this.#table[slot] = number + 1;
    if (this.size * 2 > this.#table.length) this.#rehash();
  }

  #rehash(): void {
    const table = new Int32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = this.#hashes.at(number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = number + 1;
    }
    this.#table = table;
  }

  #widen(width: number): void {
    const stride = Math.ceil((width + SPARE) / SPARE) * SPARE;
    const rows = new Uint8Array((this.#rows.length / this.#stride) * stride);
    for (let number = 0; number < this.size; number++) {
      const start = number * this.#stride;
      rows.set(this.#rows.subarray(start, start + this.#stride), number * stride);
    }
    this.#rows = rows;
    this.#stride = stride;
  }
}
