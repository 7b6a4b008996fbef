/** Counts the work of the browser: what is added, removed or changed in the document. */
import type { Page } from '@playwright/test';

/** Counts nodes added, removed or changed from here on; each call gives the count since the last. */
export async function nodeCounter(page: Page): Promise<() => Promise<number>> {
  const counter = await page.evaluateHandle(() => {
    const size = (node: Node): number =>
      1 + [...node.childNodes].reduce((all, one) => all + size(one), 0);
    let changed = new Set<Node>();
    let moved = 0;
    new MutationObserver((records) => {
      for (const record of records) {
        changed.add(record.target);
        for (const node of record.addedNodes) moved += size(node);
        moved += record.removedNodes.length;
      }
    }).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    return {
      take() {
        const all = changed.size + moved;
        changed = new Set();
        moved = 0;
        return all;
      },
    };
  });
  return () => counter.evaluate((one) => one.take());
}
