/** Writes down the graph of a search as it goes, and hands it over as flat arrays. */
import { IntList } from './int-list.ts';
import type { Broken, Ending, GraphFacts } from './model.ts';
import { endingNumbers, type StateGraph } from './state-graph.ts';

export class GraphRecorder<M> {
  readonly #facts: GraphFacts<M>;
  readonly #bits: ReadonlyMap<string, number>;
  /** By state. */
  readonly #starts = new IntList();
  readonly #endings = new IntList();
  readonly #brokenAtEnd = new IntList();
  /** By state times actors plus the actor. */
  readonly #positions = new IntList();
  /** By edge. The mover in the low byte of `#moves`, the choice above it. */
  readonly #targets = new IntList();
  readonly #moves = new IntList();
  readonly #broken = new IntList();
  #brokenAtStart = 0;

  constructor(facts: GraphFacts<M>) {
    if (facts.properties.length > 31) throw new Error('a graph has bits for 31 properties');
    this.#facts = facts;
    this.#bits = new Map(facts.properties.map((id, bit) => [id, 1 << bit]));
  }

  /** A state that was found, in the order of discovery; what it breaks by being an end. */
  addState(state: Uint8Array, ending: Ending, broken: readonly Broken[]): void {
    this.#endings.push(endingNumbers.indexOf(ending));
    this.#brokenAtEnd.push(this.#bitsOf(broken));
    for (const position of this.#facts.positions(state)) this.#positions.push(position);
  }

  /** What is broken before anybody has moved. */
  addStart(broken: readonly Broken[]): void {
    this.#brokenAtStart = this.#bitsOf(broken);
  }

  /** The edges that follow are those of the next state, in the order of discovery. */
  beginState(): void {
    this.#starts.push(this.#targets.length);
  }

  addEdge(target: number, move: M, broken: readonly Broken[]): void {
    const choice = this.#facts.choiceOf(move);
    if (choice < 0 || choice > 255) throw new Error(`a graph keeps choices to 255, not ${choice}`);
    this.#targets.push(target);
    this.#moves.push(this.#facts.moverOf(move) | (choice << 8));
    this.#broken.push(this.#bitsOf(broken));
  }

  /** The graph of a search that has tried every move of every state. */
  graph(): StateGraph {
    const states = this.#endings.length;
    const edges = this.#targets.length;
    if (this.#starts.length !== states) throw new Error('the graph is not complete');
    const starts = new Int32Array(states + 1);
    const targets = new Int32Array(edges);
    const movers = new Uint8Array(edges);
    const choices = new Uint8Array(edges);
    const broken = new Uint32Array(edges);
    for (let state = 0; state < states; state++) starts[state] = this.#starts.at(state);
    starts[states] = edges;
    for (let edge = 0; edge < edges; edge++) {
      const target = this.#targets.at(edge);
      const move = this.#moves.at(edge);
      targets[edge] = target;
      movers[edge] = move & 0xff;
      choices[edge] = move >> 8;
      broken[edge] = this.#broken.at(edge) | this.#brokenAtEnd.at(target);
    }
    return {
      states,
      actors: this.#facts.actors,
      starts,
      targets,
      movers,
      choices,
      broken,
      brokenAtStart: this.#brokenAtStart | this.#brokenAtEnd.at(0),
      properties: this.#facts.properties,
      endings: Uint8Array.from({ length: states }, (_, state) => this.#endings.at(state)),
      positions: Uint16Array.from({ length: this.#positions.length }, (_, at) =>
        this.#positions.at(at),
      ),
    };
  }

  #bitsOf(broken: readonly Broken[]): number {
    let bits = 0;
    for (const { property } of broken) {
      const bit = this.#bits.get(property);
      if (bit === undefined) throw new Error(`the model did not announce the property ${property}`);
      bits |= bit;
    }
    return bits;
  }
}
