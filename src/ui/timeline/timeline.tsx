/**
 * The timeline: a lane of dots per actor, brackets of calls, what is true of the page against what
 * it says, and the futures that were left. Scrubbed by pointer and by key; each branch is a button.
 */
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { actorMark } from '../../picture/actor-mark.ts';
import { properties } from '../../kernel/property.ts';
import type { Actor } from '../../listing/program.ts';
import type { Branch, History } from '../../trace/history.ts';
import { breakingBranches, lanes as lanesOf } from '../../trace/lanes.ts';
import type { Run } from '../../trace/run.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { useActions } from '../store-context.ts';
import type { LayoutKind } from '../use-layout-kind.ts';
import { useElementWidth } from '../use-element-width.ts';
import { BranchButtons, BranchList } from './branch-buttons.tsx';
import { LanePicture } from './lane-picture.tsx';
import { TimelineSlider } from './timeline-slider.tsx';
import { BAR, drawnPart, timelineGeometry } from './timeline-geometry.ts';
import './timeline.css';

export const Timeline = memo(function Timeline({
  run,
  cursor,
  page,
  history,
  kind,
  known,
}: {
  readonly run: Run;
  readonly cursor: number;
  readonly page: string;
  readonly history: History;
  readonly kind: LayoutKind;
  /** The tree that was opened: a future that it has was not left just now. */
  readonly known: History['nodes'];
}) {
  const { program } = run.compiled;
  const scroller = useRef<HTMLDivElement>(null);
  const width = useElementWidth(scroller);
  const breaking = useMemo(() => breakingBranches(run, history), [run, history]);
  const [left, setLeft] = useState(0);
  const steps = run.steps.length;
  const geometry = useMemo(() => {
    const { actors } = program;
    const cpus = actors.filter((actor) => actor.kind === 'cpu').length;
    return timelineGeometry({ width, steps, lanes: actors.length, cpus, kind });
  }, [width, steps, program, kind]);

  const part = drawnPart(geometry, left, width);
  const { from, to } = part.steps;
  const lanes = useMemo(
    () => lanesOf(run, cursor, page, history, { from, to }),
    [run, cursor, page, history, from, to],
  );

  useKeptFuture(history.nodes === known ? undefined : lanes.branches.at(-1), kind);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const x = geometry.x(cursor);
    const margin = geometry.column * 4;
    if (x - margin < element.scrollLeft) element.scrollLeft = x - margin;
    else if (x + margin > element.scrollLeft + element.clientWidth) {
      element.scrollLeft = x + margin - element.clientWidth;
    }
    // Drawn in the same frame: the browser tells of the scrolling only in the next.
    setLeft(element.scrollLeft);
  }, [geometry, cursor]);

  return (
    <section className={`timeline timeline-${kind}`} aria-label="Timeline">
      <ul className="timeline-labels" style={{ height: geometry.height }}>
        {program.actors.map((actor, lane) => (
          <li key={actor.id} style={{ top: geometry.y(lane) }}>
            <ActorGlyph id={actor.id} size={13} silent /> {laneName(actor, kind)}
          </li>
        ))}
        <li className="timeline-bar-label" style={{ top: geometry.bars + BAR.height / 2 }}>
          {kind === 'phone' ? 'pin' : `${page}’s pin`}
        </li>
        <li
          className="timeline-bar-label"
          style={{ top: geometry.bars + BAR.pitch + BAR.height / 2 }}
        >
          {kind === 'phone' ? `${page} says` : `${page} says pinned`}
        </li>
      </ul>
      <div
        className="timeline-scroller"
        ref={scroller}
        onScroll={(event) => {
          setLeft(event.currentTarget.scrollLeft);
        }}
      >
        <div className="timeline-track" style={{ width: geometry.width, height: geometry.height }}>
          <LanePicture
            run={run}
            cursor={cursor}
            lanes={lanes}
            geometry={geometry}
            titles={PROPERTY_TITLES}
            kind={kind}
            breaking={breaking}
            left={left}
            part={part}
          />
          <TimelineSlider run={run} cursor={cursor} geometry={geometry} />
          {kind !== 'phone' && <BranchButtons run={run} lanes={lanes} geometry={geometry} />}
        </div>
      </div>
      {kind === 'phone' && lanes.branches.length > 0 && (
        <BranchList run={run} lanes={lanes} breaking={breaking} />
      )}
    </section>
  );
});

/** Short enough for the labels: `irq on CPU1`. */
function laneName({ id, kind }: Actor, layout: LayoutKind): string {
  const { name } = actorMark(id);
  if (kind !== 'interrupt') return name;
  return layout === 'phone'
    ? name.replace('interrupt on', 'irq')
    : name.replace('interrupt', 'irq');
}

/** Whether this visit has been told that a left future is kept. */
let hasBeenTold = false;

/** Says once that the future which was left is still there, and where it begins. */
function useKeptFuture(branch: Branch | undefined, kind: LayoutKind): void {
  const { say } = useActions();
  useEffect(() => {
    if (branch === undefined || hasBeenTold) return;
    hasBeenTold = true;
    const many = branch.moves.length === 1 ? '1 step' : `${branch.moves.length} steps`;
    const where =
      kind === 'phone'
        ? 'Its button below brings it back.'
        : 'The small squares below its step bring it back.';
    say(`The other future is kept: ${many} from step ${branch.from}. ${where}`);
  }, [branch, kind, say]);
}

const PROPERTY_TITLES: ReadonlyMap<string, string> = new Map(
  properties.map((property) => [property.id, property.title]),
);
