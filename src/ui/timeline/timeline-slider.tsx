/** The part of the timeline that is touched: a slider over all of it, by pointer and by key. */
import type { KeyboardEvent, PointerEvent } from 'react';
import { narration } from '../../trace/narration.ts';
import type { Run } from '../../trace/run.ts';
import { useActions, useStateNow } from '../store-context.ts';
import type { TimelineGeometry } from './timeline-geometry.ts';

export function TimelineSlider({
  run,
  cursor,
  geometry,
}: {
  readonly run: Run;
  readonly cursor: number;
  readonly geometry: TimelineGeometry;
}) {
  const { seek, toNextEvent, toPreviousEvent } = useActions();
  const stateNow = useStateNow();
  const steps = run.steps.length;
  const stepUnder = (event: PointerEvent<HTMLDivElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(steps, geometry.stepAt(event.clientX - box.left));
  };
  // The start may be another screen: it comes when the pointer lets go.
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    seek(Math.max(1, stepUnder(event)));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = actionOf(event, stateNow().session.cursor, steps);
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (act === 'next') toNextEvent();
    else if (act === 'previous') toPreviousEvent();
    else seek(act);
  };
  return (
    <div
      className="timeline-slider"
      role="slider"
      tabIndex={0}
      data-focus="timeline"
      aria-label="Moment shown"
      aria-valuemin={0}
      aria-valuemax={steps}
      aria-valuenow={cursor}
      aria-valuetext={`step ${cursor} of ${steps}. ${narration(run, cursor).plain}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
      }}
      onPointerUp={(event) => {
        if (event.button === 0 && stepUnder(event) === 0) seek(0);
      }}
    />
  );
}

function actionOf(
  event: KeyboardEvent,
  cursor: number,
  steps: number,
): number | 'next' | 'previous' | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return event.shiftKey ? 'next' : Math.min(steps, cursor + 1);
    case 'ArrowLeft':
    case 'ArrowDown':
      return event.shiftKey ? 'previous' : Math.max(0, cursor - 1);
    case 'PageUp':
      return Math.max(0, cursor - 10);
    case 'PageDown':
      return Math.min(steps, cursor + 10);
    case 'Home':
      return 0;
    case 'End':
      return steps;
    default:
      return undefined;
  }
}
