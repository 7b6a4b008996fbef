/**
 * What a packed search knows of its model, whatever the engine: the values of the cells, the steps
 * worked out, and the row layout that has room for them.
 */
import { CellValues } from './cell-values.ts';
import type { LearnableModel } from './learnable-model.ts';
import { type LeafSuccessor, type LearnedPath, LearnedSteps } from './learned-steps.ts';
import { RowLayout } from './row-layout.ts';

/** Walks before the first layout: enough to have seen most cells change. */
const WALKS = 64;
const LONGEST_WALK = 2000;

export class Learning {
  readonly model: LearnableModel;
  readonly values: CellValues;
  readonly steps: LearnedSteps;
  layout: RowLayout;
  /** Numbers of the first state. */
  readonly first: Int32Array;
  readonly startBroken: number;
  /** By actor: how many different things `brokenIn` may observe of it. */
  readonly #observed: number[];

  constructor(model: LearnableModel) {
    this.model = model;
    const { state, broken } = model.start();
    this.startBroken = broken;
    this.values = new CellValues(model.cells, state);
    this.steps = new LearnedSteps(model, this.values);
    this.#observed = Array<number>(model.actors).fill(1);
    this.first = Int32Array.of(
      ...this.values.numbersOf(state),
      ...this.#observed.map((_, actor) => model.observed(state, actor)),
    );
    for (let actor = 0; actor < model.actors; actor++)
      this.#observe(this.observedCell(actor), this.first);
    this.#lookAround();
    this.layout = this.#newLayout();
  }

  /** The cell that says what is observed of an actor: behind the model's own. */
  observedCell(actor: number): number {
    return this.model.cells.length + actor;
  }

  /** Cells that `brokenIn` depends on: no actor's own. */
  isShared(cell: number): boolean {
    return cell >= this.model.actors;
  }

  state(numbers: Int32Array): Uint8Array {
    return this.values.state(numbers.subarray(0, this.model.cells.length));
  }

  /** Works out a step; true in `outgrown` when the layout has no room for a value it led to. */
  learn(
    numbers: Int32Array,
    actor: number,
  ): { readonly path: LearnedPath; readonly outgrown: boolean } {
    const path = this.steps.learn(numbers, actor);
    let outgrown = false;
    for (const { changes } of path.leaf.successors) {
      for (const { cell, value } of changes) {
        if (cell >= this.model.cells.length) this.#note(cell, value);
        if (!this.layout.holds(cell, value + 1)) outgrown = true;
      }
    }
    return { path, outgrown };
  }

  /** A layout with room for all values there are now. */
  widen(): RowLayout {
    this.layout = this.#newLayout();
    return this.layout;
  }

  #newLayout(): RowLayout {
    const cells = this.model.cells.map((_, cell) => this.values.count(cell));
    return new RowLayout([...cells, ...this.#observed]);
  }

  #observe(cell: number, numbers: Int32Array): void {
    this.#note(cell, numbers[cell] ?? 0);
  }

  #note(cell: number, value: number): void {
    const actor = cell - this.model.cells.length;
    this.#observed[actor] = Math.max(this.#observed[actor] ?? 1, value + 1);
  }

  /**
   * Walks to the end a few times, so that the first layout is nearly the last. The walks look random
   * and are the same every time.
   */
  #lookAround(): void {
    let noise = 1;
    for (let walk = 0; walk < WALKS; walk++) {
      let numbers = this.first;
      for (let step = 0; step < LONGEST_WALK; step++) {
        const successors: LeafSuccessor[] = [];
        for (let actor = 0; actor < this.model.actors; actor++) {
          const known = this.steps.known(numbers, actor);
          const leaf = known ?? this.steps.learn(numbers, actor).leaf;
          successors.push(...leaf.successors);
        }
        noise = Math.imul(noise, 1664525) + 1013904223;
        const chosen = successors[(noise >>> 16) % Math.max(1, successors.length)];
        if (chosen === undefined) break;
        numbers = numbers.slice();
        for (const { cell, value } of chosen.changes) {
          numbers[cell] = value;
          if (cell >= this.model.cells.length) this.#note(cell, value);
        }
      }
    }
  }
}
