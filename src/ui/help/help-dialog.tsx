/** The help: what to do, and every key, from the list that the keyboard itself runs on. */
import { lazy, Suspense, useState } from 'react';
import type { Shortcut } from './shortcut.ts';
import './help-dialog.css';

/** Nobody asks for help before the first screen is there. */
const HelpText = lazy(async () => {
  try {
    return { default: (await import('./help-text.tsx')).HelpText };
  } catch {
    return { default: HelpMissing };
  }
});

const HELP_ID = 'help';

/** Opens the help, or closes it. */
export function toggleHelp(): void {
  const dialog = document.getElementById(HELP_ID);
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (dialog.open) dialog.close();
  else dialog.showModal();
}

export function HelpDialog({ shortcuts }: { readonly shortcuts: readonly Shortcut[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <dialog
      id={HELP_ID}
      className="help"
      closedby="any"
      aria-labelledby="help-title"
      onToggle={(event) => {
        setOpen(event.newState === 'open');
      }}
    >
      {isOpen && (
        <Suspense>
          <HelpText shortcuts={shortcuts} />
        </Suspense>
      )}
    </dialog>
  );
}

function HelpMissing() {
  return (
    <p className="help-body" id="help-title" role="alert">
      The help could not be loaded. Check the connection, then reload the page.
    </p>
  );
}
