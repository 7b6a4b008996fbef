/** A lock: open and empty, or closed and filled with its holder's colour. 12 x 15 px. */
import { actorMark } from '../../picture/actor-mark.ts';

export interface PadlockShapeProps {
  readonly x: number;
  readonly y: number;
  /** Id of the actor that holds it; absent: free. */
  readonly holder?: string | undefined;
}

export function PadlockShape({ x, y, holder }: PadlockShapeProps) {
  const held = holder !== undefined;
  return (
    <g
      transform={`translate(${x},${y})`}
      stroke="var(--ink)"
      strokeWidth={1.3}
      fill="none"
      aria-hidden="true"
    >
      <path d={`M3 7V4.5a3 3 0 0 1 6 0${held ? 'V7' : 'V3.4'}`} />
      <rect
        x={1.2}
        y={7}
        width={9.6}
        height={7}
        rx={1.2}
        fill={held ? `var(--${actorMark(holder).token})` : 'var(--paper)'}
      />
    </g>
  );
}

/** The padlock between words; the words say whether it is held. */
export function Padlock({ holder }: { readonly holder?: string | undefined }) {
  return (
    <svg
      width={12}
      height={15}
      viewBox="0 0 12 15"
      style={{ display: 'inline-block', verticalAlign: '-2px', flex: 'none' }}
      aria-hidden="true"
    >
      <PadlockShape x={0} y={0} holder={holder} />
    </svg>
  );
}
