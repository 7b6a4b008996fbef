/** Loads the editor of listings when it is first opened, and with it the compiler. */
import { useEffect, useState } from 'react';

type Editor = typeof import('../ui/listing-editor/listing-editor.tsx');

/** The editor, once it is there. `failed` is told where it cannot be had. */
export function useListingEditor(isWanted: boolean, failed: () => void): Editor | undefined {
  const [editor, setEditor] = useState<Editor>();
  const isMissing = isWanted && editor === undefined;
  useEffect(() => {
    if (!isMissing) return undefined;
    let isGone = false;
    import('../ui/listing-editor/listing-editor.tsx').then(
      (loaded) => {
        if (!isGone) setEditor(loaded);
      },
      () => {
        if (!isGone) failed();
      },
    );
    return () => {
      isGone = true;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- who is told does not change what is loaded
  }, [isMissing]);
  return editor;
}
