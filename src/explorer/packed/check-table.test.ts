import { expect, test } from 'vitest';
import { CheckTable } from './check-table.ts';
import { header, memoryPlan } from './memory-plan.ts';
import { RowLayout } from './row-layout.ts';
import { checkHash } from './step-code.ts';

/** Finds a row in the table as the engine does; undefined where it has not been judged. */
function judgement(
  memory: Int32Array,
  masks: readonly number[],
  row: readonly number[],
): number | undefined {
  const keys = masks.flatMap((mask, word) => (mask === 0 ? [] : [(row[word] ?? 0) & mask]));
  const mask = memory[header.checkMask >> 2] ?? 0;
  const size = keys.length + 1;
  for (let slot = checkHash(keys); ; slot++) {
    const entry = ((memory[header.checks >> 2] ?? 0) >> 2) + (slot & mask) * size;
    const verdict = memory[entry + keys.length] ?? 0;
    if (verdict === 0) return undefined;
    if (keys.every((key, index) => memory[entry + index] === key)) return verdict >>> 1;
  }
}

function tableOf(masks: readonly number[], room = 16 << 20) {
  const plan = { ...memoryPlan(new RowLayout([2]), 1, 0), checks: 4096, checksEnd: 4096 + room };
  const memory = new Int32Array((plan.checksEnd >> 2) + 64);
  const table = new CheckTable(memory, plan, masks);
  const rowAt = plan.checksEnd >> 2;
  const add = (row: readonly number[], broken: number): void => {
    memory.set(row, rowAt);
    table.add(memory, rowAt, broken);
  };
  return { memory, table, add };
}

test('what was said of a memory is found for every row with the same masked words', () => {
  const masks = [0xff, 0, -1];
  const { memory, add } = tableOf(masks);
  add([0x101, 7, 5], 6);
  expect(judgement(memory, masks, [0x201, 9, 5])).toBe(6);
  expect(judgement(memory, masks, [0x102, 7, 5])).toBeUndefined();
  expect(judgement(memory, masks, [0x101, 7, 6])).toBeUndefined();
});

test('nothing broken is a judgement, too, and so are 31 broken properties', () => {
  const { memory, add } = tableOf([-1]);
  add([3], 0);
  add([-3], 0x7fffffff);
  expect(judgement(memory, [-1], [3])).toBe(0);
  expect(judgement(memory, [-1], [-3])).toBe(0x7fffffff);
});

test('a row whose words do not matter has one judgement for all', () => {
  const { memory, add } = tableOf([0, 0]);
  add([1, 2], 2);
  expect(judgement(memory, [0, 0], [8, 9])).toBe(2);
});

test('it grows, and keeps what it has', () => {
  const { memory, table, add } = tableOf([-1]);
  const before = table.size;
  for (let row = 0; row < 10_000; row++) add([row * 64], row & 7);
  expect(table.size).toBeGreaterThan(before);
  for (let row = 0; row < 10_000; row++) expect(judgement(memory, [-1], [row * 64])).toBe(row & 7);
});

test('where it cannot grow it forgets, and what it still says is true', () => {
  const { memory, table, add } = tableOf([-1], 3 * 8192);
  for (let row = 0; row < 5_000; row++) add([row], row & 3);
  expect(table.size).toBeLessThanOrEqual(3 * 8192);
  const rows = Array.from({ length: 5_000 }, (_, row) => row);
  const kept = rows.filter((row) => judgement(memory, [-1], [row]) !== undefined);
  expect(kept.filter((row) => judgement(memory, [-1], [row]) !== (row & 3))).toEqual([]);
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThan(1_100);
});

test('it says itself what was said of a row, wherever the row stands', () => {
  const masks = [0xff, 0, -1];
  const { memory, table, add } = tableOf(masks);
  add([0x101, 7, 5], 6);
  add([0x102, 7, 5], 0);
  const at = memory.length - 3;
  const verdict = (row: readonly number[]): number | undefined => {
    memory.set(row, at);
    return table.verdict(memory, at);
  };
  expect(verdict([0x201, 9, 5])).toBe(6);
  expect(verdict([0x302, 9, 5])).toBe(0);
  expect(verdict([0x101, 7, 6])).toBeUndefined();
});
