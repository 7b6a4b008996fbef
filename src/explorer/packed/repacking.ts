/** Rows of one layout in another, word by word: for many rows at once, when cells outgrow their fields. */
import { maskOf, type RowLayout } from './row-layout.ts';

export class Repacking {
  readonly #after: RowLayout;
  /** Per field that has bits in both: word, shift, mask before, word, shift after. */
  readonly #moves: Int32Array;

  constructor(before: RowLayout, after: RowLayout) {
    this.#after = after;
    this.#moves = Int32Array.from(
      before.fields.flatMap(({ cell, word, shift, bits }) => {
        const target = after.field(cell);
        return bits === 0 ? [] : [word, shift, maskOf(bits), target.word, target.shift];
      }),
    );
  }

  /** Packs the row at `from` anew at `to`. */
  row(rows: Int32Array, from: number, target: Int32Array, to: number): void {
    target.fill(0, to, to + this.#after.words);
    const moves = this.#moves;
    for (let at = 0; at < moves.length; at += 5) {
      const value =
        ((rows[from + (moves[at] ?? 0)] ?? 0) >>> (moves[at + 1] ?? 0)) & (moves[at + 2] ?? 0);
      const word = to + (moves[at + 3] ?? 0);
      target[word] = (target[word] ?? 0) | (value << (moves[at + 4] ?? 0));
    }
  }
}
