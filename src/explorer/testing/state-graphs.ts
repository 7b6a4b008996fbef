/** Test support: small state graphs as data, at random, and walked one schedule at a time. */
import * as fc from 'fast-check';
import type { StateGraph } from '../state-graph.ts';

export interface GraphEdge {
  readonly to: number;
  readonly mover: number;
  readonly choice?: number;
  /** Indices of properties. */
  readonly breaks?: readonly number[];
}

/** The edges of every state; `positions`: by state, where each actor rests. All zero if not given. */
export function graphOf(
  states: readonly (readonly GraphEdge[])[],
  positions?: readonly (readonly number[])[],
  brokenAtStart = 0,
): StateGraph {
  const edges = states.flat();
  const actors = edges.reduce((most, { mover }) => Math.max(most, mover + 1), 1);
  const starts = [0];
  for (const own of states) starts.push((starts.at(-1) ?? 0) + own.length);
  const bitsOf = (breaks: readonly number[] = []) =>
    breaks.reduce((all, bit) => all | (1 << bit), 0);
  return {
    states: states.length,
    actors,
    starts: Int32Array.from(starts),
    targets: Int32Array.from(edges, ({ to }) => to),
    movers: Uint8Array.from(edges, ({ mover }) => mover),
    choices: Uint8Array.from(edges, ({ choice }) => choice ?? 0),
    broken: Uint32Array.from(edges, ({ breaks }) => bitsOf(breaks)),
    brokenAtStart,
    properties: ['p', 'q'],
    endings: Uint8Array.from(states, (own) => (own.length === 0 ? 1 : 0)),
    positions: Uint16Array.from(
      states.flatMap((_, state) =>
        Array.from({ length: actors }, (__, actor) => positions?.[state]?.[actor] ?? 0),
      ),
    ),
  };
}

/** Up to 9 states, 3 actors, 2 properties. `loops`: edges may lead back. All can be reached. */
export function stateGraphs(loops: boolean): fc.Arbitrary<StateGraph> {
  return fc.integer({ min: 1, max: 9 }).chain((size) => {
    const edgesFrom = (from: number) => {
      const low = loops ? 0 : from + 1;
      if (low >= size) return fc.constant([]);
      const edge = fc.record({
        to: fc.integer({ min: low, max: size - 1 }),
        mover: fc.nat(2),
        choice: fc.nat(2),
        breaks: fc.subarray([0, 1], { minLength: 1 }),
      });
      return fc.uniqueArray(fc.tuple(edge, fc.nat(3)), {
        maxLength: 3,
        selector: ([{ mover, choice }]) => mover * 3 + choice,
      });
    };
    const states = fc.tuple(...Array.from({ length: size }, (_, from) => edgesFrom(from)));
    const rest = fc.array(fc.nat(3), { minLength: 3, maxLength: 3 });
    const positions = fc.array(rest, { minLength: size, maxLength: size });
    return fc.tuple(states, positions).map(([all, places]) => {
      const edges = all.map((own) =>
        own.map(([edge, rare]) => ({ ...edge, breaks: rare === 0 ? edge.breaks : [] })),
      );
      return reachable(edges, places);
    });
  });
}

/** A graph has only states that can be reached, the first of them first. */
function reachable(
  states: readonly (readonly GraphEdge[])[],
  positions: readonly (readonly number[])[],
): StateGraph {
  const order = [0];
  for (const state of order) {
    for (const { to } of states[state] ?? []) if (!order.includes(to)) order.push(to);
  }
  return graphOf(
    order.map((state) =>
      (states[state] ?? []).map((edge) => ({ ...edge, to: order.indexOf(edge.to) })),
    ),
    order.map((state) => positions[state] ?? []),
  );
}

/** The edges of a state. */
export function edgesOf({ starts }: StateGraph, state: number): readonly number[] {
  const from = starts[state] ?? 0;
  return Array.from({ length: (starts[state + 1] ?? from) - from }, (_, at) => from + at);
}

/** All ways from a state to an end, one by one: only for graphs without cycles. */
export function allPaths(graph: StateGraph, from = 0): readonly (readonly number[])[] {
  const edges = edgesOf(graph, from);
  if (edges.length === 0) return [[]];
  return edges.flatMap((edge) =>
    allPaths(graph, graph.targets[edge]).map((rest) => [edge, ...rest]),
  );
}

/** An edge breaks a property, given by its index. */
export function breaksAt(graph: StateGraph, edge: number, property: number): boolean {
  return (((graph.broken[edge] ?? 0) >> property) & 1) === 1;
}

/** The state before an edge. */
export function sourceOf({ starts }: StateGraph, edge: number): number {
  return starts.findLastIndex((start, state) => start <= edge && edge < (starts[state + 1] ?? 0));
}

/** Times that the mover changes from one edge to the next. */
export function switchesAlong({ movers }: StateGraph, path: readonly number[]): number {
  return path.filter((edge, at) => at > 0 && movers[edge] !== movers[path[at - 1] ?? edge]).length;
}

/** A shortest way whose last edge breaks a property; undefined where there is none. */
export function shortestBreaking(
  graph: StateGraph,
  property: number,
): readonly number[] | undefined {
  const seen = new Set([0]);
  const ways: { readonly state: number; readonly path: readonly number[] }[] = [
    { state: 0, path: [] },
  ];
  for (const { state, path } of ways) {
    for (const edge of edgesOf(graph, state)) {
      const longer = [...path, edge];
      if (breaksAt(graph, edge, property)) return longer;
      const target = graph.targets[edge] ?? 0;
      if (seen.has(target)) continue;
      seen.add(target);
      ways.push({ state: target, path: longer });
    }
  }
  return undefined;
}

/** Two actors, each with some steps that touch nothing in common: a grid of states. */
export function grid(across: number, down: number): StateGraph {
  const at = (x: number, y: number) => y * (across + 1) + x;
  const states: GraphEdge[][] = [];
  const positions: number[][] = [];
  for (let y = 0; y <= down; y++) {
    for (let x = 0; x <= across; x++) {
      states.push([
        ...(x < across ? [{ to: at(x + 1, y), mover: 0 }] : []),
        ...(y < down ? [{ to: at(x, y + 1), mover: 1 }] : []),
      ]);
      positions.push([x, y]);
    }
  }
  return graphOf(states, positions);
}
