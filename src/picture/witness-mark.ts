/**
 * Rings everything that shows a property broken and joins the rings by one line that runs down the
 * left, so that the eye goes from one witness to the next.
 */
import type { PageBox, PictureItem } from './drawing.ts';
import type { PinRing } from './pin-tokens.ts';

interface Ring {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly round: number;
  /** Where the joining line begins: at the left edge, or below where something stands to the left. */
  readonly from: 'left' | 'below';
  readonly below: number;
}

export interface WitnessInput {
  readonly boxes: readonly PageBox[];
  /** Ids of the boxes that are witnesses. */
  readonly witnesses: ReadonlySet<string>;
  readonly pins?: PinRing;
  /** Boxes left of this x stand first in their row. */
  readonly left: number;
  /** x of the joining line; absent where there is no room for one. */
  readonly channel?: number;
}

/** Rings, the line that joins them when there are two or more, and the ✗ on it. */
export function witnessMarks({
  boxes,
  witnesses,
  pins,
  left,
  channel,
}: WitnessInput): readonly PictureItem[] {
  const rings: Ring[] = boxes
    .filter((box) => witnesses.has(box.id))
    .map((box) => ({
      id: `witness:${box.id}`,
      x: box.x - 5,
      y: box.y - 5,
      width: box.width + 10,
      height: box.height + 10,
      round: box.head ? 12 : 6,
      from: box.x <= left ? 'left' : 'below',
      below: 13,
    }));
  if (pins !== undefined) rings.push({ id: 'witness:pins', ...pins, round: 12, from: 'below' });
  const marks: PictureItem[] = rings.map(({ id, x, y, width, height, round }) => {
    return { kind: 'witness', id, x, y, width, height, round };
  });
  return rings.length < 2 || channel === undefined ? marks : [...marks, join(rings, channel)];
}

function join(rings: readonly Ring[], channel: number): PictureItem {
  const ends = rings.map((ring) => {
    const middle = ring.y + ring.height / 2;
    if (ring.from === 'left') return { ...ring, y: middle, d: branch(ring.x, middle, channel) };
    const y = ring.y + ring.height + ring.below;
    const x = ring.x + Math.min(ring.width / 2, 52);
    return { ...ring, y, d: `M${x} ${ring.y + ring.height}V${y - 8}a8 8 0 0 1 -8 8H${channel}` };
  });
  const ys = ends.map(({ y }) => y);
  const top = Math.min(...ys);
  const highest = ends.find(({ y }) => y === top);
  const bottom = Math.max(...ys);
  const d = `${ends.map((end) => end.d).join('')}M${channel} ${top}V${bottom}`;
  return {
    kind: 'join',
    id: 'witness:join',
    d,
    x: channel,
    y: top + Math.min(highest?.from === 'below' ? BELOW_RING : 24, (bottom - top) / 2),
  };
}

/** Where the line begins below a ring, the ✗ stands clear of the name of the lock that comes next. */
const BELOW_RING = 5;

function branch(x: number, y: number, channel: number): string {
  return `M${x} ${y}H${channel}`;
}
