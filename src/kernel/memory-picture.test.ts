import { describe, expect, it } from 'vitest';
import { memoryPicture, withPicture } from './memory-picture.ts';
import { compiledFor } from './pictured-moment.ts';

const july = compiledFor({ scenario: 'pin-in-pagevec' });

const throughState = (picture: string): string => {
  const pictured = withPicture(july, picture);
  return memoryPicture(pictured, pictured.machine.start().state);
};

describe('a memory picture', () => {
  it.each([
    [
      'a whole list, a pinned page and a full lock',
      `inactive_file: B C
cpu1 lru_add_pvec: P
node.pinned_dma_lock: held by cpu1
P: next 0000000000000002, prev poison:1, refcount 4, mapcount 1, PG_uptodate | pins 1, union_pin 1
B: next C, prev inactive_file, refcount 2, mapcount 1, PG_uptodate PG_lru | linked 1
C: next inactive_file, prev B, refcount 2, mapcount 1, PG_uptodate PG_lru | linked 1`,
    ],
    [
      'words that lead astray',
      `inactive_file: next B, prev P-1
cpu0 activate_page_pvecs: B C
cpu1 lru_add_pvec: P
P: next own, prev own-1, refcount 0, mapcount 0, PG_uptodate | freed 1
B: next POISON1, prev POISON2, refcount -1, mapcount 7
C: next active_file, prev B+1, refcount 2, mapcount 1, PG_lru | linked 1`,
    ],
  ])('of %s is the same after a way through the bytes', (_what, picture) => {
    expect(throughState(picture)).toBe(picture);
  });

  it('leaves what it does not mention as it was', () => {
    expect(throughState('P: refcount 9')).toContain(
      'P: next POISON1, prev POISON2, refcount 9, mapcount 1',
    );
  });

  it.each([
    ['a line of nothing', 'inactive: B', 'this is no line of a memory picture: inactive: B'],
    ['an unknown word', 'P: next Q', 'this is no word of a memory picture: Q'],
    ['an unknown flag', 'P: PG_sun', 'a memory picture has no PG_sun'],
    ['an unknown ghost', 'P: PG_lru | soul 1', 'pages of this design have no ghost soul'],
  ])('refuses %s', (_what, picture, message) => {
    expect(() => withPicture(july, picture)).toThrow(message);
  });
});
