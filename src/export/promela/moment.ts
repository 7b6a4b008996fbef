/**
 * A step while it is followed symbolically: what holds on the way, and what memory and locals are by
 * then, all in terms of the state before the step.
 */
import type { Expr, Place } from '../../listing/program.ts';
import type { Cells } from './cells.ts';
import {
  type Half,
  type Test,
  allOf,
  conjunction,
  constantHalf,
  disjunction,
  isEqual,
  movedDown,
  movedUp,
  negated,
  never,
  zero,
} from './half.ts';
import {
  type Word,
  combined,
  complement,
  constantWord,
  namedWord,
  truth,
  wordOf,
  wordOfTest,
} from './word.ts';

/** What a step made: an assignment and the operation it comes from. */
export interface Change {
  readonly value: Half;
  readonly operation: number;
}

export class Moment {
  readonly tests: Test[];
  /** Conditions under which a step would leave what is exported. */
  beyond: Test[];
  /** Operations passed on the way, with what was found there. */
  readonly passed: { readonly operation: number; readonly outcome: string }[];
  readonly cells: Map<number, Change>;
  readonly slots: Map<number, { readonly word: Word; readonly operation: number }>;
  /** The operation being followed. */
  operation = 0;
  /** Its touch was a `choose`. */
  hasChosen = false;
  readonly #table: Cells;
  readonly #before: (slot: number) => Word;
  /** Slots whose value a condition has settled, although nothing assigned it. */
  readonly #known: Map<number, Word>;

  /** `before`: the locals at the beginning of the step. */
  constructor(table: Cells, before: (slot: number) => Word, from?: Moment) {
    this.#table = table;
    this.#before = before;
    this.tests = [...(from?.tests ?? [])];
    this.beyond = from?.beyond ?? [];
    this.passed = [...(from?.passed ?? [])];
    this.cells = new Map(from?.cells);
    this.slots = new Map(from?.slots);
    this.#known = new Map(from === undefined ? [] : from.#known);
    this.operation = from?.operation ?? 0;
    this.hasChosen = from?.hasChosen ?? false;
  }

  /** A copy that holds only if `test` does; undefined where it cannot. */
  where(test: Test): Moment | undefined {
    const branch = new Moment(this.#table, this.#before, this);
    if (test.value === undefined) branch.tests.push(test);
    return this.isImpossible || test.value === false ? undefined : branch;
  }

  get isImpossible(): boolean {
    return this.tests.some((test) => test.value === false);
  }

  /** Goes on only if `test` holds: no schedule is known on which it does not. */
  onlyWhere(test: Test): void {
    if (test.value === true) return;
    this.beyond.push(allOf([...this.tests, negated(test)]));
    this.tests.push(test);
  }

  /** Cannot go on: no schedule is known that comes here. */
  leave(): void {
    this.onlyWhere(never);
  }

  slot(slot: number): Word {
    return this.slots.get(slot)?.word ?? this.#known.get(slot) ?? this.#before(slot);
  }

  setSlot(slot: number, word: Word): void {
    this.slots.set(slot, { word, operation: this.operation });
  }

  /** Remembers what a condition says: a word is this constant. */
  settle(expr: Expr, value: bigint): void {
    if (expr.kind === 'local' && this.slot(expr.slot).constant === undefined) {
      const known = this.slots.get(expr.slot);
      if (known === undefined) this.#known.set(expr.slot, constantWord(value));
      else this.slots.set(expr.slot, { ...known, word: constantWord(value) });
    }
    if (expr.kind === 'binary' && expr.operator === '+' && expr.right.kind === 'const') {
      this.settle(expr.left, BigInt.asUintN(64, value - expr.right.value));
    }
  }

  value(expr: Expr): Word {
    switch (expr.kind) {
      case 'const':
        return constantWord(expr.value);
      case 'local':
        return this.slot(expr.slot);
      case 'not':
        return wordOfTest(negated(truth(this.value(expr.of))));
      case 'complement':
        return complement(this.value(expr.of));
      case 'binary':
        return combined(expr.operator, expr.signed, this.value(expr.left), this.value(expr.right));
    }
  }

  cell(cell: number, place?: Place): Half {
    return this.cells.get(cell)?.value ?? this.#table.value(cell, place);
  }

  setCell(cell: number, value: Half): void {
    this.cells.set(cell, { value, operation: this.operation });
  }

  /** The step is over: what no schedule changes is what it was. */
  close(): void {
    for (const [cell, { value }] of this.cells) {
      if (this.#table.isVariable(cell)) continue;
      this.cells.delete(cell);
      this.onlyWhere(isEqual(value, constantHalf(this.#table.initial(cell))));
    }
  }

  /** The bytes at a modelled address as an unsigned number. */
  load(address: bigint, width: Place['width'], place?: Place): Word {
    if (width === 8) {
      return wordOf(this.#bytes(address, 4, place), this.#bytes(address + 4n, 4, place));
    }
    return wordOf(this.#bytes(address, width, place), zero);
  }

  store(address: bigint, width: Place['width'], word: Word): void {
    const named = namedWord(word);
    this.#setBytes(address, Math.min(width, 4), named.low);
    if (width === 8) this.#setBytes(address + 4n, 4, named.high());
  }

  /** Up to four bytes, which may lie in two cells. */
  #bytes(address: bigint, width: number, place?: Place): Half {
    const { cell, shift } = this.#spot(address);
    const mask = constantHalf(width === 4 ? -1 : 2 ** (8 * width) - 1);
    const first = movedDown(this.cell(cell, place), shift);
    if (shift + 8 * width <= 32) return conjunction(first, mask);
    const second = movedUp(this.cell(cell + 1), 32 - shift);
    return conjunction(disjunction(first, second), mask);
  }

  #setBytes(address: bigint, width: number, value: Half): void {
    const { cell, shift } = this.#spot(address);
    const mask = width === 4 ? -1 : 2 ** (8 * width) - 1;
    this.#setBits(cell, movedUp(value, shift), mask << shift);
    if (shift + 8 * width > 32) {
      this.#setBits(cell + 1, movedDown(value, 32 - shift), mask >>> (32 - shift));
    }
  }

  #setBits(cell: number, value: Half, mask: number): void {
    const kept = conjunction(this.cell(cell), constantHalf(~mask));
    this.setCell(cell, disjunction(kept, conjunction(value, constantHalf(mask))));
  }

  #spot(address: bigint): { readonly cell: number; readonly shift: number } {
    const cell = this.#table.cellAt(address, 1);
    if (cell === undefined) throw new Error(`nothing is modelled at ${address.toString(16)}`);
    return { cell, shift: Number(address % 4n) * 8 };
  }
}
