/**
 * Makes the explorer ready before it is asked for: its page is loaded, its worker started and given
 * the program, when a pointer or the focus comes near its button.
 */
import type { PinscopeStore } from '../store/pinscope-state.ts';

/** Loads what a search of what is open will need. Where that fails, nothing is said: nobody asked yet. */
export function warmExplorer(store: PinscopeStore): void {
  const ready = import('./page-explorer.ts').then(({ explorerOf }) => {
    explorerOf(store).getState().warm(store.getState().session.compiled);
  });
  ready.catch(() => undefined);
  import('./explorer-page.tsx').catch(() => undefined);
}
