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
export const pagevecSize = 15;

/** The bits of the one page-table entry that maps a page. */
interface ScenarioPte {
  readonly writable: boolean;
  readonly young: boolean;
  readonly dirty: boolean;
}

/** Kinds of device memory, as memremap.h of v4.18 has them. */
export type DeviceKind = (typeof deviceKinds)[number];

export const deviceKinds = ['private', 'public', 'fs_dax'] as const;

type Compound = { readonly order: number } | { readonly head: string };

/** The one order that a huge page has here: four pages. */
const compoundOrder = 2;

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
  /** Head of a huge page of four pages, or one of its tails. */
  readonly compound?: Compound;
  /** Memory of a device that has a struct page: ZONE_DEVICE. */
  readonly device?: DeviceKind;
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
  compound: v.optional(
    v.union(
      [
        v.strictObject({ order: v.literal(compoundOrder) }),
        v.strictObject({ head: v.pipe(v.string(), v.nonEmpty()) }),
      ],
      `must be {"order": ${compoundOrder}} for the first page of a huge page, {"head": "P"} for the others`,
    ),
  ),
  device: v.optional(v.picklist(deviceKinds, `must be one of ${deviceKinds.join(', ')}`)),
  pins: v.optional(count(pagevecSize)),
});

/** The page with what the file left out. */
export function pageOf(file: v.InferOutput<typeof pageSchema>): ScenarioPage {
  const { list, position, pagevec, cache, pte, compound, device, pins, ...rest } = file;
  const isTail = compound !== undefined && 'head' in compound;
  const isOwn = rest.flags.includes('PG_swapbacked') || isTail || isUncounted({ ...rest, device });
  const isMapped = rest.mapcount > 0 || (pte !== undefined && isUncounted({ ...rest, device }));
  return {
    ...rest,
    ...(list ? { list } : {}),
    ...(position === undefined ? {} : { position }),
    ...(pagevec ? { pagevec } : {}),
    cache: cache ?? !isOwn,
    ...(isMapped ? { pte: pte ?? { writable: true, young: false, dirty: false } } : {}),
    ...(compound === undefined ? {} : { compound }),
    ...(device === undefined ? {} : { device }),
    pins: pins ?? 0,
  };
}

/**
 * Whether the page is one that entries map without a reference and without counting: the zero page
 * and its like (PG_reserved), and the memory of devices.
 */
export function isUncounted({
  flags,
  device,
}: {
  readonly flags: readonly string[];
  readonly device?: DeviceKind | undefined;
}): boolean {
  return device !== undefined || flags.includes('PG_reserved');
}

/** What is wrong with a page taken alone, as a sentence; undefined: nothing. */
export function pageProblem(page: ScenarioPage): string | undefined {
  const has = (name: string): boolean => page.flags.includes(name);
  const twice = page.flags.find((name, i) => page.flags.indexOf(name) !== i);
  if (twice !== undefined) return `lists ${twice} twice`;
  if (page.list !== undefined && page.pagevec !== undefined) {
    return `is on ${page.list} and in a pagevec at once; a page that waits in a pagevec is on no list`;
  }
  const special = uncountedProblem(page) ?? compoundProblem(page);
  if (special !== undefined) return special;
  if (isTailPage(page)) return undefined;
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
  if (page.pins > 0 && page.pte === undefined) {
    return 'is pinned before the start but not mapped; the pins are taken through its page-table entry';
  }
  return undefined;
}

/** What a page may not be that no LRU list ever has. */
function uncountedProblem(page: ScenarioPage): string | undefined {
  if (!isUncounted(page)) return undefined;
  const what = page.device === undefined ? 'reserved (PG_reserved)' : 'memory of a device';
  if (page.list !== undefined || page.pagevec !== undefined) {
    return `is ${what}, which is never on an LRU list or on its way to one`;
  }
  if (page.cache) return `is ${what}, which the page cache does not hold`;
  if (page.mapcount > 0) {
    return `is ${what}, whose page-table entries are not counted: leave mapcount 0 and give it a pte`;
  }
  return undefined;
}

/** Whether a page is a part of a huge page, but not its first. */
export function isTailPage({ compound }: ScenarioPage): boolean {
  return compound !== undefined && 'head' in compound;
}

/** What is wrong with a part of a huge page, taken alone. */
function compoundProblem(page: ScenarioPage): string | undefined {
  const isHead = page.flags.includes('PG_head');
  if (page.compound === undefined) {
    return isHead
      ? 'has PG_head but is no huge page; give it {"compound": {"order": 2}}'
      : undefined;
  }
  if (page.device !== undefined) return 'is memory of a device, which has no huge pages here';
  if ('order' in page.compound) {
    if (!isHead) return 'is the first page of a huge page but has no PG_head; add the flag';
    if (!page.flags.includes('PG_swapbacked')) {
      return 'is the first page of a huge page but not anonymous (PG_swapbacked); files have none here';
    }
    if (page.pagevec !== undefined) return 'is a huge page, which never waits in a pagevec';
    return page.pfn % 4 === 0
      ? undefined
      : 'is the first page of a huge page, but its pfn is no multiple of 4';
  }
  if (page.list !== undefined || page.pagevec !== undefined || page.cache) {
    return 'is a tail of a huge page, which is on no list and in no page cache: its head is';
  }
  if (page.flags.length > 0) {
    return 'is a tail of a huge page, which has no flags of its own: its head has them';
  }
  if (page.refcount > 0) {
    return 'is a tail of a huge page, which has no references of its own: its head has them, one for each page that is mapped';
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
