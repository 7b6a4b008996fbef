/**
 * Pages on no list, under the rail of the lock that guards the pin words (where the design has one).
 * Beside each word stands what it says; beside a page that a device writes into, its data.
 */
import type { Density } from './density.ts';
import type { PictureItem } from './drawing.ts';
import { type Edge, type Row, looseEdge } from './edge.ts';
import { placed } from './ladder.ts';
import { behind, lettered } from './lettering.ts';
import type { Section, SectionFrame } from './lists-section.ts';
import { lockLine } from './lock-line.ts';
import type { DeviceTold, LockTold } from './memory-input.ts';
import type { SceneNode } from './memory-scene.ts';
import { pageBox } from './page-box.ts';
import { pointerMarks } from './pointer.ts';
import { textWidth } from './text-width.ts';

/** Field of the node that the 2018 designs add; v4.18 has no such lock. */
export const pinLockName = 'pinned_dma_lock';

/** A page on no list, and whether it denies a pin that is outstanding. */
export interface LoosePage {
  readonly node: SceneNode;
  readonly denies: boolean;
}

export interface LooseInput {
  readonly pages: readonly LoosePage[];
  readonly devices: readonly DeviceTold[];
  /** Ids of boxes that get a ring: what stands beside them keeps clear of it. */
  readonly ringed: ReadonlySet<string>;
  /** The design keeps pin state in the list words. */
  readonly pinsInWords: boolean;
}

/** The section; its first page, the one of the story, is drawn large. */
export function looseSection(input: LooseInput, frame: SectionFrame): Section {
  const { density, width } = frame;
  const items: PictureItem[] = [];
  const lock = frame.locks.find(({ name }) => name === pinLockName);
  const left = density.left;
  let y = frame.top;
  items.push(...heading(lock, input, frame));
  y += density.name === 'roomy' ? 34 : 26;
  if (input.pages.length === 0 && input.devices.length === 0) {
    const lines = emptyLines(lock, density);
    lines.forEach((line, index) => {
      items.push(
        lettered(`loose.empty${index}`, { x: left, y: y + 8 + index * 20 }, line, {
          size: 13,
          tone: 'ink2',
        }),
      );
    });
    return { items, bottom: y + lines.length * 20 };
  }
  let x = left;
  let rowHeight = 0;
  input.pages.forEach(({ node, denies }, index) => {
    const size = sizeOf(index, density);
    const edges: readonly [Edge, Edge] = [looseEdge(node, 0), looseEdge(node, 1)];
    const readings = readingsOf(node, edges, denies, input.pinsInWords);
    const cell = size.width + (density.name === 'phone' ? 8 : 32 + widest(readings));
    if (x > left && x + cell > width) {
      x = left;
      y += rowHeight + 14;
      rowHeight = 0;
    }
    const place = placed(node, { x, y, width: size.width, row: 0, hanging: false }, size);
    const box = pageBox(place, {
      density,
      edges,
      underLens: node.name === frame.underLens,
      word: index === 0 ? density.word + (density.name === 'roomy' ? 2.5 : 1.5) : density.word,
    });
    items.push(box);
    if (density.name !== 'phone')
      items.push(...readingItems(place, edges, readings, input.ringed.has(node.id) ? 6 : 0));
    x += cell + 24;
    rowHeight = Math.max(rowHeight, size.height);
  });
  const data = dataItems(input.devices, { x, left, y, width, density });
  items.push(...data.items);
  const bottom = Math.max(y + rowHeight, data.bottom);
  if (lock !== undefined) {
    items.unshift({
      kind: 'rail',
      id: `lock:${lock.name}.rail`,
      x: 6,
      from: frame.top + 20,
      to: bottom,
      ...(lock.holder === undefined ? {} : { holder: lock.holder }),
    });
  }
  return { items, bottom };
}

function heading(
  lock: LockTold | undefined,
  input: LooseInput,
  frame: SectionFrame,
): readonly PictureItem[] {
  if (lock !== undefined) return lockLine(lock, frame.top, frame.width);
  const title = input.pages.length === 0 ? 'pins' : 'on no list';
  return [
    lettered('loose', { x: frame.density.left, y: frame.top + 12 }, title, {
      size: 13,
      weight: 600,
    }),
  ];
}

function emptyLines(lock: LockTold | undefined, { name }: Density): readonly string[] {
  if (lock === undefined)
    return ['This design keeps no record of pins:', 'a pinned page looks like any other.'];
  if (name === 'phone') return ['No page is off the lists.'];
  return [
    'No page is pinned. A page that gets pinned leaves its list,',
    'and its two list words become the pin words.',
  ];
}

function sizeOf(
  index: number,
  density: Density,
): { width: number; height: number; header: number } {
  if (index === 0) {
    return { width: density.looseWidth, height: density.looseHeight, header: density.looseHeader };
  }
  return { width: density.pageWidth, height: density.height, header: density.header };
}

interface Reading {
  readonly text: string;
  readonly bad: boolean;
  /** Half written: the word waits for its second store. */
  readonly unwritten: boolean;
}

function readingsOf(
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
    case 'earth':
      return 'poison';
    case 'stop': {
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

function widest(readings: readonly (readonly Reading[])[]): number {
  return Math.max(
    ...readings.flat().map(({ text, bad }) => textWidth(text, 12.5, bad ? 650 : 400)),
  );
}

function readingItems(
  place: ReturnType<typeof placed>,
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
        { x: right + 26 - clear, y: y + 4 - (lines.length - 1 - index) * 18 },
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

interface DataFrame {
  /** Where the row of pages ends. */
  readonly x: number;
  readonly left: number;
  readonly y: number;
  readonly width: number;
  readonly density: Density;
}

/** The 4 KiB of each page that a device writes or wrote into. */
function dataItems(devices: readonly DeviceTold[], frame: DataFrame): Section {
  const { density, width } = frame;
  const height = density.name === 'roomy' ? 36 : 26;
  const beside = width - frame.x >= 150;
  const x = beside ? frame.x : frame.left;
  let y = beside
    ? frame.y + (density.name === 'roomy' ? 14 : 6)
    : frame.y + density.looseHeight + 12;
  if (!beside && frame.x === frame.left) y = frame.y;
  const items: PictureItem[] = [];
  for (const { actor, page, stage } of devices) {
    const id = `device:${actor}`;
    const right = width - (density.name === 'roomy' ? 58 : 44);
    const dataWidth = Math.min(right - x, 240);
    const mark = x + dataWidth + (density.name === 'roomy' ? 46 : 32);
    const filled = stage === 'done' ? dataWidth : dataWidth / 2;
    items.push({ kind: 'data', id: `${id}.data`, x, y, width: dataWidth, height, filled });
    if (stage === 'writing') {
      const d = `M${mark - 12} ${y + height / 2}H${x + filled + 6}`;
      items.push({ kind: 'arrow', id: `${id}.write`, d, tone: 'half', head: true });
    }
    items.push({ kind: 'actor', id, actor, x: mark, y: y + height / 2, r: 9, letter: true });
    const owner = lettered(`${id}.page`, { x, y: y + height + 17 }, `${page}’s 4 KiB`, {
      size: 12,
      tone: 'ink2',
    });
    const room = mark + 12 - behind(owner);
    const long = stage === 'writing' ? 'device is writing' : 'device has written';
    const text = textWidth(long, 12) < room ? long : stage === 'writing' ? 'writing' : 'written';
    items.push(owner);
    if (textWidth(text, 12) < room) {
      items.push(
        lettered(`${id}.stage`, { x: mark + 12, y: y + height + 17 }, text, {
          size: 12,
          tone: 'ink2',
          anchor: 'end',
        }),
      );
    }
    y += height + 26;
  }
  return { items, bottom: devices.length === 0 ? 0 : y - 4 };
}
