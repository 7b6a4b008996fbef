/** Where the page gets its scenarios from: the files beside it, else the compiler. */
import { catalogue, folder } from 'virtual:compiled-programs';
import { builtLibrary } from '../store/built-library.ts';

export const pageLibrary = builtLibrary(
  catalogue,
  async (name) => {
    const answer = await fetch(new URL(`${folder}/${name}`, document.baseURI));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.text();
  },
  async () => (await import('../kernel/compiling-library.ts')).compilingLibrary,
);
