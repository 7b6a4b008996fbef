import { expect, test } from 'vitest';
import { pinFlagBit } from './pin-flag.ts';
import { compiledFor } from './pictured-moment.ts';

test.each([
  ['v4.18', undefined],
  ['july-2018', 1],
  ['october-2018', 1],
  ['november-2018', 2],
  ['repaired-2018', 2],
])('%s says "pinned" by bit %s of word 8', (design, bit) => {
  expect(pinFlagBit(compiledFor({ design }).program)).toBe(bit);
});
