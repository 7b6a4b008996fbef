/**
 * The arrows of a ladder: one per word, computed from the word. What a whole list has is a straight
 * line to the neighbour or the quiet line around; everything else looks different before it is read.
 */
import type { Density } from './density.ts';
import type { ArrowTone, PictureItem } from './drawing.ts';
import { type Edge, type Row, hangingEdge, memberEdge } from './edge.ts';
import { type Ladder, type Place, placeOf } from './ladder.ts';
import { pointerMarks } from './pointer.ts';
import { type Point, roundedPath } from './route.ts';

export interface LadderArrows {
  readonly items: readonly PictureItem[];
  /** What is wrong with words of this list, in a few words each. */
  readonly notes: readonly string[];
}

const rows: readonly Row[] = [0, 1];

const tones: Readonly<Record<'whole' | 'half' | 'wrong', ArrowTone>> = {
  whole: 'ink',
  half: 'half',
  wrong: 'bad',
};

/** Arrows and notes of a ladder. `density` only decides between words and letters in the boxes. */
export function ladderArrows(ladder: Ladder, density: Density): LadderArrows {
  const items: PictureItem[] = [];
  const notes: string[] = [];
  ladder.places.forEach((place, index) => {
    for (const row of rows) {
      const edge = place.hanging
        ? hangingEdge(ladder.chain, place.node, row)
        : memberEdge(ladder.chain, index, row);
      items.push(...edgeItems(ladder, { place, index, row }, edge));
      const note = noteOf(edge, ladder);
      if (note !== undefined && !(place.hanging && edge.kind !== 'astray')) {
        notes.push(`${place.node.name}.${row === 0 ? 'next' : 'prev'} ${note}`);
      }
    }
  });
  return { items, notes: density.name === 'phone' ? notes.slice(0, 2) : notes };
}

/** `page:B.next`: the id of a word and of its arrow. */
function wordId(place: Pick<Place, 'node'>, row: Row): string {
  return `${place.node.id}.${row === 0 ? 'next' : 'prev'}`;
}

interface WordAt {
  readonly place: Place;
  /** Of the place in the ladder. */
  readonly index: number;
  readonly row: Row;
}

function edgeItems(
  ladder: Ladder,
  { place, index, row }: WordAt,
  edge: Edge,
): readonly PictureItem[] {
  const id = wordId(place, row);
  const from = {
    x: row === 0 ? place.x + place.width : place.x,
    y: row === 0 ? place.next : place.prev,
  };
  if (edge.kind !== 'link') return pointerMarks(id, edge, from, row === 0 ? 1 : -1);
  const target = placeOf(ladder, edge.to);
  if (target === undefined) return [];
  const last = ladder.chain.nodes.length - 1;
  const to = ladder.places.indexOf(target);
  if (place.hanging) return link(id, fromHanging(place, target, row), tones[edge.style]);
  if (target.hanging)
    return link(id, ontoHanging(place, target, row, ladder.gap), tones[edge.style]);
  const closing = row === 0 ? index === last && to === 0 : index === 0 && to === last;
  if (closing && last > 0) {
    const tone = edge.style === 'whole' ? 'quiet' : tones[edge.style];
    return link(id, around(ladder, place, target, row), tone);
  }
  const neighbour = to - index === (row === 0 ? 1 : -1);
  if (neighbour && place.row === target.row) {
    const end = row === 0 ? target.x - 1 : target.x + target.width + 1;
    return link(id, `M${from.x} ${from.y}L${end} ${from.y}`, tones[edge.style]);
  }
  const path = neighbour ? ontoNextRow(place, target, row) : under(place, target, row, from);
  return link(id, path, tones[edge.style]);
}

function link(id: string, d: string, tone: ArrowTone): readonly PictureItem[] {
  return [{ kind: 'arrow', id, d, tone, head: true }];
}

/** Closes the ring: out at one end, under all boxes, and in at the other. */
function around(ladder: Ladder, from: Place, to: Place, row: Row): string {
  if (row === 0) {
    const y = ladder.floor + 16;
    const right = Math.max(from.x + from.width, rightOfRow(ladder, from.row)) + 15;
    return roundedPath(
      [
        { x: from.x + from.width, y: from.next },
        { x: right, y: from.next },
        { x: right, y },
        { x: to.x - 12, y },
        { x: to.x - 12, y: to.next },
        { x: to.x - 1, y: to.next },
      ],
      6,
    );
  }
  const y = ladder.floor + 9;
  return roundedPath(
    [
      { x: from.x, y: from.prev },
      { x: from.x - 6, y: from.prev },
      { x: from.x - 6, y },
      { x: to.x + to.width + 8, y },
      { x: to.x + to.width + 8, y: to.prev },
      { x: to.x + to.width + 1, y: to.prev },
    ],
    5,
  );
}

function rightOfRow(ladder: Ladder, row: number): number {
  return Math.max(
    ...ladder.places.filter((place) => place.row === row).map((place) => place.x + place.width),
  );
}

/** From the end of one row of boxes to the beginning of the next, or back. */
function ontoNextRow(from: Place, to: Place, row: Row): string {
  const [above, below] = row === 0 ? [from, to] : [to, from];
  const lane = above.y + above.height + (row === 0 ? 17 : 11);
  const right = above.x + above.width + (row === 0 ? 11 : 6);
  const left = below.x - (row === 0 ? 6 : 2.5);
  const points: Point[] =
    row === 0
      ? [
          { x: above.x + above.width, y: above.next },
          { x: right, y: above.next },
          { x: right, y: lane },
          { x: left, y: lane },
          { x: left, y: below.next },
          { x: below.x - 1, y: below.next },
        ]
      : [
          { x: below.x, y: below.prev },
          { x: left, y: below.prev },
          { x: left, y: lane },
          { x: right, y: lane },
          { x: right, y: above.prev },
          { x: above.x + above.width + 1, y: above.prev },
        ];
  return roundedPath(points, 4);
}

/** Skips boxes: down in the gap, along just under them, and up again. */
function under(from: Place, to: Place, row: Row, start: Point): string {
  const lane = Math.max(from.y + from.height, to.y + to.height) + 4.5;
  const out = start.x + (row === 0 ? 7 : -7);
  const entersLeft = row === 0;
  const end = entersLeft ? to.x - 1 : to.x + to.width + 1;
  const turn = entersLeft ? end - 7 : end + 7;
  const y = row === 0 ? to.next : to.prev;
  return roundedPath(
    [
      start,
      { x: out, y: start.y },
      { x: out, y: lane },
      { x: turn, y: lane },
      { x: turn, y },
      { x: end, y },
    ],
    5,
  );
}

/** From a page that hangs below the list up to a box of it. */
function fromHanging(from: Place, to: Place, row: Row): string {
  const start = {
    x: row === 0 ? from.x + from.width : from.x,
    y: row === 0 ? from.next : from.prev,
  };
  const middle = to.x + to.width / 2;
  const end = { x: middle, y: to.y + to.height + 1 };
  const direct = row === 0 ? middle > start.x + 8 : middle < start.x - 8;
  if (direct) return roundedPath([start, { x: middle, y: start.y }, end], 6);
  const out = start.x + (row === 0 ? 9 : -9);
  const lane = from.y - 7;
  return roundedPath(
    [start, { x: out, y: start.y }, { x: out, y: lane }, { x: middle, y: lane }, end],
    5,
  );
}

/** From a box of the list down to a page that hangs below it. */
function ontoHanging(from: Place, to: Place, row: Row, gap: number): string {
  const start = {
    x: row === 0 ? from.x + from.width : from.x,
    y: row === 0 ? from.next : from.prev,
  };
  const out = start.x + (row === 0 ? gap * 0.36 : -gap * 0.36);
  const inside = Math.min(Math.max(out, to.x + 8), to.x + to.width - 8);
  const end = { x: inside, y: to.y - 1 };
  if (inside === out) return roundedPath([start, { x: out, y: start.y }, end], 5);
  const lane = to.y - 9;
  return roundedPath(
    [start, { x: out, y: start.y }, { x: out, y: lane }, { x: inside, y: lane }, end],
    5,
  );
}

function noteOf(edge: Edge, ladder: Ladder): string | undefined {
  switch (edge.kind) {
    case 'link': {
      const name = placeOf(ladder, edge.to)?.node.name;
      return edge.style === 'wrong' ? `→ ${name ?? '?'}, past its neighbour` : undefined;
    }
    case 'loop':
      return edge.wrong ? 'is its own address' : undefined;
    case 'earth':
      return edge.wrong ? 'is poison' : undefined;
    case 'stop':
      return edge.wrong ? `is a number, ${edge.reading}` : undefined;
    case 'tail':
      return `has bit 0 set: page ${edge.page}`;
    case 'away':
      return edge.wrong ? `${edge.reading}, not on this list` : undefined;
    case 'astray':
      return edge.reading.startsWith('no object')
        ? `leads nowhere: ${edge.reading}`
        : `is ${edge.reading}`;
  }
}
