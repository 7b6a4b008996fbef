/** Paths with rounded corners along horizontal and vertical runs. */
import { pathRound } from 'd3-path';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** SVG path through `points`; each corner is rounded by at most `radius` px, less where a run is short. */
export function roundedPath(points: readonly Point[], radius: number): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const path = pathRound(2);
  path.moveTo(first.x, first.y);
  let from = first;
  rest.forEach((corner, index) => {
    const next = rest[index + 1];
    if (next === undefined) {
      path.lineTo(corner.x, corner.y);
      return;
    }
    const r = Math.min(radius, distance(from, corner) / 2, distance(corner, next) / 2);
    const before = towards(corner, from, r);
    const after = towards(corner, next, r);
    path.lineTo(before.x, before.y);
    path.quadraticCurveTo(corner.x, corner.y, after.x, after.y);
    from = corner;
  });
  return path.toString();
}

/** The last point of a path made by `roundedPath`, or the only one of a shorter path. */
export function pathEnd(path: string): Point {
  const numbers = [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map((match) => Number(match[0]));
  return { x: numbers.at(-2) ?? Number.NaN, y: numbers.at(-1) ?? Number.NaN };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  if (length === 0) return from;
  return {
    x: from.x + ((to.x - from.x) * by) / length,
    y: from.y + ((to.y - from.y) * by) / length,
  };
}
