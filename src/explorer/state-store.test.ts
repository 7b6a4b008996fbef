import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { StateStore } from './state-store.ts';
import { hex } from './testing/naive.ts';

test('a state has one number, given in the order of discovery', () => {
  const store = new StateStore(Uint8Array.of(1, 2, 3, 4, 5));
  expect(store.size).toBe(1);
  expect(store.numberOf(Uint8Array.of(1, 2, 3, 4, 6))).toBe(1);
  expect(store.numberOf(Uint8Array.of(1, 2, 3, 4, 5))).toBe(0);
  expect(store.numberOf(Uint8Array.of(0, 0, 0, 0, 0))).toBe(2);
  expect(store.state(1)).toEqual(Uint8Array.of(1, 2, 3, 4, 6));
  expect(store.knownNumberOf(Uint8Array.of(9, 9, 9, 9, 9))).toBeUndefined();
  expect(store.size).toBe(3);
  expect(() => store.state(3)).toThrow('no state 3');
});

test('a cell with more than 65,536 values gets a third byte and loses none of them', () => {
  const store = new StateStore(new Uint8Array(8));
  const state = (value: number): Uint8Array => {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setUint32(4, value);
    return bytes;
  };
  for (let value = 0; value < 70_000; value++) expect(store.numberOf(state(value))).toBe(value);
  expect(store.size).toBe(70_000);
  for (const value of [0, 1, 255, 256, 257, 65_535, 65_536, 69_999]) {
    expect(store.state(value)).toEqual(state(value));
    expect(store.numberOf(state(value))).toBe(value);
  }
});

test('a thousand bytes of which few change cost few bytes a state', () => {
  const store = new StateStore(new Uint8Array(1000));
  for (let i = 0; i < 4096; i++) {
    const state = new Uint8Array(1000);
    state[17] = i & 0xf;
    state[400] = (i >> 4) & 0xf;
    state[999] = i >> 8;
    store.numberOf(state);
  }
  expect(store.size).toBe(4096);
  expect(store.bytes / store.size).toBeLessThan(40);
});

test('all states come back as they were, equal ones as one', () => {
  const states = fc.integer({ min: 1, max: 40 }).chain((length) => {
    const byte = fc.oneof(fc.constantFrom(0, 1, 255), fc.nat(255));
    return fc.array(
      fc.array(byte, { minLength: length, maxLength: length }).map((bytes) => {
        return Uint8Array.from(bytes);
      }),
      { minLength: 1, maxLength: 120 },
    );
  });
  fc.assert(
    fc.property(states, (all) => {
      const [first] = all;
      if (first === undefined) return;
      const store = new StateStore(first);
      const numbers = new Map([[hex(first), 0]]);
      for (const state of all) {
        const key = hex(state);
        const expected = numbers.get(key) ?? numbers.size;
        numbers.set(key, expected);
        expect(store.numberOf(state)).toBe(expected);
      }
      expect(store.size).toBe(numbers.size);
      for (const [key, number] of numbers) expect(hex(store.state(number))).toBe(key);
    }),
    { seed: 20180702, numRuns: 300 },
  );
});
