/**
 * What single operations leave in memory, run alone on one CPU: the parts of the kernel that the
 * built-in scenarios pass by, and those whose outcome was recorded on a running kernel. Pictures are
 * those of memory-picture.ts, taken before the last drain of the pagevecs.
 */
import { describe, expect, it } from 'vitest';
import { compileScenario } from '../compile-scenario.ts';
import { designById } from '../design.ts';
import { memoryPicture, withPicture } from '../memory-picture.ts';
import { parseScenario } from '../scenario.ts';

/** Page P of a scenario file; a mapped page-cache page on inactive_file unless said otherwise. */
interface Start {
  readonly design?: string;
  readonly debug?: 'none' | 'vm' | 'vm,list';
  readonly page?: Readonly<Record<string, unknown>>;
  /** Lines of a picture that replace parts of the start. */
  readonly picture?: string;
}

const filePage = {
  name: 'P',
  pfn: 0x5000,
  list: 'inactive_file',
  flags: ['PG_uptodate', 'PG_lru'],
  refcount: 2,
  mapcount: 1,
};
const queuedPage = {
  ...filePage,
  list: null,
  pagevec: { cpu: 0 },
  flags: ['PG_uptodate'],
  refcount: 3,
};
const anonymousPage = {
  ...filePage,
  list: 'inactive_anon',
  flags: ['PG_uptodate', 'PG_lru', 'PG_swapbacked'],
  refcount: 1,
};
const unmapped = { mapcount: 0, refcount: 1 };

/** The picture after the operations, followed by what was reported on the way. */
function after(operations: readonly string[], start: Start = {}): string {
  const parsed = parseScenario({
    id: 'alone',
    title: 'One operation after the other',
    summary: 'One operation after the other on one CPU.',
    pages: [{ ...filePage, ...start.page }],
    cpus: [{ role: 'somebody', operations: operations.map(operationOf) }],
  });
  if (!parsed.ok) throw new Error(parsed.error);
  const design = designById(start.design ?? 'july-2018');
  if (design === undefined) throw new Error('no such design');
  const result = compileScenario({ design, scenario: parsed.value, debug: start.debug ?? 'vm' });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const compiled =
    start.picture === undefined ? result.value : withPicture(result.value, start.picture);
  const { machine, program } = compiled;
  const reports: string[] = [];
  let { state } = machine.start();
  while (machine.at(state, 0) !== program.actors[0]?.code.epilogue) {
    const move = machine.moves(state).find(({ actor }) => actor === 0);
    if (move === undefined) break;
    const step = machine.step(state, move);
    ({ state } = step);
    for (const effect of step.effects) {
      if (effect.kind === 'warn' || effect.kind === 'bug')
        reports.push(`${effect.kind}: ${effect.text}`);
      if (effect.kind === 'fault') reports.push(`fault at ${effect.fault.place}`);
    }
  }
  return [memoryPicture(compiled, state), ...reports].join('\n');
}

const operationOf = (operation: string): object =>
  operation === 'lru_add_drain' ? { operation } : { operation, page: 'P' };

const lines = (...text: readonly string[]): string => text.join('\n');

describe('slow get_user_pages', () => {
  it('marks a clean page dirty for a write through a clean entry', () => {
    expect(after(['slow_pin', 'unpin'], { design: 'v4.18' })).toContain('PG_dirty');
  });

  it('leaves it clean where the entry is dirty, or for a read', () => {
    const dirtyEntry = { pte: { writable: true, young: true, dirty: true } };
    expect(after(['slow_pin'], { page: dirtyEntry })).not.toContain('PG_dirty');
    expect(after(['slow_pin_read'])).not.toContain('PG_dirty');
  });

  it('finds no page for a write through a read-only entry, and the CPU is done', () => {
    const readOnly = { pte: { writable: false, young: false, dirty: false } };
    expect(after(['slow_pin', 'put_page'], { page: readOnly })).toBe(after([], { page: readOnly }));
    expect(after(['fast_pin', 'put_page'], { page: readOnly })).toBe(after([], { page: readOnly }));
    expect(after(['fork', 'put_page'], { page: unmapped })).toBe(after([], { page: unmapped }));
  });

  it('puts a page used before into the vector of pages to activate', () => {
    const used = { flags: ['PG_uptodate', 'PG_lru', 'PG_referenced'] };
    expect(after(['slow_pin_read'], { design: 'v4.18', page: used })).toBe(
      lines(
        'inactive_file: P',
        'cpu0 activate_page_pvecs: P',
        'P: next inactive_file, prev inactive_file, refcount 4, mapcount 1, PG_uptodate PG_lru | pins 1, linked 1',
      ),
    );
    expect(after(['slow_pin_read', 'lru_add_drain'], { design: 'v4.18', page: used })).toBe(
      lines(
        'active_file: P',
        'P: next active_file, prev active_file, refcount 3, mapcount 1, PG_uptodate PG_lru PG_active | pins 1, linked 1',
      ),
    );
  });

  it('of July 2018 takes the page off its list and leaves that vector nothing to do', () => {
    const used = { flags: ['PG_uptodate', 'PG_lru', 'PG_referenced'] };
    expect(after(['slow_pin_read', 'lru_add_drain'], { page: used })).toBe(
      'P: next 0000000000000002, prev poison:1, refcount 3, mapcount 1, PG_uptodate | pins 1, union_pin 1',
    );
  });

  it('of July 2018 says yes although nothing was recorded for a page in a vector', () => {
    expect(after(['slow_pin_read'], { page: queuedPage })).toBe(
      lines(
        'cpu0 lru_add_pvec: P',
        'P: next POISON1, prev POISON2, refcount 4, mapcount 1, PG_referenced PG_uptodate | pins 1',
      ),
    );
  });
});

describe('read(2)', () => {
  it('counts two uses of a page that waits in the own vector: it goes to the active list', () => {
    expect(after(['read', 'read', 'lru_add_drain'], { page: queuedPage })).toBe(
      lines(
        'active_file: P',
        'P: next active_file, prev active_file, refcount 2, mapcount 1, PG_uptodate PG_lru PG_active | linked 1',
      ),
    );
  });

  it('takes one pin each time from a page that is pinned three times', () => {
    expect(after(['fast_pin', 'fast_pin', 'fast_pin', 'read', 'read'])).toBe(
      'P: next 0000000000000002, prev poison:1, refcount 5, mapcount 1, PG_referenced PG_uptodate | pins 3, union_pin 1',
    );
  });
});

describe('isolating and giving back', () => {
  it('poisons the words, holds a reference, and goes through the vector', () => {
    expect(after(['isolate'])).toBe(
      'P: next POISON1, prev POISON2, refcount 3, mapcount 1, PG_uptodate',
    );
    expect(after(['isolate', 'putback'])).toBe(
      lines(
        'cpu0 lru_add_pvec: P',
        'P: next POISON1, prev POISON2, refcount 3, mapcount 1, PG_uptodate',
      ),
    );
    expect(after(['isolate', 'putback', 'lru_add_drain'])).toBe(after([]));
  });

  it('refuses a page that is on no list', () => {
    expect(after(['isolate', 'isolate', 'putback'])).toBe(after(['isolate']));
  });

  it('puts an mlocked page on the unevictable list', () => {
    const mlocked = { ...queuedPage, flags: ['PG_uptodate', 'PG_active', 'PG_mlocked'] };
    expect(after(['lru_add_drain'], { page: mlocked })).toBe(
      lines(
        'unevictable: P',
        'P: next unevictable, prev unevictable, refcount 2, mapcount 1, PG_uptodate PG_lru PG_unevictable PG_mlocked | linked 1',
      ),
    );
  });

  it('drops a pinned page from the vector without linking it, and a pin stays behind', () => {
    expect(after(['slow_pin_read', 'lru_cache_add', 'lru_add_drain'])).toBe(
      'P: next 0000000000000002, prev poison:2, refcount 3, mapcount 1, PG_referenced PG_uptodate | pins 1, union_pin 1',
    );
  });
});

describe('the last reference', () => {
  it('frees an anonymous page on to the list of the CPU, its flags cleared', () => {
    const active = { ...anonymousPage, ...unmapped, list: 'active_anon' };
    const flags = [...anonymousPage.flags, 'PG_active'];
    for (const last of ['put_page', 'release_pages_of']) {
      expect(after([last], { page: { ...active, flags } })).toBe(
        lines('pcp0: P', 'P: next pcp0, prev pcp0, refcount 0, mapcount 0 | linked 1, freed 1'),
      );
    }
  });

  it('of a page that is still in a file is reported, and the page is lost', () => {
    const report = lines(
      'P: next POISON1, prev POISON2, refcount 0, mapcount 0, PG_uptodate | freed 1, leaked 1',
      'warn: bad_page: freed with something left on it that must be off; the page is lost',
    );
    expect(after(['put_page'], { page: unmapped })).toBe(report);
    expect(after(['release_pages_of'], { page: unmapped })).toBe(report);
  });

  it('of a mapped page is noticed, too', () => {
    const page = { ...anonymousPage };
    expect(after(['put_page'], { page })).toContain('leaked 1');
    expect(after(['exit'], { page })).toContain('freed 1');
    expect(after(['exit'], { page })).not.toContain('leaked');
  });

  it('of nothing is a bug of the caller', () => {
    const page = { ...anonymousPage, ...unmapped };
    expect(after(['put_page', 'put_page'], { page })).toContain(
      'bug: a reference is dropped that does not exist',
    );
  });
});

describe('CONFIG_DEBUG_LIST', () => {
  it('warns about a broken list, keeps off the neighbours and writes the poisons all the same', () => {
    const picture = 'P: next inactive_file, prev P+8, PG_uptodate PG_lru, refcount 2, mapcount 1';
    expect(after(['isolate'], { picture, debug: 'vm,list' })).toBe(
      lines(
        'inactive_file: next P, prev P',
        'P: next POISON1, prev POISON2, refcount 3, mapcount 1, PG_uptodate',
        'warn: list_del corruption: the previous entry does not point at this one',
      ),
    );
  });

  it('does not link a page into a list whose head is wrong', () => {
    const start = { page: queuedPage, picture: 'inactive_file: next P, prev P' };
    expect(after(['lru_add_drain'], { ...start, debug: 'vm,list' })).toBe(
      lines(
        'inactive_file: next P, prev P',
        'P: next POISON1, prev POISON2, refcount 2, mapcount 1, PG_uptodate PG_lru',
        'warn: list_add corruption: the next entry does not point back to the previous one',
      ),
    );
  });

  it('is silent when it is off: the same page is linked to itself', () => {
    const start = { page: queuedPage, picture: 'inactive_file: next P, prev P' };
    expect(after(['lru_add_drain'], start)).toMatch(/next own, prev inactive_file.* linked 1$/);
  });
});
