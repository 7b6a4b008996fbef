/** How panels reach the store: one context, one hook per need. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { PinscopeActions, PinscopeState, PinscopeStore } from '../store/pinscope-state.ts';

export const StoreContext = createContext<PinscopeStore | undefined>(undefined);

/** Part of the store's state; the component renders again when that part is another value. */
export function usePinscope<Part>(part: (state: PinscopeState) => Part): Part {
  return useStore(useContextStore(), part);
}

/** The store's actions: the same object for the life of the store. */
export function useActions(): PinscopeActions {
  return useContextStore().getState();
}

/** Reads the state at the time of an event, without rendering for it. */
export function useStateNow(): () => PinscopeState {
  return useContextStore().getState;
}

function useContextStore(): PinscopeStore {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error('a panel is mounted outside of StoreContext');
  return store;
}
