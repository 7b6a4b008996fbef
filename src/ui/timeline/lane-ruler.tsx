/** The top of the timeline: step numbers, and the name of the rule that is broken. */
import { type DrawnPart, rulerTicks, type TimelineGeometry } from './timeline-geometry.ts';
import type { ViolationLabel } from './violation-label.ts';

export function Ruler({
  cursor,
  geometry,
  told,
  part,
}: {
  readonly cursor: number;
  readonly geometry: TimelineGeometry;
  readonly told: ViolationLabel | undefined;
  readonly part: DrawnPart;
}) {
  const columns = Math.floor(geometry.width / geometry.column);
  return rulerTicks(columns, cursor, geometry.column)
    .filter((tick) => {
      const x = geometry.x(tick);
      if (x < part.from || x > part.to) return false;
      return told === undefined || x < told.from - 12 || x > told.to + 12;
    })
    .map((tick) => (
      <text
        key={tick}
        className="mono"
        x={geometry.x(tick)}
        y={11}
        fontSize={11}
        textAnchor="middle"
        style={{ fill: 'var(--ink3)' }}
      >
        {tick}
      </text>
    ));
}

export function Violation({ told }: { readonly told: ViolationLabel }) {
  return (
    <>
      <path d={told.leader} fill="none" stroke="var(--bad)" strokeWidth={1.2} />
      <path d={`M${told.from} 4l8 8m0-8l-8 8`} stroke="var(--bad)" strokeWidth={2.2} />
      <text
        x={told.from + 13}
        y={12}
        fontSize={11.5}
        fontWeight={600}
        style={{ fill: 'var(--bad-text)' }}
      >
        {told.text}
      </text>
    </>
  );
}
