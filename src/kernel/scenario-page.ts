/**
 * One page of a scenario at the start: where it lies, its flags, its two counts, its page-table
 * entry. Checked here against itself; against the other pages in scenario.ts.
 *
 * Not modelled: more than one page-table entry per page is a count only (`mapcount`).
 */

import * as v from 'valibot';
import { type LruListName, lruLists } from './lru-list.ts';
import { nearest, pageFlagNames } from './page-flag.ts';

/** Slots of a pagevec, PAGEVEC_SIZE of v4.18. */
const pagevecSize = 15;

/** The bits of the one page-table entry that maps a page. */
interface ScenarioPte {
  readonly writable: boolean;
  readonly young: boolean;
  readonly dirty: boolean;
}

export interface ScenarioPage {
  /** A capital letter and at most three more letters or digits: `P`, `B2`. */
  readonly name: string;
  readonly pfn: number;
  /** LRU list it is linked to; absent: none. */
  readonly list?: LruListName;
  /** Distance from the head of that list; absent: behind those that come before it in the file. */
  readonly position?: number;
  /** Waits in that CPU's lru_add_pvec. The vector's reference is part of `refcount`. */
  readonly pagevec?: { readonly cpu: number };
  /** The page cache holds it, with one reference. An anonymous page (PG_swapbacked) is in none. */
  readonly cache: boolean;
  /** In kernel spelling: `PG_lru`. */
  readonly flags: readonly string[];
  /** All references, before `pins` are taken. */
  readonly refcount: number;
  readonly mapcount: number;
  /** Present when the page is mapped. */
  readonly pte?: ScenarioPte;
  /** Pins that the design's own slow_pin takes before the start, on top of `refcount`. */
  readonly pins: number;
}

const count = (most: number) =>
  v.pipe(
    v.number('must be a number'),
    v.integer('must be a whole number'),
    v.minValue(0, 'must not be negative'),
    v.maxValue(most, `must be at most ${most}`),
  );

const flag = v.pipe(
  v.string('must be the name of a page flag, such as "PG_lru"'),
  v.check(
    (name) => pageFlagNames.includes(name),
    (issue) => `no page flag is called "${issue.input}"; did you mean ${nearest(issue.input)}?`,
  ),
);

const pfn = v.union(
  [
    count(0xffff_ffff),
    v.pipe(
      v.string(),
      v.regex(/^0x[0-9a-f]{1,8}$/i),
      v.transform((text) => Number.parseInt(text, 16)),
    ),
  ],
  'must be a page frame number: a number, or hex as in "0x5000"',
);

/** What a page looks like in the file; the rest is filled in by `pageOf`. */
export const pageSchema = v.strictObject({
  name: v.pipe(
    v.string('must be a text such as "P"'),
    v.regex(
      /^[A-Z][A-Za-z0-9]{0,3}$/,
      'must be a capital letter and at most three letters or digits',
    ),
  ),
  pfn,
  list: v.optional(
    v.nullable(v.picklist(lruLists, `must be null or one of ${lruLists.join(', ')}`)),
  ),
  position: v.optional(count(15)),
  pagevec: v.optional(
    v.nullable(v.strictObject({ cpu: count(3) }, 'must say whose vector: {"cpu": 1}')),
  ),
  cache: v.optional(v.boolean('must be true or false')),
  flags: v.array(flag, 'must be a list of page flags, such as ["PG_uptodate", "PG_lru"]'),
  refcount: count(1_000_000),
  mapcount: count(1_000_000),
  pte: v.optional(
    v.strictObject(
      {
        writable: v.boolean('must be true or false'),
        young: v.boolean('must be true or false'),
        dirty: v.boolean('must be true or false'),
      },
      'must be {"writable": …, "young": …, "dirty": …}',
    ),
  ),
  pins: v.optional(count(pagevecSize)),
});

/** The page with what the file left out. */
export function pageOf(file: v.InferOutput<typeof pageSchema>): ScenarioPage {
  const { list, position, pagevec, cache, pte, pins, ...rest } = file;
  return {
    ...rest,
    ...(list ? { list } : {}),
    ...(position === undefined ? {} : { position }),
    ...(pagevec ? { pagevec } : {}),
    cache: cache ?? !rest.flags.includes('PG_swapbacked'),
    ...(rest.mapcount > 0 ? { pte: pte ?? { writable: true, young: false, dirty: false } } : {}),
    pins: pins ?? 0,
  };
}

/** What is wrong with a page taken alone, as a sentence; undefined: nothing. */
export function pageProblem(page: ScenarioPage): string | undefined {
  const has = (name: string): boolean => page.flags.includes(name);
  const twice = page.flags.find((name, i) => page.flags.indexOf(name) !== i);
  if (twice !== undefined) return `lists ${twice} twice`;
  if (page.list !== undefined && page.pagevec !== undefined) {
    return `is on ${page.list} and in a pagevec at once; a page that waits in a pagevec is on no list`;
  }
  if (page.list === undefined && page.position !== undefined) {
    return 'has a position but no list';
  }
  if (page.list === undefined && has('PG_lru')) {
    return 'has PG_lru but is on no list; say which list, or leave the flag out';
  }
  if (page.list !== undefined && !has('PG_lru')) {
    return `is on ${page.list} but has no PG_lru; add the flag, or leave the list out`;
  }
  const fitting = page.list === undefined ? undefined : listForFlags(page.flags);
  if (fitting !== page.list) {
    return `is on ${page.list} but its flags put it on ${fitting} (PG_unevictable, else PG_swapbacked for anonymous, PG_active for active)`;
  }
  if (page.cache && has('PG_swapbacked')) {
    return 'is anonymous (PG_swapbacked) and in the page cache; this model has no shared memory files and no swap cache';
  }
  const held = heldReferences(page);
  if (page.refcount < held) {
    return `has refcount ${page.refcount}, lower than what holds it: ${holders(page)} make ${held}`;
  }
  if (page.pins > 0 && page.mapcount === 0) {
    return 'is pinned before the start but not mapped; the pins are taken through its page-table entry';
  }
  return undefined;
}

/** References by what the scenario says of the page; the rest are plain ones, held by nobody named. */
export function heldReferences(
  page: Pick<ScenarioPage, 'mapcount' | 'cache' | 'pagevec' | 'flags'>,
): number {
  return (
    page.mapcount +
    (page.cache ? 1 : 0) +
    (page.pagevec === undefined ? 0 : 1) +
    (page.flags.includes('PG_private') ? 1 : 0)
  );
}

/** `page_lru()` of include/linux/mm_inline.h: the list that the flags name. */
export function listForFlags(flags: readonly string[]): LruListName {
  if (flags.includes('PG_unevictable')) return 'unevictable';
  const active = flags.includes('PG_active');
  if (flags.includes('PG_swapbacked')) return active ? 'active_anon' : 'inactive_anon';
  return active ? 'active_file' : 'inactive_file';
}

function holders(page: ScenarioPage): string {
  const parts = [
    ...(page.mapcount > 0 ? [`${page.mapcount} by page tables`] : []),
    ...(page.cache ? ['1 by the page cache'] : []),
    ...(page.pagevec === undefined ? [] : ['1 by the pagevec']),
    ...(page.flags.includes('PG_private') ? ['1 by its buffers'] : []),
  ];
  return parts.join(' and ');
}
