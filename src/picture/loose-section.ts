/**
 * Pages on no list, under the rail of the lock that guards the pin words (where the design has one).
 * Beside each word stands what it says; beside a page that a device writes into, its data.
 */
import type { Density } from './density.ts';
import { dataItems } from './device-data.ts';
import type { PictureItem } from './drawing.ts';
import { type Edge, looseEdge } from './edge.ts';
import { placed } from './ladder.ts';
import { lettered } from './lettering.ts';
import { lockLine } from './lock-line.ts';
import { readingsOf, widest, readingItems } from './loose-reading.ts';
import type { DeviceTold, LockTold } from './memory-input.ts';
import { pageBox } from './page-box.ts';
import type { SceneNode } from './scene-node.ts';
import type { Section, SectionFrame } from './section.ts';

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
  /** As how many references it counts a pin; absent: not at all. */
  readonly perPin?: number;
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
    const lines = emptyLines(lock, density, input.perPin);
    lines.forEach((line, index) => {
      items.push(
        lettered(`loose.empty${index}`, { x: left, y: y + 8 + index * 20 }, line, {
          size: 13,
          tone: 'ink2',
        }),
      );
    });
    const bottom = y + lines.length * 20;
    if (lock?.holder !== undefined) items.unshift(railAlong(lock, frame.top, bottom - 8));
    return { items, bottom };
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
  if (lock !== undefined) items.unshift(railAlong(lock, frame.top, bottom));
  return { items, bottom };
}

function railAlong({ name, holder }: LockTold, top: number, to: number): PictureItem {
  const held = holder === undefined ? {} : { holder };
  return { kind: 'rail', id: `lock:${name}.rail`, x: 6, from: top + 20, to, ...held };
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

function emptyLines(
  lock: LockTold | undefined,
  { name }: Density,
  perPin: number | undefined,
): readonly string[] {
  if (perPin !== undefined) {
    return ['A pinned page stays on its list:', `a pin is ${perPin} references at once.`];
  }
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
