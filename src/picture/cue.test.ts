import { expect, test } from 'vitest';
import type { Effect } from '../machine/effect.ts';
import { cuesOf } from './cue.ts';

const origin = { actor: 0, operation: 0 };
const read: Effect = { ...origin, kind: 'read', address: 0x110n, width: 4, value: 0n, place: 'a' };
const write: Effect = {
  ...origin,
  kind: 'write',
  address: 0x110n,
  width: 8,
  old: 0n,
  value: 1n,
  place: 'b',
  atomic: false,
};

test('a 32-bit read lights the low half of its word and the word as read', () => {
  const cues = cuesOf([read]);
  expect(cues.of(0x110n, 8)).toBe('read');
  expect(cues.bytes(0x110n, 8)).toEqual(['read', 'read', 'read', 'read', ...Array<undefined>(4)]);
});

test('a write outshines a read of the same bytes', () => {
  expect(cuesOf([read, write]).of(0x110n, 8)).toBe('write');
});

test('a write that is off by a byte lights both words', () => {
  const cues = cuesOf([{ ...write, address: 0x10fn }]);
  expect([cues.of(0x108n, 8), cues.of(0x110n, 8), cues.of(0x118n, 8)]).toEqual([
    'write',
    'write',
    undefined,
  ]);
});
