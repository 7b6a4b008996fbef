/**
 * The short marks at the end of a word that points at no box: a loop, an earth, a stop, a bend into
 * nothing. `dir` is +1 for a word that leaves to the right, -1 for one that leaves to the left.
 */
import type { ArrowTone, PictureArrow, PictureCross, PictureItem } from './drawing.ts';
import type { Edge } from './edge.ts';
import type { Point } from './route.ts';

export type Direction = 1 | -1;

/** Marks of an edge that is no link, from the edge of its box at `from`. `id` is that of the word. */
export function pointerMarks(
  id: string,
  edge: Exclude<Edge, { kind: 'link' }>,
  from: Point,
  dir: Direction,
): readonly PictureItem[] {
  switch (edge.kind) {
    case 'loop':
      return [arrow(id, loop(from, dir), edge.wrong ? 'bad' : 'ink', true)];
    case 'earth':
      return [arrow(id, earth(from, dir), edge.wrong ? 'bad' : 'ink', false)];
    case 'stop':
      return [arrow(id, stop(from, dir), edge.wrong ? 'bad' : 'ink', false)];
    case 'tail':
      return [arrow(id, `M${from.x} ${from.y}h${dir * 17}`, 'tail', true)];
    case 'away':
      return [arrow(id, `M${from.x} ${from.y}h${dir * 16}`, edge.wrong ? 'bad' : 'dangling', true)];
    case 'astray':
      return astray(id, from, dir);
  }
}

/** A pointer that bends off and ends in a cross. */
function astray(id: string, { x, y }: Point, dir: Direction): readonly PictureItem[] {
  const end = { x: x + dir * 17, y: y + 13 };
  const cross: PictureCross = { kind: 'cross', id: `${id}.cross`, ...end, tone: 'bad' };
  return [arrow(id, `M${x} ${y}h${dir * 11}L${end.x} ${end.y}`, 'bad', false), cross];
}

function arrow(id: string, d: string, tone: ArrowTone, head: boolean): PictureArrow {
  return { kind: 'arrow', id, d, tone, head };
}

function loop({ x, y }: Point, dir: Direction): string {
  const sweep = dir === 1 ? 0 : 1;
  return `M${x} ${y + 3}h${dir * 8}a5 5 0 0 ${sweep} ${dir * 5} -5v-3a5 5 0 0 ${sweep} ${dir * -5} -5h${dir * -7}`;
}

function earth({ x, y }: Point, dir: Direction): string {
  const at = (distance: number, half: number): string =>
    `M${x + dir * distance} ${y - half}v${2 * half}`;
  return `M${x} ${y}h${dir * 9}${at(9, 6)}${at(13, 4)}${at(17, 1.6)}`;
}

function stop({ x, y }: Point, dir: Direction): string {
  return `M${x} ${y}h${dir * 11}M${x + dir * 11} ${y - 5}v10`;
}
