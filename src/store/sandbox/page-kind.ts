/**
 * What a page of a draft is: an ordinary one, a part of a huge page, memory of a device. One becomes
 * another as a whole: a huge page brings its three tails with it, and what a kind can not be or have
 * is left out.
 */
import { mostPages, type Scenario } from '../../kernel/scenario.ts';
import {
  type DeviceKind,
  heldReferences,
  isTailPage,
  type ScenarioPage,
} from '../../kernel/scenario-page.ts';
import { newPage } from './draft.ts';
import { withRaceUses } from './race-edit.ts';
import { changedPage, type PageChange, plainReferences, withFlags } from './page-edit.ts';

/** `tail`: a part of a huge page that is not its first. It becomes nothing else by itself. */
export type PageKind = 'plain' | 'huge' | 'tail' | DeviceKind;

/** Pages behind the first of a huge page. */
const TAILS = 3;

export function kindOf(page: ScenarioPage): PageKind {
  if (page.device !== undefined) return page.device;
  if (page.compound === undefined) return 'plain';
  return isTailPage(page) ? 'tail' : 'huge';
}

/** The tails of a huge page, in their order; none of any other page. */
export function tailsOf(pages: readonly ScenarioPage[], head: string): readonly ScenarioPage[] {
  return pages.filter(
    ({ compound }) => compound !== undefined && 'head' in compound && compound.head === head,
  );
}

/** References to a page and its tails that nothing in the scenario is named for. */
export function plainOf(pages: readonly ScenarioPage[], page: ScenarioPage): number {
  return plainReferences(page) - mappedTails(pages, page.name);
}

/** The pages with one of them changed. What its kind can not be is left as it was. */
export function changedAmong(
  pages: readonly ScenarioPage[],
  name: string,
  change: PageChange,
): readonly ScenarioPage[] {
  const page = pages.find((one) => one.name === name);
  if (page === undefined || !canBe(page, change)) return pages;
  const { compound } = page;
  if (compound !== undefined && 'head' in compound) {
    const next = { ...changedPage(page, change), refcount: 0 };
    // Each entry that maps a tail holds a reference to the head.
    const more = next.mapcount - page.mapcount;
    return pages.map((one) => {
      if (one.name === name) return next;
      return one.name === compound.head ? { ...one, refcount: one.refcount + more } : one;
    });
  }
  const others = mappedTails(pages, name);
  const next = changedPage({ ...page, refcount: page.refcount - others }, change);
  return pages.map((one) =>
    one.name === name ? { ...next, refcount: next.refcount + others } : one,
  );
}

/** Whether a page of its kind can be changed so. */
function canBe(page: ScenarioPage, change: PageChange): boolean {
  const isOf = (...flags: readonly string[]): boolean =>
    change.kind === 'flag' && flags.includes(change.flag);
  switch (kindOf(page)) {
    case 'plain':
      return true;
    case 'tail':
      return change.kind === 'mapcount' || change.kind === 'pte' || change.kind === 'pins';
    case 'huge': {
      if (change.kind === 'where') {
        const { where } = change;
        return where.kind === 'none' || (where.kind === 'list' && !where.list.endsWith('file'));
      }
      return change.kind !== 'owner' && !isOf('PG_swapbacked');
    }
    default:
      return (
        change.kind !== 'where' &&
        change.kind !== 'owner' &&
        !isOf('PG_lru', 'PG_swapbacked', 'PG_private')
      );
  }
}

/** Whether the page can become a huge one: there is room for its tails. */
export function canBeHuge(pages: readonly ScenarioPage[], page: ScenarioPage): boolean {
  return kindOf(page) === 'huge' || pages.length + TAILS <= mostPages;
}

/** The scenario with a page of another kind; the same one where that can not be. */
export function withKind(draft: Scenario, name: string, kind: PageKind): Scenario {
  const page = draft.pages.find((one) => one.name === name);
  if (page === undefined || kind === 'tail' || kindOf(page) === 'tail') return draft;
  if (kindOf(page) === kind) return draft;
  const plain = madePlain(draft, page);
  const now = plain.pages.find((one) => one.name === name) ?? page;
  if (kind === 'plain') return plain;
  if (kind === 'huge') return canBeHuge(plain.pages, now) ? madeHuge(plain, now) : draft;
  return madeDevice(plain, now, kind);
}

/** Without the tails that it may have, and what is done to them. */
function madePlain(draft: Scenario, page: ScenarioPage): Scenario {
  const { pages } = draft;
  if (page.device !== undefined) {
    const fresh = newPage(page.name, page.pfn);
    const plain = Math.max(0, page.refcount - 1);
    return replaced(draft, page.name, [{ ...fresh, refcount: fresh.refcount + plain }]);
  }
  if (page.compound === undefined) return draft;
  const tails = tailsOf(pages, page.name).map(({ name }) => name);
  const { compound: _compound, ...rest } = page;
  const single = {
    ...rest,
    flags: withFlags(page.flags, { PG_head: false }),
    refcount: page.refcount - mappedTails(pages, page.name),
  };
  return withoutPages(replaced(draft, page.name, [single]), tails);
}

function madeHuge(draft: Scenario, page: ScenarioPage): Scenario {
  const plain = Math.max(0, plainReferences(page));
  const at = page.mapcount > 0 ? { pte: { writable: true, young: false, dirty: false } } : {};
  const mapcount = page.mapcount > 0 ? 1 : 0;
  const first = blockAt(draft.pages, page);
  const tails = tailNames(draft.pages, page.name).map((name, index): ScenarioPage => ({
    name,
    pfn: first + index + 1,
    cache: false,
    flags: [],
    refcount: 0,
    mapcount,
    ...at,
    compound: { head: page.name },
    pins: 0,
  }));
  const queued = { ...page, pfn: first, compound: { order: 2 } };
  const anonymous = changedPage(queued, {
    kind: 'where',
    where: { kind: 'list', list: 'inactive_anon' },
  });
  const flags = withFlags(anonymous.flags, { PG_head: true, PG_private: false });
  const head = { ...anonymous, flags };
  return replaced(draft, page.name, [
    { ...head, refcount: heldReferences(head) + plain + mapcount * TAILS },
    ...tails,
  ]);
}

/** One device is modelled: pages that are memory of one already become the same kind. */
function madeDevice(draft: Scenario, page: ScenarioPage, device: DeviceKind): Scenario {
  const none = ['PG_lru', 'PG_active', 'PG_unevictable', 'PG_swapbacked', 'PG_private'];
  const { name, pfn, pte, flags, pins } = page;
  const made: ScenarioPage = {
    name,
    pfn,
    cache: false,
    flags: flags.filter((flag) => !none.includes(flag)),
    // The driver that brings its memory along holds it.
    refcount: Math.max(1, plainReferences(page)),
    mapcount: 0,
    ...(pte === undefined ? {} : { pte }),
    device,
    pins,
  };
  const now = replaced(draft, name, [made]);
  return {
    ...now,
    pages: now.pages.map((one) => (one.device === undefined ? one : { ...one, device })),
  };
}

/** A page's place taken by others. */
function replaced(draft: Scenario, name: string, by: readonly ScenarioPage[]): Scenario {
  return { ...draft, pages: draft.pages.flatMap((one) => (one.name === name ? by : [one])) };
}

/** The scenario without some pages, and without everything that is done to them. */
export function withoutPages(draft: Scenario, gone: readonly string[]): Scenario {
  const stays = ({ page }: { readonly page?: string }): boolean =>
    page === undefined || !gone.includes(page);
  return {
    ...draft,
    pages: draft.pages.filter(({ name }) => !gone.includes(name)),
    before: draft.before.filter(stays),
    ...withRaceUses(draft, (use) => (stays(use) ? use : undefined)),
    cpus: draft.cpus.map((cpu) => ({ ...cpu, operations: cpu.operations.filter(stays) })),
    interrupts: draft.interrupts.filter(stays),
  };
}

function mappedTails(pages: readonly ScenarioPage[], head: string): number {
  return tailsOf(pages, head).reduce((sum, { mapcount }) => sum + mapcount, 0);
}

/** Four page frames in a row, the first a multiple of 4, that no other page has. */
function blockAt(pages: readonly ScenarioPage[], page: ScenarioPage): number {
  const taken = new Set(pages.filter(({ name }) => name !== page.name).map(({ pfn }) => pfn));
  const isFree = (first: number): boolean =>
    first + TAILS <= 0xffff_ffff &&
    Array.from({ length: TAILS + 1 }, (_, i) => first + i).every((pfn) => !taken.has(pfn));
  let first = Math.floor(page.pfn / 4) * 4;
  while (!isFree(first)) first = first + 4 > 0xffff_ffff ? 0x5000 : first + 4;
  return first;
}

/** `P1`, `P2`, `P3`, as far as these are free and short enough. */
function tailNames(pages: readonly ScenarioPage[], head: string): readonly string[] {
  const taken = new Set(pages.map(({ name }) => name));
  const own = Array.from({ length: 99 }, (_, i) => `${head.slice(0, 2)}${i + 1}`);
  return own.filter((name) => !taken.has(name)).slice(0, TAILS);
}
