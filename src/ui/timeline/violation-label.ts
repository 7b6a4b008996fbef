/** The one label of a broken rule on the timeline, beside the cursor's own number. */
import type { Lanes } from '../../trace/lanes.ts';
import type { TimelineGeometry } from './timeline-geometry.ts';

export interface ViolationLabel {
  readonly text: string;
  /** Left edge of the mark, right edge of the text, px. */
  readonly from: number;
  readonly to: number;
}

/** About the width of a character of the label, and the mark before it. */
const CHARACTER = 6.3;
const MARK = 13;

/**
 * The first rule broken at or after the cursor, else the last one before it: one label is enough.
 * `titles`: title of a property by its id.
 */
export function violationLabel(
  lanes: Pick<Lanes, 'violations'>,
  cursor: number,
  geometry: Pick<TimelineGeometry, 'x' | 'width'>,
  titles: ReadonlyMap<string, string>,
): ViolationLabel | undefined {
  const told = lanes.violations.find((one) => one.step >= cursor) ?? lanes.violations.at(-1);
  if (told === undefined) return undefined;
  const text = `“${titles.get(told.violation.property) ?? told.violation.property}” broken`;
  const width = MARK + text.length * CHARACTER;
  const x = geometry.x(told.step);
  const cursorAt = geometry.x(cursor);
  // The number stands left of the cursor's line, the label right of it or before the number.
  const right = Math.max(x - 4, Math.abs(x - cursorAt) < 40 ? cursorAt + 12 : 0);
  const left = Math.min(x - 4, cursorAt) - 34 - width;
  const from = right + width <= geometry.width ? right : left;
  return { text, from, to: from + width };
}
