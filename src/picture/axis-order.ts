/**
 * The places of one actor in an order in which it only goes on: after each come those it can go on to.
 * Places in a loop stay together. Where nothing decides, the order is that of the code, so that a
 * function's places stand side by side.
 */
import { positionIn, type StateSpace } from './state-space.ts';

/** All operations an actor ever rests at, in the order of its progress. */
export function progressOf(space: StateSpace, actor: number): readonly number[] {
  const next = hops(space, actor);
  const places = [...next.keys()].sort((a, b) => a - b);
  const beyond = new Map(places.map((place) => [place, reachable(next, place)]));
  const canReach = (from: number, to: number): boolean => beyond.get(from)?.has(to) === true;
  const ordered: number[] = [];
  let left = places;
  while (left.length > 0) {
    // All before it are placed already, or can be reached from it again.
    const first =
      left.find((place) => left.every((one) => !canReach(one, place) || canReach(place, one))) ??
      -1;
    const loop = left.filter(
      (place) => place === first || (canReach(first, place) && canReach(place, first)),
    );
    ordered.push(...loop);
    left = left.filter((place) => !loop.includes(place));
  }
  return ordered;
}

/** By place: where the actor's next step can lead. */
function hops(space: StateSpace, actor: number): ReadonlyMap<number, ReadonlySet<number>> {
  const { states, starts, targets, movers } = space.graph;
  const next = new Map<number, Set<number>>();
  for (let state = 0; state < states; state++) {
    const from = positionIn(space, state, actor);
    const own = next.get(from) ?? new Set<number>();
    next.set(from, own);
    for (let edge = starts[state] ?? 0; edge < (starts[state + 1] ?? 0); edge++) {
      if (movers[edge] === actor) own.add(positionIn(space, targets[edge] ?? 0, actor));
    }
  }
  return next;
}

function reachable(
  next: ReadonlyMap<number, ReadonlySet<number>>,
  from: number,
): ReadonlySet<number> {
  const seen = new Set<number>();
  const open = [from];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const to of next.get(place) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return seen;
}
