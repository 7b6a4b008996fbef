/** Every key of the page, once: the keyboard and the help dialog are both made from such lists. */
import { tinykeys } from 'tinykeys';
import type { Shortcut } from '../ui/help/shortcut.ts';

/** A shortcut: `keys` as the help shows them. */
export function key(
  group: Shortcut['group'],
  bindings: readonly string[],
  keys: string,
  does: string,
  run: () => void,
): Shortcut {
  return { bindings, keys, does, group, run };
}

/** What a focused control does by itself: told in the help, heard by nobody else. */
export function ofFocus(group: Shortcut['group'], keys: string, does: string): Shortcut {
  return { bindings: [], keys, does, group, run: () => undefined };
}

/**
 * Listens to the keys of `shortcuts` on `target` while `isOn()`; gives what stops it. Keys belong to
 * a field or a dialog that has the focus first, Space and Enter to a focused button.
 */
export function listenToShortcuts(
  target: Window,
  shortcuts: readonly Shortcut[],
  isOn: () => boolean,
): () => void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const shortcut of shortcuts) {
    for (const binding of shortcut.bindings) {
      bindings[binding] = (event) => {
        if (!isOn() || belongsToFocus(event)) return;
        event.preventDefault();
        shortcut.run();
      };
    }
  }
  return tinykeys(target, bindings);
}

/** What a focused control does with a key itself is not for the shortcuts. */
function belongsToFocus(event: KeyboardEvent): boolean {
  if (event.defaultPrevented) return true;
  if (!(event.target instanceof Element)) return false;
  const { key: pressed, target } = event;
  if (target.closest('dialog, textarea, [contenteditable]') !== null) return true;
  // A list of choices is searched by letters, but none begins with a digit.
  if (target.closest('select') !== null) {
    return !(event.ctrlKey || event.metaKey) && !/^[0-9]$/.test(pressed);
  }
  const input = target.closest('input');
  if (input !== null && input.type !== 'radio' && input.type !== 'checkbox') return true;
  if (input !== null && pressed === 'Enter') return input.form !== null;
  if (input !== null) return pressed === ' ' || pressed.startsWith('Arrow');
  return [' ', 'Enter'].includes(pressed) && target.closest('button, a, summary') !== null;
}
