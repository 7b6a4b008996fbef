/**
 * States by what the actors are doing: a class holds all states in which each of them is in the same
 * call of its script. In the order in which a shortest way first comes to them.
 */
import { callsAt, callText, type MappedProgram } from './call-site.ts';
import { groupedStates, positionIn, type StateGroup } from './state-space.ts';

interface StateClass extends StateGroup {
  /** By actor of the classes: the call it is in, or `done`. */
  readonly calls: readonly string[];
  /** `CPU0 in slow_pin, CPU1 done` */
  readonly title: string;
  /** Moves on a shortest way to the nearest of its states. */
  readonly depth: number;
}

export interface StateClasses {
  readonly classes: readonly StateClass[];
  /** By state: index into `classes`. */
  readonly classOf: Int32Array;
}

export function stateClasses(
  mapped: MappedProgram,
  actors: readonly number[],
  broken: Uint8Array,
): StateClasses {
  const { space } = mapped;
  const sites = actors.map((actor) => new CallNumbers(mapped, actor));
  const keyOf = (state: number): number =>
    sites.reduce(
      (key, site) => key * CallNumbers.most + site.of(positionIn(space, state, site.actor)),
      0,
    );
  const groups = groupedStates(space, broken, keyOf);
  const numbers = new Map([...groups.keys()].map((key, index) => [key, index]));
  const classOf = new Int32Array(space.graph.states);
  const depths = Array<number>(groups.size).fill(Infinity);
  const members = Array<number>(groups.size).fill(0);
  for (let state = 0; state < classOf.length; state++) {
    const index = numbers.get(keyOf(state)) ?? 0;
    classOf[state] = index;
    depths[index] = Math.min(depths[index] ?? Infinity, space.depths[state] ?? 0);
    members[index] = state;
  }
  const classes = [...groups.values()].map((group, index) => {
    const calls = actors.map((actor) => {
      const position = positionIn(space, members[index] ?? 0, actor);
      return callsAt(mapped, actor, position)[0]?.name ?? '';
    });
    const title = actors.map((actor, at) => callText(mapped, actor, calls[at] ?? '')).join(', ');
    return { ...group, calls, title, depth: depths[index] ?? 0 };
  });
  return inOrderOfDepth(classes, classOf);
}

/** The calls of one actor's script by number: a class has one of each actor. */
class CallNumbers {
  /** More than a script has calls; the numbers of six actors still make a whole one. */
  static readonly most = 256;
  readonly actor: number;
  readonly #mapped: MappedProgram;
  readonly #byPosition: number[] = [];
  readonly #byKey = new Map<string, number>();

  constructor(mapped: MappedProgram, actor: number) {
    this.actor = actor;
    this.#mapped = mapped;
  }

  of(position: number): number {
    const known = this.#byPosition[position];
    if (known !== undefined) return known;
    const key = callsAt(this.#mapped, this.actor, position)[0]?.key ?? '';
    const number = this.#byKey.get(key) ?? this.#byKey.size;
    this.#byKey.set(key, number);
    this.#byPosition[position] = number;
    return number;
  }
}

function inOrderOfDepth(classes: readonly StateClass[], classOf: Int32Array): StateClasses {
  const order = classes
    .map((each, index) => ({ each, index }))
    .toSorted((a, b) => a.each.depth - b.each.depth || a.index - b.index);
  const places = new Map(order.map(({ index }, place) => [index, place]));
  return {
    classes: order.map(({ each }) => each),
    classOf: classOf.map((index) => places.get(index) ?? 0),
  };
}
