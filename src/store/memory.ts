/**
 * What the browser remembers between visits. Storage that is blocked or full costs nothing but the
 * memory of past sessions: reads give nothing, writes say that they failed.
 */
export interface BrowserMemory {
  /** Undefined where nothing was kept, or nothing can be read. */
  read(key: MemoryKey): string | undefined;
  /** Whether it was kept. */
  write(key: MemoryKey, value: string): boolean;
}

/** `session`, `draft`, `editing` and `drafts` are kept per tab, the others for all of them. */
export type MemoryKey =
  | 'link'
  | 'theme'
  | 'shortcuts'
  | 'speed'
  | 'session'
  | 'editing'
  | 'drafts'
  | 'draft'
  | 'scenarios'
  | 'scenarios-unread'
  | 'matrix'
  | 'probe';

/** Memory over a Web Storage; `storage` may throw when it is asked for, as a blocked one does. */
export function browserMemory(storage: () => Storage): BrowserMemory {
  return {
    read(key) {
      try {
        return storage().getItem(`pinscope.${key}`) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      try {
        storage().setItem(`pinscope.${key}`, value);
        return true;
      } catch {
        return false;
      }
    },
  };
}
