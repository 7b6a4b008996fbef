/**
 * no-phantom-pin: once everybody is done, what is left of the pins in the words is what is left of
 * them in fact. A page that says "pinned" for ever keeps writeback and reclaim away for ever.
 */

import { blockOf, ghostAt, viewOf } from '../memory-map.ts';
import { pagePinCount, pageSaysPinned } from '../page-words.ts';
import { type Moment, type Violation, holds, propertyOf } from '../violation.ts';

const id = 'no-phantom-pin';

export const noPhantomPin = propertyOf(
  {
    id,
    title: 'no phantom pin',
    rule: 'At rest a page says that it is pinned only if a pin is outstanding, and a count that the design keeps equals the outstanding pins.',
  },
  { atEnd },
);

function atEnd({ compiled, state, outcome }: Moment): readonly Violation[] {
  if (outcome.kind !== 'rest') return holds;
  const view = viewOf(state);
  return compiled.map.pages.flatMap((map) => {
    const { page } = map;
    const block = blockOf(compiled.map, view, map);
    if (block.length === 0 || !pageSaysPinned(compiled, state, page)) return [];
    const pins = block.reduce((sum, part) => sum + ghostAt(view, part.pins), 0);
    const count = pagePinCount(compiled, state, page);
    if (pins > 0 && (count === undefined || count === pins)) return [];
    return [violation(page.name, pins, count)];
  });
}

function violation(page: string, pins: number, count: number | undefined): Violation {
  const counted = count === undefined ? '' : ` with a count of ${count}`;
  const outstanding = pins === 0 ? 'no pin is' : pins === 1 ? 'one pin is' : `${pins} pins are`;
  return {
    property: id,
    message: `${page} still says that it is pinned${counted}, and ${outstanding} outstanding`,
    witnesses: [
      { kind: 'word', page, offset: 8 },
      ...(count === undefined ? [] : [{ kind: 'word' as const, page, offset: 16 }]),
      { kind: 'pins', page },
    ],
  };
}
