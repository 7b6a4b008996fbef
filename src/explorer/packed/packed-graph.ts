/**
 * The graph of a breadth-first search that has come to its end. The engine keeps no edges; they are
 * read off what it was taught, state by state, and every successor is found in the engine's table.
 * The same graph, in every number, as the search over the model itself keeps.
 */
import { endingNumbers, type StateGraph } from '../state-graph.ts';
import { IntList } from '../int-list.ts';
import type { Desk } from './desk.ts';
import type { Change } from './learned-steps.ts';
import { numberInTable } from './row-table.ts';
import { maskOf } from './row-layout.ts';

/** Where an actor rests, an index into its code: from its own cell alone. */
export type PositionOf = (state: Uint8Array, actor: number) => number;

/** States between two pauses. */
const STRETCH = 1000;

/** Pauses now and then. Not for searches with symmetries, whose states are images of others. */
export function* packedGraph(
  desk: Desk,
  positionOf: PositionOf,
): Generator<undefined, StateGraph, undefined> {
  const edges = new Edges(desk, positionOf);
  const states = desk.get('count');
  for (let state = 0; state < states; state++) {
    edges.add(state);
    if (state % STRETCH === STRETCH - 1) yield undefined;
  }
  return edges.graph();
}

class Edges {
  readonly #desk: Desk;
  readonly #positionOf: PositionOf;
  readonly #starts = new IntList();
  readonly #targets = new IntList();
  /** The mover in the low byte, the choice above it. */
  readonly #moves = new IntList();
  /** What the steps break by themselves. */
  readonly #broken = new IntList();
  /** By state: what is wrong with it. */
  readonly #wrong: Uint32Array;
  readonly #endings: Uint8Array;
  readonly #positions: Uint16Array;
  /** By actor and number of its own cell; -1 where it is not known yet. */
  readonly #positionsByCell: Map<number, number>[];
  readonly #row: Int32Array;
  /** Of the state at work. */
  readonly #numbers: Int32Array;

  constructor(desk: Desk, positionOf: PositionOf) {
    const { actors } = desk.model;
    const states = desk.get('count');
    this.#desk = desk;
    this.#positionOf = positionOf;
    this.#wrong = new Uint32Array(states);
    this.#endings = new Uint8Array(states);
    this.#positions = new Uint16Array(states * actors);
    this.#positionsByCell = Array.from({ length: actors }, () => new Map<number, number>());
    this.#row = new Int32Array(desk.layout.words);
    this.#numbers = new Int32Array(desk.layout.fields.length);
  }

  add(state: number): void {
    const { learning, model } = this.#desk;
    const numbers = this.#numbers;
    this.#desk.layout.unpack(this.#desk.words, this.#rowOf(state), numbers);
    this.#starts.push(this.#targets.length);
    this.#place(state, numbers);
    this.#wrong[state] = this.#desk.broken(this.#rowOf(state));
    const isStopped = this.#isStopped(state);
    const actors = isStopped ? 0 : model.actors;
    let moved = false;
    for (let actor = 0; actor < actors; actor++) {
      const leaf = learning.steps.known(numbers, actor);
      if (leaf === undefined) throw new Error('the search has not tried every move');
      for (const { changes, broken, choice = 0 } of leaf.successors) {
        this.#targets.push(this.#successor(state, changes));
        this.#moves.push(actor | (choice << 8));
        this.#broken.push(broken);
        moved = true;
      }
    }
    if (isStopped) this.#endings[state] = endingNumbers.indexOf('stopped');
    else if (!moved) this.#end(state, numbers);
  }

  graph(): StateGraph {
    const { actors, properties } = this.#desk.model;
    const edges = this.#targets.length;
    const states = this.#wrong.length;
    this.#starts.push(edges);
    const targets = this.#targets.items();
    const moves = this.#moves.items();
    const broken = Uint32Array.from(this.#broken.items());
    for (let edge = 0; edge < edges; edge++) {
      broken[edge] = (broken[edge] ?? 0) | (this.#wrong[targets[edge] ?? 0] ?? 0);
    }
    return {
      states,
      actors,
      starts: this.#starts.items(),
      targets,
      movers: Uint8Array.from(moves, (move) => move & 0xff),
      choices: Uint8Array.from(moves, (move) => move >> 8),
      broken,
      brokenAtStart: this.#desk.learning.startBroken | (this.#wrong[0] ?? 0),
      properties,
      endings: this.#endings,
      positions: this.#positions,
    };
  }

  /** Index of the first word of a state's row. */
  #rowOf(state: number): number {
    return (this.#desk.get('rows') >> 2) + state * this.#desk.layout.words;
  }

  /** Number of the state after these changes; only what changes is packed anew. */
  #successor(state: number, changes: readonly Change[]): number {
    const { layout, words } = this.#desk;
    const from = this.#rowOf(state);
    const row = this.#row;
    for (let word = 0; word < row.length; word++) row[word] = words[from + word] ?? 0;
    for (const { cell, value } of changes) {
      const { word, shift, bits } = layout.field(cell);
      row[word] = ((row[word] ?? 0) & ~(maskOf(bits) << shift)) | (value << shift);
    }
    const number = numberInTable(this.#desk, this.#row);
    if (number === undefined) throw new Error('the search has lost a state that it found');
    return number;
  }

  #place(state: number, numbers: Int32Array): void {
    const { actors } = this.#desk.model;
    let bytes: Uint8Array | undefined;
    for (const [actor, known] of this.#positionsByCell.entries()) {
      const own = numbers[actor] ?? 0;
      let position = known.get(own);
      if (position === undefined) {
        bytes ??= this.#desk.learning.state(numbers);
        position = this.#positionOf(bytes, actor);
        known.set(own, position);
      }
      this.#positions[state * actors + actor] = position;
    }
  }

  #isStopped(state: number): boolean {
    const { layout, model, words } = this.#desk;
    const { bits, shift, word } = layout.field(model.stopCell);
    return bits > 0 && ((words[this.#rowOf(state) + word] ?? 0) & (maskOf(bits) << shift)) !== 0;
  }

  #end(state: number, numbers: Int32Array): void {
    const { model, learning } = this.#desk;
    const bytes = learning.state(numbers);
    this.#endings[state] = endingNumbers.indexOf(model.ending(bytes));
    this.#wrong[state] = (this.#wrong[state] ?? 0) | model.brokenAtEnd(bytes);
  }
}
