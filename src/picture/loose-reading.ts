/** What stands beside the words of a page on no list: the mark of each, and what it says. */
import type { PictureItem } from './drawing.ts';
import type { Edge, Row } from './edge.ts';
import type { Place } from './ladder.ts';
import { lettered } from './lettering.ts';
import { pointerMarks } from './pointer.ts';
import type { SceneNode } from './scene-node.ts';
import { textWidth } from './text-width.ts';

interface Reading {
  readonly text: string;
  readonly bad: boolean;
  /** Half written: the word waits for its second store. */
  readonly unwritten: boolean;
}

/** What each of the two words of a page says, one or two lines each. */
export function readingsOf(
  node: SceneNode,
  [next, prev]: readonly [Edge, Edge],
  denies: boolean,
  pinsInWords: boolean,
): readonly (readonly Reading[])[] {
  const plain = (edge: Edge, row: Row): Reading => {
    const unwritten = row === 1 && next.kind === 'loop' && edge.kind === 'stop';
    const text = unwritten ? 'no address yet' : readingOf(node, edge, row, pinsInWords);
    return { text, bad: edge.kind === 'astray', unwritten };
  };
  const denial: Reading = { text: 'says: unpinned', bad: true, unwritten: false };
  return [denies ? [denial, plain(next, 0)] : [plain(next, 0)], [plain(prev, 1)]];
}

function readingOf(node: SceneNode, edge: Edge, row: Row, pinsInWords: boolean): string {
  switch (edge.kind) {
    case 'loop':
      return 'its own address';
    case 'earth': {
      // A count of 512 looks like the poison that it was written over: word 8 decides.
      const pinned = pinsInWords && row === 1 && node.words[0].meaning.kind === 'number';
      return pinned ? `count ${BigInt.asIntN(32, node.words[1].value)}` : 'poison';
    }
    case 'stop': {
      if (node.words[0].meaning.kind === 'tail') return edge.reading;
      if (!pinsInWords) return `${edge.reading}, no address`;
      return row === 1 ? `count ${edge.reading}` : `flag ${edge.reading}, no address`;
    }
    case 'tail':
      return `− 1, page ${edge.page}`;
    case 'link':
      return `→ ${edge.to.slice(edge.to.indexOf(':') + 1)}`;
    case 'away':
    case 'astray':
      return node.words[row].value === 0n ? '0' : edge.reading;
  }
}

/** Width of the widest line, in px. */
export function widest(readings: readonly (readonly Reading[])[]): number {
  return Math.max(
    ...readings.flat().map(({ text, bad }) => textWidth(text, 12.5, bad ? 650 : 400)),
  );
}

/** Marks and lines beside the two words of a placed page; `clear` px are left free for a ring. */
export function readingItems(
  place: Place,
  edges: readonly [Edge, Edge],
  readings: readonly (readonly Reading[])[],
  clear: number,
): readonly PictureItem[] {
  const { node } = place;
  const right = place.x + place.width + clear;
  return readings.flatMap((lines, row) => {
    const y = row === 0 ? place.next : place.prev;
    const id = `${node.id}.${row === 0 ? 'next' : 'prev'}`;
    const edge = edges[row === 0 ? 0 : 1];
    const marks = lines.some((line) => line.unwritten)
      ? unwrittenMarks(id, right, y)
      : edge.kind === 'link'
        ? []
        : pointerMarks(id, edge, { x: right, y }, 1);
    const texts = lines.map((line, index) =>
      lettered(
        `${id}.reading${index}`,
        { x: right + 26, y: y + 4 - (lines.length - 1 - index) * 18 },
        line.text,
        {
          tone: line.bad ? 'bad' : 'ink2',
          ...(line.bad ? { weight: 650 } : {}),
        },
      ),
    );
    return [...marks, ...texts];
  });
}

/** A word that the store before it promised and that still holds the other view's bytes. */
function unwrittenMarks(id: string, x: number, y: number): readonly PictureItem[] {
  return [
    { kind: 'arrow', id, d: `M${x} ${y}h10`, tone: 'half', head: false },
    { kind: 'cross', id: `${id}.cross`, x: x + 16, y, tone: 'ink' },
  ];
}
