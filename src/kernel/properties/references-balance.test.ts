import { describe, expect, it } from 'vitest';
import type { Effect } from '../../machine/effect.ts';
import { pageAddress } from '../memory-map.ts';
import { compiledFor, momentOf } from '../pictured-moment.ts';
import { referencesBalance } from './references-balance.ts';

const july = compiledFor();

const atRest = (picture: string): readonly string[] =>
  referencesBalance.check(momentOf(july, picture, 'rest')).map((violation) => violation.message);

const refcountChange = (old: bigint, value: bigint, atomic = true): readonly Effect[] => [
  {
    actor: 0,
    operation: 0,
    kind: 'write',
    address: pageAddress(0x5000) + 52n,
    width: 4,
    old: BigInt.asUintN(32, old),
    value: BigInt.asUintN(32, value),
    place: 'page._refcount',
    atomic,
  },
];

describe('references-balance', () => {
  it('holds at the start: page cache and page table hold two', () => {
    expect(atRest('')).toEqual([]);
  });

  it('breaks when a reference is never dropped', () => {
    expect(atRest('P: refcount 3, PG_lru | linked 1')).toEqual([
      'P has a refcount of 3, but only 2 hold it: 1 reference is never dropped',
    ]);
  });

  it('breaks when one too many was dropped', () => {
    expect(atRest('P: refcount 1, PG_lru | linked 1')).toEqual([
      'P has a refcount of 1, but 2 hold it',
    ]);
  });

  it('breaks when a page is unpinned that nobody has pinned', () => {
    expect(atRest('P: refcount 1, PG_lru | pins -1, linked 1')).toEqual([
      'P was unpinned more often than it was pinned',
    ]);
  });

  it('counts an outstanding pin and buffers as holders', () => {
    expect(atRest('P: refcount 4, PG_private PG_lru | pins 1, linked 1')).toEqual([]);
  });

  it('does not judge the counts before rest', () => {
    const early = momentOf(july, 'P: refcount 3, PG_lru | linked 1');
    expect(referencesBalance.check(early)).toEqual([]);
  });

  it('breaks at once when a page is freed twice, mapped, or pinned', () => {
    const now = (picture: string): readonly string[] =>
      referencesBalance.check(momentOf(july, picture)).map((violation) => violation.message);
    expect(now('P: refcount 0, mapcount 0 | freed 2')).toEqual(['P was freed 2 times']);
    expect(now('P: refcount 0 | freed 1')).toEqual(['P was freed while it is in the page cache']);
    expect(now('P: refcount 0 | freed 1, pins 1')).toEqual([
      'P was freed while a pin is outstanding',
    ]);
    expect(now('P: refcount 0 | freed 1, leaked 1')).toEqual([
      'P was freed while something still held it, and is lost for ever',
    ]);
  });

  it('breaks when a page is freed that was taken out of its file with its buffers on it', () => {
    const slot = july.program.objects.find(({ name }) => name === 'slot_P')?.address ?? 0n;
    const freed = (note: bigint, flags: string): readonly string[] => {
      const initial = [...july.program.initial, { address: slot, width: 8 as const, value: note }];
      const evicted = { ...july, program: { ...july.program, initial } };
      const moment = momentOf(evicted, `P: refcount 0, mapcount 0, ${flags} | freed 1`, 'rest');
      return referencesBalance.check(moment).map(({ message }) => message);
    };
    expect(freed(0n, 'PG_private')).toEqual(['P was freed while it has buffers']);
    expect(freed(0n, 'PG_uptodate')).toEqual([]);
    expect(freed(2n, 'PG_uptodate')).toEqual([]);
  });

  it('breaks when somebody keeps what was taken off a list: the reference is never dropped', () => {
    expect(atRest('P: next own, prev own, refcount 3, PG_uptodate')).toEqual([
      'P has a refcount of 3, but only 2 hold it: 1 reference is never dropped',
    ]);
  });

  it('breaks when a reference is taken or dropped at zero', () => {
    const taken = momentOf(july, '', 'running', refcountChange(0n, 1n));
    const dropped = momentOf(july, '', 'running', refcountChange(0n, -1n));
    expect(referencesBalance.check(taken).map(({ message }) => message)).toEqual([
      'a reference to P is taken although its refcount is 0',
    ]);
    expect(referencesBalance.check(dropped).map(({ message }) => message)).toEqual([
      'a reference to P is dropped although its refcount is 0',
    ]);
  });

  it('holds when the last reference is dropped, and when a frozen count is set again', () => {
    const last = momentOf(july, '', 'running', refcountChange(1n, 0n));
    expect(referencesBalance.check(last)).toEqual([]);
    const unfrozen = momentOf(july, '', 'running', refcountChange(0n, 2n, false));
    expect(referencesBalance.check(unfrozen)).toEqual([]);
  });
});
