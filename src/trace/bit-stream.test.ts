import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BitReader, BitWriter, foreignCharacter } from './bit-stream.ts';

test('six bits make a character, the last one filled up with zeros', () => {
  const writer = new BitWriter();
  writer.write(0b000001, 6);
  writer.write(0b11, 2);
  expect(writer.text()).toBe('Bw');
});

test('reads back what was written, to the last bit', () => {
  const piece = fc.oneof(
    fc.record({ value: fc.nat(0xffff), width: fc.constant(16) }),
    fc.record({ value: fc.nat(0xfffffff), group: fc.constantFrom(2, 4, 7) }),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const writer = new BitWriter();
      for (const one of pieces) {
        if ('width' in one) writer.write(one.value, one.width);
        else writer.writeCount(one.value, one.group);
      }
      expect(foreignCharacter(writer.text())).toBe(-1);
      const reader = new BitReader(writer.text());
      for (const one of pieces) {
        const back = 'width' in one ? reader.read(one.width) : reader.readCount(one.group);
        expect(back).toBe(one.value);
      }
      expect(reader.short).toBe(false);
      expect(reader.left).toBe(0);
    }),
    { seed: 2018, numRuns: 500 },
  );
});

test('past the end come zeros, and the reader says so', () => {
  const reader = new BitReader('_');
  expect(reader.read(6)).toBe(63);
  expect(reader.short).toBe(false);
  expect(reader.read(3)).toBe(0);
  expect(reader.short).toBe(true);
});
