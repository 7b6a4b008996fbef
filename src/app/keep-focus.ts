/**
 * Keyboard users must not be thrown to the top of the page when the control they used disappears:
 * the first screen's buttons after the first step, a choice after it was made.
 */

/** Watches `root`; when the focused element leaves the page or is hidden, focuses the first `fallback` that is there. */
export function keepFocus(root: HTMLElement, fallbacks: readonly string[]): () => void {
  let last: Element | null = null;
  const remember = (event: FocusEvent): void => {
    last = event.target instanceof Element ? event.target : null;
  };
  const observer = new MutationObserver(() => {
    if (last === null || (last.isConnected && last.checkVisibility())) return;
    const own = root.ownerDocument;
    const { activeElement } = own;
    if (activeElement !== null && activeElement !== own.body && activeElement !== last) return;
    // Where none is there yet, a page is still being loaded: tried again when it has come.
    for (const selector of fallbacks) {
      const target = root.querySelector<HTMLElement>(selector);
      if (target === null || target.offsetParent === null) continue;
      target.focus({ preventScroll: true });
      return;
    }
  });
  root.addEventListener('focusin', remember);
  observer.observe(root, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['hidden'],
  });
  return () => {
    root.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}
