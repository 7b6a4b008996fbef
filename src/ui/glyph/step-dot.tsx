/** One step on an actor's lane: small when it reads, large when it writes, barred when it locks. */
import { ActorShape } from './actor-glyph.tsx';

export interface StepDotProps {
  readonly actor: string;
  readonly kind: 'read' | 'write' | 'lock' | 'pause';
  /** Centre, px. */
  readonly x: number;
  readonly y: number;
  /** Beyond the cursor, on the shown branch. */
  readonly future?: boolean;
  readonly breaks?: boolean;
  /** Radius of a write; a read is 0.6 of it. */
  readonly r?: number;
}

export function StepDot({
  actor,
  kind,
  x,
  y,
  future = false,
  breaks = false,
  r = 4.6,
}: StepDotProps) {
  const small = kind === 'read' || kind === 'pause';
  return (
    <g aria-hidden="true">
      {breaks && (
        <circle cx={x} cy={y} r={r + 3.9} fill="none" stroke="var(--bad)" strokeWidth={2.2} />
      )}
      <ActorShape
        id={actor}
        x={x}
        y={y}
        r={small ? r * 0.6 : r}
        hollow={future}
        strokeWidth={1.1}
      />
      {kind === 'lock' && !future && (
        <path d={`M${x - 3} ${y}h6`} stroke="var(--ink)" strokeWidth={1.4} />
      )}
    </g>
  );
}

/** A step of a future that was left: grey, beside the lane. */
export function RefusedDot({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <rect
      x={x - 3.2}
      y={y - 3.2}
      width={6.4}
      height={6.4}
      fill="var(--sunk)"
      stroke="var(--ink3)"
      strokeWidth={1.1}
      aria-hidden="true"
    />
  );
}
