/**
 * The state space as a picture: two actors as a progress graph, more as a collapsed one; and the same
 * in words, for whoever does not see it.
 */
import type { Actor, Program } from '../listing/program.ts';
import { collapsedMap } from './collapsed-map.ts';
import { progressMap, type StateMapInput } from './progress-map.ts';
import { stateClasses } from './state-classes.ts';
import { countText, type StateMap } from './state-map-parts.ts';
import { brokenStates } from './state-space.ts';

export type { StateMapInput } from './progress-map.ts';

/** Two CPUs, or a CPU and whoever else there is, along the axes; more CPUs by classes. */
export function stateMap(input: StateMapInput): StateMap {
  const actors = mappedActors(input);
  const [x, y] = actors;
  if (x !== undefined && y !== undefined && actors.length === 2) return progressMap(input, [x, y]);
  return collapsedMap(input, actors);
}

/** The map in words: a row for each class of states. */
export interface StateMapRow {
  /** `CPU0 in slow_pin, CPU1 in get_page` */
  readonly where: string;
  /** `212 states, 8 of them broken` */
  readonly states: string;
  /** `64 % of the time`, `one step in 2,000,000`, `about one step in 10^15`; absent where visits are not known. */
  readonly time?: string;
  readonly broken: boolean;
  /** Number of the state to open. */
  readonly state: number;
}

/** In the order in which a shortest way comes to them. */
export function stateMapRows(input: StateMapInput): readonly StateMapRow[] {
  const { space, property } = input;
  const { classes } = stateClasses(input, mappedActors(input), brokenStates(space, property));
  const all = classes.reduce((sum, { weight }) => sum + weight, 0);
  return classes.map(({ title, states, broken, weight, representative }) => ({
    where: title,
    states: countText(states, broken),
    ...(space.visits === undefined ? {} : { time: timeText(weight, all) }),
    broken: broken > 0,
    state: representative,
  }));
}

/** How much of all its time a scheduler without a plan spends there. */
function timeText(weight: number, all: number): string {
  if (weight === Infinity) return 'for ever, once there';
  if (all === Infinity || weight === 0) return 'hardly ever';
  const part = weight / all;
  if (part >= 0.001) return `${Number((part * 100).toPrecision(2))} % of the time`;
  if (part >= 1e-9)
    return `one step in ${Number((1 / part).toPrecision(3)).toLocaleString('en-US')}`;
  return `about one step in 10^${Math.round(-Math.log10(part))}`;
}

/**
 * All CPUs; where there is one only, also whoever of the others has most to do. An actor that never
 * moves has no axis.
 */
function mappedActors({ space, program }: StateMapInput): readonly number[] {
  const moves = Array<number>(space.graph.actors).fill(0);
  for (const mover of space.graph.movers) moves[mover] = (moves[mover] ?? 0) + 1;
  const cpus = ofKind(program, (actor) => actor.kind === 'cpu');
  if (cpus.length !== 1) return cpus;
  const others = ofKind(program, (actor) => actor.kind !== 'cpu')
    .filter((actor) => (moves[actor] ?? 0) > 0)
    .toSorted((a, b) => (moves[b] ?? 0) - (moves[a] ?? 0) || a - b);
  return [...cpus, ...others.slice(0, 1)];
}

function ofKind({ actors }: Program, isMeant: (actor: Actor) => boolean): readonly number[] {
  return actors.flatMap((actor, index) => (isMeant(actor) ? [index] : []));
}
