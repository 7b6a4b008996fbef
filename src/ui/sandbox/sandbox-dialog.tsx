/** A dialog over the sandbox. What is in it is made when it opens, and forgotten when it closes. */
import { type ReactNode, useState } from 'react';
import './sandbox-dialog.css';

/** Its title is that of its DialogHead. */
export function SandboxDialog({
  id,
  children,
}: {
  readonly id: string;
  readonly children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <dialog
      id={id}
      className="sandbox-dialog"
      closedby="any"
      aria-labelledby={`${id}-title`}
      onToggle={(event) => {
        setOpen(event.newState === 'open');
      }}
    >
      {isOpen && children}
    </dialog>
  );
}

/** `dialog`: id of the dialog that this is the head of. */
export function DialogHead({ dialog, title }: { readonly dialog: string; readonly title: string }) {
  return (
    <form method="dialog" className="dialog-head">
      <h2 id={`${dialog}-title`}>{title}</h2>
      <button type="submit" className="button">
        Close <kbd aria-hidden="true">Esc</kbd>
      </button>
    </form>
  );
}

export function openDialog(id: string): void {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

export function closeDialog(id: string): void {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement) dialog.close();
}
