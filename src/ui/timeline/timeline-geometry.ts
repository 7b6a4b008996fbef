/** Where things stand on the timeline: columns per step, rows per lane, labels that do not collide. */
import type { Branch } from '../../trace/history.ts';
import type { Bar, CallSpan } from '../../trace/lanes.ts';

export interface TimelineSize {
  /** Width that is there, px. */
  readonly width: number;
  /** Steps of the shown branch. */
  readonly steps: number;
  readonly lanes: number;
  /** Lanes of CPUs, which come first; the others can be lower, since they are seldom called into. */
  readonly cpus: number;
  readonly kind: 'wide' | 'compact' | 'phone';
}

export interface TimelineGeometry {
  /** Width of one step. */
  readonly column: number;
  /** Width of everything; more than is there means that the timeline scrolls. */
  readonly width: number;
  readonly height: number;
  /** Between lanes. */
  readonly row: number;
  /** Lanes from this one on are low: dots alone, no brackets, no names. */
  readonly firstLow: number;
  /** Top of the bars. */
  readonly bars: number;
  /** Centre of a step's column; 0 is the edge before the first. */
  x(step: number): number;
  /** Centre of a lane. */
  y(lane: number): number;
  /** The step whose column is at `x`; 0 left of the first. */
  stepAt(x: number): number;
}

/** Steps drawn before the timeline becomes narrower or scrolls, and the narrowest column. */
const COLUMNS = { wide: 54, compact: 54, phone: 30 } as const;
const NARROWEST = { wide: 14, compact: 10, phone: 12 } as const;
const ROW = { wide: 30, compact: 25, phone: 20 } as const;
/** Where lanes are many: devices and interrupts, and on a phone the CPUs. */
const LOW_ROW = { wide: 18, compact: 15, phone: 14 } as const;
const CROWDED_ROW = { wide: 30, compact: 25, phone: 16 } as const;
const MOST_FULL_LANES = 4;
/** Room for the ruler and, below it, for a future that was left over the first lane. */
const TOP = { wide: 33, compact: 30, phone: 17 } as const;
const BARS = { wide: 27, compact: 25, phone: 24 } as const;

/** Height of a bar, and from the top of one to the top of the next. */
export const BAR = { height: 8, pitch: 14 } as const;

export function timelineGeometry(size: TimelineSize): TimelineGeometry {
  const { width, steps, lanes, cpus, kind } = size;
  const columns = Math.max(COLUMNS[kind], steps + 4);
  const column = Math.max(NARROWEST[kind], width / columns);
  const isCrowd = lanes > MOST_FULL_LANES;
  const firstLow = isCrowd ? cpus : lanes;
  const row = (isCrowd ? CROWDED_ROW : ROW)[kind];
  const y = (lane: number): number =>
    TOP[kind] + Math.min(lane, firstLow) * row + Math.max(0, lane - firstLow) * LOW_ROW[kind];
  const under = kind === 'phone' ? 0 : firstLow < lanes ? 3 : 9;
  const bars = y(lanes) - under;
  return {
    column,
    width: Math.max(width, columns * column),
    height: bars + BARS[kind],
    row,
    firstLow,
    bars,
    x: (step) => (step - 0.5) * column,
    y,
    stepAt: (x) => Math.max(0, Math.ceil(x / column)),
  };
}

/** A stretch of a row, px. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How far over its lane a left future stands: between it and the lane above. */
export const FUTURE_RISE = 10;

/** Where the squares of a left future stand: over the lane of its first step. */
export function futureStretch(
  branch: Branch,
  { x, column }: Pick<TimelineGeometry, 'x' | 'column'>,
): Stretch {
  const first = x(branch.from + 1);
  return { from: first - column, to: first + Math.min(2, branch.moves.length - 1) * 9 + 8 };
}

/** A bracket under a lane, with its name where there is room for it. */
export interface PlacedSpan {
  readonly span: CallSpan;
  readonly from: number;
  readonly to: number;
  readonly label: string | undefined;
  /** Left edge of the name. */
  readonly labelAt: number;
  /** Calls within calls are drawn thicker. */
  readonly isInner: boolean;
}

/** About the width of a character of 11 px text. */
const CHARACTER = 6.1;

/**
 * Brackets of one actor's calls, from the operations of its script inwards. A call inside another is
 * shown only where its name fits beside those already placed. `blocked`: no name stands there.
 * `left`: what is left of it is scrolled out of sight, and a name that would be cut moves right.
 */
export function placedSpans(
  spans: readonly CallSpan[],
  geometry: Pick<TimelineGeometry, 'x'>,
  {
    blocked = [],
    left = 0,
  }: { readonly blocked?: readonly Stretch[]; readonly left?: number } = {},
): readonly PlacedSpan[] {
  const taken: Stretch[] = [...blocked];
  const placed: PlacedSpan[] = [];
  const inwards = spans.toSorted((a, b) => a.depth - b.depth);
  for (const span of inwards) {
    const from = geometry.x(span.from) - 4;
    const to = geometry.x(span.to) + 4;
    const needs = span.fn.length * CHARACTER + 4;
    const isInner = span.depth > 0;
    const isFree = (at: number): boolean =>
      at + needs <= to && taken.every((one) => at >= one.to || at + needs <= one.from);
    const begin = Math.max(from, left);
    const labelAt = [begin, ...blocked.map((one) => Math.max(begin, one.to + 2))].find(isFree);
    const label = to - from >= 60 && labelAt !== undefined ? span.fn : undefined;
    if (isInner && label === undefined) continue;
    if (labelAt !== undefined && label !== undefined) {
      taken.push({ from: labelAt, to: labelAt + needs });
    }
    placed.push({ span, from, to, label, labelAt: labelAt ?? from, isInner });
  }
  return placed;
}

/** Left and right edge of a bar: from the end of the step that made it so to the one that ended it. */
export function barEdges(
  bar: Bar,
  steps: number,
  geometry: Pick<TimelineGeometry, 'x' | 'column' | 'width'>,
): { readonly from: number; readonly to: number } {
  const half = geometry.column / 2;
  const from = bar.from === 0 ? 0 : geometry.x(bar.from) - half;
  const to =
    bar.to >= steps ? geometry.x(bar.to) + geometry.column * 1.5 : geometry.x(bar.to) + half;
  return { from, to: Math.min(to, geometry.width) };
}

/** Numbers of the ruler: 1 and the tens, not under the cursor's own number. */
export function rulerTicks(columns: number, cursor: number, column: number): readonly number[] {
  const every = column < 16 ? 20 : 10;
  const ticks = [1];
  for (let tick = every; tick < columns; tick += every) ticks.push(tick);
  return ticks.filter((tick) => Math.abs(tick - cursor) * column > 34);
}

/** What is drawn of a timeline that is wider than its place, px. */
export interface DrawnPart extends Stretch {
  readonly steps: { readonly from: number; readonly to: number };
}

/**
 * The part in sight with as much again around it, in pieces: scrolling a little draws nothing anew.
 * `left`: what is left of it is scrolled out of sight; `width`: what there is to see.
 */
export function drawnPart(
  geometry: Pick<TimelineGeometry, 'width' | 'stepAt'>,
  left: number,
  width: number,
): DrawnPart {
  const piece = Math.max(1, width / 4);
  const begin = Math.floor(left / piece) * piece;
  const from = Math.max(0, begin - piece);
  const to = Math.min(geometry.width, begin + width + 2 * piece);
  return { from, to, steps: { from: Math.max(1, geometry.stepAt(from)), to: geometry.stepAt(to) } };
}
