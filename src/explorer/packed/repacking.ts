/** Rows of one layout in another, word by word: for many rows at once, when cells outgrow their fields. */
import { maskOf, type RowLayout } from './row-layout.ts';

interface WordMove {
  readonly from: number;
  readonly to: number;
  /** Bits to the left; negative: to the right. */
  readonly shift: number;
  /** The fields that move so, where they stand before. */
  mask: number;
}

export class Repacking {
  readonly #after: RowLayout;
  /** Per move: word before, mask before, word after, shift to the left, shift to the right. */
  readonly #moves: Int32Array;

  constructor(before: RowLayout, after: RowLayout) {
    this.#after = after;
    // Most fields stay beside those that they stood beside, and move as one.
    const moves = new Map<string, WordMove>();
    for (const { cell, word, shift, bits } of before.fields) {
      if (bits === 0) continue;
      const target = after.field(cell);
      const by = target.shift - shift;
      const key = `${word} ${target.word} ${by}`;
      const move = moves.get(key) ?? { from: word, to: target.word, shift: by, mask: 0 };
      move.mask |= maskOf(bits) << shift;
      moves.set(key, move);
    }
    this.#moves = Int32Array.from(
      [...moves.values()].flatMap(({ from, mask, to, shift }) => {
        return [from, mask, to, Math.max(0, shift), Math.max(0, -shift)];
      }),
    );
  }

  /** Packs the row at `from` anew at `to`. */
  row(rows: Int32Array, from: number, target: Int32Array, to: number): void {
    target.fill(0, to, to + this.#after.words);
    const moves = this.#moves;
    for (let at = 0; at < moves.length; at += 5) {
      const value = (rows[from + (moves[at] ?? 0)] ?? 0) & (moves[at + 1] ?? 0);
      const word = to + (moves[at + 2] ?? 0);
      const moved = (value << (moves[at + 3] ?? 0)) >>> (moves[at + 4] ?? 0);
      target[word] = (target[word] ?? 0) | moved;
    }
  }
}
