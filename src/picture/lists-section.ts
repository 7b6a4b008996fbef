/**
 * The lists, one ladder under the other, with the rail of the lock that guards them along the left,
 * and the pagevecs in the first free place beside or below them.
 */
import { lockLine } from './lock-line.ts';
import { chainItems } from './chain-items.ts';
import type { Chain } from './chain.ts';
import type { PictureItem } from './drawing.ts';
import type { MemoryScene } from './memory-scene.ts';
import { pagevecBlock, pagevecHeight, pagevecWidth } from './pagevec-block.ts';
import type { Section, SectionFrame } from './section.ts';

/** Free room beside a list: from `x` on, at the height of the list's title. */
interface Room {
  readonly x: number;
  readonly top: number;
}

/** The lists of a scene. The lists of one lock come together, those of no lock last. */
export function listsSection(scene: MemoryScene, frame: SectionFrame): Section {
  const { density, width } = frame;
  const items: PictureItem[] = [];
  const rooms: Room[] = [];
  const lock = frame.locks.find(({ address }) =>
    scene.chains.some((chain) => chain.head.lock === address),
  );
  const guarded = scene.chains.filter((chain) => chain.head.lock !== undefined);
  const others = scene.chains.filter((chain) => chain.head.lock === undefined);
  const elsewhere = new Set(
    [
      ...scene.chains.flatMap((chain) => [
        ...chain.nodes,
        ...chain.hanging.map(({ node }) => node),
      ]),
      ...scene.loose,
    ].map((node) => node.name),
  );
  let y = frame.top;
  if (lock !== undefined) {
    items.push(...lockLine(lock, y, width));
    y += density.lockLine;
  }
  const draw = (chain: Chain): void => {
    const drawn = chainItems(chain, y, frame);
    items.push(...drawn.items);
    rooms.push({ x: drawn.right, top: y });
    y = drawn.bottom + density.below;
  };
  const least = pagevecWidth(scene.pagevecs);
  const space = density.name === 'roomy' ? 52 : 40;
  guarded.forEach(draw);
  const height = pagevecHeight(scene.pagevecs, density);
  // It reaches down beside the lists below, too: each of them must leave the room.
  const isFree = ({ x }: Room): boolean => x + space + least <= width;
  const room = rooms.findLast(
    (one, index) =>
      isFree(one) &&
      rooms.slice(index).every((below) => below.top >= one.top + height || isFree(below)),
  );
  const block = (left: number, top: number): void => {
    items.push(
      ...pagevecBlock(scene.pagevecs, { left, top, right: width }, density, {
        underLens: frame.underLens,
        elsewhere,
      }),
    );
    y = Math.max(y, top + height + 4);
  };
  if (room !== undefined) {
    const beside = rooms.filter(({ top }) => top >= room.top && top < room.top + height);
    const lefts = beside.map(({ x }) => x + space);
    block(Math.max(...lefts, Math.min(width - 190, width - least)), room.top);
  }
  const railEnd = y - 4;
  others.forEach(draw);
  if (room === undefined && scene.pagevecs.length > 0) block(density.left, y);
  if (lock !== undefined) {
    items.unshift({
      kind: 'rail',
      id: `lock:${lock.name}.rail`,
      x: 6,
      from: frame.top + 20,
      to: railEnd,
      ...(lock.holder === undefined ? {} : { holder: lock.holder }),
    });
  }
  return { items, bottom: y };
}
