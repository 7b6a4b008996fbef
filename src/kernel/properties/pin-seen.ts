/**
 * pin-seen: what the caller of the pinning call was promised is what the page says. Looked at in
 * every state, in the middle of any function, because writeback and reclaim may look at any time.
 */

import type { State } from '../../machine/state.ts';
import type { CompiledScenario } from '../compiled-scenario.ts';
import { pageSaysPinned } from '../page-words.ts';
import { ghostAt, viewOf } from '../memory-map.ts';
import { type Violation, holds, propertyOf } from '../violation.ts';

const id = 'pin-seen';

export const pinSeen = propertyOf(
  {
    id,
    title: 'pin is seen',
    rule: 'While a pin is outstanding, the page says that it is pinned.',
  },
  { inState },
);

function inState(compiled: CompiledScenario, state: State): readonly Violation[] {
  let found = holds;
  const view = viewOf(state);
  for (const { page, pins } of compiled.map.pages) {
    const outstanding = ghostAt(view, pins);
    if (outstanding <= 0 || pageSaysPinned(compiled, state, page)) continue;
    found = [...found, violation(page.name, outstanding)];
  }
  return found;
}

function violation(page: string, pins: number): Violation {
  const outstanding = pins === 1 ? 'a pin is' : `${pins} pins are`;
  return {
    property: id,
    message: `${page} says that it is not pinned while ${outstanding} outstanding`,
    witnesses: [
      { kind: 'pins', page },
      { kind: 'word', page, offset: 8 },
    ],
  };
}
