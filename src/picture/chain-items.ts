/** One list with its title: its ladder, the arrows, and what is wrong with it in words. */
import type { Chain } from './chain.ts';
import type { Density } from './density.ts';
import type { BoxPattern, PageBox, PictureItem } from './drawing.ts';
import { type Edge, hangingEdge, memberEdge } from './edge.ts';
import { ladderArrows } from './ladder-arrows.ts';
import { type Ladder, ladderOf, type Place } from './ladder.ts';
import { behind, lettered } from './lettering.ts';
import { pageBox } from './page-box.ts';
import type { Section, SectionFrame } from './section.ts';
import { textWidth } from './text-width.ts';

/** `right`: where the ladder and its closing line end, and the titles. */
export interface ChainDrawn extends Section {
  readonly right: number;
}

/** One list by itself: its title, ladder, arrows and what is wrong with it. */
export function chainItems(chain: Chain, top: number, frame: SectionFrame): ChainDrawn {
  const { density } = frame;
  const { id, title } = chain.head;
  const pages = chain.nodes.length - 1;
  const name = lettered(`list:${id}`, { x: density.left, y: top + 11 }, title, {
    size: density.label,
    weight: 600,
  });
  const count = pages === 0 ? 'empty' : pages === 1 ? '1 page' : `${pages} pages`;
  const said = lettered(`list:${id}.count`, { x: behind(name, 10), y: top + 11 }, count, {
    size: 12,
    tone: 'ink2',
  });
  const titles: PictureItem[] = [name, said];
  if (pages === 0 && chain.closed && chain.hanging.length === 0) {
    return emptyChain(chain, titles, { left: behind(said, 14), top }, frame);
  }
  const left = density.left;
  const ladder = ladderOf(chain, density, {
    left,
    top: top + density.title,
    width: frame.width - left,
  });
  const arrows = ladderArrows(ladder, density);
  const from = 'reclaim takes from this end ⤵';
  const end = Math.max(ladder.right + 15, behind(said, 24) + textWidth(from, 12));
  const hasEnd =
    id === 'inactive_file' && end <= frame.width && ladder.places.every(({ row }) => row <= 0);
  if (hasEnd) {
    const look = { size: 12, tone: 'ink3', anchor: 'end' } as const;
    titles.push(lettered(`list:${id}.end`, { x: end, y: top + 11 }, from, look));
  }
  const items: PictureItem[] = [
    ...titles,
    ...arrows.items,
    ...gapMarks(ladder, density),
    ...rowNames(ladder, density),
  ];
  ladder.places.forEach((place, index) => items.push(memberBox(ladder, place, index, frame)));
  let bottom = ladder.bottom;
  for (const note of arrows.notes) {
    bottom += 16;
    items.push(
      lettered(`list:${id}.note${bottom}`, { x: left, y: bottom }, note, {
        size: 12.5,
        weight: 600,
        tone: 'bad',
      }),
    );
  }
  // What stands beside it begins at the height of the titles.
  const right = Math.max(ladder.right + 15, hasEnd ? end : behind(said, 0));
  return { items, bottom, right };
}

function memberBox(ladder: Ladder, place: Place, index: number, frame: SectionFrame): PageBox {
  const { chain } = ladder;
  const edge = (row: 0 | 1): Edge =>
    place.hanging ? hangingEdge(chain, place.node, row) : memberEdge(chain, index, row);
  const listed = !place.hanging && index <= (chain.closed ? chain.nodes.length : chain.reached);
  return pageBox(place, {
    density: frame.density,
    edges: [edge(0), edge(1)],
    ...(listed ? { pattern: patternOf(chain) } : {}),
    underLens: place.node.kind === 'page' && place.node.name === frame.underLens,
    word: frame.density.word,
  });
}

/** An empty list is its head, small, pointing at itself. */
function emptyChain(
  chain: Chain,
  titles: readonly PictureItem[],
  { left, top }: { readonly left: number; readonly top: number },
  { density }: SectionFrame,
): ChainDrawn {
  const [node] = chain.nodes;
  if (node === undefined) throw new Error(`${chain.head.id} has no head`);
  const height = 20;
  const y = top - 3;
  const box: PageBox = {
    kind: 'box',
    id: node.id,
    head: true,
    x: left,
    y,
    width: 44,
    height,
    header: height,
    name: 'head',
    pattern: patternOf(chain),
    size: { name: 11.5, word: 11 },
    underLens: false,
  };
  const x = left + 44;
  const loop = `M${x} ${y + 14}h9a4 4 0 0 0 4 -4v-1a4 4 0 0 0 -4 -4h-8`;
  const items: PictureItem[] = [
    ...titles,
    { kind: 'arrow', id: `${node.id}.next`, d: loop, tone: 'ink', head: true },
    box,
  ];
  return { items, bottom: top + density.title + 4, right: x + 16 };
}

function patternOf({ head }: Chain): BoxPattern {
  switch (head.id) {
    case 'inactive_file':
    case 'active_file':
    case 'inactive_anon':
    case 'active_anon':
    case 'unevictable':
      return head.id;
    default:
      return head.kind === 'free' ? 'free' : 'private';
  }
}

function rowNames(ladder: Ladder, density: Density): readonly PictureItem[] {
  const [first] = ladder.places;
  if (first === undefined || density.name === 'phone') return [];
  const id = `list:${ladder.chain.head.id}`;
  const look = { size: 11.5, tone: 'ink3', anchor: 'end' } as const;
  return [
    lettered(`${id}.next`, { x: first.x - 17, y: first.next + 4 }, 'next', look),
    lettered(`${id}.prev`, { x: first.x - 17, y: first.prev + 4 }, 'prev', look),
  ];
}

function gapMarks(ladder: Ladder, density: Density): readonly PictureItem[] {
  if (density.name === 'phone') return [];
  const size = density.name === 'roomy' ? 17 : 15;
  const at = new Map<number, number>();
  return ladder.chain.left.flatMap(({ page, after }) => {
    const place = ladder.places[after];
    if (place === undefined) return [];
    const stacked = at.get(after) ?? 0;
    at.set(after, stacked + 1);
    const x = place.x + place.width + ladder.gap / 2 - size / 2;
    const y = place.y + 3 + stacked * (size + 2);
    return [{ kind: 'gap', id: `gap:${page}`, x, y, width: size, height: size, name: page }];
  });
}
