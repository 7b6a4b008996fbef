import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Repacking } from './repacking.ts';
import { RowLayout } from './row-layout.ts';

const cells = fc.array(
  fc.record({ count: fc.oneof(fc.nat(9), fc.nat(70_000)), more: fc.nat(300), noise: fc.nat() }),
  { minLength: 1, maxLength: 60 },
);

test('a row packed anew holds the same numbers, whatever its fields have come to need', () => {
  fc.assert(
    fc.property(cells, fc.boolean(), fc.boolean(), (all, wasRoomy, isRoomy) => {
      const roomy = (is: boolean) => (is ? { roomy: 2 } : {});
      const before = new RowLayout(
        all.map(({ count }) => count),
        roomy(wasRoomy),
      );
      const after = new RowLayout(
        all.map(({ count, more }) => count + more),
        roomy(isRoomy),
      );
      const numbers = Int32Array.from(all, ({ count, noise }) => noise % Math.max(1, count));
      const row = new Int32Array(before.words + 1).fill(-1);
      before.pack(numbers, row, 1);
      const target = new Int32Array(after.words + 2).fill(-1);
      new Repacking(before, after).row(row, 1, target, 1);
      const read = new Int32Array(all.length);
      after.unpack(target, 1, read);
      expect(read).toEqual(numbers);
      expect([target[0], target.at(-1)]).toEqual([-1, -1]);
    }),
    { seed: 20180702, numRuns: 300 },
  );
});
