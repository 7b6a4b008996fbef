/**
 * Which locals hold something that is still read: before and after every instruction. Locals that
 * hold nothing any more are zeroed when the machine rests, so that states differ only where futures
 * can.
 */
import { definition, eachUse, successors } from './flow.ts';
import type { Instruction } from './instruction.ts';

export class Liveness {
  readonly #words: number;
  readonly #before: Uint32Array;
  readonly #after: Uint32Array;
  readonly #count: number;

  /** `results`: locals that are read once the code has ended. */
  constructor(
    instructions: readonly Instruction[],
    registers: number,
    results: readonly number[] = [],
  ) {
    this.#count = registers;
    this.#words = Math.max(1, Math.ceil(registers / 32));
    this.#before = new Uint32Array(instructions.length * this.#words);
    this.#after = new Uint32Array(instructions.length * this.#words);
    this.#solve(instructions, results);
  }

  before(index: number): readonly number[] {
    return this.#members(this.#before, index);
  }

  after(index: number): readonly number[] {
    return this.#members(this.#after, index);
  }

  isLiveBefore(index: number, register: number): boolean {
    return this.#has(this.#before, index, register);
  }

  isLiveAfter(index: number, register: number): boolean {
    return this.#has(this.#after, index, register);
  }

  #has(sets: Uint32Array, index: number, register: number): boolean {
    const word = sets[index * this.#words + (register >>> 5)] ?? 0;
    return ((word >>> (register & 31)) & 1) === 1;
  }

  #members(sets: Uint32Array, index: number): readonly number[] {
    const members: number[] = [];
    for (let w = 0; w < this.#words; w++) {
      let word = sets[index * this.#words + w] ?? 0;
      while (word !== 0) {
        const bit = 31 - Math.clz32(word & -word);
        const register = w * 32 + bit;
        if (register < this.#count) members.push(register);
        word &= word - 1;
      }
    }
    return members;
  }

  #solve(instructions: readonly Instruction[], results: readonly number[]): void {
    const words = this.#words;
    const before = this.#before;
    const after = this.#after;
    const next = instructions.map(({ op }, i) => successors(op, i));
    const row = new Uint32Array(words);
    let changed = true;
    while (changed) {
      changed = false;
      for (let i = instructions.length - 1; i >= 0; i--) {
        const op = instructions[i]?.op;
        if (op === undefined) continue;
        row.fill(0);
        for (const successor of next[i] ?? []) {
          for (let w = 0; w < words; w++) {
            row[w] = (row[w] ?? 0) | (before[successor * words + w] ?? 0);
          }
        }
        if (op.kind === 'end') for (const register of results) add(row, register);
        after.set(row, i * words);
        const set = definition(op);
        if (set !== undefined) row[set >>> 5] = (row[set >>> 5] ?? 0) & ~(1 << (set & 31));
        eachUse(op, (register) => add(row, register));
        for (let w = 0; w < words; w++) {
          if (before[i * words + w] === row[w]) continue;
          before[i * words + w] = row[w] ?? 0;
          changed = true;
        }
      }
    }
  }
}

function add(row: Uint32Array, register: number): void {
  row[register >>> 5] = (row[register >>> 5] ?? 0) | (1 << (register & 31));
}
