/** The bars of the timeline: what is promised of a page, what it says, and what a device does. */
import type { Lanes } from '../../trace/lanes.ts';
import { BAR, barEdges, type TimelineGeometry } from './timeline-geometry.ts';

export function LaneBars({
  lanes,
  cursor,
  steps,
  geometry,
}: {
  readonly lanes: Lanes;
  readonly cursor: number;
  readonly steps: number;
  readonly geometry: TimelineGeometry;
}) {
  const { height } = BAR;
  const drawn = lanes.bars.map((bar) => {
    const { from, to } = barEdges(bar, steps, geometry);
    const box = { x: from, width: Math.max(2, to - from), height };
    const key = `${bar.kind} ${bar.actor ?? ''} ${bar.from}`;
    switch (bar.kind) {
      case 'outstanding':
        return <rect key={key} {...box} y={geometry.bars} fill="var(--cpu0)" stroke="var(--ink)" />;
      case 'says-pinned':
        return (
          <rect
            key={key}
            {...box}
            y={geometry.bars + BAR.pitch}
            fill="var(--ink2)"
            stroke="var(--ink)"
          />
        );
      case 'phantom':
        return (
          <g key={key}>
            <rect
              {...box}
              y={geometry.bars + BAR.pitch}
              fill="url(#pattern-phantom)"
              stroke="var(--ink)"
            />
            {/* As low as the bar below it lets it be: names of calls reach down to here. */}
            {to - from > PHANTOM.length * 5.6 && (
              <text x={from + 2} y={geometry.bars + 11} fontSize={10.5} fill="var(--ink2)">
                {PHANTOM}
              </text>
            )}
          </g>
        );
      case 'denied':
        return (
          <rect
            key={key}
            {...box}
            y={geometry.bars + BAR.pitch}
            fill="url(#pattern-bad)"
            stroke="var(--bad)"
            strokeWidth={1.1}
            {...(bar.from > cursor ? { strokeDasharray: '3 2', opacity: 0.75 } : {})}
          />
        );
      case 'device':
        return (
          <rect
            key={key}
            {...box}
            y={geometry.y(bar.actor ?? 0) + ((bar.actor ?? 0) < geometry.firstLow ? 7 : -3)}
            height={6}
            fill="url(#pattern-device)"
            stroke="var(--ink)"
            strokeWidth={0.9}
          />
        );
    }
  });
  return (
    <>
      <defs>
        <pattern
          id="pattern-phantom"
          width={5}
          height={5}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={5} height={5} fill="var(--paper)" />
          <rect width={2} height={5} fill="var(--ink2)" />
        </pattern>
      </defs>
      {drawn}
    </>
  );
}

/** The page says pinned, and nobody has a pin: in the row of the pins, which is empty there. */
const PHANTOM = 'says pinned, nobody pins';
