/**
 * The editor of listings: one function at a time, over the design that is open. Beside the picture of
 * the memory where there is room, else over the whole page. What is typed stays in the tab until it is
 * applied or taken back.
 */
import { use, useEffect, useRef } from 'react';
import { designById } from '../../kernel/design.ts';
import { StoreContext, usePinscope } from '../store-context.ts';
import { EditorPanel } from './editor-panel.tsx';
import { useBesideMemory } from './use-beside-memory.ts';
import './listing-editor.css';

export interface ListingEditorProps {
  /** Name of the function shown. */
  readonly fn: string;
  readonly onFn: (fn: string) => void;
  /** Is told how to apply what is typed: whether nothing is left that is not. */
  readonly onApplier: (apply: (() => Promise<boolean>) | undefined) => void;
  readonly onClose: () => void;
  /** Goes to the explorer. */
  readonly onFind: () => void;
}

export function ListingEditor({ fn, onApplier, onFn, onClose, onFind }: ListingEditorProps) {
  const store = use(StoreContext);
  const design = usePinscope((state) => designById(state.session.compiled.design.id));
  const dialog = useRef<HTMLDialogElement>(null);
  const isBeside = useBesideMemory();

  useEffect(() => {
    const element = dialog.current;
    if (element === null) return undefined;
    if (isBeside) element.show();
    else element.showModal();
    // A dialog gives the focus to its first control: here that is not what one came for.
    element.querySelector<HTMLElement>('.cm-content')?.focus();
    return () => {
      element.close();
    };
  }, [isBeside]);

  const close = (): void => {
    // Gives the focus back to what had it before.
    dialog.current?.close();
    onClose();
  };

  if (design === undefined || store === undefined) return null;
  return (
    <dialog
      ref={dialog}
      className="edit"
      aria-labelledby="edit-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
    >
      <EditorPanel
        key={design.id}
        {...{ store, design, fn, onApplier, onFn, onFind }}
        onClose={close}
      />
    </dialog>
  );
}
