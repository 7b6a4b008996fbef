/** A store for tests, on scenarios that are compiled when they are asked for. */
import { compilingLibrary } from '../../kernel/compiling-library.ts';
import type { ScenarioLibrary } from '../../kernel/scenario-library.ts';
import type { BrowserMemory } from '../memory.ts';
import type { PinscopeStore } from '../pinscope-state.ts';
import { openPinscopeStore } from '../pinscope-store.ts';

export const forgetful: BrowserMemory = { read: () => undefined, write: () => true };

/** Throws where nothing can be opened. */
export async function openedStore(
  memory: BrowserMemory = forgetful,
  link?: string,
  library: ScenarioLibrary = compilingLibrary,
): Promise<PinscopeStore> {
  const opened = await openPinscopeStore(memory, library, link);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}
