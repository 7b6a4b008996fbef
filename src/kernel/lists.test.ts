import { describe, expect, it } from 'vitest';
import { listWalk } from './lists.ts';
import { locks } from './locks.ts';
import { withPicture } from './memory-picture.ts';
import { pagevecs } from './pagevecs.ts';
import { compiledFor } from './pictured-moment.ts';

const july = compiledFor({ scenario: 'pin-in-pagevec' });

const walk = (picture: string, id = 'inactive_file') => {
  const compiled = withPicture(july, picture);
  const head = compiled.lists.find((list) => list.id === id);
  if (head === undefined) throw new Error(`no list ${id}`);
  const { head: _head, ...rest } = listWalk(compiled, compiled.machine.start().state, head);
  return rest;
};

describe('the lists of a program', () => {
  it("are the five of the lruvec, and each CPU's own", () => {
    expect(july.lists.map((list) => `${list.id} ${list.kind}`)).toEqual([
      'inactive_anon lru',
      'active_anon lru',
      'inactive_file lru',
      'active_file lru',
      'unevictable lru',
      'pcp0 free',
      'pages_to_free0 private',
      'pcp1 free',
      'pages_to_free1 private',
    ]);
  });
});

describe('a walk along a list', () => {
  it('closes at the head', () => {
    expect(walk('')).toEqual({ pages: ['B', 'C'], closed: true, backwards: true });
  });

  it('of an empty list meets nobody', () => {
    expect(walk('', 'pcp1')).toEqual({ pages: [], closed: true, backwards: true });
  });

  it('stops where a word leads nowhere', () => {
    expect(walk('C: next POISON1, prev B, PG_lru')).toEqual({
      pages: ['B', 'C'],
      closed: false,
      backwards: true,
      astray: { at: 'C', word: 8, value: 0xdead000000000100n },
    });
  });

  it('stops before it goes in a circle', () => {
    expect(walk('C: next B, prev B, PG_lru')).toMatchObject({
      pages: ['B', 'C'],
      closed: false,
      astray: { at: 'C', word: 8 },
    });
  });

  it('goes on when only the way back is wrong, and says where', () => {
    expect(walk('C: next inactive_file, prev own, PG_lru')).toEqual({
      pages: ['B', 'C'],
      closed: true,
      backwards: false,
      astray: { at: 'C', word: 16, value: 0xffffea0000140088n },
    });
  });

  it('sees a half linked page from the front only', () => {
    expect(walk('inactive_file: next P, prev C\nP: next B, prev inactive_file')).toEqual({
      pages: ['P', 'B', 'C'],
      closed: true,
      backwards: false,
      astray: { at: 'B', word: 16, value: july.lists[2]?.address },
    });
  });
});

describe('beside the lists', () => {
  it('stand the vectors of each CPU with what waits in them', () => {
    const { state } = july.machine.start();
    const waiting = pagevecs(july, state).map(({ name, cpu, pages }) => [cpu, name, ...pages]);
    expect(waiting).toEqual([
      [0, 'lru_add_pvec'],
      [0, 'activate_page_pvecs'],
      [0, 'tlb_batch'],
      [1, 'lru_add_pvec', 'P'],
      [1, 'activate_page_pvecs'],
      [1, 'tlb_batch'],
    ]);
  });

  it('stand the locks with what they guard and who holds them', () => {
    const compiled = withPicture(july, 'node.lru_lock: held by cpu1');
    const all = locks(compiled, compiled.machine.start().state);
    expect(all.map((lock) => lock.name)).toEqual([
      'node.lru_lock',
      'node.pinned_dma_lock',
      'page_table.ptl',
      'mapping.i_pages.xa_lock',
      'mapping.private_lock',
    ]);
    expect(all[0]).toMatchObject({
      guards: 'the LRU lists and PG_lru',
      holder: 1,
      lists: ['inactive_anon', 'active_anon', 'inactive_file', 'active_file', 'unevictable'],
    });
    expect(all[1]).not.toHaveProperty('holder');
  });
});
