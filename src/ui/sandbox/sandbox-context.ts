/** How the panels of the sandbox reach its store. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type {
  SandboxActions,
  SandboxState,
  SandboxStore,
} from '../../store/sandbox/sandbox-state.ts';

export const SandboxContext = createContext<SandboxStore | undefined>(undefined);

/** Part of the sandbox's state; the component renders again when that part is another value. */
export function useSandbox<Part>(part: (state: SandboxState) => Part): Part {
  return useStore(useSandboxStore(), part);
}

/** The sandbox's actions: the same object for the life of its store. */
export function useSandboxActions(): SandboxActions {
  return useSandboxStore().getState();
}

function useSandboxStore(): SandboxStore {
  const store = useContext(SandboxContext);
  if (store === undefined) throw new Error('a panel is mounted outside of SandboxContext');
  return store;
}
