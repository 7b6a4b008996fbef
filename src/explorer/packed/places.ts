/**
 * Places of the actors' ranks, close together. Of ranks only the order matters to a sweep, and they
 * lie far apart where code is skipped; states would wait long in far buckets for what never comes.
 * There is some room between places for ranks that turn up later.
 */
import type { CellValues } from './cell-values.ts';
import type { LearnableModel } from './learnable-model.ts';

/** Room between two places. */
const GAP = 16;

interface Ranked {
  readonly rank: number;
  place: number;
}

export class Places {
  /** A rank has turned up where there was no room: places say nothing until they are spread. */
  isCrowded = false;
  readonly #model: LearnableModel;
  readonly #values: CellValues;
  readonly #first: Uint8Array;
  /** By actor, by the number of its own cell's value. */
  readonly #known: Ranked[][];
  /** By actor, in the order of their ranks. */
  readonly #ordered: Ranked[][];

  constructor(model: LearnableModel, values: CellValues, first: Uint8Array) {
    this.#model = model;
    this.#values = values;
    this.#first = first;
    this.#known = Array.from({ length: model.actors }, () => []);
    this.#ordered = Array.from({ length: model.actors }, () => []);
    this.learn();
    this.spread();
  }

  /** The place of an actor whose own cell has this number. */
  of(actor: number, own: number): number {
    const ranked = this.#known[actor]?.[own];
    if (ranked === undefined) throw new RangeError(`actor ${actor} has no place for ${own}`);
    return ranked.place;
  }

  /** More than the sum of all places that there are; a stop counts one. */
  get sum(): number {
    return this.#ordered.reduce((sum, ranks) => sum + (ranks.at(-1)?.place ?? 0), 0) + 2;
  }

  /** Gives places to the values that are new. */
  learn(): void {
    for (let actor = 0; actor < this.#model.actors; actor++) {
      const known = this.#known[actor] ?? [];
      for (let own = known.length; own < this.#values.count(actor); own++) {
        known.push(this.#ranked(actor, own));
      }
    }
  }

  /** Lets all places have room between them again. */
  spread(): void {
    for (const ranks of this.#ordered) {
      for (const [index, ranked] of ranks.entries()) ranked.place = index * GAP;
    }
    this.isCrowded = false;
  }

  #ranked(actor: number, own: number): Ranked {
    const state = this.#first.slice();
    const cell = this.#model.cells[actor];
    state.set(this.#values.bytes(actor, own), cell?.offset ?? 0);
    const rank = this.#model.rank(state, actor);
    const ranks = this.#ordered[actor] ?? [];
    const next = ranks.findIndex((each) => each.rank >= rank);
    const above = ranks[next];
    if (above?.rank === rank) return above;
    const below = next < 0 ? ranks.at(-1) : ranks[next - 1];
    const lowest = below === undefined ? -GAP : below.place;
    const place = above === undefined ? lowest + GAP : Math.floor((lowest + above.place) / 2);
    if (place <= lowest || place < 0) this.isCrowded = true;
    const ranked = { rank, place };
    ranks.splice(next < 0 ? ranks.length : next, 0, ranked);
    return ranked;
  }
}
