/** How the panels of the explorer reach its store. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { ExplorerActions, ExplorerState, ExplorerStore } from '../../store/explorer-state.ts';

export const ExplorerContext = createContext<ExplorerStore | undefined>(undefined);

/** Part of the explorer's state; the component renders again when that part is another value. */
export function useExplorer<Part>(part: (state: ExplorerState) => Part): Part {
  return useStore(useExplorerStore(), part);
}

/** The explorer's actions: the same object for the life of its store. */
export function useExplorerActions(): ExplorerActions {
  return useExplorerStore().getState();
}

function useExplorerStore(): ExplorerStore {
  const store = useContext(ExplorerContext);
  if (store === undefined) throw new Error('a panel is mounted outside of ExplorerContext');
  return store;
}
