/** Models small enough to be counted by hand. */
import type { Broken, Ending, Model, Transition } from '../model.ts';

const clean = (state: Uint8Array): Transition => ({ state, broken: [] });

/** Two counters, each stepped from 0 to `top` by its own actor; broken when both are at `top`. */
export function twoCounters(top: number): Model<number> {
  const isAtTop = (state: Uint8Array) => state[0] === top && state[1] === top;
  return {
    start: () => clean(Uint8Array.of(0, 0)),
    moves: (state) => [0, 1].filter((actor) => (state[actor] ?? 0) < top),
    next: (state, actor) => {
      const counted = state.slice();
      counted[actor] = (state[actor] ?? 0) + 1;
      return { ...clean(counted), covered: [actor * 100 + (state[actor] ?? 0)] };
    },
    ending: (state) => (isAtTop(state) ? 'rest' : 'running'),
    brokenAtEnd: () => [{ property: 'never-both', message: 'both are at the top' }],
  };
}

/** Two actors that take two locks in opposite order, then give both back. */
export function crossedLocks(): Model<number> {
  // Bytes: how far each actor is. 1: has its first lock, 2: has both, 3: has given them back.
  const hasLock = (state: Uint8Array, actor: number, lock: number): boolean => {
    const at = state[actor] ?? 0;
    return at === 2 || (at === 1 && lock === actor);
  };
  const canMove = (state: Uint8Array, actor: number): boolean => {
    const at = state[actor] ?? 0;
    if (at === 2) return true;
    return at < 2 && !hasLock(state, 1 - actor, at === 0 ? actor : 1 - actor);
  };
  const moves = (state: Uint8Array) => [0, 1].filter((actor) => canMove(state, actor));
  return {
    start: () => clean(Uint8Array.of(0, 0)),
    moves,
    next: (state, actor) => {
      const moved = state.slice();
      moved[actor] = (state[actor] ?? 0) + 1;
      return clean(moved);
    },
    ending: (state) => {
      if (state[0] === 3 && state[1] === 3) return 'rest';
      return moves(state).length === 0 ? 'stuck' : 'running';
    },
    brokenAtEnd: (_state, ending) =>
      ending === 'stuck' ? [{ property: 'no-deadlock', message: 'each waits for the other' }] : [],
  };
}

/** Counts up for ever: four bytes, so that nobody lives to see it come round. */
export function endless(): Model<'on'> {
  return {
    start: () => clean(new Uint8Array(4)),
    moves: () => ['on'],
    next: (state) => {
      const counted = state.slice();
      const view = new DataView(counted.buffer);
      view.setUint32(0, view.getUint32(0) + 1);
      return clean(counted);
    },
    ending: () => 'running',
    brokenAtEnd: () => [],
  };
}

/** A graph given as data. Node 0 is the first. */
export interface Digraph {
  readonly nodes: readonly {
    /** Targets by edge; none: an end. */
    readonly edges: readonly { readonly to: number; readonly breaks?: string }[];
    /** How it ends where it has no edges. */
    readonly ending: Exclude<Ending, 'running'>;
    readonly breaksAtEnd?: string;
  }[];
}

const brokenOf = (property: string | undefined): readonly Broken[] =>
  property === undefined ? [] : [{ property, message: `${property} is broken` }];

/** Walks a digraph. A move is the position of an edge. States have `size` bytes, at least 2. */
export function walkOf(graph: Digraph, size = 2): Model<number> {
  const stateOf = (node: number): Uint8Array => {
    const state = new Uint8Array(size);
    // The number is spread over the state, so that packing has something to pack.
    for (let i = 0; i < size; i++) state[i] = i % 3 === 2 ? 7 : node * (i + 1);
    state[size - 1] = node;
    return state;
  };
  const nodeOf = (state: Uint8Array) => {
    const node = graph.nodes[state.at(-1) ?? 0];
    if (node === undefined) throw new Error('no such node');
    return node;
  };
  return {
    start: () => clean(stateOf(0)),
    moves: (state) => [...nodeOf(state).edges.keys()],
    next: (state, move) => {
      const edge = nodeOf(state).edges[move];
      if (edge === undefined) throw new Error('no such edge');
      return { state: stateOf(edge.to), broken: brokenOf(edge.breaks) };
    },
    ending: (state) => (nodeOf(state).edges.length === 0 ? nodeOf(state).ending : 'running'),
    brokenAtEnd: (state) => brokenOf(nodeOf(state).breaksAtEnd),
  };
}
