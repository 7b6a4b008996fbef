import { describe, expect, test } from 'vitest';
import { designById } from './design.ts';
import { type ListingWord, listingWords } from './listing-words.ts';

const design = designById('july-2018');
if (design === undefined) throw new Error('july-2018 is gone');
const words = listingWords(design.layers);

/** The names offered where `|` stands in the text. */
function offered(text: string): readonly ListingWord[] {
  const lines = text.split('\n');
  const line = lines.findIndex((one) => one.includes('|'));
  const column = (lines[line] ?? '').indexOf('|');
  return words.at(text.replace('|', ''), line, column)?.words ?? [];
}

const names = (text: string): readonly string[] => offered(text).map(({ name }) => name);

describe('the names that can stand', () => {
  test('behind a page are its fields, those of the design too, and its ghosts', () => {
    const own = names('fn f(page)\n    x = page.|\n');
    expect(own).toContain('_refcount');
    expect(own).toContain('dma_pinned_count');
    expect(own).toContain('lru');
    expect(own).toContain('union_pin');
    expect(own).not.toContain('lru_lock');
    expect(
      offered('fn f(page)\n    x = page._ref|\n').find(({ name }) => name === '_refcount'),
    ).toEqual(expect.objectContaining({ kind: 'field', detail: 's32 at 52' }));
  });

  test('behind a word with named bits are those', () => {
    const bits = offered('fn f(page)\n    set page.flags.|\n');
    expect(bits.find(({ name }) => name === 'lru')).toEqual({
      name: 'lru',
      kind: 'bit',
      detail: 'bit 5',
    });
    expect(bits.every(({ kind }) => kind === 'bit')).toBe(true);
  });

  test('behind a local are the fields of what was assigned to it', () => {
    expect(names('fn f(page)\n    head = compound_head(page)\n    x = head.|')).toContain(
      '_refcount',
    );
    expect(names('fn f(pvec: pagevec)\n    p = pvec.pages[0]\n    x = p.|')).toContain('_refcount');
    expect(names('fn f(page)\n    next = page.lru.next\n    x = next.|')).toEqual([
      'next',
      'prev',
      'linked',
    ]);
    expect(names('fn f()\n    lock node.|')).toContain('lru_lock');
  });

  test('behind something unknown are all fields, told whose they are', () => {
    const all = offered('fn f(page)\n    x = mystery.|');
    expect(all.find(({ name }) => name === 'lru_lock')?.detail).toMatch(/^of pglist_data, /);
    expect(all.map(({ name }) => name)).toContain('_refcount');
  });

  test('in a line are locals, functions, constants, objects and words of the notation', () => {
    const all = offered('fn f(page, count: u32)\n    left = 1\n    x|');
    const kinds = new Map(all.map(({ name, kind, detail }) => [name, `${kind} ${detail}`]));
    expect(kinds.get('page')).toBe('local page');
    expect(kinds.get('count')).toBe('local u32');
    expect(kinds.get('left')).toBe('local a local');
    expect(kinds.get('compound_head')).toBe('function (page) -> *page');
    expect(kinds.get('PAGE_DMA_PINNED')).toBe('constant = 2');
    expect(kinds.get('node')).toBe('object pglist_data');
    expect(kinds.get('atomic')).toMatch(/^keyword atomic page/);
    expect(kinds.has('fn')).toBe(false);
    expect(all.find(({ name }) => name === '__put_page')?.why).toMatch(/last reference/);
  });

  test('at the first column are words that begin a declaration, behind a colon are types', () => {
    expect(names('o|')).toEqual(expect.arrayContaining(['fn', 'operation', 'const']));
    expect(names('o|')).not.toContain('page');
    expect(names('fn f(a: |')).toEqual(expect.arrayContaining(['page', 'pagevec', 'u32']));
  });

  test('in comments and texts are none', () => {
    expect(words.at('fn f(page)\n    return  # page.', 1, 19)).toBeUndefined();
    expect(words.at('fn f(page)\n    bug "page.', 1, 14)).toBeUndefined();
    expect(names('fn f(page)\n    bug if page._refcount "no # here" or |')).toContain('page');
  });
});
