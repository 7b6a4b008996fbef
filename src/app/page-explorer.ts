/** The explorer that belongs to a store of the page: made when it is first wanted, kept as long. */
import { explorerStore } from '../store/explorer-store.ts';
import type { ExplorerStore } from '../store/explorer-state.ts';
import { pageSearch } from '../store/page-search.ts';
import type { PinscopeStore } from '../store/pinscope-state.ts';

const explorers = new WeakMap<PinscopeStore, ExplorerStore>();

/** The same one for the same store. */
export function explorerOf(store: PinscopeStore): ExplorerStore {
  const known = explorers.get(store);
  if (known !== undefined) return known;
  const made = explorerStore(pageSearch());
  explorers.set(store, made);
  return made;
}
