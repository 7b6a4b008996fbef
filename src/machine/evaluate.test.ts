import { expect, test } from 'vitest';
import type { BinaryOperator, Expr } from '../listing/program.ts';
import { constantOf, valueOf } from './evaluate.ts';

const MINUS_ONE = 0xffffffffffffffffn;

const rows: readonly (readonly [bigint, BinaryOperator, bigint, boolean, bigint])[] = [
  [MINUS_ONE, '+', 1n, false, 0n],
  [0n, '-', 1n, false, MINUS_ONE],
  [MINUS_ONE, '*', 3n, false, 0xfffffffffffffffdn],
  [0b1100n, '&', 0b1010n, false, 0b1000n],
  [0b1100n, '|', 0b1010n, false, 0b1110n],
  [0b1100n, '^', 0b1010n, false, 0b0110n],
  [1n, '<<', 63n, false, 0x8000000000000000n],
  [3n, '<<', 63n, false, 0x8000000000000000n],
  [1n, '<<', 64n, false, 0n],
  [1n, '<<', MINUS_ONE, false, 0n],
  [MINUS_ONE, '>>', 63n, false, 1n],
  [MINUS_ONE, '>>', 64n, false, 0n],
  [2n, '==', 2n, false, 1n],
  [2n, '!=', 2n, false, 0n],
  [MINUS_ONE, '<', 0n, true, 1n],
  [MINUS_ONE, '<', 0n, false, 0n],
  [MINUS_ONE, '<=', MINUS_ONE, true, 1n],
  [0n, '>', MINUS_ONE, true, 1n],
  [0n, '>', MINUS_ONE, false, 0n],
  [0n, '>=', 1n, false, 0n],
  [MINUS_ONE, '>=', 1n, true, 0n],
  [2n, 'and', 4n, false, 1n],
  [2n, 'and', 0n, false, 0n],
  [0n, 'or', 4n, false, 1n],
  [0n, 'or', 0n, false, 0n],
];

test.each(rows)('%s %s %s, signed %s, is %s', (...row) => {
  const [left, operator, right, signed, value] = row;
  const view = new DataView(new ArrayBuffer(24));
  view.setBigUint64(8, left, true);
  view.setBigUint64(16, right, true);
  const ofLocals: Expr = {
    kind: 'binary',
    operator,
    left: { kind: 'local', slot: 0 },
    right: { kind: 'local', slot: 1 },
    signed,
  };
  expect(valueOf(ofLocals)(view, 8)).toBe(value);
  expect(constantOf(ofLocals)).toBeUndefined();
  const ofConstants: Expr = {
    ...ofLocals,
    left: { kind: 'const', value: left },
    right: { kind: 'const', value: right },
  };
  expect(constantOf(ofConstants)).toBe(value);
});

test('not gives a truth value, complement all bits turned', () => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, 2n, true);
  const of: Expr = { kind: 'local', slot: 0 };
  expect(valueOf({ kind: 'not', of })(view, 0)).toBe(0n);
  expect(valueOf({ kind: 'not', of: { kind: 'not', of } })(view, 0)).toBe(1n);
  expect(valueOf({ kind: 'complement', of })(view, 0)).toBe(0xfffffffffffffffdn);
});

test('a constant below zero is the word with the same low bits', () => {
  expect(constantOf({ kind: 'const', value: -16n })).toBe(0xfffffffffffffff0n);
});
