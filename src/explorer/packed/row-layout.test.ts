import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryPlan } from './memory-plan.ts';
import { maskOf, RowLayout } from './row-layout.ts';

describe('a cell gets', () => {
  const bitsOf = (count: number): number => new RowLayout([count]).field(0).bits;

  test('no bits while it has one value', () => {
    expect([bitsOf(0), bitsOf(1)]).toEqual([0, 0]);
  });

  test('room for its values and an eighth more', () => {
    expect([2, 3, 4, 7, 8, 14, 15, 16, 57, 58, 1000].map(bitsOf)).toEqual([
      1, 2, 2, 3, 4, 4, 4, 5, 6, 7, 11,
    ]);
  });
});

test('fields fill words, the widest first, and none straddles two', () => {
  const layout = new RowLayout([2, 60_000, 60_000, 3, 1]);
  expect(layout.words).toBe(2);
  expect(layout.fields).toEqual([
    { cell: 0, word: 0, shift: 19, bits: 1 },
    { cell: 1, word: 0, shift: 0, bits: 17 },
    { cell: 2, word: 1, shift: 0, bits: 17 },
    { cell: 3, word: 0, shift: 17, bits: 2 },
    { cell: 4, word: 0, shift: 0, bits: 0 },
  ]);
});

test('a row of nothing but cells that never change has one word', () => {
  const layout = new RowLayout([1, 1]);
  expect(layout.words).toBe(1);
  expect(layout.masks(() => true)).toEqual([0]);
});

test('a field holds as many values as its bits can tell apart', () => {
  const layout = new RowLayout([3, 1]);
  expect([1, 4, 5].map((count) => layout.holds(0, count))).toEqual([true, true, false]);
  expect([1, 2].map((count) => layout.holds(1, count))).toEqual([true, false]);
});

test('there is no field for a cell that there is not', () => {
  expect(() => new RowLayout([2]).field(1)).toThrow(RangeError);
});

test('a mask of 32 bits has all of them', () => {
  expect([0, 1, 31, 32].map(maskOf)).toEqual([0, 1, 0x7fffffff, -1]);
});

const counts = fc.array(fc.oneof(fc.nat(9), fc.nat(70_000)), { minLength: 1, maxLength: 40 });
const seed = { seed: 20180702, numRuns: 300 };

test('numbers come back out of a row as they went in, and leave the words around it alone', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 0, max: 2 ** 31 - 1 }), (values, noise) => {
      const layout = new RowLayout(values);
      const numbers = Int32Array.from(values, (count, cell) => {
        return (noise ^ (cell * 2_654_435)) % Math.max(1, count);
      });
      const row = new Int32Array(layout.words + 2).fill(-1);
      layout.pack(numbers, row, 1);
      expect([row[0], row.at(-1)]).toEqual([-1, -1]);
      const back = new Int32Array(values.length).fill(99);
      layout.unpack(row, 1, back);
      expect(back).toEqual(numbers);
    }),
    seed,
  );
});

test('no two fields share a bit, and every field lies within a word', () => {
  fc.assert(
    fc.property(counts, (values) => {
      const layout = new RowLayout(values);
      const taken = Array<bigint>(layout.words).fill(0n);
      for (const { word, shift, bits } of layout.fields) {
        expect(shift + bits).toBeLessThanOrEqual(32);
        const mask = ((1n << BigInt(bits)) - 1n) << BigInt(shift);
        expect((taken[word] ?? 0n) & mask).toBe(0n);
        taken[word] = (taken[word] ?? 0n) | mask;
      }
      expect(layout.masks(() => true).map((mask) => BigInt.asUintN(32, BigInt(mask)))).toEqual(
        taken,
      );
      const [odd, even] = [
        layout.masks((cell) => cell % 2 === 1),
        layout.masks((cell) => cell % 2 === 0),
      ];
      expect(odd.map((mask, word) => mask & (even[word] ?? 0))).toEqual(odd.map(() => 0));
    }),
    seed,
  );
});

test('a row longer than the header has room for is refused', () => {
  const longest = new RowLayout(Array<number>(32).fill(2 ** 29));
  expect(longest.words).toBe(32);
  expect(() => memoryPlan(longest, 0, 0)).not.toThrow();
  const longer = new RowLayout(Array<number>(33).fill(2 ** 29));
  expect(() => memoryPlan(longer, 0, 0)).toThrow(RangeError);
});

describe('a roomy row', () => {
  const bitsOf = (values: readonly number[], roomy: number): readonly number[] =>
    new RowLayout(values, { roomy }).fields.map(({ bits }) => bits);

  test('has room for hundreds of values of its first cells, several of the others, and for second ones', () => {
    // 10, 2, 4 and 13 bits: three of 32 are left, dealt out the widest first.
    expect(bitsOf([3, 1, 2, 1000], 1)).toEqual([11, 2, 5, 14]);
    expect(new RowLayout([3, 1, 2, 1000], { roomy: 1 }).holds(1, 4)).toBe(true);
  });

  test('fills its words, with two bits more for a field at most', () => {
    expect(bitsOf([2], 0)).toEqual([6]);
    expect(bitsOf([2], 1)).toEqual([12]);
    expect(bitsOf(Array<number>(8).fill(2), 0)).toEqual(Array<number>(8).fill(4));
  });

  test('gives numbers back as they went in', () => {
    const layout = new RowLayout([3, 1, 2, 1000, 70_000], { roomy: 2 });
    const row = new Int32Array(layout.words);
    const numbers = Int32Array.of(700, 3, 9, 900, 69_999);
    layout.pack(numbers, row, 0);
    const read = new Int32Array(5);
    layout.unpack(row, 0, read);
    expect(read).toEqual(numbers);
  });
});
