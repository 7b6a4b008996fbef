/**
 * The listings of every design read and check, each alone over its base. What they do when they run
 * is tested with the scenarios.
 */
import { describe, expect, it } from 'vitest';
import { checkLayers } from '../../listing/check.ts';
import { problemText } from '../../listing/problem.ts';
import { readListing } from '../../listing/read/read.ts';
import type { DesignLayer, ListingSource } from '../../listing/request.ts';
import type { FunctionDeclaration } from '../../listing/syntax.ts';
import { designs } from '../design.ts';

const texts = import.meta.glob<string>('./*/*.step', {
  query: '?raw',
  import: 'default',
  eager: true,
});

function layer(id: string): DesignLayer {
  const sources: readonly ListingSource[] = Object.entries(texts)
    .filter(([path]) => path.startsWith(`./${id}/`))
    .map(([path, text]) => ({ file: path.replace('./', ''), text }));
  return { id, sources };
}

function functionsOf(id: string): readonly FunctionDeclaration[] {
  return layer(id).sources.flatMap((source) => {
    const { file } = readListing(source);
    return file.functions.map((fn) => {
      const from = fn.from ?? file.source;
      return from === undefined ? fn : { ...fn, from };
    });
  });
}

const ids = designs.map(({ id }) => id);

describe('the kernel listings', () => {
  it.each(designs)('of $id check without a problem', ({ layers }) => {
    expect(layers.map(({ sources }) => sources.length)).not.toContain(0);
    expect(checkLayers(layers).map(problemText)).toEqual([]);
  });

  it.each(ids)('%s says of every function where it is from', (id) => {
    expect(functionsOf(id).filter((fn) => fn.from === undefined)).toEqual([]);
  });

  it.each(ids)('%s says of every function with lines what it is for', (id) => {
    const silent = functionsOf(id).filter((fn) => !fn.oneLine && fn.why === undefined);
    expect(silent.map((fn) => fn.name)).toEqual([]);
  });

  it('of July 2018 in full replace six functions and add three', () => {
    const base = new Set(['v4.18', 'july-2018'].flatMap(functionsOf).map((fn) => fn.name));
    const names = functionsOf('july-2018-full').map((fn) => fn.name);
    expect(names.filter((name) => base.has(name)).sort()).toEqual([
      'background_writeback',
      'clear_page_dirty_for_io',
      'freeze_page',
      'page_mkclean',
      'try_to_unmap_one',
      'writeback',
    ]);
    expect(names.filter((name) => !base.has(name)).sort()).toEqual([
      'freeze_ptes',
      'page_mkclean_one',
      'wait_for_dma_pinned_to_clear',
    ]);
  });

  it('of July 2018 replace nine functions of v4.18 and add nine', () => {
    const base = new Set(functionsOf('v4.18').map((fn) => fn.name));
    const names = functionsOf('july-2018').map((fn) => fn.name);
    expect(names.filter((name) => base.has(name)).sort()).toEqual([
      '__get_user_pages',
      '__pagevec_lru_add_fn',
      'get_page',
      'get_user_pages_fast',
      'lock_page_lru',
      'lru_add_page_tail',
      'put_page',
      'says_pinned',
      'unlock_page_lru',
    ]);
    expect(names.filter((name) => !base.has(name)).sort()).toEqual([
      'ClearPageDmaPinned',
      'PageDmaPinned',
      'PageDmaPinnedFlags',
      'SetPageDmaPinned',
      '__get_page_for_pinned_dma',
      '__put_page_for_pinned_dma',
      'pin_count',
      'pin_page_for_dma',
      'pin_words_of',
    ]);
  });
});
