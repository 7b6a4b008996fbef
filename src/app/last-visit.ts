/** What the page opens with: what the address says, what this tab had open, or the last visit of any tab. */
import { keptAddresses } from '../store/kept-session.ts';
import type { BrowserMemory } from '../store/memory.ts';
import type { Route } from './route.ts';

export interface LastVisit {
  /** What the tab has kept, other futures included. */
  readonly kept?: string;
  /** A moment to open where nothing was kept. */
  readonly link?: string;
}

/**
 * An address with a moment, or of the start, is followed to the letter, except by a reload: then it
 * may be some steps behind of what this tab showed under it. `tab`: the memory of this tab alone.
 */
export function lastVisit(
  page: Window,
  route: Route,
  memory: BrowserMemory,
  tab: BrowserMemory,
): LastVisit {
  const wanted = route.kind === 'stepper' ? route.link : undefined;
  const isNamed = wanted !== undefined || (route.kind === 'stepper' && route.fresh);
  const kept = tab.read('session') ?? '';
  const isItsOwn = isReload(page) && keptAddresses(kept).includes(page.location.hash);
  const link = isNamed ? wanted : memory.read('link');
  return {
    ...(kept !== '' && (!isNamed || isItsOwn) ? { kept } : {}),
    ...(link === undefined ? {} : { link }),
  };
}

/** A reload, or a way back to this page in the tab's own history. */
function isReload({ performance }: Window): boolean {
  const [how] = performance.getEntriesByType('navigation');
  return how !== undefined && 'type' in how && how.type !== 'navigate';
}
