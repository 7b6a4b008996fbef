/**
 * States in few bytes, without loss and without knowing what they mean.
 *
 * A state is cut into 32-bit cells. A cell that never differs from the first state costs nothing.
 * For every other cell the values seen so far are numbered, and a packed row holds the numbers: one
 * byte per cell, a second one once a cell has had more than 256 values. The number of the first
 * state's own value is 0, so a row can be widened with zeros and still mean the same.
 */

/** The values one cell has had. */
interface Column {
  readonly cell: number;
  /** By number. */
  readonly values: number[];
  readonly numbers: Map<number, number>;
  /** Where its bytes lie in a row, the lowest first. */
  readonly bytes: number[];
  /** Odd multiplier for the hash. */
  readonly factor: number;
}

/** Bits well mixed, from Murmur3's finalizer. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

export class StatePacking {
  /** Bytes of a row that are in use. Rows packed earlier have zeros behind their own. */
  width = 0;
  /** Hash of the state packed last; equal states have equal hashes whatever the width was. */
  hash = 0;
  readonly #size: number;
  readonly #bytes: Uint8Array;
  readonly #cells: Int32Array;
  readonly #first: Int32Array;
  readonly #columnOfCell: (Column | undefined)[];
  readonly #columns: Column[] = [];
  #row = new Uint8Array(64);

  constructor(first: Uint8Array) {
    this.#size = first.length;
    const cells = Math.ceil(first.length / 4);
    this.#cells = new Int32Array(cells);
    this.#bytes = new Uint8Array(this.#cells.buffer);
    this.#bytes.set(first);
    this.#first = this.#cells.slice();
    this.#columnOfCell = Array<Column | undefined>(cells).fill(undefined);
  }

  /** The row of a state, `width` bytes of it; valid until the next call. */
  packed(state: Uint8Array): Uint8Array {
    if (state.length !== this.#size) {
      throw new Error(
        `all states of a model have one length: this one has ${state.length} bytes, ` +
          `the first had ${this.#size}`,
      );
    }
    this.#bytes.set(state);
    this.#row.fill(0);
    let hash = 0;
    const cells = this.#cells;
    const first = this.#first;
    for (let cell = 0; cell < cells.length; cell++) {
      const value = cells[cell];
      if (value === undefined || value === first[cell]) continue;
      const column = this.#columnOfCell[cell] ?? this.#newColumn(cell);
      const number = column.numbers.get(value) ?? this.#newNumber(column, value);
      hash = (hash + Math.imul(number, column.factor)) | 0;
      this.#write(column, number);
    }
    this.hash = mixed(hash);
    return this.#row;
  }

  /** The state that a row stands for. `rows` may hold many; `at` is where this one begins. */
  unpacked(rows: Uint8Array, at: number): Uint8Array {
    this.#cells.set(this.#first);
    for (const { cell, values, bytes } of this.#columns) {
      let number = 0;
      for (let i = bytes.length - 1; i >= 0; i--) {
        number = number * 256 + (rows[at + (bytes[i] ?? 0)] ?? 0);
      }
      this.#cells[cell] = values[number] ?? 0;
    }
    return this.#bytes.slice(0, this.#size);
  }

  #newColumn(cell: number): Column {
    const value = this.#first[cell] ?? 0;
    const factor = mixed(cell + 0x9e3779b9) | 1;
    const column = { cell, values: [value], numbers: new Map([[value, 0]]), bytes: [], factor };
    this.#columnOfCell[cell] = column;
    this.#columns.push(column);
    return column;
  }

  #newNumber(column: Column, value: number): number {
    const number = column.values.length;
    column.values.push(value);
    column.numbers.set(value, number);
    if (number >= 256 ** column.bytes.length) {
      column.bytes.push(this.width++);
      if (this.width > this.#row.length) {
        const grown = new Uint8Array(this.#row.length * 2);
        grown.set(this.#row);
        this.#row = grown;
      }
    }
    return number;
  }

  #write(column: Column, number: number): void {
    let rest = number;
    for (const byte of column.bytes) {
      this.#row[byte] = rest & 0xff;
      rest >>>= 8;
    }
  }
}
