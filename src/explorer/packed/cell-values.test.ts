import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CellValues } from './cell-values.ts';

const cells = [
  { offset: 1, length: 2 },
  { offset: 4, length: 1 },
];
const FIRST = Uint8Array.of(9, 1, 2, 8, 3);

test('the first state has the numbers 0', () => {
  const values = new CellValues(cells, FIRST);
  expect([...values.numbersOf(FIRST)]).toEqual([0, 0]);
  expect([values.count(0), values.count(1)]).toEqual([1, 1]);
});

test('values are numbered as they come, and keep their number', () => {
  const values = new CellValues(cells, FIRST);
  expect([...values.numbersOf(Uint8Array.of(9, 1, 3, 8, 3))]).toEqual([1, 0]);
  expect([...values.numbersOf(Uint8Array.of(9, 7, 7, 8, 4))]).toEqual([2, 1]);
  expect([...values.numbersOf(Uint8Array.of(9, 1, 3, 8, 4))]).toEqual([1, 1]);
  expect([values.count(0), values.count(1)]).toEqual([3, 2]);
});

test('two bytes of a cell are told apart from the same two the other way round', () => {
  const values = new CellValues(cells, FIRST);
  expect(values.numberIn(Uint8Array.of(9, 2, 1, 8, 3), 0)).toBe(1);
  expect(values.numberIn(FIRST, 0)).toBe(0);
});

test('bytes that are in no cell are those of the first state', () => {
  const values = new CellValues(cells, FIRST);
  const numbers = values.numbersOf(Uint8Array.of(0, 5, 5, 0, 6));
  expect([...values.state(numbers)]).toEqual([9, 5, 5, 8, 6]);
});

test('what it was given may change afterwards', () => {
  const first = FIRST.slice();
  const values = new CellValues(cells, first);
  const later = Uint8Array.of(9, 5, 5, 8, 6);
  const numbers = values.numbersOf(later);
  first.fill(0);
  later.fill(0);
  expect([...values.state(numbers)]).toEqual([9, 5, 5, 8, 6]);
  const given = values.state(numbers);
  given.fill(0);
  expect([...values.state(numbers)]).toEqual([9, 5, 5, 8, 6]);
});

test('a number that no value has is refused, and so is a cell that there is not', () => {
  const values = new CellValues(cells, FIRST);
  expect(() => values.state(Int32Array.of(0, 1))).toThrow(RangeError);
  expect(() => values.numberIn(FIRST, 2)).toThrow(RangeError);
  expect(values.count(2)).toBe(0);
});

test('a state made of numbers has these numbers, whatever came between', () => {
  const states = fc.array(fc.uint8Array({ minLength: 5, maxLength: 5 }), { maxLength: 60 });
  fc.assert(
    fc.property(states, (all) => {
      const values = new CellValues(cells, FIRST);
      const rows = all.map((state) => values.numbersOf(state));
      for (const [index, row] of rows.entries()) {
        const state = all[index] ?? FIRST;
        expect([...values.state(row)]).toEqual([9, state[1], state[2], 8, state[4]]);
        expect(values.numbersOf(state)).toEqual(row);
      }
    }),
    { seed: 20180702, numRuns: 200 },
  );
});
