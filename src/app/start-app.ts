/**
 * Starts what lives beside the components: the store with what the address or the last visit had
 * open, the clock of the playback, the address bar and the memory of what is open.
 */
import type { Opened, ScenarioLibrary } from '../kernel/scenario-library.ts';
import type { BrowserMemory } from '../store/memory.ts';
import { momentLink } from '../store/moment-link.ts';
import { openPinscopeStore } from '../store/pinscope-store.ts';
import { type PinscopeStore } from '../store/pinscope-state.ts';
import { drivePlayback } from '../store/playback.ts';
import { routeOf } from './route.ts';

export interface StartedApp {
  readonly store: PinscopeStore;
  /** Address of the stepper at the moment shown, to come back to. */
  link(): string;
}

/** Browsers refuse more than about three changes of the address in a second. */
const WRITE_EVERY_MS = 350;

/** The running app; a sentence where not even the first scenario can be had. */
export async function startApp(
  memory: BrowserMemory,
  library: ScenarioLibrary,
  page: Window,
): Promise<Opened<StartedApp>> {
  const route = routeOf(page.location.hash);
  const wanted = route.kind === 'stepper' ? route.link : undefined;
  const resumes = route.kind !== 'stepper' || !route.fresh;
  const last = resumes ? memory.read('link') : undefined;
  const opened = await openPinscopeStore(memory, library, wanted ?? last);
  if (!opened.ok) return opened;
  const store = opened.value;
  let link = wanted === undefined ? '#/' : momentLink(store.getState().session);
  let written = link;
  let timer: number | undefined;
  let told = false;

  const write = (): void => {
    timer = undefined;
    if (link === written) return;
    written = link;
    if (routeOf(page.location.hash).kind === 'stepper') page.history.replaceState(null, '', link);
    if (memory.write('link', link) || told) return;
    told = true;
    store
      .getState()
      .say(
        'This browser keeps nothing between visits here. The address of the page is enough to come back.',
      );
  };
  const follow = (): void => {
    link = momentLink(store.getState().session);
    timer ??= page.setTimeout(write, WRITE_EVERY_MS);
  };

  let shown = store.getState().session;
  if (shown.history.nodes.length > 1 || wanted !== undefined) follow();
  store.subscribe(({ session }) => {
    if (session === shown) return;
    shown = session;
    follow();
  });
  page.addEventListener('pagehide', () => {
    page.clearTimeout(timer);
    write();
  });
  page.addEventListener('hashchange', () => {
    const next = routeOf(page.location.hash);
    if (next.kind !== 'stepper') return;
    if (next.fresh && link !== '#/') void store.getState().openFirst();
    else if (next.link !== undefined && next.link !== link) {
      void store.getState().openLink(next.link);
    }
  });
  drivePlayback(store);
  return { ok: true, value: { store, link: () => link } };
}
