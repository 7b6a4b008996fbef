import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alike,
  bitTest,
  combined,
  constant,
  displaced,
  local,
  negation,
  split,
} from './folding.ts';
import type { Expr } from './program.ts';

const value = (expr: Expr): bigint | undefined => (expr.kind === 'const' ? expr.value : undefined);

describe('folding', () => {
  test('computes modulo 2^64, and orders signed numbers as such', () => {
    expect(value(combined('+', constant(-1), constant(2)))).toBe(1n);
    expect(value(combined('-', constant(0), constant(16)))).toBe(0xfffffffffffffff0n);
    expect(value(combined('<', constant(-1), constant(0), true))).toBe(1n);
    expect(value(combined('<', constant(-1), constant(0), false))).toBe(0n);
    expect(value(combined('<<', constant(1), constant(64)))).toBe(0n);
    expect(value(combined('and', constant(2), constant(4)))).toBe(1n);
    expect(value(negation(constant(7)))).toBe(0n);
    expect(value(bitTest(constant(0x20), 5))).toBe(1n);
  });

  test('keeps an address as one local and one distance, whatever is added on the way', () => {
    const steps = fc.array(fc.integer({ min: -4096, max: 4096 }), { maxLength: 8 });
    fc.assert(
      fc.property(steps, (distances) => {
        const address = distances.reduce<Expr>((at, by) => displaced(at, by), local(3));
        const sum = distances.reduce((all, by) => all + by, 0);
        expect(split(address)).toEqual({ base: local(3), distance: BigInt(sum) });
        expect(alike(address, displaced(local(3), sum))).toBe(true);
      }),
      { seed: 20180702 },
    );
  });

  test('leaves alone what it cannot know', () => {
    const product = combined('*', local(0), constant(16));
    expect(combined('+', constant(0x2000), product)).toEqual({
      kind: 'binary',
      operator: '+',
      left: product,
      right: constant(0x2000),
      signed: false,
    });
    expect(combined('<', local(0), constant(3), true)).toMatchObject({ signed: true });
    expect(combined('==', local(0), constant(3), true)).toMatchObject({ signed: false });
  });
});
