/** Unlike data must never pass for alike: the screen would keep what was true a step ago. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameData } from './same-data.ts';

test('alike is what says the same, whichever objects say it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(isSameData(value, structuredClone(value))).toBe(true);
    }),
    { seed: 1 },
  );
});

test('one value changed anywhere makes a difference', () => {
  const item = { kind: 'box', id: 'P', words: [{ text: '→ B', cue: 'read' }, { text: '→ head' }] };
  expect(isSameData(item, structuredClone(item))).toBe(true);
  expect(isSameData(item, { ...item, words: [item.words[0], { text: '→ C' }] })).toBe(false);
  expect(isSameData(item, { ...item, words: [item.words[0]] })).toBe(false);
  expect(isSameData(item, { ...item, pattern: undefined })).toBe(false);
  expect(isSameData({ ...item, pattern: undefined }, item)).toBe(false);
  expect(isSameData(1n, 2n)).toBe(false);
  expect(isSameData(null, {})).toBe(false);
});

test('an absent field is not another that is undefined', () => {
  expect(isSameData({ x: 1, y: undefined }, { x: 1, z: undefined })).toBe(false);
});
