/** Which of the three layouts the window gets: what styles alone can not decide. */
import { useSyncExternalStore } from 'react';

export type LayoutKind = 'wide' | 'compact' | 'phone';

const WIDE = '(min-width: 1440px) and (min-height: 821px)';
const PHONE = '(max-width: 699px)';

/** The layout for the present size of the window, live. The same limits stand in the style sheets. */
export function useLayoutKind(): LayoutKind {
  return useSyncExternalStore(subscribe, layoutKind);
}

function layoutKind(): LayoutKind {
  if (window.matchMedia(PHONE).matches) return 'phone';
  return window.matchMedia(WIDE).matches ? 'wide' : 'compact';
}

function subscribe(changed: () => void): () => void {
  const lists = [window.matchMedia(WIDE), window.matchMedia(PHONE)];
  for (const list of lists) list.addEventListener('change', changed);
  return () => {
    for (const list of lists) list.removeEventListener('change', changed);
  };
}
