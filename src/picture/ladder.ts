/**
 * Where the boxes of one list stand: the head, then its pages to the right, in as many rows as the
 * width asks for; pages that hang half linked stand below the gap they are about to fill.
 *
 *     [head]→[ B ]→[ C ]→   next leaves to the right, on the upper row
 *     [    ]←[   ]←[   ]    prev leaves to the left, on the lower row
 *     └────────────────┘    and one quiet line closes the ring underneath
 */
import type { Density } from './density.ts';
import type { Chain } from './chain.ts';
import type { SceneNode } from './scene-node.ts';

export interface Place {
  readonly node: SceneNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly header: number;
  /** y of the arrows of the two words. */
  readonly next: number;
  readonly prev: number;
  /** Row of boxes within the ladder, from 0. */
  readonly row: number;
  readonly hanging: boolean;
}

export interface Ladder {
  readonly chain: Chain;
  readonly places: readonly Place[];
  readonly gap: number;
  /** Left edge of the first box. */
  readonly left: number;
  /** Right edge of the last box in the longest row, without the closing line. */
  readonly right: number;
  /** Bottom of the last row of boxes. */
  readonly floor: number;
  /** Bottom of everything, closing line and hanging pages included. */
  readonly bottom: number;
}

/** Space under a row of boxes for the closing line and for pointers that skip a box. */
const underRow = 18;

/** The ladder of a chain whose first box's top left corner is at (left, top), at most `width` wide. */
export function ladderOf(
  chain: Chain,
  density: Density,
  frame: { readonly left: number; readonly top: number; readonly width: number },
): Ladder {
  const { left, top, width } = frame;
  const fit = fitted(chain.nodes.length - 1, density, width - 14);
  const rowStep = density.height + underRow + 10;
  const places: Place[] = [];
  let x = left;
  let row = 0;
  for (const node of chain.nodes) {
    const boxWidth = node.kind === 'head' ? fit.head : fit.page;
    if (places.length > 0 && x + boxWidth > left + width - 14) {
      row += 1;
      x = left;
    }
    places.push(
      placed(node, { x, y: top + row * rowStep, width: boxWidth, row, hanging: false }, density),
    );
    x += boxWidth + fit.gap;
  }
  const floor = top + row * rowStep + density.height;
  const hung = hangingPlaces(chain, places, {
    density,
    top: floor + underRow + 4,
    width: fit.page,
    right: left + width - 14,
  });
  const right = Math.max(...[...places, ...hung].map((place) => place.x + place.width));
  const bottom = Math.max(floor + underRow, ...hung.map((place) => place.y + place.height + 6));
  return { chain, places: [...places, ...hung], gap: fit.gap, left, right, floor, bottom };
}

/** The place of a box, or undefined where the ladder has none with this id. */
export function placeOf(ladder: Ladder, id: string): Place | undefined {
  return ladder.places.find((place) => place.node.id === id);
}

/** A place with the heights of its two rows worked out. */
export function placed(
  node: SceneNode,
  { x, y, width, row, hanging }: Pick<Place, 'x' | 'y' | 'width' | 'row' | 'hanging'>,
  { height, header }: Pick<Density, 'height' | 'header'>,
): Place {
  const words = header < height;
  const half = words ? (height - header) / 2 : height / 2;
  const next = words ? y + header + half / 2 : y + height * 0.32;
  const prev = words ? next + half : y + height * 0.68;
  return { node, x, y, width, height, header, next, prev, row, hanging };
}

interface Fit {
  readonly head: number;
  readonly page: number;
  readonly gap: number;
}

/** Full sizes while they fit in one row, then squeezed, at the least sizes in several rows. */
function fitted(pages: number, density: Density, width: number): Fit {
  const full = { head: density.headWidth, page: density.pageWidth, gap: density.gap };
  const length = (fit: Fit): number => fit.head + pages * (fit.page + fit.gap);
  if (length(full) <= width || pages === 0) return full;
  const least = {
    head: Math.min(density.headWidth, density.leastWidth),
    page: density.leastWidth,
    gap: density.leastGap,
  };
  const over = length(full) - length(least);
  const share = over === 0 ? 0 : (width - length(least)) / over;
  if (share < 0) return least;
  const between = (low: number, high: number): number => Math.floor(low + (high - low) * share);
  return {
    head: between(least.head, full.head),
    page: between(least.page, full.page),
    gap: between(least.gap, full.gap),
  };
}

interface HangingFrame {
  readonly density: Density;
  readonly top: number;
  /** Of a box. */
  readonly width: number;
  /** Where the frame ends. */
  readonly right: number;
}

/** Below the gap behind the box they follow; several of them side by side. */
function hangingPlaces(
  chain: Chain,
  places: readonly Place[],
  { density, top, width, right }: HangingFrame,
): readonly Place[] {
  let free = 0;
  return chain.hanging.map(({ node, after }) => {
    const before = places[after];
    const middle = before === undefined ? 0 : before.x + before.width + density.gap / 2;
    const x = Math.max(Math.min(middle - width / 2, right - width), free);
    free = x + width + density.gap;
    return placed(node, { x, y: top, width, row: -1, hanging: true }, density);
  });
}
