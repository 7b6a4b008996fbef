/**
 * The words of memory, the ghosts and the interrupt depths as variables of Promela, in pieces of 32
 * bits. One that no schedule changes is no variable but the constant it always is.
 */
import type { Place, Program } from '../../listing/program.ts';
import { StateLayout } from '../../machine/state-layout.ts';
import type { Footprint } from './footprint.ts';
import { type Half, constantHalf, variableHalf } from './half.ts';
import { identifier, namesOf, type Names } from './names.ts';

export interface Variable {
  readonly name: string;
  /** Other names of the same bytes. */
  readonly aliases: readonly string[];
  readonly initial: number;
}

export class Cells {
  readonly layout: StateLayout;
  readonly names: Names;
  readonly #start: DataView;
  readonly #changing: ReadonlySet<number>;

  constructor(program: Program, { start, changing }: Footprint) {
    this.layout = new StateLayout(program);
    this.names = namesOf(program);
    this.#start = new DataView(start.buffer, start.byteOffset, start.byteLength);
    this.#changing = changing;
    const { regions } = this.layout.space;
    if (regions.some(({ address, size }) => address % 4n !== 0n || size % 4 !== 0)) {
      throw new Error('memory does not consist of 32-bit pieces');
    }
  }

  isVariable(cell: number): boolean {
    return this.#changing.has(cell);
  }

  initial(cell: number): number {
    return this.#start.getInt32(cell * 4, true);
  }

  nameOf(cell: number): string {
    return this.names.cells.get(cell)?.[0] ?? `cell_${cell}`;
  }

  /** The value at the beginning of a step. `place`: the name that the line uses, if it is one. */
  value(cell: number, place?: Place): Half {
    if (!this.isVariable(cell)) return constantHalf(this.initial(cell));
    return variableHalf(this.nameOf(cell), this.aliasOf(cell, place));
  }

  /** The name of a cell that a line calls `page.dma_pinned_count`. */
  aliasOf(cell: number, place: Place | undefined): string {
    const own = this.nameOf(cell);
    const field = place?.name.slice(place.name.indexOf('.') + 1);
    if (field === undefined || place?.bit !== undefined) return own;
    const end = `_${identifier(field)}`;
    const fits = (name: string): boolean => name.endsWith(end) || name.endsWith(`${end}_high`);
    return this.names.cells.get(cell)?.find(fits) ?? own;
  }

  /** The cell of the byte at an address; undefined where not all of the bytes are modelled. */
  cellAt(address: bigint, width: number): number | undefined {
    const offset = this.layout.space.offsetOf(address, width);
    return offset < 0 ? undefined : Math.floor(offset / 4);
  }

  /** The low half of a ghost; the high one follows. */
  ghostCell(object: bigint, field: string): number | undefined {
    const offset = this.layout.ghostOffset(object, field);
    return offset < 0 ? undefined : offset / 4;
  }

  depthCell(cpu: number): number | undefined {
    const offset = this.layout.depthOffset(cpu);
    return offset < 0 ? undefined : offset / 4;
  }

  /** All that change, in the order of memory. */
  variables(): readonly Variable[] {
    return [...this.#changing]
      .sort((a, b) => a - b)
      .map((cell) => {
        const [, ...aliases] = this.names.cells.get(cell) ?? [];
        return { name: this.nameOf(cell), aliases, initial: this.initial(cell) };
      });
  }
}
