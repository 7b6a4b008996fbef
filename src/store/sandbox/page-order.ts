/** The order of pages on their lists, which a scenario gives by positions, and its changes. */
import { type LruListName, lruLists } from '../../kernel/lru-list.ts';
import type { ScenarioPage } from '../../kernel/scenario-page.ts';

/** Pages on a list, head first; one without a position stands where the file puts it. */
export function pagesOn(
  pages: readonly ScenarioPage[],
  list: LruListName,
): readonly ScenarioPage[] {
  return pages
    .filter((page) => page.list === list)
    .map((page, i) => ({ page, position: page.position ?? i }))
    .sort((a, b) => a.position - b.position)
    .map(({ page }) => page);
}

/** The pages with a position said for each that is on a list; who had none before comes last. */
export function withPositions(pages: readonly ScenarioPage[]): readonly ScenarioPage[] {
  const places = new Map<string, number>();
  for (const list of lruLists) {
    const on = pages.filter((page) => page.list === list);
    const isSaid = on.some(({ position }) => position !== undefined);
    const order = isSaid
      ? on.toSorted((a, b) => (a.position ?? on.length) - (b.position ?? on.length))
      : on;
    order.forEach(({ name }, place) => places.set(name, place));
  }
  return pages.map((page) => {
    const position = places.get(page.name);
    return page.list === undefined || position === undefined ? page : { ...page, position };
  });
}

/** The pages with one of them moved `by` places towards the tail of its list, as far as that goes. */
export function movedOnList(
  pages: readonly ScenarioPage[],
  name: string,
  by: number,
): readonly ScenarioPage[] {
  const placed = withPositions(pages);
  const page = placed.find((one) => one.name === name);
  if (page?.list === undefined) return pages;
  const order = pagesOn(placed, page.list).map((one) => one.name);
  const from = order.indexOf(name);
  const to = Math.min(order.length - 1, Math.max(0, from + by));
  order.splice(from, 1);
  order.splice(to, 0, name);
  return placed.map((one) =>
    one.list === page.list ? { ...one, position: order.indexOf(one.name) } : one,
  );
}
