/**
 * On a phone the page scrolls between what is told at the top and a bar at the bottom: the line that
 * comes next is brought between them, by as little as it takes. The focus stays where it is.
 */
import { type RefObject, useLayoutEffect } from 'react';
import type { Run } from '../../trace/run.ts';
import { measureAfterLayout } from '../after-layout.ts';

/** Between the line and the edge it came from, px. */
const MARGIN = 12;

/** `bar`: what covers the bottom of the window. Shown again when it gets another height. */
export function useNextLineInView(
  bar: RefObject<HTMLElement | null>,
  run: Run,
  cursor: number,
  isCovered: boolean,
): void {
  useLayoutEffect(() => {
    const element = bar.current;
    if (!isCovered || element === null) return undefined;
    const mover = run.compiled.program.actors[run.steps[cursor - 1]?.actor ?? -1]?.id;
    return measureAfterLayout(element, () => byNextLine(element, mover));
  }, [bar, run, cursor, isCovered]);
}

/**
 * Scrolls the page where the next line is covered. `mover`: id of the actor of the last step. A device
 * without a line to show leaves it to the CPU that is open.
 */
function byNextLine(bar: HTMLElement, mover: string | undefined): (() => void) | undefined {
  const listing =
    document.querySelector(`.cpus > .listing`) ??
    document.querySelector(`.actor[data-actor="${mover ?? ''}"] .listing`) ??
    document.querySelector('.actor[data-open="true"] .listing');
  const line = listing?.querySelector('[data-next]') ?? listing?.querySelector('[data-now]');
  if (listing === null || line === null || line === undefined) return undefined;
  // What is told of the step stays at the top.
  const told = heightAtTop(document.querySelector('.narration'));
  // Who has gone on to what is below the listing looks at that.
  if (listing.getBoundingClientRect().bottom <= told) return undefined;
  const box = line.getBoundingClientRect();
  const top = told + MARGIN;
  const bottom = bar.getBoundingClientRect().top - MARGIN;
  const by = box.top < top ? box.top - top : Math.max(0, box.bottom - bottom);
  if (by === 0) return undefined;
  return () => {
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    window.scrollBy({ top: by, behavior: isCalm ? 'instant' : 'smooth' });
  };
}

/** What of an element stays at the top of the window while the page scrolls, px. */
function heightAtTop(element: Element | null): number {
  if (element === null || getComputedStyle(element).position !== 'sticky') return 0;
  return element.getBoundingClientRect().height;
}
