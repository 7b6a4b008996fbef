import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultKind } from './fault.ts';
import { AddressSpace, loaded, rawAt, storeRaw, truncated } from './memory.ts';
import type { Width } from './memory.ts';

const struct = { fields: [], embedded: [], ghosts: [] };
const structs = new Map([
  ['page', { ...struct, name: 'page', size: 64 }],
  ['word', { ...struct, name: 'word', size: 8 }],
]);

describe('address space', () => {
  const space = new AddressSpace(
    [
      { name: 'C', struct: 'page', address: 0xffffea0000140040n },
      { name: 'low', struct: 'word', address: 0xffff888000000000n },
      { name: 'P', struct: 'page', address: 0xffffea0000140000n },
      { name: 'far', struct: 'page', address: 0xffffea0000140100n },
      { name: 'inside P', struct: 'word', address: 0xffffea0000140008n },
    ],
    structs,
  );

  test('neighbours and parts of one another become one region, in the order of addresses', () => {
    expect(space.regions).toEqual([
      { address: 0xffff888000000000n, size: 8, offset: 0 },
      { address: 0xffffea0000140000n, size: 128, offset: 8 },
      { address: 0xffffea0000140100n, size: 64, offset: 136 },
    ]);
    expect(space.size).toBe(200);
  });

  test.each([
    [0xffffea0000140000n, 8, 8],
    [0xffffea000014003cn, 8, 68],
    [0xffffea0000140078n, 8, 128],
    [0xffffea0000140079n, 8, -1],
    [0xffffea000013ffffn, 1, -1],
    [0xffff888000000007n, 1, 7],
    [0xffff888000000008n, 1, -1],
    [0xfffffffffffffff8n, 8, -1],
    [0n, 1, -1],
  ])('%s, %i bytes, is at %i', (address, width, offset) => {
    expect(space.offsetOf(address, width)).toBe(offset);
  });

  test('an object of an unknown struct is refused', () => {
    const objects = [{ name: 'x', struct: 'folio', address: 0n }];
    expect(() => new AddressSpace(objects, structs)).toThrow('no struct folio');
  });
});

test.each([
  [0n, 'wild'],
  [4095n, 'wild'],
  [4096n, 'wild'],
  [0x00007fffffffffffn, 'wild'],
  [0xdead000000000200n, 'wild'],
  [0xffff7fffffffffffn, 'wild'],
  [0xffff800000000000n, 'outside'],
  [0xffffea0000150000n, 'outside'],
  [0xffffea0000150001n, 'wild'],
  [0xfffffffffffff000n, 'outside'],
  [0xfffffffffffff001n, 'wild'],
  [0xffffffffffffffffn, 'wild'],
] as const)('an access at %s that is not modelled is %s', (address, kind) => {
  expect(faultKind(address, 4)).toBe(kind);
});

test('a word at half of its size is reached by a mangled pointer: list links are eight bytes', () => {
  expect(faultKind(0xffff88000fd0060cn, 8)).toBe('wild');
  expect(faultKind(0xffff88000fd0060cn, 4)).toBe('outside');
});

test('numbers lie in memory as a plain array of bytes says, whatever the width and alignment', () => {
  const store = fc.record({
    offset: fc.nat(23),
    width: fc.constantFrom<Width[]>(1, 2, 4, 8),
    value: fc.bigInt({ min: 0n, max: 0xffffffffffffffffn }),
  });
  fc.assert(
    fc.property(fc.array(store), store, (stores, last) => {
      const view = new DataView(new ArrayBuffer(32));
      const bytes = Array<number>(32).fill(0);
      for (const { offset, width, value } of stores) {
        storeRaw(view, offset, width, value);
        for (let i = 0; i < width; i++) bytes[offset + i] = Number((value >> BigInt(8 * i)) & 255n);
      }
      expect([...new Uint8Array(view.buffer)]).toEqual(bytes);
      const { offset, width, value } = last;
      storeRaw(view, offset, width, value);
      expect(rawAt(view, offset, width)).toBe(truncated(value, width));
    }),
    { seed: 20180702 },
  );
});

test.each([
  [0xffffffffn, 4, true, 0xffffffffffffffffn],
  [0x7fffffffn, 4, true, 0x7fffffffn],
  [0xffffffffn, 4, false, 0xffffffffn],
  [0x80n, 1, true, 0xffffffffffffff80n],
  [0x8000n, 2, true, 0xffffffffffff8000n],
  [0x8000000000000000n, 8, true, 0x8000000000000000n],
] as const)('%s in %i bytes, signed %s, is loaded as %s', (raw, width, signed, value) => {
  expect(loaded(raw, width, signed)).toBe(value);
});
