/**
 * Keyboard users must not be thrown to the top of the page when the control they used disappears:
 * the first screen's buttons after the first step, a choice after it was made.
 */

/** Watches `root`; when the focused element leaves the page, focuses the first `fallback` that is there. */
export function keepFocus(root: HTMLElement, fallbacks: readonly string[]): () => void {
  let last: Element | null = null;
  const remember = (event: FocusEvent): void => {
    last = event.target instanceof Element ? event.target : null;
  };
  const observer = new MutationObserver(() => {
    if (last === null || last.isConnected) return;
    const own = root.ownerDocument;
    if (own.activeElement !== null && own.activeElement !== own.body) return;
    last = null;
    for (const selector of fallbacks) {
      const target = root.querySelector<HTMLElement>(selector);
      if (target === null || target.offsetParent === null) continue;
      target.focus({ preventScroll: true });
      return;
    }
  });
  root.addEventListener('focusin', remember);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    root.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}
