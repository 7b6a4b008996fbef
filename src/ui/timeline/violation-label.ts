/** The one label of a broken rule on the timeline: tied to its ring, out of the cursor's way. */
import type { Lanes } from '../../trace/lanes.ts';
import type { Stretch, TimelineGeometry } from './timeline-geometry.ts';

export interface ViolationLabel extends Stretch {
  readonly text: string;
  /** Path of the line from the label to the ring. */
  readonly leader: string;
}

/** About the width of a character of the label, and the mark before it. */
const CHARACTER = 6.3;
const MARK = 13;

/** Between the label and the column of its ring. */
const GAP = 9;

/**
 * The first rule broken at or after the cursor, else the last one before it: one label is enough.
 * `titles`: title of a property by its id.
 */
export function violationLabel(
  lanes: Pick<Lanes, 'violations'>,
  cursor: number,
  geometry: Pick<TimelineGeometry, 'x' | 'y' | 'width'>,
  titles: ReadonlyMap<string, string>,
): ViolationLabel | undefined {
  const told = lanes.violations.find((one) => one.step >= cursor) ?? lanes.violations.at(-1);
  if (told === undefined) return undefined;
  const text = `“${titles.get(told.violation.property) ?? told.violation.property}” broken`;
  const width = MARK + text.length * CHARACTER;
  const x = geometry.x(told.step);
  const number = cursorStretch(cursor, geometry);
  const isFree = (from: number): boolean =>
    from >= 0 &&
    from + width <= geometry.width &&
    (number === undefined || from >= number.to || from + width <= number.from);
  const beyond = number === undefined ? [] : [number.from - width - GAP, number.to + GAP];
  const from = [x + GAP, x - GAP - width, ...beyond].find(isFree) ?? x - GAP - width;
  const near = from > x ? from - 2 : from + width + 2;
  // Where the number stands between label and ring, the line goes below both.
  const between =
    number !== undefined && Math.min(from, x) < number.from && Math.max(from, x) > number.from;
  const leader = `M${between ? near - 24 * Math.sign(near - from) : near} ${between ? 17 : 8}H${x}V${geometry.y(told.actor) - 8}`;
  return { text, from, to: from + width, leader };
}

/** Where the cursor's line and number stand in the top row; nothing at the start. */
export function cursorStretch(
  cursor: number,
  geometry: Pick<TimelineGeometry, 'x'>,
): Stretch | undefined {
  if (cursor === 0) return undefined;
  const x = geometry.x(cursor);
  const number = 9 + String(cursor).length * 7.5;
  return x < 30 ? { from: x - 6, to: x + number } : { from: x - number, to: x + 6 };
}
