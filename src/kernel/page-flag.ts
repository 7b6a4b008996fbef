/**
 * Names of page flags in the kernel's spelling. Which bit each one is, is said by the layout of a
 * design (bit numbers moved between versions); the names a scenario may use are these.
 * Source: include/linux/page-flags.h, Linux v4.18.
 */

/** Every flag of v4.18 that exists in all configurations, `PG_` included, by bit number. */
export const pageFlagNames: readonly string[] = [
  'PG_locked',
  'PG_error',
  'PG_referenced',
  'PG_uptodate',
  'PG_dirty',
  'PG_lru',
  'PG_active',
  'PG_waiters',
  'PG_slab',
  'PG_owner_priv_1',
  'PG_arch_1',
  'PG_reserved',
  'PG_private',
  'PG_private_2',
  'PG_writeback',
  'PG_head',
  'PG_mappedtodisk',
  'PG_reclaim',
  'PG_swapbacked',
  'PG_unevictable',
  'PG_mlocked',
];

/** The flag name that shares most letters with `text`, in order: for "did you mean". */
export function nearest(text: string): string {
  const wanted = text.toLowerCase().replace(/^pg_?/, '');
  const scores = pageFlagNames.map((name) => ({ name, score: likeness(name.slice(3), wanted) }));
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).name;
}

function likeness(flag: string, wanted: string): number {
  let at = 0;
  let shared = 0;
  for (const letter of flag) {
    const found = wanted.indexOf(letter, at);
    if (found < 0) continue;
    shared += 1;
    at = found + 1;
  }
  return shared * 2 - flag.length;
}
