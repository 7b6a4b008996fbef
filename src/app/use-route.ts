/** The route of the address, live. */
import { useSyncExternalStore } from 'react';
import { routeOf, type Route } from './route.ts';

/** The present route; the same object while the page it names is the same. */
export function useRoute(): Route {
  const key = useSyncExternalStore(subscribe, pageKey);
  return routeOf(key);
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => {
    window.removeEventListener('hashchange', changed);
  };
}

/** Moments are all one page, and so are searches: the store follows them, no component needs to. */
function pageKey(): string {
  const { hash } = window.location;
  const { kind } = routeOf(hash);
  return kind === 'stepper' ? '' : kind === 'explorer' ? '#/explore' : hash;
}
