import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packed } from './data-packer.ts';
import { unpacked } from './packed-data.ts';

const scalar = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Object.is(one, -0)),
  fc.integer(),
  fc.bigInt(),
  fc.boolean(),
  fc.constant(null),
);

const { data: anyData } = fc.letrec<{ data: unknown }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.array(tie('data'), { maxLength: 6 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), tie('data'), {
      noNullPrototype: true,
      maxKeys: 5,
    }),
  ),
}));

describe('packed data', () => {
  test('comes back as it was, keys in their order', () => {
    fc.assert(
      fc.property(anyData, (data) => {
        const back = unpacked(packed(data));
        expect(back).toStrictEqual(data);
        expect(packed(back)).toBe(packed(data));
      }),
      { seed: 2018, numRuns: 300 },
    );
  });

  test('holds what is equal once, and gives it back as one object', () => {
    const place = { kind: 'const', value: 0xffffea0000140008n };
    const text = packed([place, { ...place }, [{ ...place }]]);
    expect(text.split(String(place.value))).toHaveLength(2);
    const back = unpacked(text);
    if (!Array.isArray(back)) throw new Error('a list was packed');
    const [first, second, list] = back;
    expect(first).toEqual(place);
    expect(second).toBe(first);
    expect(list[0]).toBe(first);
  });

  test('tells a number, a text and a bigint of the same digits apart', () => {
    expect(unpacked(packed([1, '1', 1n, true, 'true', null, 'null', '1n']))).toStrictEqual([
      1,
      '1',
      1n,
      true,
      'true',
      null,
      'null',
      '1n',
    ]);
  });

  test.each([
    [{ a: undefined }, 'undefined cannot be packed'],
    [[() => 1], 'function cannot be packed'],
    [Array(1), 'undefined cannot be packed'],
    [Number.NaN, 'NaN cannot be packed'],
    [-0, '-0 cannot be packed'],
  ])('%j is refused', (data, message) => {
    expect(() => packed(data)).toThrow(message);
  });

  test.each([
    ['<!doctype html>', 'not valid JSON'],
    ['{"tables": 3}', 'no packed data'],
    ['{"tables":[],"whole":[0,0]}', 'no table 0'],
    ['{"tables":[{"plain":[]}],"whole":[0,0]}', 'something that is not there'],
  ])('%s is not taken for data', (text, message) => {
    expect(() => unpacked(text)).toThrow(message);
  });
});
