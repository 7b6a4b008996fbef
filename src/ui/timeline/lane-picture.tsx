/** The drawn part of the timeline; what it shows is said by the slider and the buttons on it. */
import type { Lanes, StepWindow } from '../../trace/lanes.ts';
import type { Run } from '../../trace/run.ts';
import { memo } from 'react';
import { RefusedDot, StepDot } from '../glyph/step-dot.tsx';
import { LaneBars } from './lane-bars.tsx';
import { Ruler, Violation } from './lane-ruler.tsx';
import {
  FUTURE_RISE,
  futureStretch,
  placedSpans,
  type DrawnPart,
  type TimelineGeometry,
} from './timeline-geometry.ts';
import { violationLabel } from './violation-label.ts';

export interface LanePictureProps {
  readonly run: Run;
  readonly cursor: number;
  readonly lanes: Lanes;
  readonly geometry: TimelineGeometry;
  /** Title of a property by its id. */
  readonly titles: ReadonlyMap<string, string>;
  readonly kind: 'wide' | 'compact' | 'phone';
  /** First nodes of the left futures that break a rule. */
  readonly breaking: ReadonlySet<number>;
  /** What is left of it is scrolled out of sight, px. */
  readonly left: number;
  /** What is drawn of it. */
  readonly part: DrawnPart;
}

export function LanePicture(props: LanePictureProps) {
  const { run, cursor, geometry, titles, kind, breaking, left, part } = props;
  const lanes = inPart(props.lanes, part);
  const { actors } = run.compiled.program;
  const isPhone = kind === 'phone';
  const told = violationLabel(props.lanes, cursor, geometry, titles);
  return (
    <svg
      className="timeline-picture"
      // As wide as all of it: with another origin all that is drawn would be laid out anew.
      width={geometry.width}
      height={geometry.height}
      aria-hidden="true"
    >
      {actors.map((actor, lane) => (
        <path
          key={actor.id}
          d={`M0 ${geometry.y(lane)}H${geometry.width}`}
          stroke="var(--hair)"
          strokeWidth={1}
        />
      ))}
      <Cursor cursor={cursor} geometry={geometry} />
      {!isPhone && (
        <Brackets lanes={lanes} geometry={geometry} actors={geometry.firstLow} left={left} />
      )}
      <LaneBars lanes={lanes} cursor={cursor} steps={run.steps.length} geometry={geometry} />
      {lanes.dots.map((dot) => (
        <LaneDot
          key={dot.step}
          actor={actors[dot.actor]?.id ?? ''}
          kind={dot.kind}
          x={geometry.x(dot.step)}
          y={geometry.y(dot.actor)}
          future={dot.future}
          breaks={dot.breaks}
          r={isPhone ? 4.2 : 4.6}
        />
      ))}
      <LeftFutures lanes={lanes} geometry={geometry} breaking={breaking} />
      {!isPhone && <Ruler cursor={cursor} geometry={geometry} told={told} part={part} />}
      {!isPhone && told !== undefined && <Violation told={told} />}
      {cursor > 0 && <CursorLine cursor={cursor} geometry={geometry} isPhone={isPhone} />}
    </svg>
  );
}

/** Drawn anew only when it changes: a step of the cursor leaves all but one of them alone. */
const LaneDot = memo(StepDot);

/** What stands in the drawn part, at least with an end. */
function inPart(lanes: Lanes, { steps }: DrawnPart): Lanes {
  const isIn = ({ from, to }: StepWindow): boolean => to >= steps.from - 1 && from <= steps.to;
  return {
    ...lanes,
    spans: lanes.spans.filter(isIn),
    bars: lanes.bars.filter(isIn),
    branches: lanes.branches.filter(({ from }) => isIn({ from, to: from + 1 })),
  };
}

function Cursor({
  cursor,
  geometry,
}: {
  readonly cursor: number;
  readonly geometry: TimelineGeometry;
}) {
  if (cursor === 0) return null;
  return (
    <rect
      className="timeline-now"
      x={geometry.x(cursor) - geometry.column / 2}
      y={14}
      width={geometry.column}
      height={geometry.height - 14}
    />
  );
}

function CursorLine({
  cursor,
  geometry,
  isPhone,
}: {
  readonly cursor: number;
  readonly geometry: TimelineGeometry;
  readonly isPhone: boolean;
}) {
  const x = geometry.x(cursor);
  if (isPhone) return null;
  return (
    <>
      <path d={`M${x} 14V${geometry.height}`} stroke="var(--ink)" strokeWidth={1.4} />
      <path d={`M${x - 5} 7h10v4l-5 5-5-5z`} fill="var(--ink)" />
      <text
        x={x < 30 ? x + 9 : x - 9}
        y={13}
        fontSize={12}
        fontWeight={650}
        textAnchor={x < 30 ? 'start' : 'end'}
      >
        {cursor}
      </text>
    </>
  );
}

function Brackets({
  lanes,
  geometry,
  actors,
  left,
}: {
  readonly lanes: Lanes;
  readonly geometry: TimelineGeometry;
  readonly actors: number;
  readonly left: number;
}) {
  return Array.from({ length: actors }, (_, actor) => {
    const y = geometry.y(actor) + 9;
    const spans = lanes.spans.filter((span) => span.actor === actor);
    const blocked = lanes.branches
      .filter((branch) => branch.moves[0]?.actor === actor + 1)
      .map((branch) => futureStretch(branch, geometry));
    const placed = placedSpans(spans, geometry, { blocked, left });
    return placed.map(({ span, from, to, label, labelAt, isInner }) => (
      <g key={`${actor} ${span.depth} ${span.from} ${span.fn}`}>
        <path d={`M${from} ${y}H${to}`} stroke="var(--ink2)" strokeWidth={isInner ? 2.6 : 1} />
        {label !== undefined && (
          <text x={labelAt} y={y + 11} fontSize={11} style={{ fill: 'var(--ink2)' }}>
            {label}
          </text>
        )}
      </g>
    ));
  });
}

function LeftFutures({
  lanes,
  geometry,
  breaking,
}: {
  readonly lanes: Lanes;
  readonly geometry: TimelineGeometry;
  readonly breaking: ReadonlySet<number>;
}) {
  return lanes.branches.map((branch) => {
    const lane = branch.moves[0]?.actor ?? 0;
    const y = geometry.y(lane) - FUTURE_RISE;
    const first = geometry.x(branch.from + 1);
    const shown = branch.moves.slice(0, 3);
    const { to } = futureStretch(branch, geometry);
    return (
      <g key={branch.node}>
        <path
          d={`M${first - geometry.column + 4} ${y + 8}L${first - 3} ${y}H${first + (shown.length - 1) * 9}`}
          fill="none"
          stroke="var(--ink3)"
          strokeWidth={1.2}
          strokeDasharray="3 3"
        />
        {shown.map((move, index) => (
          <RefusedDot key={`${index} ${move.actor}`} x={first + index * 9} y={y} />
        ))}
        {breaking.has(branch.node) && (
          <rect
            x={first - 8}
            y={y - 6}
            width={to - first + 8}
            height={12}
            rx={6}
            fill="none"
            stroke="var(--bad)"
            strokeWidth={1.6}
          />
        )}
      </g>
    );
  });
}
