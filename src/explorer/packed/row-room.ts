/**
 * Room for the breadth-first search beyond the plan, always for a power of two of states:
 *
 *     rows of all states | their parents | table of their numbers
 */
import { NUMBER_BITS } from './breadth-first-code.ts';
import type { Desk } from './desk.ts';
import type { PackedLimits } from './packed-report.ts';
import { Repacking } from './repacking.ts';

const FIRST_CAPACITY = 1 << 12;

/** Up to here a search is small: it gains more from fields that are never outgrown than from short rows. */
const MOST_ROOMY = 1 << 15;

export class RowRoom {
  readonly #desk: Desk;
  readonly #limits: PackedLimits;
  #capacity = FIRST_CAPACITY;

  /** Throws a RangeError where there is no memory. */
  constructor(desk: Desk, limits: PackedLimits) {
    this.#desk = desk;
    this.#limits = limits;
    this.#provide();
  }

  /** Bytes that the room takes. */
  get bytes(): number {
    return this.#capacity * this.#stateBytes();
  }

  /** Index of the first word of a state's row. */
  row(state: number): number {
    return (this.#desk.get('rows') >> 2) + state * this.#desk.layout.words;
  }

  /** Who a state came from, as the engine packs it. */
  parent(state: number): number {
    return this.#desk.words[(this.#desk.get('parents') >> 2) + state] ?? 0;
  }

  setParent(state: number, origin: number): void {
    this.#desk.words[(this.#desk.get('parents') >> 2) + state] = origin;
  }

  /** Doubles the room. Throws a RangeError, and leaves all as it is, where there is no memory. */
  grow(): void {
    const desk = this.#desk;
    if (this.#capacity >= MOST_ROOMY && desk.learning.room === 'roomy') {
      desk.learning.room = 'tight';
      this.widen();
    }
    const states = desk.get('count');
    if (states >= desk.mostStates || this.#capacity * 2 >= 2 ** NUMBER_BITS) {
      throw new RangeError('more than a number can hold');
    }
    if (desk.bytes + this.bytes * 2 > this.#limits.maxBytes) {
      throw new RangeError('over the limit of memory');
    }
    const old = desk.get('parents') >> 2;
    this.#capacity *= 2;
    try {
      this.#provide();
    } catch (error) {
      this.#capacity /= 2;
      throw error;
    }
    desk.words.copyWithin(desk.get('parents') >> 2, old, old + states);
    this.rehash();
  }

  /** A cell has outgrown its field: every row is packed anew, and the engine started again. */
  widen(): void {
    const desk = this.#desk;
    const { layout: before, words } = desk;
    const states = desk.get('count');
    const rows = words.slice(this.row(0), this.row(states));
    const from = desk.get('parents') >> 2;
    const parents = words.slice(from, from + states);
    try {
      desk.widen();
      this.#provide();
    } catch (error) {
      desk.learning.layout = before;
      // The plan that there was no room for may have reached into both.
      desk.words.set(rows, this.row(0));
      desk.words.set(parents, from);
      throw error;
    }
    const repacking = new Repacking(before, desk.layout);
    for (let state = 0; state < states; state++) {
      repacking.row(rows, state * before.words, desk.words, this.row(state));
    }
    desk.words.set(parents, desk.get('parents') >> 2);
    desk.start();
    this.rehash();
  }

  /** Enters all rows into an empty table. */
  rehash(): void {
    const table = this.#desk.get('table') >> 2;
    this.#desk.words.fill(0, table, table + this.#capacity * 2);
    this.#desk.call('rehash');
  }

  /** A row, a parent, two entries of the table. */
  #stateBytes(): number {
    return 4 * this.#desk.layout.words + 4 + 8;
  }

  /** Makes the memory large enough for the capacity and says where things are. */
  #provide(): void {
    const desk = this.#desk;
    const rows = desk.plan.end;
    const parents = rows + this.#capacity * 4 * desk.layout.words;
    const table = parents + this.#capacity * 4;
    desk.reserve(table + this.#capacity * 8);
    desk.set('rows', rows);
    desk.set('parents', parents);
    desk.set('table', table);
    desk.set('tableMask', this.#capacity * 2 - 1);
    desk.set('capacity', Math.min(this.#capacity, this.#limits.maxStates, desk.mostStates));
  }
}
