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
import { measureAfterLayout } from '../after-layout.ts';
import { useActions } from '../store-context.ts';
import type { LayoutKind } from '../use-layout-kind.ts';
import { useElementWidth } from '../use-element-width.ts';
import { BranchButtons, BranchList } from './branch-buttons.tsx';
import { LanePicture } from './lane-picture.tsx';
import { TimelineSlider } from './timeline-slider.tsx';
import { BAR, drawnPart, timelineGeometry, type TimelineGeometry } from './timeline-geometry.ts';
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
  const steps = run.steps.length;
  const geometry = useMemo(() => {
    const { actors } = program;
    const cpus = actors.filter((actor) => actor.kind === 'cpu').length;
    return timelineGeometry({ width, steps, lanes: actors.length, cpus, kind });
  }, [width, steps, program, kind]);

  // Follows the cursor in the same frame; scrolled by hand, it stays there until the cursor moves.
  const [scrolled, setScrolled] = useState<Scrolled>({ left: 0, cursor: -1, geometry });
  const isFollowed = scrolled.cursor === cursor && scrolled.geometry === geometry;
  const left = isFollowed ? scrolled.left : leftOf(cursor, scrolled.left, geometry, width);
  if (!isFollowed) setScrolled({ left, cursor, geometry });

  const part = drawnPart(geometry, left, width);
  const { from, to } = part.steps;
  const lanes = useMemo(
    () => lanesOf(run, cursor, page, history, { from, to }),
    [run, cursor, page, history, from, to],
  );

  useKeptFuture(history.nodes === known ? undefined : lanes.branches.at(-1), kind);

  // Written after the layout: to write it earlier would take one more. Until then what the browser
  // tells is older than what is wanted.
  const isAhead = useRef(false);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    isAhead.current = true;
    return measureAfterLayout(element, () => () => {
      isAhead.current = false;
      if (Math.abs(element.scrollLeft - left) >= 1) element.scrollLeft = left;
    });
  }, [left]);

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
          const { scrollLeft } = event.currentTarget;
          if (isAhead.current) return;
          setScrolled((last) =>
            Math.abs(last.left - scrollLeft) < 1 ? last : { ...last, left: scrollLeft },
          );
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

/** What is left of it is scrolled out of sight, px; and what it was scrolled for. */
interface Scrolled {
  readonly left: number;
  readonly cursor: number;
  readonly geometry: TimelineGeometry;
}

/** Columns that are kept in sight beside that of the cursor. */
const AROUND = 4;

/** How far the timeline is to be scrolled from `left`, so that the cursor is seen. */
function leftOf(cursor: number, left: number, geometry: TimelineGeometry, width: number): number {
  const x = geometry.x(cursor);
  const margin = geometry.column * AROUND;
  const last = Math.max(0, geometry.width - width);
  const inSight = Math.min(Math.max(left, x + margin - width), x - margin);
  return Math.round(Math.max(0, Math.min(last, inSight)));
}

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
