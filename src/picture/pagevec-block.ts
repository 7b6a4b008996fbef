/** Pagevecs, one row per CPU: queued pages stand on the row, ticks are the slots that are left. */
import type { Density } from './density.ts';
import type { PageBox, PictureItem } from './drawing.ts';
import { lettered } from './lettering.ts';
import type { ScenePagevec } from './memory-scene.ts';
import { textWidth } from './text-width.ts';

const slotStep = 32;
const CLOSE_ROW = 25;

export interface PagevecFrame {
  readonly left: number;
  /** Baseline of the title is at top + 11. */
  readonly top: number;
  readonly right: number;
}

/** Size of what is said behind the queued pages, px. */
const SAID = 11.5;

/** Least width in which all queued pages and some ticks fit. */
export function pagevecWidth(pagevecs: readonly ScenePagevec[]): number {
  const [first] = pagevecs;
  const widths = pagevecs.map((pagevec) => {
    const says = pagevec.name === first?.name ? 0 : textWidth(pagevec.name, SAID) + 4;
    return 24 + pagevec.queued.length * slotStep + Math.max(40, says);
  });
  return Math.max(150, ...widths);
}

/** Height of the block, title included. */
export function pagevecHeight(pagevecs: readonly ScenePagevec[], density: Density): number {
  return pagevecs.length === 0 ? 0 : density.title + pagevecs.length * rowOf(pagevecs, density);
}

/** Rows of more than two CPUs stand closer, so that what is below them stays in sight. */
function rowOf(pagevecs: readonly ScenePagevec[], density: Density): number {
  return pagevecs.length > 2 ? Math.min(CLOSE_ROW, density.pagevecRow) : density.pagevecRow;
}

/** The block of the pagevecs of one name. `elsewhere`: pages that have a box with their words already. */
export function pagevecBlock(
  pagevecs: readonly ScenePagevec[],
  frame: PagevecFrame,
  density: Density,
  look: { readonly underLens: string; readonly elsewhere: ReadonlySet<string> },
): readonly PictureItem[] {
  const [first] = pagevecs;
  if (first === undefined) return [];
  const { left, top, right } = frame;
  const drawn = new Set(look.elsewhere);
  const items: PictureItem[] = [
    lettered('pagevec', { x: left, y: top + 11 }, first.name, { weight: 600 }),
    lettered('pagevec.of', { x: right, y: top + 11 }, `of ${first.slots}`, {
      size: 12,
      tone: 'ink3',
      anchor: 'end',
    }),
  ];
  pagevecs.forEach((pagevec, index) => {
    const y = top + density.title + index * rowOf(pagevecs, density);
    const id = `pagevec:${pagevec.name}:${pagevec.cpu}`;
    items.push({
      kind: 'actor',
      id,
      actor: `cpu${pagevec.cpu}`,
      x: left + 8,
      y: y + 11,
      r: 7.5,
      letter: true,
    });
    pagevec.queued.forEach((page, slot) => {
      const box = queuedBox(
        page.name,
        left + 24 + slot * slotStep,
        y,
        page.name === look.underLens,
      );
      items.push(drawn.has(page.name) ? { ...box, id: queuedId(pagevec, page.name) } : box);
      drawn.add(page.name);
    });
    const from = left + 24 + pagevec.queued.length * slotStep;
    items.push(
      ...ticks(id, { from, to: right, y: y + 21.5 }, pagevec.slots - pagevec.queued.length),
    );
    items.push(
      lettered(
        `${id}.said`,
        { x: from + 2, y: y + 15 },
        pagevec.name === first.name ? said(pagevec) : pagevec.name,
        {
          size: SAID,
          tone: 'ink3',
        },
      ),
    );
  });
  return items;
}

/** Id of the box of a queued page that has another box, too. */
export function queuedId({ name, cpu }: Pick<ScenePagevec, 'name' | 'cpu'>, page: string): string {
  return `queued:${name}:${cpu}:${page}`;
}

function queuedBox(name: string, x: number, y: number, underLens: boolean): PageBox {
  return {
    kind: 'box',
    id: `page:${name}`,
    head: false,
    x,
    y,
    width: 26,
    height: 22,
    header: 22,
    name,
    size: { name: 13, word: 11 },
    underLens,
  };
}

function ticks(
  id: string,
  { from, to, y }: { readonly from: number; readonly to: number; readonly y: number },
  count: number,
): readonly PictureItem[] {
  if (count <= 0) return [];
  const step = (to - from) / count;
  const d = Array.from({ length: count }, (_, slot) => {
    const x = Math.round((from + slot * step + 1) * 100) / 100;
    return `M${x} ${y}h${Math.round((step - 2.5) * 100) / 100}`;
  }).join('');
  return [{ kind: 'line', id: `${id}.slots`, d, tone: 'line' }];
}

function said({ queued, slots }: ScenePagevec): string {
  if (queued.length === 0) return 'empty';
  if (queued.length >= slots) return 'full';
  return queued.every((page) => !page.onLru) ? 'PG_lru clear' : '';
}
