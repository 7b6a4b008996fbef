import { describe, expect, it } from 'vitest';
import type { Effect } from '../../machine/effect.ts';
import { pageAddress } from '../memory-map.ts';
import { compiledFor, momentOf } from '../pictured-moment.ts';
import { unionExclusive } from './union-exclusive.ts';

const july = compiledFor();
const page = pageAddress(0x5000);

const write = (place: string, offset: bigint, width: number, more: object = {}): Effect => ({
  actor: 0,
  operation: 0,
  kind: 'write',
  address: page + offset,
  width,
  old: 1n,
  value: 0n,
  place,
  atomic: width === 4,
  ...more,
});

const ghost = (field: string, old: bigint, value: bigint): Effect => ({
  actor: 0,
  operation: 0,
  kind: 'ghost',
  object: field === 'linked' ? page + 8n : page,
  field,
  old,
  value,
});

const messages = (picture: string, ...effects: readonly Effect[]): readonly string[] =>
  unionExclusive
    .check(momentOf(july, picture, 'running', effects))
    .map((violation) => violation.message);

const pinned = 'P: next 0000000000000002, prev poison:1 | union_pin 1';
const nobody = 'P: next own, prev own';
const linked = 'P: next C, prev B, PG_lru | linked 1';

describe('union-exclusive', () => {
  it('breaks when the count changes while nobody owns the words', () => {
    expect(messages(nobody, write('page.dma_pinned_count', 16n, 4))).toEqual([
      'CPU0 writes dma_pinned_count into word 16 of P, which holds no count: it was 00000001',
    ]);
  });

  it('breaks when the count or the flag is stored into a linked page', () => {
    expect(messages(linked, write('page.dma_pinned_count', 16n, 4))).toHaveLength(1);
    expect(messages(linked, write('page.dma_pinned_flags', 8n, 8))).toEqual([
      'CPU0 writes dma_pinned_flags into word 8 of P, which belongs to the list that the page is linked to: it was 0000000000000001',
    ]);
  });

  it('breaks when a list pointer is stored into a pinned page', () => {
    expect(messages(pinned, write('list_head.next', 8n, 8))).toEqual([
      'CPU0 writes next into word 8 of P, which belongs to the pin: it was 0000000000000001',
    ]);
  });

  it('breaks when the store itself links a page that is still pinned', () => {
    const both = 'P: next C, prev B | union_pin 1, linked 1';
    const effects = [write('list_head.prev', 16n, 8), ghost('linked', 0n, 1n)];
    expect(messages(both, ...effects)).toHaveLength(1);
  });

  it('breaks when a misaligned store reaches into a pinned page', () => {
    expect(messages(pinned, write('list_head.next', 1n, 8))).toHaveLength(1);
    expect(messages(pinned, write('list_head.next', 0n, 8))).toEqual([]);
  });

  it('holds when the pin begins with the store of its count', () => {
    const effects = [write('page.dma_pinned_count', 16n, 4), ghost('union_pin', 0n, 1n)];
    expect(messages(pinned, ...effects)).toEqual([]);
  });

  it('holds for the count and the flag of a pinned page, and for the list of a linked one', () => {
    expect(messages(pinned, write('page.dma_pinned_count', 16n, 4))).toEqual([]);
    expect(messages(pinned, write('page.dma_pinned_flags', 8n, 8))).toEqual([]);
    expect(messages(linked, write('list_head.next', 8n, 8))).toEqual([]);
    expect(messages(nobody, write('list_head.prev', 16n, 8))).toEqual([]);
  });

  it('holds for the two stores by which the pin gives the words up', () => {
    const actor = 0;
    const operation = july.map.inPinClear[actor]?.indexOf(true) ?? -1;
    expect(operation).toBeGreaterThan(0);
    const clear = write('list_head.next', 8n, 8, { operation });
    expect(messages(pinned, clear)).toEqual([]);
    expect(messages(linked, clear)).toHaveLength(1);
  });

  it('holds for stores into other words of the page', () => {
    expect(messages(pinned, write('page._refcount', 52n, 4))).toEqual([]);
  });
});
