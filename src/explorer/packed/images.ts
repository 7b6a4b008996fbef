/**
 * What the symmetries of a model do to the numbers of cells: which cell a value goes to, and the
 * number that it has there. Worked out by the model for a few generators; the others are compositions.
 */
import type { CellValues } from './cell-values.ts';
import type { LearnableModel, Symmetry } from './learnable-model.ts';

/** One symmetry on numbers. By cell; `numbers` by the number of the value, without holes. */
interface Action {
  readonly actors: readonly number[];
  readonly targets: (number | undefined)[];
  readonly numbers: number[][];
  /** A generator's way to work out an image; others are `then` after `first`. */
  readonly made:
    | { readonly kind: 'generator'; readonly symmetry: Symmetry }
    | { readonly kind: 'composed'; readonly first: Action; readonly then: Action };
}

export class Images {
  readonly #model: LearnableModel;
  readonly #values: CellValues;
  readonly #first: Uint8Array;
  readonly #actions: readonly Action[];

  constructor(model: LearnableModel, values: CellValues, first: Uint8Array) {
    this.#model = model;
    this.#values = values;
    this.#first = first;
    this.#actions = this.#allActions();
  }

  /** How many there are. */
  get size(): number {
    return this.#actions.length;
  }

  /** Works out the images of all values that the model's cells have had, and of those that this adds. */
  settle(): void {
    if (this.size === 0) return;
    for (let grew = true; grew;) {
      grew = false;
      for (const action of this.#actions) {
        for (let cell = 0; cell < this.#model.cells.length; cell++) {
          const numbers = (action.numbers[cell] ??= []);
          for (let value = numbers.length; value < this.#values.count(cell); value++) {
            numbers.push(this.#number(action, cell, value));
            grew = true;
          }
        }
      }
    }
  }

  /** By actor: who takes its place. */
  actors(image: number): readonly number[] {
    return this.#action(image).actors;
  }

  /** The cell that a cell's value goes to. One that never changes counts as staying. */
  target(image: number, cell: number): number {
    return this.#target(this.#action(image), cell);
  }

  /** The number that a cell's value has where it goes to. */
  number(image: number, cell: number, value: number): number {
    if (cell >= this.#model.cells.length) return value;
    const number = this.#action(image).numbers[cell]?.[value];
    if (number === undefined)
      throw new Error(`the image of value ${value} of cell ${cell} is missing`);
    return number;
  }

  /** True when a symmetry changes nothing about a cell, as far as its values are known. */
  keeps(image: number, cell: number): boolean {
    if (this.target(image, cell) !== cell) return false;
    const numbers = this.#action(image).numbers[cell] ?? [];
    return cell >= this.#model.cells.length || numbers.every((number, value) => number === value);
  }

  of(image: number, numbers: Int32Array): Int32Array {
    const result = new Int32Array(numbers.length);
    for (const [cell, value] of numbers.entries()) {
      result[this.target(image, cell)] = this.number(image, cell, value);
    }
    return result;
  }

  #action(image: number): Action {
    const action = this.#actions[image];
    if (action === undefined) throw new RangeError(`there is no symmetry ${image}`);
    return action;
  }

  #target(action: Action, cell: number): number {
    const { cells, actors } = this.#model;
    if (cell >= cells.length) {
      // Behind the model's cells: what is observed of each actor, and whether it is late.
      const at = cell - cells.length;
      const row = Math.floor(at / actors);
      return cells.length + row * actors + (action.actors[at % actors] ?? 0);
    }
    if (action.made.kind === 'composed') {
      return this.#target(action.made.then, this.#target(action.made.first, cell));
    }
    return action.targets[cell] ?? cell;
  }

  #number(action: Action, cell: number, value: number): number {
    // The first state is its own image, and the number of its values is 0 everywhere.
    if (value === 0) return 0;
    if (action.made.kind === 'composed') {
      const { first, then } = action.made;
      return this.#known(then, this.#target(first, cell), this.#known(first, cell, value));
    }
    const state = this.#first.slice();
    const own = this.#model.cells[cell];
    if (own === undefined) throw new RangeError(`there is no cell ${cell}`);
    state.set(this.#values.bytes(cell, value), own.offset);
    const image = action.made.symmetry.image(state);
    const moved = this.#model.cells.flatMap(({ offset, length }, index) =>
      this.#differs(image, offset, length) ? [index] : [],
    );
    const [target] = moved;
    if (target === undefined || moved.length > 1) {
      throw new Error(`a symmetry takes cell ${cell} to ${moved.length} cells instead of one`);
    }
    const known = action.targets[cell];
    if (known !== undefined && known !== target) {
      throw new Error(`a symmetry takes cell ${cell} now to ${known}, now to ${target}`);
    }
    action.targets[cell] = target;
    return this.#values.numberIn(image, target);
  }

  /** May be asked for a value that was added just now, by another symmetry. */
  #known(action: Action, cell: number, value: number): number {
    const numbers = (action.numbers[cell] ??= []);
    for (let next = numbers.length; next <= value; next++) {
      numbers.push(this.#number(action, cell, next));
    }
    return numbers[value] ?? 0;
  }

  #differs(state: Uint8Array, offset: number, length: number): boolean {
    for (let byte = offset; byte < offset + length; byte++) {
      if (state[byte] !== this.#first[byte]) return true;
    }
    return false;
  }

  #allActions(): readonly Action[] {
    const { symmetries, actors } = this.#model;
    const found = new Map<string, Action>();
    const isIdentity = (order: readonly number[]): boolean =>
      order.every((image, actor) => image === actor);
    const close = (generator: Action): void => {
      found.set(generator.actors.join(), generator);
      for (let before = 0; before !== found.size;) {
        before = found.size;
        for (const first of found.values()) {
          for (const then of found.values()) {
            const order = Array.from(
              { length: actors },
              (_, actor) => then.actors[first.actors[actor] ?? 0] ?? 0,
            );
            if (isIdentity(order) || found.has(order.join())) continue;
            const made = { kind: 'composed', first, then } as const;
            found.set(order.join(), { actors: order, targets: [], numbers: [], made });
          }
        }
      }
    };
    for (const symmetry of symmetries) {
      if (found.has(symmetry.actors.join())) continue;
      const made = { kind: 'generator', symmetry } as const;
      close({ actors: symmetry.actors, targets: [], numbers: [], made });
    }
    return [...found.values()];
  }
}
