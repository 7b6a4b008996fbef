/**
 * Memories judged so far, in the engine's own memory: the words that `brokenIn` depends on, and what
 * it said. A table that may forget: what is not in it is judged again.
 */
import { header, type MemoryPlan } from './memory-plan.ts';
import { checkHash, checkSize } from './step-code.ts';

const FIRST_ENTRIES = 1024;

export class CheckTable {
  readonly #plan: MemoryPlan;
  readonly #masks: readonly number[];
  readonly #entryWords: number;
  /** Masked words of the row that is being looked up. */
  readonly #keys: number[];
  #entries = FIRST_ENTRIES;
  #used = 0;

  /** Writes an empty table into memory that is zero there. `masks`: by word of a row. */
  constructor(memory: Int32Array, plan: MemoryPlan, masks: readonly number[]) {
    this.#plan = plan;
    this.#masks = masks;
    this.#entryWords = checkSize(masks) >> 2;
    this.#keys = Array<number>(this.#entryWords - 1).fill(0);
    this.#announce(memory);
  }

  /** Bytes of the table. */
  get size(): number {
    return this.#entries * this.#entryWords * 4;
  }

  /** True where it has begun to forget, or soon will: in more room it would keep more. */
  get isCramped(): boolean {
    return this.#used * 2 >= this.#entries && !this.#canDouble;
  }

  get #canDouble(): boolean {
    return this.#plan.checks + this.size * 2 <= this.#plan.checksEnd;
  }

  /** Keeps what was said of a row: bits broken. `at`: index of its first word. */
  add(memory: Int32Array, at: number, broken: number): void {
    if (this.#used * 2 >= this.#entries) this.#grow(memory);
    this.#put(memory, this.#keysOf(memory, at), (broken << 1) | 1);
  }

  /** What was said of a row, bits broken; undefined where nothing was, or it has been forgotten. */
  verdict(memory: Int32Array, at: number): number | undefined {
    const keys = this.#keysOf(memory, at);
    const count = keys.length;
    const base = this.#plan.checks >> 2;
    let slot = checkHash(keys) & (this.#entries - 1);
    for (;;) {
      const entry = base + slot * this.#entryWords;
      const said = memory[entry + count] ?? 0;
      if (said === 0) return undefined;
      let same = 0;
      while (same < count && memory[entry + same] === keys[same]) same++;
      if (same === count) return said >>> 1;
      slot = (slot + 1) & (this.#entries - 1);
    }
  }

  /** The same array every time. */
  #keysOf(memory: Int32Array, at: number): readonly number[] {
    const masks = this.#masks;
    let count = 0;
    for (let word = 0; word < masks.length; word++) {
      const mask = masks[word] ?? 0;
      if (mask !== 0) this.#keys[count++] = (memory[at + word] ?? 0) & mask;
    }
    return this.#keys;
  }

  #put(memory: Int32Array, keys: readonly number[], verdict: number): void {
    const base = this.#plan.checks >> 2;
    const last = this.#entryWords - 1;
    let slot = checkHash(keys) & (this.#entries - 1);
    while (memory[base + slot * this.#entryWords + last] !== 0)
      slot = (slot + 1) & (this.#entries - 1);
    const entry = base + slot * this.#entryWords;
    for (let index = 0; index < keys.length; index++) memory[entry + index] = keys[index] ?? 0;
    memory[entry + last] = verdict;
    this.#used++;
  }

  #grow(memory: Int32Array): void {
    const base = this.#plan.checks >> 2;
    const end = base + this.#entries * this.#entryWords;
    const old = memory.slice(base, end);
    memory.fill(0, base, end);
    this.#used = 0;
    if (!this.#canDouble) return;
    this.#entries *= 2;
    this.#announce(memory);
    for (let at = 0; at < old.length; at += this.#entryWords) {
      const verdict = old[at + this.#entryWords - 1] ?? 0;
      if (verdict === 0) continue;
      this.#put(memory, [...old.subarray(at, at + this.#entryWords - 1)], verdict);
    }
  }

  #announce(memory: Int32Array): void {
    memory[header.checks >> 2] = this.#plan.checks;
    memory[header.checkMask >> 2] = this.#entries - 1;
  }
}
