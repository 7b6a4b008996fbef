/**
 * The states of a scenario as a map of them needs to know them: a graph in flat arrays, where everybody
 * is in every state, and where a scheduler without a plan spends its time. Whoever has searched gives
 * it; nothing here asks how.
 */
import type { Move } from '../machine/state.ts';

export interface StateSpace {
  readonly graph: {
    readonly states: number;
    readonly actors: number;
    /** The edges of state n are those from `starts[n]` up to `starts[n + 1]`. */
    readonly starts: Int32Array;
    /** By edge: where it leads, who moves, what is chosen, and which properties it breaks, as bits. */
    readonly targets: Int32Array;
    readonly movers: Uint8Array;
    readonly choices: Uint8Array;
    readonly broken: Uint32Array;
    readonly brokenAtStart: number;
    readonly properties: readonly string[];
    /** By state times `actors` plus the actor: the operation it rests at. */
    readonly positions: Uint16Array;
  };
  /** By state: moves on a shortest way there. */
  readonly depths: Int32Array;
  /** By state: how often a scheduler that picks evenly is expected there. Absent: all count the same. */
  readonly visits?: Float64Array;
}

/** Where an actor rests in a state, an index into its code. */
export function positionIn({ graph }: StateSpace, state: number, actor: number): number {
  return graph.positions[state * graph.actors + actor] ?? 0;
}

/** By state: 1 where a way to it breaks the property with its last step. `property`: absent: any. */
export function brokenStates({ graph }: StateSpace, property: string | undefined): Uint8Array {
  const index = property === undefined ? -1 : graph.properties.indexOf(property);
  const bits = property === undefined ? ~0 : index < 0 ? 0 : 1 << index;
  const broken = new Uint8Array(graph.states);
  if ((graph.brokenAtStart & bits) !== 0) broken[0] = 1;
  for (const [edge, target] of graph.targets.entries()) {
    if (((graph.broken[edge] ?? 0) & bits) !== 0) broken[target] = 1;
  }
  return broken;
}

/** The states that a schedule leads through, the first one included; ends where a move is not known. */
export function statesOn({ graph }: StateSpace, schedule: readonly Move[]): readonly number[] {
  const { starts, targets, movers, choices } = graph;
  const states = [0];
  for (const { actor, choice = 0 } of schedule) {
    const state = states.at(-1) ?? 0;
    const end = starts[state + 1] ?? 0;
    let edge = starts[state] ?? 0;
    while (edge < end && (movers[edge] !== actor || choices[edge] !== choice)) edge++;
    if (edge === end) break;
    states.push(targets[edge] ?? 0);
  }
  return states;
}

/** Some states together: how many, how much time is spent there, and the one to show for them. */
export interface StateGroup {
  readonly states: number;
  /** Sum of the visits; how many states there are where those are not known. */
  readonly weight: number;
  /** How many of them are broken. */
  readonly broken: number;
  /** A broken one if there is one, of those the one nearest to the start. */
  readonly representative: number;
}

/** Puts every state into the group of its key. Groups are in the order of their first states. */
export function groupedStates<Key>(
  space: StateSpace,
  broken: Uint8Array,
  keyOf: (state: number) => Key,
): ReadonlyMap<Key, StateGroup> {
  interface Growing {
    states: number;
    weight: number;
    broken: number;
    representative: number;
  }
  const { depths, visits, graph } = space;
  const groups = new Map<Key, Growing>();
  const isNearer = (one: number, other: number): boolean =>
    broken[one] === broken[other] ? (depths[one] ?? 0) < (depths[other] ?? 0) : broken[one] === 1;
  for (let state = 0; state < graph.states; state++) {
    const key = keyOf(state);
    let group = groups.get(key);
    if (group === undefined) {
      group = { states: 0, weight: 0, broken: 0, representative: state };
      groups.set(key, group);
    }
    group.states++;
    group.weight += visits === undefined ? 1 : (visits[state] ?? 0);
    group.broken += broken[state] ?? 0;
    if (isNearer(state, group.representative)) group.representative = state;
  }
  return groups;
}
