/**
 * One change of a page of a draft. What follows from it is changed with it: a page on a list has
 * PG_lru and the flags that name the list, and its refcount follows what holds it, so that a page stays
 * one that can be. References that nobody is named for stay as many as they were.
 */
import type { LruListName } from '../../kernel/lru-list.ts';
import {
  heldReferences,
  isUncounted,
  listForFlags,
  type ScenarioPage,
} from '../../kernel/scenario-page.ts';

/** Where a page lies. */
export type PageWhere =
  | { readonly kind: 'list'; readonly list: LruListName }
  | { readonly kind: 'pagevec'; readonly cpu: number }
  | { readonly kind: 'none' };

/** What a page belongs to: a file, through the page cache; a process alone; nothing any more. */
export type PageOwner = 'file' | 'anonymous' | 'nothing';

/** The bits of a page-table entry that can be set at the start. */
type PteBit = keyof NonNullable<ScenarioPage['pte']>;

export type PageChange =
  | { readonly kind: 'where'; readonly where: PageWhere }
  | { readonly kind: 'owner'; readonly owner: PageOwner }
  | { readonly kind: 'flag'; readonly flag: string; readonly on: boolean }
  | { readonly kind: 'mapcount'; readonly count: number }
  | { readonly kind: 'pte'; readonly bit: PteBit; readonly on: boolean }
  | { readonly kind: 'plain'; readonly count: number }
  | { readonly kind: 'pins'; readonly count: number };

export function whereOf(page: ScenarioPage): PageWhere {
  if (page.list !== undefined) return { kind: 'list', list: page.list };
  return page.pagevec === undefined ? { kind: 'none' } : { kind: 'pagevec', ...page.pagevec };
}

export function ownerOf({ flags, cache }: ScenarioPage): PageOwner {
  if (flags.includes('PG_swapbacked')) return 'anonymous';
  return cache ? 'file' : 'nothing';
}

/** References that nothing in the scenario is named for. Negative where the page has too few. */
export function plainReferences(page: ScenarioPage): number {
  return page.refcount - heldReferences(page);
}

/** The page after the change. Counts are at least 0. */
export function changedPage(page: ScenarioPage, change: PageChange): ScenarioPage {
  const plain = change.kind === 'plain' ? change.count : plainReferences(page);
  const next = fitted(changed(page, change));
  return { ...next, refcount: heldReferences(next) + Math.max(0, plain) };
}

function changed(page: ScenarioPage, change: PageChange): ScenarioPage {
  switch (change.kind) {
    case 'where':
      return placed(page, change.where);
    case 'owner':
      return owned(page, change.owner);
    case 'flag':
      return flagged(page, change.flag, change.on);
    case 'mapcount':
      return mapped(page, change.count);
    case 'pte':
      return page.pte === undefined
        ? page
        : { ...page, pte: { ...page.pte, [change.bit]: change.on } };
    case 'plain':
      return page;
    case 'pins':
      // A pin is taken through a page-table entry.
      return {
        ...mapped(page, change.count > 0 ? Math.max(1, entries(page)) : entries(page)),
        pins: change.count,
      };
  }
}

/** Page-table entries that map it; of a page that nobody counts at most one. */
export function entries({ pte, ...page }: ScenarioPage): number {
  return isUncounted(page) && pte !== undefined ? 1 : page.mapcount;
}

function placed(page: ScenarioPage, where: PageWhere): ScenarioPage {
  const { list: _list, position: _position, pagevec: _pagevec, ...rest } = page;
  switch (where.kind) {
    case 'none':
      return { ...rest, flags: withFlags(page.flags, { PG_lru: false }) };
    case 'pagevec':
      return {
        ...rest,
        pagevec: { cpu: where.cpu },
        flags: withFlags(page.flags, { PG_lru: false }),
      };
    case 'list': {
      const { list } = where;
      const named =
        list === 'unevictable'
          ? { PG_unevictable: true }
          : {
              PG_unevictable: false,
              PG_active: list.startsWith('active'),
              PG_swapbacked: list.endsWith('anon'),
            };
      const flags = withFlags(page.flags, { PG_lru: true, ...named });
      const isAnonymous = flags.includes('PG_swapbacked');
      const cache = !isAnonymous && (page.cache || page.flags.includes('PG_swapbacked'));
      return { ...rest, list, cache, flags };
    }
  }
}

function owned(page: ScenarioPage, owner: PageOwner): ScenarioPage {
  const flags = withFlags(page.flags, { PG_swapbacked: owner === 'anonymous' });
  return { ...page, flags, cache: owner === 'file' };
}

/** Flags that say what a page is: a huge one, one that is nobody's. A flag alone makes no page that. */
export const kindFlags: readonly string[] = ['PG_head', 'PG_reserved'];

function flagged(page: ScenarioPage, flag: string, on: boolean): ScenarioPage {
  if (kindFlags.includes(flag)) return page;
  const flags = withFlags(page.flags, { [flag]: on });
  if (flag === 'PG_swapbacked') return owned(page, on ? 'anonymous' : 'file');
  if (flag !== 'PG_lru') return { ...page, flags };
  return placed(
    { ...page, flags },
    on ? { kind: 'list', list: listForFlags(flags) } : { kind: 'none' },
  );
}

function mapped(page: ScenarioPage, count: number): ScenarioPage {
  const { pte, ...rest } = page;
  const mapcount = isUncounted(page) ? 0 : Math.max(0, count);
  // Entries of pages that nobody counts are there or not.
  if (isUncounted(page) && count > 0) {
    return { ...page, pte: pte ?? { writable: true, young: false, dirty: false } };
  }
  if (mapcount === 0) return { ...rest, mapcount, pins: 0 };
  return { ...rest, mapcount, pte: pte ?? { writable: true, young: false, dirty: false } };
}

/** The list that the flags now name, for a page that is on one. */
function fitted(page: ScenarioPage): ScenarioPage {
  if (page.list === undefined) return page;
  const list = listForFlags(page.flags);
  if (list === page.list) return page;
  const { position: _position, ...rest } = page;
  return { ...rest, list };
}

/** The flags with those said set or cleared. */
export function withFlags(
  flags: readonly string[],
  wanted: Readonly<Record<string, boolean>>,
): readonly string[] {
  const left = flags.filter((flag) => wanted[flag] !== false);
  const added = Object.keys(wanted).filter((flag) => wanted[flag] === true && !left.includes(flag));
  return [...left, ...added];
}
