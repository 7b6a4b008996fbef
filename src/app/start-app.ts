/**
 * Starts what lives beside the components: the store with what the address or the last visit had
 * open, the clock of the playback, the address bar and the memory of what is open.
 */
import {
  choiceName,
  firstChoice,
  type Opened,
  type ScenarioLibrary,
} from '../kernel/scenario-library.ts';
import { keptText } from '../store/kept-session.ts';
import { browserMemory, type BrowserMemory } from '../store/memory.ts';
import { momentLink } from '../store/moment-link.ts';
import { editionIn } from '../store/opening.ts';
import { openPinscopeStore } from '../store/pinscope-store.ts';
import { type PinscopeStore } from '../store/pinscope-state.ts';
import { drivePlayback } from '../store/playback.ts';
import { choiceOf, isLong } from '../store/session.ts';
import { lastVisit } from './last-visit.ts';
import { explorerHash, type NamedSearch, routeOf, type Route } from './route.ts';
import { loadRunStrip } from './run-strip-loading.ts';

export interface StartedApp {
  readonly store: PinscopeStore;
  /** Address of the stepper at the moment shown, to come back to. */
  link(): string;
  /** Goes to another page; the one that is left can be come back to by its address. */
  goTo(hash: string): void;
  /** Address of the search of what is open. */
  explorerHash(): string;
  /** The next start is one from nothing: what is open is not kept from here on. */
  forget(): void;
}

/** Browsers refuse more than about three changes of the address in a second. */
const WRITE_EVERY_MS = 350;

/** Along a long schedule the cursor is followed once it rests: it is written down as a whole. */
const REST_MS = 150;

/** The running app; a sentence where not even the first scenario can be had. */
export async function startApp(
  memory: BrowserMemory,
  library: ScenarioLibrary,
  page: Window,
): Promise<Opened<StartedApp>> {
  const tab = browserMemory(() => page.sessionStorage);
  const { route, kept, opened } = await openedByAddress(memory, tab, library, page);
  if (!opened.ok) return opened;
  const store = opened.value;
  let { session: shown, page: lens } = store.getState();
  const isNamed = route.kind === 'stepper' && route.link !== undefined;
  const isStart =
    !isNamed &&
    shown.history.nodes.length === 1 &&
    choiceName(choiceOf(shown)) === choiceName(firstChoice);
  let link = isNamed ? momentLink(shown) : '#/';
  // What was kept may be ahead of the address.
  let written = kept === undefined || isStart ? link : '';
  let timer: number | undefined;
  let told = false;
  let isForgotten = false;

  /**
   * At every change: a reload reads what is kept before the page that is left can write anything
   * more. Under both addresses, that of now and that of the moment, since either may be reloaded.
   */
  const keep = (): void => {
    if (isForgotten) return;
    tab.write('session', keptText(shown, lens, [page.location.hash, link]));
  };
  const write = (): void => {
    timer = undefined;
    const shownRoute = routeOf(page.location.hash);
    if (shownRoute.kind === 'explorer' && searchAddress(shownRoute.search) !== explorerAddress()) {
      page.history.replaceState(null, '', explorerAddress());
    }
    if (link === written) return;
    written = link;
    if (routeOf(page.location.hash).kind === 'stepper') page.history.replaceState(null, '', link);
    if (memory.write('link', link) || told) return;
    told = true;
    store
      .getState()
      .ask(
        'This browser keeps nothing between visits here. The address of the page is enough to come back.',
      );
  };
  const follow = (): void => {
    link = momentLink(store.getState().session);
    keep();
    timer ??= page.setTimeout(write, WRITE_EVERY_MS);
  };
  /** Only the cursor has moved, along a long schedule: it is followed once it rests. */
  let resting: number | undefined;
  const followAtRest = (): void => {
    page.clearTimeout(resting);
    resting = page.setTimeout(() => {
      resting = undefined;
      follow();
    }, REST_MS);
  };
  const followNow = (): void => {
    page.clearTimeout(resting);
    resting = undefined;
    follow();
  };

  const explorerAddress = (): string => {
    const { session } = store.getState();
    return explorerHash(choiceOf(session), session.compiled.editionPart);
  };
  /** Opens what a search is for; where it cannot be had, the address says what is searched. */
  const openSearch = async (search: NamedSearch): Promise<void> => {
    const { choice, editionPart } = search;
    if (searchAddress(search) === explorerAddress()) return;
    const { hash } = page.location;
    const edition = editionPart === undefined ? undefined : await editionIn(editionPart);
    if (page.location.hash !== hash) return;
    const { open, ask } = store.getState();
    const isOpen = edition?.ok === false && explorerHash(choice) === explorerAddress();
    if (!isOpen) {
      await open({ ...choice, ...(edition?.ok === true ? { edition: edition.value } : {}) });
    }
    if (edition?.ok === false) {
      const { notice } = store.getState();
      ask(notice?.stays === true ? `${edition.error} ${notice.text}` : edition.error);
    }
    write();
  };

  if (!isStart) follow();
  store.subscribe((now) => {
    const isMoved = now.session !== shown;
    const isLooked = now.page !== lens;
    const isScrubbed = now.session.run === shown.run && isLong(now.session.run);
    shown = now.session;
    lens = now.page;
    if (isMoved && isScrubbed) followAtRest();
    else if (isMoved) followNow();
    else if (isLooked) keep();
  });
  const flush = (): void => {
    page.clearTimeout(timer);
    if (resting !== undefined) followNow();
    write();
  };
  page.addEventListener('pagehide', flush);
  // A phone may end a page that is out of sight without a word.
  page.document.addEventListener('visibilitychange', () => {
    if (page.document.visibilityState === 'hidden') flush();
  });
  let screen = routeOf(page.location.hash).kind;
  page.addEventListener('hashchange', () => {
    const next = routeOf(page.location.hash);
    // What was said on the screen that is left is over; what is opened below has its own to say.
    if (next.kind !== screen) store.getState().dismissNotice();
    screen = next.kind;
    if (next.kind === 'explorer' && next.search !== undefined) void openSearch(next.search);
    if (next.kind !== 'stepper') return;
    if (next.fresh && link !== '#/') void store.getState().openFirst();
    else if (next.link !== undefined && next.link !== link) {
      // The address is the new one already: the moment that is left must not be written over it.
      page.clearTimeout(timer);
      timer = undefined;
      void store.getState().openLink(next.link);
    }
  });
  drivePlayback(store);
  if (route.kind === 'explorer' && route.search !== undefined) await openSearch(route.search);
  return {
    ok: true,
    value: {
      store,
      link: () => (resting === undefined ? link : momentLink(shown)),
      goTo(hash) {
        flush();
        page.location.hash = hash;
      },
      explorerHash: explorerAddress,
      forget() {
        isForgotten = true;
        tab.write('session', '');
      },
    },
  };
}

/** Where a search is, without the property that is asked for; an address may name none. */
function searchAddress(search: NamedSearch | undefined): string {
  return search === undefined ? '' : explorerHash(search.choice, search.editionPart);
}

interface OpenedByAddress {
  /** The address that was followed. */
  readonly route: Route;
  readonly kept: string | undefined;
  readonly opened: Opened<PinscopeStore>;
}

/** Opens what the address says; an address that changes in the meantime is followed, too. */
async function openedByAddress(
  memory: BrowserMemory,
  tab: BrowserMemory,
  library: ScenarioLibrary,
  page: Window,
): Promise<OpenedByAddress> {
  for (;;) {
    const { hash } = page.location;
    const route = routeOf(hash);
    const { kept, link } = lastVisit(page, route, memory, tab);
    const isSchedule = route.kind === 'stepper' && (kept ?? link) !== undefined;
    const [opened] = await Promise.all([
      openPinscopeStore(memory, library, link, kept),
      // Where it cannot be had, the page tries again and says so.
      isSchedule ? loadRunStrip().catch(() => undefined) : undefined,
    ]);
    if (page.location.hash === hash) return { route, kept, opened };
  }
}
