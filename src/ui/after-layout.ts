/**
 * Measuring without making the browser lay out for it: what is asked here is answered after the layout
 * of the next frame, before it is painted. All is measured first, then all is written.
 */

/** Reads the layout; gives what is then to be written, which must not change the size of anything. */
export type Measure = () => (() => void) | undefined;

const measures = new Map<Element, Measure>();
let observer: ResizeObserver | undefined;

/** In the next frame, and again whenever the element has another size; until the answer is called. */
export function measureAfterLayout(element: Element, measure: Measure): () => void {
  observer ??= new ResizeObserver((entries) => {
    const writes = entries.flatMap(({ target }) => measures.get(target)?.() ?? []);
    for (const write of writes) write();
  });
  const watching = observer;
  measures.set(element, measure);
  watching.observe(element);
  return () => {
    watching.unobserve(element);
    measures.delete(element);
  };
}
