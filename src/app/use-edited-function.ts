/** Which function is in the editor of listings; a reload of the tab opens it again. */
import { useState } from 'react';
import { browserMemory } from '../store/memory.ts';

const tab = browserMemory(() => window.sessionStorage);

/** The function, undefined while the editor is closed, and what opens and closes it. */
export function useEditedFunction(): readonly [
  string | undefined,
  (fn: string | undefined) => void,
] {
  const [fn, setFn] = useState(() => {
    const kept = tab.read('editing') ?? '';
    return kept === '' ? undefined : kept;
  });
  return [
    fn,
    (other) => {
      tab.write('editing', other ?? '');
      setFn(other);
    },
  ];
}
