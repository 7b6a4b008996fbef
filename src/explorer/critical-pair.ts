/**
 * The two steps whose order decides: of a schedule that breaks a property, steps i and j by different
 * actors that touch the same bits, such that no schedule breaks the property that goes on from
 * before step i and makes step j before it. That is checked by search, for every such pair:
 *
 *     from the state before i, the actor of i is held back and all others go on as they like,
 *     until the actor of j has made step j; from there on everybody goes on as they like
 *
 * Step j is known by where its actor rests before it, and by how often it has gone on from there
 * since. Schedules in which it is never made while the actor of i is held back do not count; where it
 * cannot be made at all (it waits for a lock that the other holds), the order cannot be turned round
 * and the pair decides nothing.
 *
 * Often several pairs are critical, one inside the other: who reads a pointer before it is changed, and
 * who reads the flag in the same word just after that. The one that is told is chosen so that it does
 * not depend on how steps that have nothing to do with each other happen to be ordered in the schedule:
 *
 * 1. words before locks: that somebody was first at a lock decides the order of all that is done under
 *    it, and says less than the word that is changed there;
 * 2. the earliest second step: there the order that does the harm became a fact for the first time,
 *    while later pairs tell what followed from it (the flag is found set, and so counted off);
 * 3. the latest first step: of all that was done too early for that second step, the last.
 *
 * In Kara's race these give CPU1's load of dma_pinned_flags in get_page before CPU0's store of them,
 * and neither its load of compound_head, the same word, before that, nor CPU1's load of the flags in
 * put_page, which comes after the store and is where the harm shows.
 */
import { canBreak } from './can-break.ts';
import { type Path, statesAlong } from './graph-path.ts';
import type { StateGraph } from './state-graph.ts';

/** What a step touches, counted in bits: two flags in one word are two things. */
export interface Touched {
  /** Address of the first bit: eight times that of its byte, plus its number within it. */
  readonly from: bigint;
  readonly bits: number;
  readonly writes: boolean;
  readonly kind: 'word' | 'lock';
}

/** Indices into the path, `first` < `second`. */
export interface StepPair {
  readonly first: number;
  readonly second: number;
}

export interface CriticalQuestion {
  readonly graph: StateGraph;
  /** Index in `properties` of the one that the path breaks. */
  readonly property: number;
  readonly path: Path;
  /** By step of the path: what it touches. */
  readonly touches: readonly (readonly Touched[])[];
}

/** The critical pair to tell; undefined where no pair is critical. */
export function criticalPair(question: CriticalQuestion): StepPair | undefined {
  const pairs = criticalPairs(question);
  const onLocks = ({ first, second }: StepPair): number =>
    conflict(question.touches[first] ?? [], question.touches[second] ?? []) === 'lock' ? 1 : 0;
  return pairs.toSorted(
    (a, b) => onLocks(a) - onLocks(b) || a.second - b.second || b.first - a.first,
  )[0];
}

/** All critical pairs, by their first step, then by their second. */
export function criticalPairs(question: CriticalQuestion): readonly StepPair[] {
  const { graph, property, path, touches } = question;
  const { movers } = graph;
  const dooms = canBreak(graph, property);
  const pairs: StepPair[] = [];
  for (const [second, edge] of path.entries()) {
    for (let first = 0; first < second; first++) {
      if (movers[path[first] ?? 0] === movers[edge]) continue;
      if (conflict(touches[first] ?? [], touches[second] ?? []) === undefined) continue;
      if (new TurnedRound(question, first, second, dooms).neverBreaks()) {
        pairs.push({ first, second });
      }
    }
  }
  return pairs.toSorted((a, b) => a.first - b.first || a.second - b.second);
}

/** What they touch in common, where one of them writes it; a word if there is one. */
function conflict(
  some: readonly Touched[],
  others: readonly Touched[],
): Touched['kind'] | undefined {
  let found: Touched['kind'] | undefined;
  for (const one of some) {
    for (const other of others) {
      const apart =
        one.from >= other.from + BigInt(other.bits) || other.from >= one.from + BigInt(one.bits);
      if (apart || !(one.writes || other.writes)) continue;
      if (one.kind === 'word') return 'word';
      found = one.kind;
    }
  }
  return found;
}

/** The search of one pair. A place: a state, how often step j was passed, and whether it is broken. */
class TurnedRound {
  readonly #question: CriticalQuestion;
  readonly #dooms: Uint8Array;
  readonly #begin: number;
  readonly #heldBack: number;
  readonly #actor: number;
  readonly #position: number;
  /** How often the actor of j goes on from its position, step j included. */
  readonly #passes: number;

  constructor(question: CriticalQuestion, first: number, second: number, dooms: Uint8Array) {
    const { graph, path } = question;
    const { actors, movers, positions } = graph;
    const states = statesAlong(graph, path);
    const actor = movers[path[second] ?? 0] ?? 0;
    const positionAt = (step: number): number =>
      positions[(states[step] ?? 0) * actors + actor] ?? 0;
    const position = positionAt(second);
    let passes = 0;
    for (let step = first; step <= second; step++) {
      if (movers[path[step] ?? 0] === actor && positionAt(step) === position) passes++;
    }
    this.#question = question;
    this.#dooms = dooms;
    this.#begin = states[first] ?? 0;
    this.#heldBack = movers[path[first] ?? 0] ?? 0;
    this.#actor = actor;
    this.#position = position;
    this.#passes = passes;
  }

  neverBreaks(): boolean {
    const { graph, property } = this.#question;
    const { starts, targets, movers, broken, positions, actors } = graph;
    const bit = 1 << property;
    const kinds = this.#passes * 2;
    const seen = new Set<number>();
    const open: number[] = [];
    const meet = (state: number, passed: number, isBroken: number): void => {
      const place = state * kinds + passed * 2 + isBroken;
      if (seen.has(place)) return;
      seen.add(place);
      open.push(place);
    };
    let isMade = false;
    meet(this.#begin, 0, 0);
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      const state = Math.floor(place / kinds);
      const passed = (place % kinds) >> 1;
      const isAtStep = positions[state * actors + this.#actor] === this.#position;
      for (let edge = starts[state] ?? 0; edge < (starts[state + 1] ?? 0); edge++) {
        const mover = movers[edge];
        if (mover === this.#heldBack) continue;
        const isBroken = place % 2 === 1 || ((broken[edge] ?? 0) & bit) !== 0 ? 1 : 0;
        const target = targets[edge] ?? 0;
        const now = passed + (mover === this.#actor && isAtStep ? 1 : 0);
        if (now < this.#passes) {
          meet(target, now, isBroken);
          continue;
        }
        if (isBroken === 1 || this.#dooms[target] === 1) return false;
        isMade = true;
      }
    }
    return isMade;
  }
}
