/** Models for the packed engines, small enough that what there is to find has a formula. */
import type { LearnableModel, LearnableStep } from '../packed/learnable-model.ts';
import type { PackedMove } from '../packed/packed-report.ts';

type Needed = 'actors' | 'cells' | 'stopCell' | 'start' | 'rank' | 'step';

/** A model of which only what matters is said: nothing is ever broken, and every end is a rest. */
export function learnable(
  parts: Pick<LearnableModel, Needed> & Partial<LearnableModel>,
): LearnableModel {
  return {
    properties: [],
    mostChoices: 1,
    isLoopFree: false,
    symmetries: [],
    observed: () => 0,
    lateActors: [],
    isLate: () => false,
    brokenIn: () => 0,
    ending: () => 'rest',
    brokenAtEnd: () => 0,
    ...parts,
  };
}

const WAITS: LearnableStep = { lookedAt: [], successors: [] };

function viewOf(state: Uint8Array): DataView {
  return new DataView(state.buffer, state.byteOffset, state.byteLength);
}

/** `state` with the 16-bit numbers of some words replaced. */
function changed(state: Uint8Array, words: Readonly<Record<number, number>>): Uint8Array {
  const after = state.slice();
  for (const [word, value] of Object.entries(words)) {
    viewOf(after).setUint16(2 * Number(word), value, true);
  }
  return after;
}

function wordOf(state: Uint8Array, word: number): number {
  return viewOf(state).getUint16(2 * word, true);
}

const cellsOf = (words: number): LearnableModel['cells'] =>
  Array.from({ length: words }, (_, word) => ({ offset: 2 * word, length: 2 }));

/** Actors that each count to `top`: (top + 1) ** actors states. Broken once the last one is there. */
export function counters(actors: number, top: number): LearnableModel {
  return learnable({
    properties: ['never-all'],
    actors,
    cells: cellsOf(actors + 1),
    stopCell: actors,
    isLoopFree: true,
    start: () => ({ state: new Uint8Array(2 * actors + 2), broken: 0 }),
    rank: (state, actor) => wordOf(state, actor),
    step(state, actor) {
      const at = wordOf(state, actor);
      if (at === top) return WAITS;
      return {
        lookedAt: [],
        successors: [{ state: changed(state, { [actor]: at + 1 }), broken: 0 }],
      };
    },
    brokenAtEnd: () => 1,
  });
}

/** Counters that may also jump `jump` ahead, by choice: most states are reached by ways of many lengths. */
export function jumpers(actors: number, top: number, jump: number): LearnableModel {
  const plain = counters(actors, top);
  return {
    ...plain,
    mostChoices: 2,
    step(state, actor) {
      const at = wordOf(state, actor);
      const ahead = [at + 1, at + jump].filter((to) => to <= top);
      return {
        lookedAt: [],
        successors: ahead.map((to, choice) => ({
          state: changed(state, { [actor]: to }),
          broken: 0,
          choice,
        })),
      };
    },
  };
}

/** What there is to find in `jumpers`. */
export function jumpersNumbers(actors: number, top: number, jump: number): object {
  const moves = (to: number): number => Math.floor(to / jump) + (to % jump);
  const farthest = Math.max(...Array.from({ length: top + 1 }, (_, to) => moves(to)));
  return {
    states: (top + 1) ** actors,
    transitions: actors * (top + top + 1 - jump) * (top + 1) ** (actors - 1),
    depth: actors * farthest,
    rest: 1,
    stopped: 0,
    stuck: 0,
    broken: { 'never-all': actors * moves(top) },
  };
}

/**
 * A way that hardly anybody finds: actor 0 has to choose 1 `depth` times, and ends by choosing 0. Then
 * it counts a word of memory up to `values`, value after value that nobody has seen. Actor 1 takes
 * `idle` steps of its own. Numbers of what there is to find: see `hiddenNumbers`.
 *
 *     own of 0 | own of 1 | memory | stop
 */
export function hidden(depth: number, values: number, idle: number): LearnableModel {
  const end = depth + values + 1;
  const step = (state: Uint8Array, actor: number): LearnableStep => {
    const at = wordOf(state, actor);
    if (actor === 1) {
      if (at === idle) return WAITS;
      return { lookedAt: [], successors: [{ state: changed(state, { 1: at + 1 }), broken: 0 }] };
    }
    if (at < depth) {
      return {
        lookedAt: [],
        successors: [
          { state: changed(state, { 0: end }), broken: 0, choice: 0 },
          { state: changed(state, { 0: at + 1 }), broken: 0, choice: 1 },
        ],
      };
    }
    if (at >= depth + values) return WAITS;
    const memory = wordOf(state, 2) + 1;
    const after = changed(state, { 0: at + 1, 2: memory });
    return { lookedAt: [2], successors: [{ state: after, broken: memory === 1 ? 2 : 0 }] };
  };
  return learnable({
    properties: ['never-counted', 'never-begun', 'never-both'],
    actors: 2,
    cells: cellsOf(4),
    stopCell: 3,
    mostChoices: 2,
    isLoopFree: true,
    start: () => ({ state: new Uint8Array(8), broken: 0 }),
    rank: (state, actor) => wordOf(state, actor),
    step,
    observed: (state, actor) => (actor === 1 && wordOf(state, 1) === idle ? 1 : 0),
    brokenIn: (state) =>
      (wordOf(state, 2) === values ? 1 : 0) |
      (wordOf(state, 2) === values && wordOf(state, 1) === idle ? 4 : 0),
  });
}

/** What there is to find in `hidden`. */
export function hiddenNumbers(depth: number, values: number, idle: number): object {
  const places = depth + 1 + values + 1;
  return {
    states: places * (idle + 1),
    transitions: (2 * depth + values) * (idle + 1) + places * idle,
    depth: depth + values + idle,
    rest: 2,
    stopped: 0,
    stuck: 0,
    broken: {
      'never-begun': depth + 1,
      'never-counted': depth + values,
      'never-both': depth + values + idle,
    },
  };
}

/** The state that a schedule leads to, and what its last step breaks; throws where it cannot go on. */
export function replayed(
  model: LearnableModel,
  schedule: readonly PackedMove[],
): { readonly state: Uint8Array; readonly broken: number } {
  let { state, broken } = model.start();
  for (const { actor, choice } of schedule) {
    const { successors } = model.step(state, actor);
    const next = successors.find((each) => each.choice === choice);
    if (next === undefined) throw new Error(`actor ${actor} cannot do that here`);
    state = next.state;
    broken = next.broken | model.brokenIn(state);
  }
  return { state, broken };
}
