/**
 * Where the number of each cell lies in a packed row: as many bits as its values need, none for a
 * cell that never changes. No field straddles two words, so that one shift and one mask read it.
 */

export interface RowField {
  readonly cell: number;
  readonly word: number;
  readonly shift: number;
  /** 0: the cell has had one value only and takes no place. */
  readonly bits: number;
}

interface CellSize {
  readonly cell: number;
  readonly bits: number;
}

/** More than twice as many values as so far is seldom a cell's future. */
const MOST_SPARES = 2;

export class RowLayout {
  /** By cell. */
  readonly fields: readonly RowField[];
  /** 32-bit words of a row, at least 1. */
  readonly words: number;
  readonly #placed: readonly RowField[];
  /** Cell, word, shift and mask of those, one behind the other: rows are unpacked very often. */
  readonly #reads: Int32Array;

  /**
   * `counts`: values per cell so far. Cells that have had two or more get room for some to come.
   * `roomy`: for many more, most of all the first cells, so many of them; and those that have had one
   * value get room, too. A field that is outgrown costs a small search more than long rows do.
   */
  constructor(counts: readonly number[], { roomy }: { readonly roomy?: number } = {}) {
    const sizes = counts.map((count, cell) => {
      const isFirst = roomy !== undefined && cell < roomy;
      return { cell, bits: roomy === undefined ? bitsFor(count) : roomyBits(count, isFirst) };
    });
    const words: { readonly cells: CellSize[]; free: number }[] = [];
    const fields: RowField[] = [];
    // The widest first, each into the first word with room: few words, and always the same ones.
    for (const size of sizes.toSorted((a, b) => b.bits - a.bits || a.cell - b.cell)) {
      const { cell, bits } = size;
      if (bits === 0) {
        fields[cell] = { cell, word: 0, shift: 0, bits };
        continue;
      }
      let word = words.find(({ free }) => free >= bits);
      if (word === undefined) words.push((word = { cells: [], free: 32 }));
      word.cells.push(size);
      word.free -= bits;
    }
    for (const [word, { cells, free }] of words.entries()) {
      let shift = 0;
      for (const { cell, bits } of roomy === undefined ? cells : widened(cells, free)) {
        fields[cell] = { cell, word, shift, bits };
        shift += bits;
      }
    }
    this.fields = fields;
    this.words = Math.max(1, words.length);
    this.#placed = fields.filter(({ bits }) => bits > 0);
    this.#reads = Int32Array.from(
      this.#placed.flatMap(({ cell, word, shift, bits }) => [cell, word, shift, maskOf(bits)]),
    );
  }

  field(cell: number): RowField {
    const field = this.fields[cell];
    if (field === undefined) throw new RangeError(`there is no cell ${cell}`);
    return field;
  }

  /** True while every number of this cell up to `count - 1` fits. */
  holds(cell: number, count: number): boolean {
    return count <= 2 ** this.field(cell).bits;
  }

  /** Packs numbers into `row`, `words` of them from `at`. */
  pack(numbers: Int32Array, row: Int32Array, at: number): void {
    row.fill(0, at, at + this.words);
    for (const { cell, word, shift } of this.#placed) {
      row[at + word] = (row[at + word] ?? 0) | ((numbers[cell] ?? 0) << shift);
    }
  }

  /** The number of one cell in the row at `at`. */
  number(row: Int32Array, at: number, cell: number): number {
    const { word, shift, bits } = this.field(cell);
    return bits === 0 ? 0 : ((row[at + word] ?? 0) >>> shift) & maskOf(bits);
  }

  /** The numbers in the row at `at`; cells without a field are 0. */
  unpack(row: Int32Array, at: number, numbers: Int32Array): void {
    numbers.fill(0);
    const reads = this.#reads;
    for (let from = 0; from < reads.length; from += 4) {
      const word = row[at + (reads[from + 1] ?? 0)] ?? 0;
      numbers[reads[from] ?? 0] = (word >>> (reads[from + 2] ?? 0)) & (reads[from + 3] ?? 0);
    }
  }

  /** By word: the bits that belong to cells for which `test` is true. */
  masks(test: (cell: number) => boolean): readonly number[] {
    const masks = Array<number>(this.words).fill(0);
    for (const { cell, word, shift, bits } of this.#placed) {
      if (test(cell)) masks[word] = (masks[word] ?? 0) | (maskOf(bits) << shift);
    }
    return masks;
  }
}

/** The low `bits` bits, 32 at most. */
export function maskOf(bits: number): number {
  return bits >= 32 ? -1 : ~(-1 << bits);
}

/** Bits for `count` values and an eighth more. */
function bitsFor(count: number): number {
  if (count <= 1) return 0;
  return Math.ceil(Math.log2(count + (count >> 3)));
}

/** Bits for several times as many values. `isLarge`: a cell that mostly comes to hundreds of them. */
function roomyBits(count: number, isLarge: boolean): number {
  const least = isLarge ? 10 : count > 1 ? 4 : 2;
  return Math.min(32, Math.max(least, bitsFor(count) + 2));
}

/** The cells of a word with what is free in it dealt out, a bit at a time, the widest first. */
function widened(cells: readonly CellSize[], free: number): readonly CellSize[] {
  const extra = (index: number): number => {
    const rounds = Math.floor(free / cells.length);
    const rest = free % cells.length;
    return Math.min(MOST_SPARES, rounds + (index < rest ? 1 : 0));
  };
  return cells.map(({ cell, bits }, index) => ({ cell, bits: bits + extra(index) }));
}
