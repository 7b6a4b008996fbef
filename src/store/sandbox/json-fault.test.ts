import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFault } from './json-fault.ts';

test('the first character that cannot stand there is found', () => {
  expect(jsonFault('{"id": oops}')).toBe(7);
  expect(jsonFault('{"a": 1,}')).toBe(8);
  expect(jsonFault('[1 2]')).toBe(3);
  expect(jsonFault('{"a": [1, 2}')).toBe(11);
  expect(jsonFault('{"a": 1')).toBe(7);
  expect(jsonFault('{"a": "b\n"}')).toBe(6);
  expect(jsonFault('{} x')).toBe(3);
});

test('a text has no fault exactly where JSON.parse takes it', () => {
  const parses = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const cut = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.string({
        maxLength: 2,
        unit: fc.constantFrom('{', '}', '[', ']', ':', ',', '"', '1', ' '),
      }),
      fc.nat(2),
    )
    .map(([text, at, put, out]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + out);
    });
  let faulty = 0;
  const property = fc.property(cut, (text) => {
    const fault = jsonFault(text);
    if (fault !== undefined) faulty++;
    expect(fault === undefined).toBe(parses(text));
  });
  fc.assert(property, { seed: 3, numRuns: 5000 });
  expect(faulty).toBeGreaterThan(1000);
});
