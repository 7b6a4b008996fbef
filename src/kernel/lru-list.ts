/** The LRU lists that a page can be on. */

/** `enum lru_list` in the kernel's order, by the names /proc/vmstat uses. */
export const lruLists = [
  'inactive_anon',
  'active_anon',
  'inactive_file',
  'active_file',
  'unevictable',
] as const;

export type LruListName = (typeof lruLists)[number];
