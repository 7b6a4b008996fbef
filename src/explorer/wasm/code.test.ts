import { describe, expect, test } from 'vitest';
import { bytesOf, callFunction, clear, get, giveBack, i32, load, unsigned, when } from './code.ts';

describe('numbers as LEB128', () => {
  test('without a sign: seven bits a byte, the lowest first', () => {
    const cases: readonly [number, readonly number[]][] = [
      [0, [0]],
      [1, [1]],
      [127, [0x7f]],
      [128, [0x80, 1]],
      [16_383, [0xff, 0x7f]],
      [16_384, [0x80, 0x80, 1]],
      [624_485, [0xe5, 0x8e, 0x26]],
      [2 ** 31, [0x80, 0x80, 0x80, 0x80, 8]],
      [2 ** 32 - 1, [0xff, 0xff, 0xff, 0xff, 0x0f]],
      [-1, [0xff, 0xff, 0xff, 0xff, 0x0f]],
    ];
    for (const [number, bytes] of cases) expect(unsigned(number)).toEqual(bytes);
  });

  test('with a sign: the last byte tells it', () => {
    const cases: readonly [number, readonly number[]][] = [
      [0, [0]],
      [63, [0x3f]],
      [64, [0xc0, 0]],
      [-1, [0x7f]],
      [-64, [0x40]],
      [-65, [0xbf, 0x7f]],
      [8_191, [0xff, 0x3f]],
      [8_192, [0x80, 0xc0, 0]],
      [-123_456, [0xc0, 0xbb, 0x78]],
      [2 ** 31 - 1, [0xff, 0xff, 0xff, 0xff, 7]],
      [-(2 ** 31), [0x80, 0x80, 0x80, 0x80, 0x78]],
      [0x9e3779b1, [0xb1, 0xf3, 0xdd, 0xf1, 0x79]],
    ];
    for (const [number, bytes] of cases) expect(bytesOf(i32(number))).toEqual([0x41, ...bytes]);
  });
});

test('operands stand before what works on them', () => {
  expect(bytesOf(load(get(3), 200))).toEqual([0x20, 3, 0x28, 2, 0xc8, 1]);
  expect(bytesOf(clear(get(0), i32(8)))).toEqual([0x20, 0, 0x41, 0, 0x41, 8, 0xfc, 11, 0]);
  expect(bytesOf(callFunction(2, get(0), get(1)))).toEqual([0x20, 0, 0x20, 1, 0x10, 2]);
});

test('a test without an otherwise has none in its bytes', () => {
  expect(bytesOf(when(get(0), giveBack(i32(1))))).toEqual([0x20, 0, 4, 0x40, 0x41, 1, 0x0f, 0x0b]);
  expect(bytesOf(when(get(0), giveBack(i32(1)), giveBack(i32(2))))).toEqual([
    0x20, 0, 4, 0x40, 0x41, 1, 0x0f, 5, 0x41, 2, 0x0f, 0x0b,
  ]);
});
