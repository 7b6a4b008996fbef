/** Puts the chosen theme on <html>; the tokens do the rest. */
import type { PinscopeStore } from '../store/pinscope-state.ts';

/** Keeps `root` in step with the store; gives what stops it. */
export function applyTheme(store: PinscopeStore, root: HTMLElement): () => void {
  const apply = (): void => {
    const { theme } = store.getState();
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  };
  apply();
  return store.subscribe(apply);
}
