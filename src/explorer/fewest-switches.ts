/**
 * The calmest way to break a property: of all schedules that do, one in which the mover changes the
 * fewest times, and of those a shortest. What counts as a place is the state and who moved last.
 *
 * Places are settled in the order of (switches, moves). All with the same number of switches form a
 * level; within a level two queues that are sorted by moves already, those entered by a switch and
 * those gone on to, are merged.
 */
import type { Path } from './graph-path.ts';
import { IntList } from './int-list.ts';
import type { StateGraph } from './state-graph.ts';

export interface CalmestPath {
  /** Its last edge is the first that breaks the property. */
  readonly path: Path;
  readonly switches: number;
}

/** Undefined where nothing breaks the property, which is given by its index in `properties`. */
export function fewestSwitches(graph: StateGraph, property: number): CalmestPath | undefined {
  const bit = 1 << property;
  if ((graph.brokenAtStart & bit) !== 0) return { path: [], switches: 0 };
  return new Levels(graph, bit).search();
}

/** Arrivals at places, each with the moves made until then. */
class Queue {
  readonly #edges = new IntList();
  readonly #origins = new IntList();
  readonly #moves = new IntList();
  #next = 0;

  push(edge: number, origin: number, moves: number): void {
    this.#edges.push(edge);
    this.#origins.push(origin);
    this.#moves.push(moves);
  }

  /** Moves of the next arrival; Infinity where there is none. */
  get moves(): number {
    return this.#next < this.#moves.length ? this.#moves.at(this.#next) : Infinity;
  }

  take(): { readonly edge: number; readonly origin: number; readonly moves: number } {
    const at = this.#next++;
    return {
      edge: this.#edges.at(at),
      origin: this.#origins.at(at),
      moves: this.#moves.at(at),
    };
  }
}

class Levels {
  readonly #graph: StateGraph;
  readonly #bit: number;
  /** By place (state times actors plus who moved last): the edge that led there, plus 1. */
  readonly #edges: Int32Array;
  /** By place: the place before it; -1 for the first state, in which nobody has moved. */
  readonly #origins: Int32Array;

  constructor(graph: StateGraph, bit: number) {
    this.#graph = graph;
    this.#bit = bit;
    this.#edges = new Int32Array(graph.states * graph.actors);
    this.#origins = new Int32Array(graph.states * graph.actors);
  }

  search(): CalmestPath | undefined {
    const { starts, targets, movers, broken, actors } = this.#graph;
    let entered = new Queue();
    for (let edge = starts[0] ?? 0; edge < (starts[1] ?? 0); edge++) entered.push(edge, -1, 1);
    for (let switches = 0; entered.moves < Infinity; switches++) {
      const later = new Queue();
      const goneOn = new Queue();
      while (entered.moves < Infinity || goneOn.moves < Infinity) {
        const queue = entered.moves <= goneOn.moves ? entered : goneOn;
        const { edge, origin, moves } = queue.take();
        if (((broken[edge] ?? 0) & this.#bit) !== 0) {
          return { path: this.#pathTo(edge, origin), switches };
        }
        const state = targets[edge] ?? 0;
        const mover = movers[edge] ?? 0;
        const place = state * actors + mover;
        if (this.#edges[place] !== 0) continue;
        this.#edges[place] = edge + 1;
        this.#origins[place] = origin;
        for (let next = starts[state] ?? 0; next < (starts[state + 1] ?? 0); next++) {
          (movers[next] === mover ? goneOn : later).push(next, place, moves + 1);
        }
      }
      entered = later;
    }
    return undefined;
  }

  #pathTo(last: number, origin: number): Path {
    const path = [last];
    for (let place = origin; place >= 0; place = this.#origins[place] ?? -1) {
      path.push((this.#edges[place] ?? 0) - 1);
    }
    return path.toReversed();
  }
}
