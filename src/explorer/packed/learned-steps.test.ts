import { describe, expect, test } from 'vitest';
import { learnable } from '../testing/learnable-models.ts';
import { CellValues } from './cell-values.ts';
import type { LearnableModel, LearnableStep } from './learnable-model.ts';
import { LearnedSteps } from './learned-steps.ts';

/** Bytes: own of actor 0, own of actor 1, two words of memory, stop. One cell each. */
const START = Uint8Array.of(0, 0, 0, 0, 0);

function modelOf(
  step: (state: Uint8Array, actor: number) => LearnableStep,
  more: Partial<LearnableModel> = {},
): LearnableModel {
  return learnable({
    actors: 2,
    cells: [...START].map((_, offset) => ({ offset, length: 1 })),
    stopCell: 4,
    start: () => ({ state: START, broken: 0 }),
    rank: (state, actor) => state[actor] ?? 0,
    step,
    ...more,
  });
}

function stepsOf(model: LearnableModel): { values: CellValues; steps: LearnedSteps } {
  const values = new CellValues(model.cells, START);
  return { values, steps: new LearnedSteps(model, values) };
}

/** Numbers of a state, and nothing observed of anybody. */
function numbersOf(values: CellValues, ...bytes: readonly number[]): Int32Array {
  return Int32Array.of(...values.numbersOf(Uint8Array.from(bytes)), 0, 0);
}

/** Adds the first word to the second while the first is no 0; else stores 1 into it. */
const adding = (state: Uint8Array, actor: number): LearnableStep => {
  const after = state.slice();
  after[actor] = (state[actor] ?? 0) + 1;
  const [, , first = 0, second = 0] = state;
  if (first === 0) after[2] = 1;
  else after[3] = first + second;
  return {
    lookedAt: first === 0 ? [2] : [2, 3],
    successors: [{ state: after, broken: first === 0 ? 0 : 4 }],
  };
};

describe('a step', () => {
  test('is known for all states that agree where it looked', () => {
    const { values, steps } = stepsOf(modelOf(adding));
    const first = numbersOf(values, 0, 0, 0, 0, 0);
    expect(steps.known(first, 0)).toBeUndefined();
    const { nodes, leaf } = steps.learn(first, 0);
    expect(nodes.map(({ cell }) => cell)).toEqual([2]);
    expect(steps.known(first, 0)).toBe(leaf);
    expect(steps.known(numbersOf(values, 0, 9, 0, 7, 0), 0)).toBe(leaf);
    expect(steps.known(numbersOf(values, 0, 0, 1, 0, 0), 0)).toBeUndefined();
    expect(steps.known(numbersOf(values, 1, 0, 0, 0, 0), 0)).toBeUndefined();
    expect(steps.known(first, 1)).toBeUndefined();
    expect(steps.size).toBe(1);
  });

  test('asks on where what it saw led it to look further', () => {
    const { values, steps } = stepsOf(modelOf(adding));
    steps.learn(numbersOf(values, 0, 0, 0, 0, 0), 0);
    const { nodes } = steps.learn(numbersOf(values, 0, 0, 1, 5, 0), 0);
    expect(nodes.map(({ cell }) => cell)).toEqual([2, 3]);
    const other = steps.learn(numbersOf(values, 0, 0, 1, 6, 0), 0);
    expect(other.nodes).toEqual(nodes);
    expect(steps.known(numbersOf(values, 0, 3, 1, 5, 0), 0)?.successors[0]?.broken).toBe(4);
    expect(steps.size).toBe(3);
  });

  test('says which cells change, and to what', () => {
    const { values, steps } = stepsOf(modelOf(adding));
    const { leaf } = steps.learn(numbersOf(values, 0, 0, 2, 3, 0), 0);
    const [successor] = leaf.successors;
    expect(successor?.changes.map(({ cell }) => cell)).toEqual([0, 3]);
    const numbers = numbersOf(values, 0, 0, 2, 3, 0);
    for (const { cell, value } of successor?.changes ?? []) numbers[cell] = value;
    expect([...values.state(numbers)]).toEqual([1, 0, 2, 5, 0]);
  });

  test('that cannot be made is known as well', () => {
    const { values, steps } = stepsOf(modelOf(() => ({ lookedAt: [3], successors: [] })));
    steps.learn(numbersOf(values, 0, 0, 0, 0, 0), 1);
    expect(steps.known(numbersOf(values, 4, 0, 4, 0, 0), 1)).toEqual({
      kind: 'leaf',
      successors: [],
    });
  });

  test('keeps its choices in order', () => {
    const choosing = (state: Uint8Array): LearnableStep => ({
      lookedAt: [],
      successors: [5, 3, 4].map((choice) => ({ state: state.with(0, choice), broken: 0, choice })),
    });
    const { values, steps } = stepsOf(modelOf(choosing));
    const { leaf } = steps.learn(numbersOf(values, 0, 0, 0, 0, 0), 0);
    expect(leaf.successors.map(({ choice }) => choice)).toEqual([5, 3, 4]);
  });

  test('tells what is newly observed of its actor, in a cell behind all others', () => {
    const { values, steps } = stepsOf(
      modelOf(adding, { observed: (state, actor) => state[actor] ?? 0 }),
    );
    const { leaf } = steps.learn(numbersOf(values, 0, 0, 0, 0, 0), 1);
    expect(leaf.successors[0]?.changes).toContainEqual({ cell: 6, value: 1 });
  });
});

describe('a model that is not deterministic is found out', () => {
  const twice = (model: LearnableModel, ...second: readonly number[]): void => {
    const { values, steps } = stepsOf(model);
    steps.learn(numbersOf(values, 0, 0, 0, 0, 0), 0);
    steps.learn(numbersOf(values, ...second), 0);
  };
  const unmoved = (lookedAt: readonly number[]): LearnableStep => ({ lookedAt, successors: [] });

  test('when it looks at another cell first', () => {
    let asked = 0;
    const model = modelOf(() => unmoved([2 + asked++]));
    expect(() => twice(model, 0, 0, 1, 0, 0)).toThrow(/actor 0 looked at other cells/);
  });

  test('but not asked again where it had seen enough', () => {
    let asked = 0;
    const model = modelOf(() => unmoved(asked++ === 0 ? [2] : [2, 3]));
    expect(() => twice(model, 0, 0, 0, 1, 0)).not.toThrow();
    expect(asked).toBe(1);
  });

  test('when it had seen enough where it looked on before', () => {
    let asked = 0;
    const model = modelOf(() => unmoved(asked++ === 0 ? [2, 3] : [2]));
    expect(() => twice(model, 0, 0, 0, 1, 0)).toThrow(/chance, time or the order of a Map/);
  });
});
