/** The sandbox that belongs to a store of the page: made when it is first wanted, kept as long. */
import { browserMemory, type BrowserMemory } from '../store/memory.ts';
import type { PinscopeStore } from '../store/pinscope-state.ts';
import { sandboxStore } from '../store/sandbox/sandbox-store.ts';
import type { SandboxStore } from '../store/sandbox/sandbox-state.ts';
import { choiceOf } from '../store/session.ts';

const sandboxes = new WeakMap<PinscopeStore, SandboxStore>();

/** The same one for the same store. What other tabs save is noticed from then on. */
export function sandboxOf(store: PinscopeStore): SandboxStore {
  const known = sandboxes.get(store);
  if (known !== undefined) return known;
  const memory: BrowserMemory = browserMemory(() => window.localStorage);
  const tab = browserMemory(() => window.sessionStorage);
  const { design, debug, edition } = choiceOf(store.getState().session);
  const overlay = edition?.overlay === undefined ? {} : { overlay: edition.overlay };
  const made = sandboxStore(memory, tab, { design, debug, ...overlay });
  window.addEventListener('storage', ({ key }) => {
    if (key === null || key === 'pinscope.scenarios') made.getState().refresh();
  });
  sandboxes.set(store, made);
  return made;
}
