/**
 * The images of rows as the engine computes them: per symmetry the bits that stay where they are, and
 * for each other field a table from its number to the bits of the image, already in their place.
 */
import type { Images } from './images.ts';
import { maskOf, type RowField, type RowLayout } from './row-layout.ts';

interface ImageField {
  readonly field: RowField;
  /** Word of the row that the image's bits belong to. */
  readonly word: number;
  readonly target: RowField;
  /** Where its table stands. */
  readonly address: number;
}

export interface ImageTable {
  /** By word: the bits that a symmetry leaves as they are. */
  readonly keep: readonly number[];
  readonly fields: readonly ImageField[];
}

export class ImageTables {
  readonly tables: readonly ImageTable[];
  readonly #images: Images;
  #end: number;

  /** `address`: where the tables may stand, up to `end`. Throws a RangeError where they do not fit. */
  constructor(images: Images, layout: RowLayout, address: number, end: number) {
    this.#images = images;
    this.#end = address;
    this.tables = Array.from({ length: images.size }, (_, image) => {
      const changing = layout.fields.filter(({ bits }) => bits > 0);
      const moved = changing.filter(({ cell }) => !images.keeps(image, cell));
      const fields = moved.map((field) => {
        const target = layout.field(images.target(image, field.cell));
        const at = this.#end;
        this.#end += 4 * 2 ** field.bits;
        return { field, word: target.word, target, address: at };
      });
      const keep = layout.masks((cell) => images.keeps(image, cell));
      return { keep, fields };
    });
    if (this.#end > end) throw new RangeError('the tables of images need too much memory');
  }

  /** True while every field treated as kept is kept by all values known now. */
  isValid(layout: RowLayout): boolean {
    return this.tables.every(({ fields }, image) => {
      const moved = new Set(fields.map(({ field }) => field.cell));
      return layout.fields.every(
        ({ bits, cell }) => bits === 0 || moved.has(cell) || this.#images.keeps(image, cell),
      );
    });
  }

  /** Writes what is known now of `values` numbers per cell. */
  write(memory: Int32Array, countOf: (cell: number) => number): void {
    for (const [image, { fields }] of this.tables.entries()) {
      for (const { field, target, address } of fields) {
        for (let value = 0; value < countOf(field.cell); value++) {
          const number = this.#images.number(image, field.cell, value);
          memory[(address >> 2) + value] = (number & maskOf(target.bits)) << target.shift;
        }
      }
    }
  }
}
