/**
 * The complete search: every state that can be reached, those fewer moves away first. So the first
 * way found to break a property is a shortest one, and the order of everything in the report is the
 * order of discovery, which depends on the model alone.
 *
 *     const search = new BreadthFirst(model, { maxStates: 1_000_000 });
 *     while (search.run(1_000)) show(search.progress());
 *     search.report();
 *
 * Not done: reduction by symmetry or independence. What is counted is what a reader can step through.
 */
import { GraphRecorder } from './graph-recorder.ts';
import { IntList } from './int-list.ts';
import { interleavings } from './interleavings.ts';
import type { Broken, Ending, Model, Transition } from './model.ts';
import type { Interruption, Progress, Report, Violation } from './report.ts';
import type { StateGraph } from './state-graph.ts';
import { StateStore } from './state-store.ts';

export interface Limits {
  /** The search ends, incomplete, rather than keep more states than this. At least 1. */
  readonly maxStates: number;
  /** The graph is kept as long as there are no more states than this. Absent: it is not kept. */
  readonly graphStates?: number;
}

/** Where a property was broken: by a move from a state, or (move -1) in the state itself. */
interface Breach {
  readonly broken: Broken;
  readonly state: number;
  readonly move: number;
}

export class BreadthFirst<M> {
  readonly #model: Model<M>;
  readonly #limits: Limits;
  readonly #store: StateStore;
  /** By state: the state it was first reached from, and the position of the move there. */
  readonly #parents = new IntList();
  readonly #moves = new IntList();
  readonly #depths = new IntList();
  /** By state expanded: where its successors begin in `#targets`. */
  readonly #starts = new IntList();
  readonly #targets = new IntList();
  readonly #ends: Record<Exclude<Ending, 'running'>, number[]> = {
    rest: [],
    stopped: [],
    stuck: [],
  };
  readonly #breaches = new Map<string, Breach>();
  readonly #covered = new Set<number>();
  /** By state: 1 for an end, which has no moves to try. */
  readonly #isEnd = new IntList();
  /** Absent where the graph is not kept, or no longer. */
  #recorder: GraphRecorder<M> | undefined;
  #interruption: Interruption | undefined;
  /** Number of the next state to expand: the store is the queue. */
  #next = 0;

  constructor(model: Model<M>, limits: Limits) {
    this.#model = model;
    this.#limits = limits;
    const { graphStates = 0 } = limits;
    if (model.graph !== undefined && graphStates > 0) {
      this.#recorder = new GraphRecorder(model.graph);
    }
    const start = model.start();
    this.#recorder?.addStart(start.broken);
    this.#store = new StateStore(start.state);
    this.#note(start, 0, -1);
    this.#discover(start.state, -1, -1, 0);
  }

  /**
   * Tries the moves of up to `states` further states. True while there is more to do: call it again.
   * A slice of a thousand takes some milliseconds.
   */
  run(states: number): boolean {
    for (let done = 0; done < states && this.#canGoOn(); done++) this.#expand();
    return this.#canGoOn();
  }

  /** Ends the search where it is. */
  cancel(): void {
    if (this.#canGoOn()) this.#interruption = 'cancelled';
  }

  progress(): Progress {
    return {
      states: this.#store.size,
      transitions: this.#targets.length,
      depth: this.#depth(),
      waiting: this.#store.size - this.#next,
      violations: this.#breaches.size,
    };
  }

  report(): Report<M> {
    const states = (ends: readonly number[]) => ends.map((number) => this.#store.state(number));
    const violations = [...this.#breaches.values()]
      .map((breach) => this.#violation(breach))
      .sort((a, b) => a.length - b.length);
    const interrupted = this.#interruption;
    return {
      complete: this.#isComplete(),
      ...(interrupted === undefined ? {} : { interrupted }),
      states: this.#store.size,
      transitions: this.#targets.length,
      depth: this.#depth(),
      violations,
      restStates: states(this.#ends.rest),
      stoppedStates: states(this.#ends.stopped),
      stuckStates: states(this.#ends.stuck),
      covered: this.#covered,
    };
  }

  /** Number of complete schedules; undefined before the search is complete, or if one can go on for ever. */
  interleavings(): bigint | undefined {
    if (!this.#isComplete()) return undefined;
    const starts = new IntList();
    for (let state = 0; state < this.#starts.length; state++) starts.push(this.#starts.at(state));
    starts.push(this.#targets.length);
    return interleavings({ starts, targets: this.#targets });
  }

  /** Everything seen, as a graph; undefined before the search is complete, or where it was not kept. */
  graph(): StateGraph | undefined {
    return this.#isComplete() ? this.#recorder?.graph() : undefined;
  }

  /** Ids of the properties broken so far. */
  get broken(): readonly string[] {
    return [...this.#breaches.keys()];
  }

  /** The bytes of a state by its number in the order of discovery. */
  state(number: number): Uint8Array {
    return this.#store.state(number);
  }

  /** Bytes that states, ways and edges take; a graph that is kept comes on top. */
  get bytes(): number {
    const lists = [
      this.#parents,
      this.#moves,
      this.#depths,
      this.#isEnd,
      this.#starts,
      this.#targets,
    ];
    return lists.reduce((sum, list) => sum + list.bytes, this.#store.bytes);
  }

  /** A shortest schedule to a state; undefined if it has not been reached. */
  scheduleTo(state: Uint8Array): readonly M[] | undefined {
    const number = this.#store.knownNumberOf(state);
    return number === undefined ? undefined : this.#schedule(number, -1);
  }

  #canGoOn(): boolean {
    return this.#interruption === undefined && this.#next < this.#store.size;
  }

  #isComplete(): boolean {
    return this.#interruption === undefined && this.#next === this.#store.size;
  }

  /** States are found in the order of their depth, so the last one is the deepest. */
  #depth(): number {
    return this.#depths.at(this.#depths.length - 1);
  }

  #expand(): void {
    const from = this.#next;
    this.#starts.push(this.#targets.length);
    this.#recorder?.beginState();
    this.#next++;
    if (this.#isEnd.at(from) === 1) return;
    const model = this.#model;
    const state = this.#store.state(from);
    const moves = model.moves(state);
    if (moves.length === 0) throw new Error('the model calls a state running that has no moves');
    for (const [position, move] of moves.entries()) {
      const transition = model.next(state, move);
      this.#note(transition, from, position);
      const known = this.#store.size;
      const to = this.#numberWithinLimit(transition.state);
      if (to === undefined) return;
      this.#targets.push(to);
      this.#recorder?.addEdge(to, move, transition.broken);
      if (to === known) {
        this.#discover(transition.state, from, position, this.#depths.at(from) + 1);
      }
    }
  }

  /** Number of a state; undefined, and the end of the search, where it would be one too many. */
  #numberWithinLimit(state: Uint8Array): number | undefined {
    if (this.#store.size < this.#limits.maxStates) return this.#store.numberOf(state);
    const known = this.#store.knownNumberOf(state);
    if (known === undefined) this.#interruption = 'limit';
    return known;
  }

  #discover(state: Uint8Array, parent: number, move: number, depth: number): void {
    const number = this.#parents.length;
    this.#parents.push(parent);
    this.#moves.push(move);
    this.#depths.push(depth);
    const ending = this.#model.ending(state);
    this.#isEnd.push(ending === 'running' ? 0 : 1);
    const broken = ending === 'running' ? [] : this.#model.brokenAtEnd(state, ending);
    if (number < (this.#limits.graphStates ?? 0)) this.#recorder?.addState(state, ending, broken);
    else this.#recorder = undefined;
    if (ending === 'running') return;
    this.#ends[ending].push(number);
    for (const each of broken) this.#breach(each, number, -1);
  }

  #note({ broken, covered }: Transition, state: number, move: number): void {
    for (const each of broken) this.#breach(each, state, move);
    if (covered !== undefined) for (const number of covered) this.#covered.add(number);
  }

  #breach(broken: Broken, state: number, move: number): void {
    if (!this.#breaches.has(broken.property)) {
      this.#breaches.set(broken.property, { broken, state, move });
    }
  }

  #violation({ broken, state, move }: Breach): Violation<M> {
    const schedule = this.#schedule(state, move);
    return { ...broken, length: schedule.length, schedule };
  }

  /** The moves to a state and, where `last` is not -1, the one at that position from there. */
  #schedule(state: number, last: number): readonly M[] {
    const positions = last < 0 ? [] : [last];
    for (let number = state; number > 0; number = this.#parents.at(number)) {
      positions.push(this.#moves.at(number));
    }
    positions.reverse();
    const schedule: M[] = [];
    let { state: bytes } = this.#model.start();
    for (const [step, position] of positions.entries()) {
      const moves = this.#model.moves(bytes);
      const move = moves[position];
      if (move === undefined) {
        throw new Error(
          `move ${position} of step ${step + 1} is gone, there are ${moves.length}: the model gave ` +
            'different moves for the same state; look for chance, time or the order of a Map in it',
        );
      }
      schedule.push(move);
      bytes = this.#model.next(bytes, move).state;
    }
    return schedule;
  }
}
