import { describe, expect, it } from 'vitest';
import { compiledFor, momentOf } from '../pictured-moment.ts';
import { listsWhole } from './lists-whole.ts';

const july = compiledFor();

const messages = (picture: string): readonly string[] =>
  listsWhole.check(momentOf(july, picture)).map((violation) => violation.message);

describe('lists-whole', () => {
  it('holds at the start', () => {
    expect(messages('')).toEqual([]);
  });

  it('breaks when a next is poison', () => {
    expect(messages('P: next POISON1, prev B, PG_lru | linked 1')).toContain(
      "inactive_file is not whole: P's lru.next is dead000000000100, which does not lead on along the list",
    );
  });

  it('breaks when a count was driven into a pointer: one less than an address', () => {
    expect(messages('P: next C, prev B-1, PG_lru | linked 1')).toEqual([
      "inactive_file is not whole: P's lru.prev is ffffea0000140047, which is not the one before it",
    ]);
  });

  it('breaks when the head does not know its last page', () => {
    expect(messages('inactive_file: next B, prev P')).toEqual([
      "inactive_file is not whole: the head's prev is ffffea0000140008, which is not the one before it",
    ]);
  });

  it('breaks when the pages run in a circle that leaves the head out', () => {
    expect(messages('C: next P, prev P, PG_lru | linked 1')).toEqual([
      "inactive_file is not whole: C's lru.next is ffffea0000140008, which does not lead on along the list",
    ]);
  });

  it('breaks when a list leads into another one', () => {
    expect(messages('C: next active_file, prev P, PG_lru | linked 1')[0]).toMatch(
      /^inactive_file is not whole: C's lru.next is ffff88000e30a1/,
    );
  });

  it('breaks when a page is linked but PG_lru is clear', () => {
    expect(messages('P: next C, prev B, PG_uptodate | linked 1')).toEqual([
      'P is linked to inactive_file but PG_lru is clear',
    ]);
  });

  it('breaks when PG_lru is set on a page that is linked nowhere', () => {
    const alone = `
      inactive_file: B C
      B: next C, prev inactive_file, PG_lru | linked 1
      C: next inactive_file, prev B, PG_lru | linked 1
      P: next own, prev own, PG_lru`;
    expect(listsWhole.check(momentOf(july, alone))).toEqual([
      {
        property: 'lists-whole',
        message: 'P has PG_lru set but is linked to no LRU list',
        witnesses: [
          { kind: 'word', page: 'P', offset: 0 },
          { kind: 'page', page: 'P' },
        ],
      },
    ]);
  });

  it('looks at a private list only while its function runs', () => {
    const broken = 'pages_to_free0: next P, prev B';
    expect(messages(broken)).toEqual([]);
    expect(messages(`${broken} | linked 1`)).toContain(
      "pages_to_free of cpu0 is not whole: P's lru.prev is ffffea0000140048, which is not the one before it",
    );
  });

  it('lets a list be half linked while its lock is held', () => {
    expect(
      messages('node.lru_lock: held by cpu0\nP: next POISON1, prev B, PG_uptodate | linked 1'),
    ).toEqual([]);
  });

  it('does not take the pin lock for the lock of the lists', () => {
    expect(
      messages('node.pinned_dma_lock: held by cpu0\nP: next POISON1, prev B, PG_lru | linked 1'),
    ).not.toEqual([]);
  });
});
