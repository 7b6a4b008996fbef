/**
 * The timeline: a lane of dots per actor, brackets of calls, what is true of the page against what
 * it says, and the futures that were left. Scrubbed by pointer and by key; each branch is a button.
 */
import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import { actorMark } from '../../picture/actor-mark.ts';
import { properties } from '../../kernel/property.ts';
import type { History } from '../../trace/history.ts';
import { lanes as lanesOf } from '../../trace/lanes.ts';
import type { Run } from '../../trace/run.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { useElementWidth } from '../use-element-width.ts';
import { BranchButtons } from './branch-buttons.tsx';
import { LanePicture } from './lane-picture.tsx';
import { TimelineSlider } from './timeline-slider.tsx';
import { taskOf } from '../first-visit/task.ts';
import { timelineGeometry } from './timeline-geometry.ts';
import './timeline.css';

export const Timeline = memo(function Timeline({
  run,
  cursor,
  page,
  history,
  kind,
}: {
  readonly run: Run;
  readonly cursor: number;
  readonly page: string;
  readonly history: History;
  readonly kind: 'wide' | 'compact' | 'phone';
}) {
  const { program } = run.compiled;
  const scroller = useRef<HTMLDivElement>(null);
  const width = useElementWidth(scroller);
  const lanes = useMemo(() => lanesOf(run, cursor, page, history), [run, cursor, page, history]);
  const steps = run.steps.length;
  const geometry = useMemo(
    () => timelineGeometry({ width, steps, lanes: program.actors.length, kind }),
    [width, steps, program, kind],
  );

  // Until there is a pin to draw, its place says what to try.
  const isEmpty = !lanes.bars.some((bar) => bar.kind !== 'device');
  const task = isEmpty && kind !== 'phone' ? taskOf(run.compiled.scenario) : undefined;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const x = geometry.x(cursor);
    const margin = geometry.column * 4;
    if (x - margin < element.scrollLeft) element.scrollLeft = x - margin;
    else if (x + margin > element.scrollLeft + element.clientWidth) {
      element.scrollLeft = x + margin - element.clientWidth;
    }
  }, [geometry, cursor]);

  return (
    <section className={`timeline timeline-${kind}`} aria-label="Timeline">
      <ul className="timeline-labels" style={{ height: geometry.height }}>
        {program.actors.map((actor, lane) => (
          <li key={actor.id} style={{ top: geometry.y(lane) }}>
            <ActorGlyph id={actor.id} size={13} silent /> {actorMark(actor.id).name}
          </li>
        ))}
        <li className="timeline-bar-label" style={{ top: geometry.bars + 4 }}>
          {kind === 'phone' ? 'pin' : `${page}’s pin`}
        </li>
        <li
          className="timeline-bar-label"
          style={{ top: geometry.bars + (kind === 'phone' ? 13 : 15) }}
        >
          {kind === 'phone' ? 'page says' : 'page says pinned'}
        </li>
      </ul>
      <div className="timeline-scroller" ref={scroller}>
        <div className="timeline-track" style={{ width: geometry.width, height: geometry.height }}>
          <LanePicture
            run={run}
            cursor={cursor}
            lanes={lanes}
            geometry={geometry}
            titles={PROPERTY_TITLES}
            kind={kind}
          />
          <TimelineSlider run={run} cursor={cursor} geometry={geometry} />
          <BranchButtons run={run} lanes={lanes} geometry={geometry} />
          {task !== undefined && (
            <p className="timeline-task" style={{ top: geometry.bars }}>
              {task}
            </p>
          )}
        </div>
      </div>
    </section>
  );
});

const PROPERTY_TITLES: ReadonlyMap<string, string> = new Map(
  properties.map((property) => [property.id, property.title]),
);
