/**
 * not-stranded: once everybody is done, reclaim can find every page that it may evict. In use means
 * mapped or in the page cache; evictable means not mlocked and not pinned, and belonging to a file or
 * to anonymous memory: a page that a driver maps is none of reclaim's business.
 *
 * Not modelled: address spaces whose pages are all unevictable.
 */

import { listWalk } from '../lists.ts';
import { blockOf, ghostAt, viewOf } from '../memory-map.ts';
import { type Moment, type Violation, holds, propertyOf } from '../violation.ts';

const id = 'not-stranded';

export const notStranded = propertyOf(
  {
    id,
    title: 'not stranded',
    rule: 'At rest a page in use that could be evicted is on an LRU list.',
  },
  { atEnd },
);

function atEnd({ compiled, state, outcome }: Moment): readonly Violation[] {
  if (outcome.kind !== 'rest') return holds;
  const { map } = compiled;
  const onLru = new Set(
    map.heads
      .filter((head) => head.kind === 'lru')
      .flatMap((head) => listWalk(compiled, state, head).pages),
  );
  const view = viewOf(state);
  const mlocked = map.flagMasks.get('PG_mlocked') ?? 0n;
  return map.pages.flatMap((one) => {
    const { page, flags, mapping, slot } = one;
    const block = blockOf(map, view, one);
    if (block.length === 0 || onLru.has(page.name)) return [];
    if ((view.getBigUint64(flags, true) & mlocked) !== 0n) return [];
    if (block.some(({ pins }) => ghostAt(view, pins) > 0)) return [];
    const owned = view.getBigUint64(mapping, true) !== 0n;
    const mapped = owned && block.some(({ mapcount }) => view.getInt32(mapcount, true) >= 0);
    const cached = slot >= 0 && view.getBigUint64(slot, true) === page.address;
    if (!mapped && !cached) return [];
    const uses = [...(cached ? ['in the page cache'] : []), ...(mapped ? ['mapped'] : [])];
    return [
      {
        property: id,
        message: `${page.name} is ${uses.join(' and ')} but on no LRU list, and nobody is left to put it back`,
        witnesses: [
          { kind: 'page', page: page.name },
          { kind: 'word', page: page.name, offset: 0 },
        ],
      },
    ];
  });
}
