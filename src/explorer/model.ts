/**
 * What a search needs to know of the thing it searches. A model has states that are nothing but
 * bytes, all of one length, and moves between them; what it models is its own affair.
 *
 * A model must be deterministic: the same state gives the same moves in the same order, and the same
 * move the same transition. Schedules are kept as positions in the list of moves, so a model that
 * depends on chance, on time or on the order of a Map cannot be replayed, and the search says so.
 *
 * Properties are the model's, too. It says which ones a transition breaks, and which ones an end
 * breaks; the search keeps the first, and therefore a shortest, way to each.
 */

/**
 * `rest`: the end that was meant to be reached. `stopped`: an end by a failure.
 * `stuck`: an end because nobody can move, although not all are done.
 */
export type Ending = 'running' | 'rest' | 'stopped' | 'stuck';

/** A property that does not hold. */
export interface Broken {
  /** Its id; one counterexample is kept for each. */
  readonly property: string;
  /** What exactly is wrong, as a sentence. */
  readonly message: string;
}

/** What a move gives. */
export interface Transition {
  readonly state: Uint8Array;
  /** Properties that this transition breaks, or that do not hold in the state it leads to. */
  readonly broken: readonly Broken[];
  /** Numbers of the model's choosing for what the transition ran through, such as lines of a program. */
  readonly covered?: Iterable<number>;
}

/** What a search has to know of a model besides, to keep the graph of its states. */
export interface GraphFacts<M> {
  /** Ids of all properties that can ever be broken, at most 31. */
  readonly properties: readonly string[];
  readonly actors: number;
  /** Who moves, from 0. */
  moverOf(move: M): number;
  /** The value chosen, 0 to 255; 0 where there is nothing to choose. */
  choiceOf(move: M): number;
  /** For each actor where it rests, an index into its code. */
  positions(state: Uint8Array): Iterable<number>;
}

/** `M`: a move, such as the number of an actor. Never compared, only handed back. */
export interface Model<M> {
  /** Without it no graph can be kept. */
  readonly graph?: GraphFacts<M>;
  /** The initial state; `broken` is what is wrong from the beginning. */
  start(): Transition;
  /** All that is possible, in an order that depends on the state alone. At least one while running. */
  moves(state: Uint8Array): readonly M[];
  /** Neither keeps nor changes the bytes of `state`. */
  next(state: Uint8Array, move: M): Transition;
  ending(state: Uint8Array): Ending;
  /** Properties that a state breaks by being an end: asked once for every end reached. */
  brokenAtEnd(state: Uint8Array, ending: Exclude<Ending, 'running'>): readonly Broken[];
}
