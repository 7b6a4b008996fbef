/** An actor's mark: as a shape inside an SVG, or as a chip between words. */
import { actorMark, markPath } from '../../picture/actor-mark.ts';

export interface ActorShapeProps {
  readonly id: string;
  /** Centre and radius in px of the surrounding SVG. */
  readonly x: number;
  readonly y: number;
  readonly r: number;
  /** With its digit inside. */
  readonly letter?: boolean;
  /** Not done yet: dashed outline, no fill. */
  readonly hollow?: boolean;
  readonly strokeWidth?: number;
}

/** The shape alone, decorative: the text beside it says who it is. */
export function ActorShape({ id, x, y, r, letter, hollow, strokeWidth = 1.25 }: ActorShapeProps) {
  const mark = actorMark(id);
  return (
    <g aria-hidden="true">
      <path
        d={markPath(mark.shape, x, y, r)}
        fill={hollow ? 'var(--paper)' : `var(--${mark.token})`}
        stroke="var(--ink)"
        strokeWidth={strokeWidth}
        strokeLinejoin="round"
        {...(hollow ? { strokeDasharray: '2 2' } : {})}
      />
      {letter && (
        <text
          x={x}
          y={y + r * (mark.shape === 'triangle' ? 0.66 : 0.5)}
          textAnchor="middle"
          fontSize={Math.round(r * 13.5) / 10}
          fontWeight={700}
          style={{ fill: `var(--${mark.token}-ink)` }}
        >
          {mark.letter}
        </text>
      )}
    </g>
  );
}

/** A chip of `size` px between words, named for screen readers unless the words next to it do. */
export function ActorGlyph({
  id,
  size = 18,
  silent = false,
}: {
  readonly id: string;
  readonly size?: number;
  readonly silent?: boolean;
}) {
  const mark = actorMark(id);
  const name = silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': mark.name };
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 18 18"
      style={{ display: 'inline-block', verticalAlign: '-0.22em', flex: 'none' }}
      {...name}
    >
      <ActorShape
        id={id}
        x={9}
        y={9}
        r={mark.shape === 'diamond' ? 7 : mark.shape === 'hexagon' ? 7.8 : 8}
        letter
      />
    </svg>
  );
}
