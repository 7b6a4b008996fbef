/** The table of the breadth-first engine, used by hand: rare rows are entered without the engine. */
import { NUMBER } from './breadth-first-code.ts';
import type { Desk } from './desk.ts';
import { rowHash } from './step-code.ts';

/** Enters the row of a state that stands behind all others; false where an equal one is known. */
export function enteredInTable(desk: Desk, state: number): boolean {
  const { words, layout } = desk;
  const rows = desk.get('rows') >> 2;
  const row = rows + state * layout.words;
  const table = desk.get('table') >> 2;
  const mask = desk.get('tableMask');
  const hash = rowHash(words, row, layout.words);
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const entry = words[table + slot] ?? 0;
    if (entry === 0) {
      words[table + slot] = (hash & ~NUMBER) | (state + 1);
      return true;
    }
    const known = rows + ((entry & NUMBER) - 1) * layout.words;
    if (isSameRow(words, known, row, layout.words)) return false;
  }
}

/** Number of the state with this row; undefined where it is not among those found. */
export function numberInTable(desk: Desk, row: Int32Array): number | undefined {
  const { words, layout } = desk;
  const rows = desk.get('rows') >> 2;
  const table = desk.get('table') >> 2;
  const mask = desk.get('tableMask');
  const hash = rowHash(row, 0, layout.words);
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const entry = words[table + slot] ?? 0;
    if (entry === 0) return undefined;
    const number = (entry & NUMBER) - 1;
    const known = rows + number * layout.words;
    if (row.every((word, index) => words[known + index] === word)) return number;
  }
}

function isSameRow(words: Int32Array, left: number, right: number, length: number): boolean {
  for (let word = 0; word < length; word++) {
    if (words[left + word] !== words[right + word]) return false;
  }
  return true;
}
