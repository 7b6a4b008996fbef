import { expect, test } from 'vitest';
import { pathEnd, roundedPath } from './route.ts';

test('a corner is rounded by the radius where both runs are long', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 20, y: 0 },
    { x: 20, y: 20 },
  ];
  expect(roundedPath(points, 5)).toBe('M0,0L15,0Q20,0,20,5L20,20');
});

test('a short run gives half of itself to each of its corners', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 4, y: 0 },
    { x: 4, y: 20 },
  ];
  expect(roundedPath(points, 5)).toBe('M0,0L2,0Q4,0,4,2L4,20');
});

test('the path ends on its last point', () => {
  const end = { x: 7, y: -3.5 };
  expect(pathEnd(roundedPath([{ x: 0, y: 0 }, { x: 7, y: 0 }, end], 2))).toEqual(end);
});
