import { describe, expect, test } from 'vitest';
import type { CallSpan } from '../../trace/lanes.ts';
import {
  BAR,
  barEdges,
  FUTURE_RISE,
  placedSpans,
  rulerTicks,
  timelineGeometry,
} from './timeline-geometry.ts';
import { cursorStretch, violationLabel } from './violation-label.ts';

const wide = (steps: number) =>
  timelineGeometry({ width: 1296, steps, lanes: 3, cpus: 2, kind: 'wide' });

describe('the timeline', () => {
  test('has 54 columns of 24 px at 1440, and does not scroll', () => {
    const geometry = wide(46);
    expect(geometry.column).toBe(24);
    expect(geometry.width).toBe(1296);
    expect(geometry.x(1)).toBe(12);
    expect(geometry.x(54)).toBe(1284);
  });

  test('gets narrower columns for more steps, then scrolls', () => {
    expect(wide(70).column).toBeCloseTo(1296 / 74);
    expect(wide(70).width).toBe(1296);
    const long = wide(200);
    expect(long.column).toBe(14);
    expect(long.width).toBe(204 * 14);
  });

  test('gives back the step whose column is touched, over its whole width', () => {
    const geometry = wide(46);
    expect(geometry.stepAt(0)).toBe(0);
    expect(geometry.stepAt(-5)).toBe(0);
    expect([1, 12, 24].map((x) => geometry.stepAt(x))).toEqual([1, 1, 1]);
    expect(geometry.stepAt(25)).toBe(2);
    for (let step = 1; step <= 46; step += 1) {
      expect(geometry.stepAt(geometry.x(step))).toBe(step);
    }
  });

  test('puts lanes and bars below each other without overlap', () => {
    for (const kind of ['wide', 'compact', 'phone'] as const) {
      const geometry = timelineGeometry({ width: 1000, steps: 10, lanes: 4, cpus: 4, kind });
      expect(geometry.y(1) - geometry.y(0)).toBe(geometry.row);
      expect(geometry.bars).toBeGreaterThan(geometry.y(3));
      // Two bars, and air between them.
      expect(BAR.pitch - BAR.height).toBeGreaterThanOrEqual(6);
      expect(geometry.height).toBeGreaterThan(geometry.bars + BAR.pitch + BAR.height);
    }
  });

  test('has room for the squares of a left future between a lane and the one above', () => {
    // A square of 7.5 px, and dots of 4.6 px round the middle of their lane.
    const [square, dot] = [3.75, 4.6];
    for (const kind of ['wide', 'compact', 'phone'] as const) {
      const geometry = timelineGeometry({ width: 1000, steps: 10, lanes: 3, cpus: 2, kind });
      expect(geometry.y(0) - FUTURE_RISE - square).toBeGreaterThanOrEqual(0);
      expect(geometry.y(1) - FUTURE_RISE - square).toBeGreaterThan(geometry.y(0) + dot);
      expect(FUTURE_RISE - square).toBeGreaterThan(dot);
    }
  });

  test('has no number where the cursor has its own', () => {
    expect(rulerTicks(54, 46, 24)).toEqual([1, 10, 20, 30, 40, 50]);
    expect(rulerTicks(54, 10, 24)).toEqual([1, 20, 30, 40, 50]);
    expect(rulerTicks(80, 40, 14)).toEqual([1, 20, 60]);
  });
});

describe('brackets', () => {
  const span = (fn: string, from: number, to: number, depth: number): CallSpan => ({
    actor: 0,
    fn,
    from,
    to,
    depth,
  });

  test('name the outer call, and inner ones where their names fit beside it', () => {
    const placed = placedSpans(
      [span('slow_pin', 1, 40, 0), span('get_page', 5, 6, 1), span('list_del', 20, 30, 2)],
      wide(40),
    );
    expect(placed.map((one) => one.label)).toEqual(['slow_pin', 'list_del']);
    expect(placed.map((one) => one.isInner)).toEqual([false, true]);
  });

  test('begin their names beside the squares of a left future, or have none', () => {
    const span12 = [span('slow_pin', 1, 12, 0)];
    const moved = placedSpans(span12, wide(40), { blocked: [{ from: 0, to: 50 }] });
    expect([moved[0]?.label, moved[0]?.labelAt]).toEqual(['slow_pin', 52]);
    const none = placedSpans(span12, wide(40), { blocked: [{ from: 0, to: 260 }] });
    expect(none[0]?.label).toBeUndefined();
  });

  test('keep their names in sight while the timeline is scrolled', () => {
    const placed = placedSpans([span('slow_pin', 1, 30, 0)], wide(40), { left: 200 });
    expect([placed[0]?.label, placed[0]?.labelAt]).toEqual(['slow_pin', 200]);
  });

  test('of operations stay without a name when there is no room', () => {
    const placed = placedSpans([span('release_pages_of', 1, 2, 0)], wide(40));
    expect(placed).toHaveLength(1);
    expect(placed[0]?.label).toBeUndefined();
  });
});

describe('bars', () => {
  test('begin with the step that made them so and end with the one that ended it', () => {
    const geometry = wide(46);
    const edges = barEdges({ kind: 'outstanding', page: 'P', from: 38, to: 43 }, 46, geometry);
    expect(edges).toEqual({ from: 37 * 24, to: 43 * 24 });
  });

  test('that were so from the start begin at the left edge', () => {
    const edges = barEdges({ kind: 'says-pinned', page: 'P', from: 0, to: 3 }, 46, wide(46));
    expect(edges.from).toBe(0);
  });
});

describe('the label of a broken rule', () => {
  const titles = new Map([['pin-seen', 'pin is seen']]);
  const violation = { property: 'pin-seen', message: '', witnesses: [] };

  test('stands right of the cursor where there is room, else left of its number', () => {
    const geometry = wide(46);
    const early = violationLabel(
      { violations: [{ step: 20, actor: 0, violation }] },
      20,
      geometry,
      titles,
    );
    expect(early?.text).toBe('“pin is seen” broken');
    expect(early?.from).toBeGreaterThan(geometry.x(20));
    const late = violationLabel(
      { violations: [{ step: 53, actor: 0, violation }] },
      53,
      geometry,
      titles,
    );
    expect(late?.to).toBeLessThan(geometry.x(53) - 20);
  });

  test('is never crossed by the number of the cursor, wherever the cursor stands', () => {
    const geometry = wide(46);
    for (const step of [1, 7, 29, 46]) {
      for (let cursor = 1; cursor <= 46; cursor += 1) {
        const lanes = { violations: [{ step, actor: 0, violation }] };
        const label = violationLabel(lanes, cursor, geometry, titles);
        const number = cursorStretch(cursor, geometry);
        const isClear =
          label !== undefined &&
          number !== undefined &&
          (label.to <= number.from || label.from >= number.to);
        expect(isClear, `step ${step}, cursor ${cursor}`).toBe(true);
      }
    }
  });

  test('is of the next violation, or of the last when none is ahead', () => {
    const violations = [5, 9].map((step) => ({ step, actor: 0, violation }));
    const geometry = wide(46);
    expect(violationLabel({ violations }, 6, geometry, titles)?.from).toBe(geometry.x(9) + 9);
    expect(violationLabel({ violations }, 30, geometry, titles)?.from).toBe(geometry.x(9) + 9);
    expect(violationLabel({ violations: [] }, 30, geometry, titles)).toBeUndefined();
  });
});
