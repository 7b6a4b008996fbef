/** Whether the editor has room beside the picture of the memory. The same limit stands in the style sheet. */
import { useSyncExternalStore } from 'react';

const ROOM = '(min-width: 1280px)';

export function useBesideMemory(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(ROOM).matches);
}

function subscribe(changed: () => void): () => void {
  const list = window.matchMedia(ROOM);
  list.addEventListener('change', changed);
  return () => {
    list.removeEventListener('change', changed);
  };
}
