/**
 * Draws a map of states. Thousands of fields are a dozen paths, one for each shade; what the pointer
 * is over is told below and framed.
 */
import { type PointerEvent, memo, useState } from 'react';
import {
  cellAt,
  type MapCell,
  type MapPoint,
  pathText,
  pathToEdge,
  type StateMap,
} from '../../picture/state-map-parts.ts';

const SHADES = 12;

export function StateMapPicture({
  map,
  ownPath,
  label,
  onState,
}: {
  readonly map: StateMap;
  /** The way of the schedule in the stepper. */
  readonly ownPath: readonly MapPoint[];
  readonly label: string;
  readonly onState: (state: number) => void;
}) {
  const [pointed, setPointed] = useState<MapCell>();
  const cellUnder = (event: PointerEvent<SVGSVGElement>): MapCell | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = map.width / box.width;
    const at = { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
    return cellAt(map, at);
  };
  return (
    <figure className="map-figure">
      <svg
        role="img"
        aria-label={label}
        width={map.width}
        height={map.height}
        viewBox={`0 0 ${map.width} ${map.height}`}
        style={{ cursor: pointed === undefined ? 'default' : 'pointer' }}
        onPointerMove={(event) => {
          setPointed(cellUnder(event));
        }}
        onPointerLeave={() => {
          setPointed(undefined);
        }}
        onPointerUp={(event) => {
          const cell = cellUnder(event);
          if (cell !== undefined) onState(cell.state);
        }}
      >
        <Fields map={map} />
        {ownPath.length > 1 && (
          <path
            d={pathText(ownPath)}
            fill="none"
            stroke="var(--focus)"
            strokeWidth={2}
            strokeDasharray="4 3"
          />
        )}
        {map.path.length > 1 && (
          <path
            d={pathText(pathToEdge(map))}
            fill="none"
            stroke="var(--ink)"
            strokeWidth={2}
            markerEnd="url(#arrow-ink)"
          />
        )}
        {map.pair !== undefined && (
          <circle
            cx={map.pair.x}
            cy={map.pair.y}
            r={6.5}
            fill="var(--now)"
            stroke="var(--now-ink)"
            strokeWidth={1.5}
          />
        )}
        {pointed !== undefined && (
          <rect
            x={pointed.x - 1}
            y={pointed.y - 1}
            width={pointed.width + 2}
            height={pointed.height + 2}
            fill="none"
            stroke="var(--focus)"
            strokeWidth={2}
          />
        )}
      </svg>
      <figcaption className="map-pointed" aria-hidden="true">
        {pointed === undefined ? (
          <>
            <span className="map-by-pointer">
              Point at a cell to see what it stands for; click to step there.
            </span>
            <span className="map-by-finger">Tap a cell to step there.</span>
          </>
        ) : (
          pointed.title
        )}
      </figcaption>
    </figure>
  );
}

/** What stays the same while the pointer moves. */
const Fields = memo(function Fields({ map }: { readonly map: StateMap }) {
  return (
    <g>
      {map.edges.map((edge) => (
        <path key={`${edge.from} ${edge.to}`} d={edge.d} fill="none" stroke="var(--line)" />
      ))}
      {shadePaths(map.cells).map(({ opacity, d }) => (
        <path key={opacity} d={d} fill="var(--ink)" fillOpacity={opacity} />
      ))}
      <path
        d={fieldsPath(map.cells.filter(({ broken }) => broken > 0))}
        fill="url(#pattern-bad)"
        stroke="var(--bad)"
        strokeWidth={1.2}
      />
      {map.labels.map((label) => (
        <text
          key={`${label.axis} ${label.tier} ${label.x} ${label.y}`}
          x={label.x}
          y={label.y}
          fontSize={label.size}
          fontWeight={label.tier === 0 ? 600 : 400}
          style={{ fill: label.tier === 0 ? 'var(--ink)' : 'var(--ink2)' }}
          {...(label.upright ? { transform: `rotate(90 ${label.x} ${label.y})` } : {})}
        >
          {label.text}
        </text>
      ))}
    </g>
  );
});

/** The fields that are not broken, those of about the same shade in one path. */
function shadePaths(
  cells: readonly MapCell[],
): readonly { readonly opacity: number; readonly d: string }[] {
  const byShade = new Map<number, MapCell[]>();
  for (const cell of cells) {
    if (cell.broken > 0) continue;
    const level = Math.max(1, Math.round(cell.shade * SHADES));
    byShade.set(level, [...(byShade.get(level) ?? []), cell]);
  }
  return [...byShade]
    .map(([level, own]) => ({ opacity: opacityOf(level / SHADES), d: fieldsPath(own) }))
    .toSorted((one, other) => one.opacity - other.opacity);
}

/** The darkest still lets a line of ink be seen on it. */
function opacityOf(shade: number): number {
  return Math.round((0.05 + shade * 0.6) * 100) / 100;
}

function fieldsPath(cells: readonly MapCell[]): string {
  return cells
    .map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`)
    .join('');
}
