/**
 * What a packed search knows of its model, whatever the engine: the values of the cells, the steps
 * worked out, what symmetries do to them, and the row layout that has room for them.
 */
import { CellValues } from './cell-values.ts';
import { Images } from './images.ts';
import type { LearnableModel } from './learnable-model.ts';
import { extras, type LeafSuccessor, type LearnedPath, LearnedSteps } from './learned-steps.ts';
import { RowLayout } from './row-layout.ts';

/** Walks before the first layout: enough to have seen most cells change, or some of them. */
const WALKS = { tight: 64, roomy: 8 } as const;
const LONGEST_WALK = 2000;

export class Learning {
  readonly model: LearnableModel;
  readonly values: CellValues;
  readonly steps: LearnedSteps;
  readonly images: Images;
  layout: RowLayout;
  /** Numbers of the first state. */
  readonly first: Int32Array;
  readonly startBroken: number;
  /** Whether rows are long, so that fields are seldom outgrown, or as short as they can be. */
  room: 'roomy' | 'tight';
  /** By cell behind the model's own: one more than the largest number it has had. */
  readonly #extraCounts: number[] = [];

  constructor(model: LearnableModel, room: 'roomy' | 'tight' = 'tight') {
    this.model = model;
    this.room = room;
    const { state, broken } = model.start();
    this.startBroken = broken;
    // Number 0 of the stop cell is always `running`, also where the first state has stopped.
    const running = runningOf(model, state);
    this.values = new CellValues(model.cells, running);
    this.steps = new LearnedSteps(model, this.values);
    this.images = new Images(model, this.values, running);
    const rows = Array.from({ length: model.actors }, (_, actor) => extras(model, state, actor));
    const firstExtras = (rows[0] ?? []).flatMap((_, row) => rows.map((each) => each[row] ?? 0));
    this.first = Int32Array.of(...this.values.numbersOf(state), ...firstExtras);
    for (const [index, value] of firstExtras.entries())
      this.#note(model.cells.length + index, value);
    this.#lookAround();
    this.images.settle();
    this.layout = this.#newLayout();
  }

  /** Cells that `brokenIn` depends on: no actor's own, but what is observed of it. */
  isShared(cell: number): boolean {
    const { actors, cells } = this.model;
    return cell >= actors && cell < cells.length + actors;
  }

  /** The cell that says whether an actor is late; only with symmetries. */
  lateCell(actor: number): number {
    return this.model.cells.length + this.model.actors + actor;
  }

  state(numbers: Int32Array): Uint8Array {
    return this.values.state(numbers.subarray(0, this.model.cells.length));
  }

  /** Works out a step. `outgrown`: the layout has no room for a value that came of it. */
  learn(
    numbers: Int32Array,
    actor: number,
  ): { readonly path: LearnedPath; readonly outgrown: boolean } {
    const path = this.#learned(numbers, actor);
    this.images.settle();
    const isOutgrown = (cell: number): boolean => !this.layout.holds(cell, this.count(cell));
    const { successors } = path.leaf;
    const outgrown =
      this.images.size === 0
        ? successors.some(({ changes }) => changes.some(({ cell }) => isOutgrown(cell)))
        : this.layout.fields.some(({ cell }) => isOutgrown(cell));
    return { path, outgrown };
  }

  /** A layout with room for all values there are now. */
  widen(): RowLayout {
    this.layout = this.#newLayout();
    return this.layout;
  }

  /** How many numbers a cell has had. */
  count(cell: number): number {
    const own = this.model.cells.length;
    return cell < own ? this.values.count(cell) : (this.#extraCounts[cell - own] ?? 1);
  }

  #newLayout(): RowLayout {
    const counts = Array.from(this.first, (_, cell) => this.count(cell));
    return new RowLayout(counts, this.room === 'roomy' ? { roomy: this.model.actors } : {});
  }

  /** Every value that a step leads to counts, whether or not anybody ever makes the step. */
  #learned(numbers: Int32Array, actor: number): LearnedPath {
    const path = this.steps.learn(numbers, actor);
    for (const { changes } of path.leaf.successors) {
      for (const { cell, value } of changes) this.#note(cell, value);
    }
    return path;
  }

  /** The model's own cells count their values themselves. */
  #note(cell: number, value: number): void {
    const index = cell - this.model.cells.length;
    if (index < 0) return;
    this.#extraCounts[index] = Math.max(this.#extraCounts[index] ?? 1, value + 1);
  }

  /**
   * Walks to the end a few times, so that the first layout is nearly the last. The walks look random
   * and are the same every time.
   */
  #lookAround(): void {
    let noise = 1;
    for (let walk = 0; walk < WALKS[this.room]; walk++) {
      const numbers = this.first.slice();
      for (let step = 0; step < LONGEST_WALK; step++) {
        const successors: LeafSuccessor[] = [];
        for (let actor = 0; actor < this.model.actors; actor++) {
          const known = this.steps.known(numbers, actor);
          const leaf = known ?? this.#learned(numbers, actor).leaf;
          successors.push(...leaf.successors);
        }
        noise = Math.imul(noise, 1664525) + 1013904223;
        const chosen = successors[(noise >>> 16) % Math.max(1, successors.length)];
        if (chosen === undefined) break;
        for (const { cell, value } of chosen.changes) numbers[cell] = value;
      }
    }
  }
}

/** A state with nothing in its stop cell. */
function runningOf({ cells, stopCell }: LearnableModel, state: Uint8Array): Uint8Array {
  const running = state.slice();
  const cell = cells[stopCell];
  if (cell !== undefined) running.fill(0, cell.offset, cell.offset + cell.length);
  return running;
}
