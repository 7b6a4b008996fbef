/**
 * A scheduler without a plan: at every step it picks evenly among the actors that can go on, then
 * evenly among what that actor can choose. How likely it breaks a property, and where it spends its
 * time, follow from the graph without running it.
 *
 * Its chances flow through the states in topological order, in one pass: without cycles the result is
 * exact but for the rounding of doubles. Inside a cycle they go round, ever less of them, and are
 * followed until less than `TOLERANCE` of what came in is left; the rest is left out and told
 * (`left`), so that a result is never off by more than that.
 */
import { graphComponents } from './graph-components.ts';
import type { StateGraph } from './state-graph.ts';

/** Of the chances that flow into a cycle. */
const TOLERANCE = 1e-15;

/** Steps that are followed within all cycles together, at most. */
const MOST_ROUNDS = 20_000_000;

export interface Likelihood {
  /** The probability lies from here … */
  readonly value: number;
  /** … to `value + left`. 0 for graphs without cycles. */
  readonly left: number;
}

export interface FairVisits {
  /**
   * By state: how often it is expected to be visited. Without cycles that is the probability of
   * ever being there. Infinity where it goes round for ever once it is there.
   */
  readonly visits: Float64Array;
  readonly left: number;
}

/** How likely a property, given by its index in `properties`, is broken. */
export function fairLikelihood(graph: StateGraph, property: number): Likelihood {
  const bit = 1 << property;
  if ((graph.brokenAtStart & bit) !== 0) return { value: 1, left: 0 };
  const breaks = (edge: number): boolean => ((graph.broken[edge] ?? 0) & bit) !== 0;
  const { absorbed, kept, left } = flow(graph, breaks);
  // Where no way keeps it, that is certain: the sum of many roundings need not be 1.
  return { value: kept === 0 && left === 0 ? 1 : Math.min(absorbed, 1), left };
}

/** Where it spends its time. */
export function fairVisits(graph: StateGraph): FairVisits {
  return flow(graph, () => false);
}

/** By edge: the probability that this scheduler takes it, being in the state before it. */
export function fairShares({ states, actors, starts, movers }: StateGraph): Float64Array {
  const shares = new Float64Array(movers.length);
  const choices = new Int32Array(actors);
  for (let state = 0; state < states; state++) {
    const from = starts[state] ?? 0;
    const to = starts[state + 1] ?? 0;
    choices.fill(0);
    let able = 0;
    for (let edge = from; edge < to; edge++) {
      const mover = movers[edge] ?? 0;
      const before = choices[mover] ?? 0;
      if (before === 0) able++;
      choices[mover] = before + 1;
    }
    for (let edge = from; edge < to; edge++) {
      shares[edge] = 1 / able / (choices[movers[edge] ?? 0] ?? 1);
    }
  }
  return shares;
}

interface Flow extends FairVisits {
  /** What has taken an edge at which it ends … */
  readonly absorbed: number;
  /** … and what never will: it has come to an end, or goes round for ever. */
  readonly kept: number;
}

/** Lets the chances flow from state 0 on; those that take an edge that `ends` go no further. */
function flow(graph: StateGraph, ends: (edge: number) => boolean): Flow {
  const { starts, targets } = graph;
  const shares = fairShares(graph);
  const components = graphComponents(graph, ends);
  const visits = new Float64Array(graph.states);
  /** Come in, and not yet gone on. */
  const waiting = new Float64Array(graph.states);
  waiting[0] = 1;
  let absorbed = 0;
  let kept = 0;
  let left = 0;
  let rounds = 0;

  const pass = (state: number): void => {
    const amount = waiting[state] ?? 0;
    waiting[state] = 0;
    visits[state] = (visits[state] ?? 0) + amount;
    if (starts[state] === starts[state + 1]) kept += amount;
    for (let edge = starts[state] ?? 0; edge < (starts[state + 1] ?? 0); edge++) {
      const part = amount * (shares[edge] ?? 0);
      const target = targets[edge] ?? 0;
      if (ends(edge)) absorbed += part;
      else waiting[target] = (waiting[target] ?? 0) + part;
    }
  };
  const waitingIn = (members: Int32Array): number =>
    members.reduce((sum, member) => sum + (waiting[member] ?? 0), 0);

  for (let component = 0; component + 1 < components.starts.length; component++) {
    const members = components.order.subarray(
      components.starts[component],
      components.starts[component + 1],
    );
    const kind = cycleOf(graph, members, components.componentOf, ends);
    const came = waitingIn(members);
    if (came === 0) continue;
    if (kind === 'for ever') {
      for (const member of members) visits[member] = Infinity;
      kept += came;
      continue;
    }
    for (const member of members) pass(member);
    if (kind === 'none') continue;
    let rest = waitingIn(members);
    for (; rest > came * TOLERANCE && rounds < MOST_ROUNDS; rounds += members.length) {
      for (const member of members) pass(member);
      rest = waitingIn(members);
    }
    left += rest;
  }
  return { visits, absorbed, kept, left };
}

/** Whether one can go round in a component, and whether one can ever leave it. */
function cycleOf(
  { starts, targets }: StateGraph,
  members: Int32Array,
  componentOf: Int32Array,
  ends: (edge: number) => boolean,
): 'none' | 'for a while' | 'for ever' {
  let goesRound = false;
  let leaves = false;
  for (const state of members) {
    for (let edge = starts[state] ?? 0; edge < (starts[state + 1] ?? 0); edge++) {
      if (!ends(edge) && componentOf[targets[edge] ?? 0] === componentOf[state]) goesRound = true;
      else leaves = true;
    }
  }
  if (!goesRound) return 'none';
  return leaves ? 'for a while' : 'for ever';
}
