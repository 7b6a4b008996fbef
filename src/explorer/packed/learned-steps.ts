/**
 * The steps worked out so far, as decision trees: one per actor and value of its own cell. A node asks
 * for the value of one cell that the step looked at, in the order in which it did; a leaf is what the
 * step leads to. A model is deterministic, so equal answers always lead to the same question.
 */
import type { CellValues } from './cell-values.ts';
import type { LearnableModel } from './learnable-model.ts';

/** A cell that a step changes, and the number of its new value. */
export interface Change {
  readonly cell: number;
  readonly value: number;
}

export interface LeafSuccessor {
  /** Cells whose values differ from before, the actor's own among them. */
  readonly changes: readonly Change[];
  /** Properties that the step breaks, as bits. */
  readonly broken: number;
  readonly choice: number | undefined;
}

export interface Leaf {
  readonly kind: 'leaf';
  /** None: the actor cannot move. */
  readonly successors: readonly LeafSuccessor[];
}

export interface Node {
  readonly kind: 'node';
  readonly cell: number;
  /** By the number of the cell's value; holes where nobody has been yet. */
  readonly children: (Node | Leaf | undefined)[];
}

/** The way to a leaf: the nodes passed, and what stands at its end. */
export interface LearnedPath {
  readonly nodes: readonly Node[];
  readonly leaf: Leaf;
}

export class LearnedSteps {
  /** How many steps have been worked out. */
  size = 0;
  readonly #model: LearnableModel;
  readonly #values: CellValues;
  readonly #roots: (Node | Leaf | undefined)[][];
  /** By byte of a state: its cell, -1 for none. */
  readonly #cellAt: Int32Array;

  constructor(model: LearnableModel, values: CellValues) {
    this.#model = model;
    this.#values = values;
    this.#roots = Array.from({ length: model.actors }, () => []);
    const size = Math.max(0, ...model.cells.map(({ offset, length }) => offset + length));
    this.#cellAt = new Int32Array(size).fill(-1);
    for (const [cell, { offset, length }] of model.cells.entries()) {
      this.#cellAt.fill(cell, offset, offset + length);
    }
  }

  /** By actor and the number of its own cell's value: where its tree begins. */
  root(actor: number, own: number): Node | Leaf | undefined {
    return this.#roots[actor]?.[own];
  }

  /** All nodes and leaves. */
  *parts(): Generator<Node | Leaf, void, undefined> {
    const open = this.#roots.flat().filter((root) => root !== undefined);
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      yield part;
      if (part.kind === 'node') open.push(...part.children.filter((child) => child !== undefined));
    }
  }

  /** What an actor does where the cells have these numbers; undefined if that is not known yet. */
  known(numbers: Int32Array, actor: number): Leaf | undefined {
    return this.#pathTo(numbers, actor)?.leaf;
  }

  /** Works the step out, unless it is known, and keeps it. */
  learn(numbers: Int32Array, actor: number): LearnedPath {
    const known = this.#pathTo(numbers, actor);
    if (known !== undefined) return known;
    const state = this.#values.state(numbers);
    const { lookedAt, successors } = this.#model.step(state, actor);
    const leaf: Leaf = {
      kind: 'leaf',
      successors: successors.map((successor) => ({
        changes: this.#changes(state, numbers, successor.state, actor),
        broken: successor.broken,
        choice: successor.choice,
      })),
    };
    this.size++;
    return { nodes: this.#insert(numbers, actor, lookedAt, leaf), leaf };
  }

  #pathTo(numbers: Int32Array, actor: number): LearnedPath | undefined {
    const nodes: Node[] = [];
    let at = this.root(actor, numbers[actor] ?? 0);
    while (at !== undefined && at.kind === 'node') {
      nodes.push(at);
      at = at.children[numbers[at.cell] ?? 0];
    }
    return at === undefined ? undefined : { nodes, leaf: at };
  }

  #changes(
    before: Uint8Array,
    numbers: Int32Array,
    after: Uint8Array,
    actor: number,
  ): readonly Change[] {
    const changes: Change[] = [];
    for (const cell of this.#changedCells(before, after)) {
      changes.push({ cell, value: this.#values.numberIn(after, cell) });
    }
    for (const [row, value] of extras(this.#model, after, actor).entries()) {
      const cell = this.#model.cells.length + row * this.#model.actors + actor;
      if (value !== (numbers[cell] ?? 0)) changes.push({ cell, value });
    }
    return changes;
  }

  /** Most of a state stays as it is, so that it is compared by words first. */
  #changedCells(before: Uint8Array, after: Uint8Array): ReadonlySet<number> {
    const cells = new Set<number>();
    const compare = (from: number, to: number): void => {
      for (let byte = from; byte < to; byte++) {
        if (before[byte] !== after[byte]) cells.add(this.#cellAt[byte] ?? -1);
      }
    };
    const isAligned = ((before.byteOffset | after.byteOffset) & 3) === 0;
    const words = isAligned ? before.length >> 2 : 0;
    const [old, now] = [wordsIn(before, words), wordsIn(after, words)];
    for (let word = 0; word < words; word++) {
      if (old[word] !== now[word]) compare(word * 4, word * 4 + 4);
    }
    compare(words * 4, before.length);
    cells.delete(-1);
    return cells;
  }

  #insert(
    numbers: Int32Array,
    actor: number,
    lookedAt: readonly number[],
    leaf: Leaf,
  ): readonly Node[] {
    const roots = this.#roots[actor] ?? [];
    const nodes: Node[] = [];
    let at = roots[numbers[actor] ?? 0];
    let hang = (child: Node | Leaf): void => {
      roots[numbers[actor] ?? 0] = child;
    };
    for (const cell of lookedAt) {
      if (at === undefined) {
        at = { kind: 'node', cell, children: [] };
        hang(at);
      }
      if (at.kind === 'leaf' || at.cell !== cell) throw new Error(indeterminate(actor));
      const node = at;
      nodes.push(node);
      const value = numbers[cell] ?? 0;
      hang = (child) => {
        node.children[value] = child;
      };
      at = node.children[value];
    }
    if (at !== undefined) throw new Error(indeterminate(actor));
    hang(leaf);
    return nodes;
  }
}

/**
 * Numbers of the cells behind the model's own, which are rows of one per actor: what `brokenIn`
 * observes of it, and with symmetries whether it is late.
 */
export function extras(model: LearnableModel, state: Uint8Array, actor: number): readonly number[] {
  const observed = model.observed(state, actor);
  if (model.symmetries.length === 0) return [observed];
  return [observed, model.isLate(state, actor) ? 1 : 0];
}

function wordsIn({ buffer, byteOffset }: Uint8Array, words: number): Int32Array {
  return words === 0 ? new Int32Array(0) : new Int32Array(buffer, byteOffset, words);
}

function indeterminate(actor: number): string {
  return (
    `actor ${actor} looked at other cells although all before were the same: ` +
    'look for chance, time or the order of a Map in the model'
  );
}
