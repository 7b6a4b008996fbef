/**
 * The values each cell has had, numbered as they came: the first state's own value is 0. A state is
 * then a row of numbers, one per cell, and back again without loss.
 */
import type { Cell } from './learnable-model.ts';

interface Column {
  readonly cell: Cell;
  readonly numbers: Map<string, number>;
  readonly values: Uint8Array[];
}

export class CellValues {
  readonly #columns: readonly Column[];
  readonly #first: Uint8Array;

  constructor(cells: readonly Cell[], first: Uint8Array) {
    this.#first = first.slice();
    this.#columns = cells.map((cell) => ({ cell, numbers: new Map(), values: [] }));
    this.numbersOf(first);
  }

  /** How many values a cell has had. */
  count(cell: number): number {
    return this.#columns[cell]?.values.length ?? 0;
  }

  /** The number of the cell's value in a state; a value never seen gets the next one. */
  numberIn(state: Uint8Array, cell: number): number {
    const column = this.#columns[cell];
    if (column === undefined) throw new RangeError(`there is no cell ${cell}`);
    const { offset, length } = column.cell;
    const bytes = state.subarray(offset, offset + length);
    const key = String.fromCharCode(...bytes);
    const known = column.numbers.get(key);
    if (known !== undefined) return known;
    column.numbers.set(key, column.values.length);
    column.values.push(bytes.slice());
    return column.values.length - 1;
  }

  /** The bytes of a value. */
  bytes(cell: number, number: number): Uint8Array {
    const value = this.#columns[cell]?.values[number];
    if (value === undefined) throw new RangeError(`cell ${cell} never had a value ${number}`);
    return value;
  }

  numbersOf(state: Uint8Array): Int32Array {
    return Int32Array.from(this.#columns, (_, cell) => this.numberIn(state, cell));
  }

  /** The state that a row of numbers stands for. Bytes in no cell are the first state's. */
  state(numbers: Int32Array): Uint8Array {
    return this.fill(numbers, this.#first.slice());
  }

  /** The same into bytes that are there already. */
  fill(numbers: Int32Array, state: Uint8Array): Uint8Array {
    state.set(this.#first);
    for (let cell = 0; cell < this.#columns.length; cell++) {
      const number = numbers[cell] ?? 0;
      if (number !== 0) state.set(this.bytes(cell, number), this.#columns[cell]?.cell.offset);
    }
    return state;
  }
}
