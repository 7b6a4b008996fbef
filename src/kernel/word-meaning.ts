/**
 * What a 64-bit value says when it stands where a pointer belongs: whom it points at, or why it is
 * no pointer. Exact addresses first, then the two ways in which this story spoils them (a number
 * over the low half, a distance of a few bytes).
 */

import type { CompiledScenario } from './compiled-scenario.ts';
import { type PlacedPage, lruOffset } from './memory-map.ts';

export type WordMeaning =
  /** `at`: byte within the struct page; 8 is `&page->lru`, where list pointers go, 0 the page itself. */
  | { readonly kind: 'page'; readonly page: string; readonly self: boolean; readonly at: 0 | 8 }
  | { readonly kind: 'head'; readonly list: string }
  | { readonly kind: 'poison'; readonly which: 'LIST_POISON1' | 'LIST_POISON2' }
  | { readonly kind: 'number'; readonly value: bigint }
  /** Page address + 1: what word 8 of a tail page holds. */
  | { readonly kind: 'tail'; readonly page: string }
  /** Word 16 of the first tail: how the block is freed, and as how many pages. */
  | { readonly kind: 'compound'; readonly order: number }
  /** Word 8 of a device's page: what it belongs to. */
  | { readonly kind: 'device' }
  /** `by` bytes away from an address that means something. */
  | { readonly kind: 'off'; readonly by: number; readonly of: WordMeaning }
  /** A count was written over the low half of what stood there. */
  | { readonly kind: 'poison-count'; readonly high: number; readonly count: number }
  | { readonly kind: 'foreign' };

const poisons = ['LIST_POISON1', 'LIST_POISON2'] as const;

/** The largest number, of either sign, that is taken for a number or a count. */
const smallest = 4096n;

/** What `value` means; `own` is the page whose word it is, if it is one's. */
export function wordMeaning(
  compiled: CompiledScenario,
  value: bigint,
  own?: PlacedPage,
): WordMeaning {
  const exact = addressMeaning(compiled, value, own);
  if (exact !== undefined) return exact;
  const signed = BigInt.asIntN(64, value);
  if (signed > -smallest && signed < smallest) return { kind: 'number', value: signed };
  const which = poisons.find((name) => compiled.program.constants[name] === value);
  if (which !== undefined) return { kind: 'poison', which };
  const tail = compiled.pages.find((page) => page.address + 1n === value);
  if (tail !== undefined) return { kind: 'tail', page: tail.name };
  if (compiled.map.hasTails && isFirstTail(compiled, value, own)) {
    return { kind: 'compound', order: Number((value >> 8n) & 0xffn) };
  }
  if (compiled.program.objects.some(({ name, address }) => name === 'pgmap' && address === value)) {
    return { kind: 'device' };
  }
  for (const by of [-1, 1, -2, 2, -3, 3, -4, 4]) {
    const of = addressMeaning(compiled, value - BigInt(by), own);
    if (of !== undefined) return { kind: 'off', by, of };
  }
  const high = value >> 32n;
  const count = BigInt.asIntN(32, value);
  const pointerHalves = compiled.pages.map((page) => page.address >> 32n);
  const poisonHalf = (compiled.program.constants['LIST_POISON1'] ?? 0n) >> 32n;
  if (count > -smallest && count < smallest && [poisonHalf, ...pointerHalves].includes(high)) {
    return { kind: 'poison-count', high: Number(high), count: Number(count) };
  }
  return { kind: 'foreign' };
}

/** The low half as `compound_dtor` of the first tail has it, in a page that may be one. */
function isFirstTail(
  { program, scenario }: CompiledScenario,
  value: bigint,
  own: PlacedPage | undefined,
): boolean {
  const page = scenario.pages.find(({ name }) => name === own?.name);
  const { TRANSHUGE_PAGE_DTOR: dtor, HPAGE_PMD_ORDER: order } = program.constants;
  if (page?.compound === undefined || dtor === undefined || order === undefined) return false;
  return BigInt.asUintN(32, value) === ((order << 8n) | dtor);
}

function addressMeaning(
  { pages, lists }: CompiledScenario,
  value: bigint,
  own: PlacedPage | undefined,
): WordMeaning | undefined {
  for (const page of pages) {
    const distance = value - page.address;
    if (distance !== 0n && distance !== lruOffset) continue;
    const at = distance === 0n ? 0 : 8;
    return { kind: 'page', page: page.name, self: page.address === own?.address, at };
  }
  const head = lists.find((list) => list.address === value);
  return head === undefined ? undefined : { kind: 'head', list: head.id };
}
