/** An example of every form a line can have, by the word it begins with: the hint of last resort. */

export const statementForms: ReadonlyMap<string, string> = new Map([
  ['if', 'if page._refcount == 0'],
  ['else', 'else, or else if page._refcount == 0'],
  ['repeat', 'repeat'],
  ['loop', 'loop at most 3'],
  ['for', 'for i in 0..count at most 15'],
  ['break', 'break'],
  ['again', 'again'],
  ['return', 'return, or return -EBUSY'],
  ['lock', 'lock node.lru_lock, with irq or irqsave behind it'],
  ['unlock', 'unlock node.lru_lock, with irq or irqrestore behind it'],
  ['trylock', 'got = trylock node.lru_lock'],
  ['set', 'set page.flags.lru'],
  ['clear', 'clear page.flags.lru'],
  ['test_and_set', 'was = test_and_set page.flags.lru'],
  ['test_and_clear', 'was = test_and_clear page.flags.lru'],
  ['cmpxchg', 'old = cmpxchg(page._refcount, 2, 0)'],
  ['choose', 'n = choose 0..2'],
  ['atomic', 'atomic page._refcount += 1, or left = atomic page._refcount -= 1'],
  ['interrupts', 'interrupts off, interrupts restore or interrupts on'],
  ['wait', 'wait until device.done'],
  ['pause', 'pause "the device writes into the page"'],
  ['bug', 'bug if page._refcount <= 0 "what is wrong"'],
  ['warn', 'warn if page._refcount <= 0 "what is wrong"'],
  ['debug', 'debug bug if PageLRU(page), or debug(list) before a line'],
  ['ghost', 'ghost page.pins += 1, ghost until page.pins -= 1, or ghost bug if page.pins > 0 "…"'],
]);

export const headForms: ReadonlyMap<string, string> = new Map([
  ['design', 'design july-2018 "July 2018" from "message-id …"'],
  ['base', 'base v4.18'],
  ['source', 'source "mm/swap.c, Linux v4.18"'],
  ['const', 'const EBUSY = 16'],
  ['struct', 'struct page size 64'],
  ['object', 'object node: pglist_data'],
  ['percpu', 'percpu lru_add_pvec: pagevec'],
  ['fn', 'fn isolate_lru_page(page) -> s32 from "mm/vmscan.c"'],
  ['operation', 'operation get_put(page)'],
  ['interrupt', 'interrupt end_io(page)'],
  ['device', 'device write_page(page)'],
]);

export const memberForms: ReadonlyMap<string, string> = new Map([
  ['bits', 'bits flags: locked 0, lru 5, active 6'],
  ['ghost', 'ghost pins'],
]);

/** The form of a field, which begins with no word of the notation. */
export const fieldForm = 'lru at 8: list_head, or pages at 8: *page[15]';

const reserved: ReadonlySet<string> = new Set([
  ...statementForms.keys(),
  'until',
  'not',
  'and',
  'or',
  'with',
  'without',
  'container',
]);

/** Whether `word` belongs to the notation everywhere, so that only fields and bits can have its name. */
export function isReserved(word: string): boolean {
  return reserved.has(word);
}
