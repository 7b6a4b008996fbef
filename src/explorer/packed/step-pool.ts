/**
 * The decision trees as the engine walks them: nodes and leaves in its memory, addresses for
 * branches, negated addresses for leaves, 0 for what is not known. A node that asks for a cell with
 * one value only is left out; once the cell has a second one, everything is written anew.
 */
import type { Change, Leaf, LearnedPath, LearnedSteps, Node } from './learned-steps.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { maskOf, type RowLayout } from './row-layout.ts';
import { NODE_HEAD, successorSize } from './step-code.ts';

/** How much nearer to the end a step brings an actor whose own cell has the number `own`. */
export type Growth = (actor: number, own: number, changes: readonly Change[]) => number;

export class StepPool {
  readonly #layout: RowLayout;
  readonly #plan: MemoryPlan;
  readonly #addresses = new Map<Node | Leaf, number>();
  readonly #growth: Growth;
  #top: number;

  constructor(layout: RowLayout, plan: MemoryPlan, growth: Growth) {
    this.#layout = layout;
    this.#growth = growth;
    this.#plan = plan;
    this.#top = plan.steps;
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#top - this.#plan.steps;
  }

  /**
   * Adds a step just learned for a state with these numbers. False where it does not fit: then all is
   * to be written anew, into more room.
   */
  add(
    memory: Int32Array,
    numbers: Int32Array,
    actor: number,
    { nodes, leaf }: LearnedPath,
  ): boolean {
    const fresh = nodes.filter((node) => !this.#addresses.has(node));
    if (this.size + partsSize([...fresh, leaf], this.#layout) > this.#room) return false;
    let hook = (this.#plan.roots[actor] ?? 0) + 4 * (numbers[actor] ?? 0);
    for (const node of nodes) {
      if (this.#layout.field(node.cell).bits === 0) continue;
      hook = this.#child(this.#node(memory, node, hook), numbers[node.cell] ?? 0);
    }
    memory[hook >> 2] = -this.#leaf(memory, leaf, actor, numbers[actor] ?? 0);
    return true;
  }

  /** Writes all trees into memory that is zero there. */
  addAll(
    memory: Int32Array,
    steps: LearnedSteps,
    actors: number,
    owns: (actor: number) => number,
  ): void {
    for (let actor = 0; actor < actors; actor++) {
      for (let own = 0; own < owns(actor); own++) {
        const root = steps.root(actor, own);
        const hook = (this.#plan.roots[actor] ?? 0) + 4 * own;
        if (root !== undefined) this.#hang(memory, root, hook, actor, own);
      }
    }
  }

  #hang(memory: Int32Array, tree: Node | Leaf, hook: number, actor: number, own: number): void {
    if (tree.kind === 'leaf') {
      memory[hook >> 2] = -this.#leaf(memory, tree, actor, own);
      return;
    }
    if (this.#layout.field(tree.cell).bits === 0) {
      const [only] = tree.children;
      if (only !== undefined) this.#hang(memory, only, hook, actor, own);
      return;
    }
    const address = this.#node(memory, tree, hook);
    for (const [value, child] of tree.children.entries()) {
      if (child === undefined) continue;
      this.#hang(memory, child, this.#child(address, value), actor, own);
    }
  }

  get #room(): number {
    return this.#plan.stepsEnd - this.#plan.steps;
  }

  #child(node: number, value: number): number {
    return node + NODE_HEAD + 4 * value;
  }

  #node(memory: Int32Array, node: Node, hook: number): number {
    const known = this.#addresses.get(node);
    if (known !== undefined) return known;
    const { word, shift, bits } = this.#layout.field(node.cell);
    const address = this.#take(nodeSize(bits));
    this.#addresses.set(node, address);
    memory[address >> 2] = 4 * word;
    memory[(address >> 2) + 1] = shift;
    memory[(address >> 2) + 2] = maskOf(bits);
    memory[hook >> 2] = address;
    return address;
  }

  #leaf(memory: Int32Array, leaf: Leaf, actor: number, own: number): number {
    const { words } = this.#layout;
    const address = this.#take(leafSize(leaf, words));
    let at = address >> 2;
    memory[at++] = leaf.successors.length;
    for (const { changes, broken } of leaf.successors) {
      const keep = new Int32Array(words).fill(-1);
      const put = new Int32Array(words);
      for (const { cell, value } of changes) {
        const { word, shift, bits } = this.#layout.field(cell);
        keep[word] = (keep[word] ?? 0) & ~(maskOf(bits) << shift);
        put[word] = (put[word] ?? 0) | (value << shift);
      }
      memory[at++] = broken;
      memory[at++] = this.#growth(actor, own, changes);
      for (let word = 0; word < words; word++) {
        memory[at++] = keep[word] ?? 0;
        memory[at++] = put[word] ?? 0;
      }
    }
    return address;
  }

  #take(bytes: number): number {
    const address = this.#top;
    this.#top += bytes;
    if (this.#top > this.#plan.stepsEnd) throw new RangeError('the steps need too much memory');
    return address;
  }
}

/** Bytes that nodes and leaves take together. A node that asks for a cell with one value is left out. */
export function partsSize(parts: Iterable<Node | Leaf>, layout: RowLayout): number {
  let size = 0;
  for (const part of parts) {
    if (part.kind === 'leaf') size += leafSize(part, layout.words);
    else if (layout.field(part.cell).bits > 0) size += nodeSize(layout.field(part.cell).bits);
  }
  return size;
}

const nodeSize = (bits: number): number => NODE_HEAD + 4 * 2 ** bits;
const leafSize = (leaf: Leaf, words: number): number =>
  4 + leaf.successors.length * successorSize(words);
