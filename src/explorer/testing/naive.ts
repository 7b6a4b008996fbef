/**
 * The searches' oracle: the plainest enumeration there is, depth first with a Map from the hex of a
 * state, written without a line of the searches it checks. Slow, and of no other use than in tests.
 */
import type { Model } from '../model.ts';

export interface NaiveReport {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Length of the shortest way to break each property. */
  readonly violations: ReadonlyMap<string, number>;
  /** Hex of the ends, sorted. */
  readonly rest: readonly string[];
  readonly stopped: readonly string[];
  readonly stuck: readonly string[];
  /** Undefined where there is a cycle. */
  readonly interleavings: bigint | undefined;
}

interface Node {
  readonly successors: string[];
  /** Broken by the move to a successor. */
  readonly onMove: { readonly property: string }[];
  readonly atEnd: { readonly property: string }[];
  /** Schedules from here to an end. */
  schedules: bigint | undefined;
}

export const hex = (state: Uint8Array): string =>
  [...state].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Enumerates everything a model can reach. */
export function naiveReport<M>(model: Model<M>): NaiveReport {
  const nodes = new Map<string, Node>();
  const ends = { rest: [] as string[], stopped: [] as string[], stuck: [] as string[] };
  const open = new Set<string>();
  let transitions = 0;
  let cyclic = false;

  const visit = (state: Uint8Array): bigint => {
    const key = hex(state);
    if (open.has(key)) {
      cyclic = true;
      return 0n;
    }
    const known = nodes.get(key);
    if (known !== undefined) return known.schedules ?? 0n;
    const node: Node = { successors: [], onMove: [], atEnd: [], schedules: undefined };
    nodes.set(key, node);
    const ending = model.ending(state);
    if (ending !== 'running') {
      ends[ending].push(key);
      node.atEnd.push(...model.brokenAtEnd(state, ending));
      node.schedules = 1n;
      return 1n;
    }
    open.add(key);
    let schedules = 0n;
    for (const move of model.moves(state)) {
      const { state: successor, broken } = model.next(state, move);
      transitions++;
      node.successors.push(hex(successor));
      node.onMove.push(...broken);
      schedules += visit(successor);
    }
    open.delete(key);
    node.schedules = schedules;
    return schedules;
  };

  const start = model.start();
  const schedules = visit(start.state);
  const distances = distancesFrom(hex(start.state), nodes);
  const violations = new Map<string, number>();
  const note = (property: string, length: number): void => {
    violations.set(property, Math.min(length, violations.get(property) ?? Infinity));
  };
  for (const { property } of start.broken) note(property, 0);
  for (const [key, { onMove, atEnd }] of nodes) {
    const distance = distances.get(key) ?? Infinity;
    for (const { property } of onMove) note(property, distance + 1);
    for (const { property } of atEnd) note(property, distance);
  }
  return {
    states: nodes.size,
    transitions,
    depth: Math.max(...distances.values()),
    violations,
    rest: ends.rest.sort(),
    stopped: ends.stopped.sort(),
    stuck: ends.stuck.sort(),
    interleavings: cyclic ? undefined : schedules,
  };
}

/** Relaxes all edges until nothing gets nearer. */
function distancesFrom(first: string, nodes: ReadonlyMap<string, Node>): Map<string, number> {
  const distances = new Map([[first, 0]]);
  for (let nearer = true; nearer;) {
    nearer = false;
    for (const [key, { successors }] of nodes) {
      const distance = (distances.get(key) ?? Infinity) + 1;
      for (const successor of successors) {
        if (distance >= (distances.get(successor) ?? Infinity)) continue;
        distances.set(successor, distance);
        nearer = true;
      }
    }
  }
  return distances;
}
