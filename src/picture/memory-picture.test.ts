import { describe, expect, test } from 'vitest';
import { pageWords } from '../kernel/page-words.ts';
import { locks } from '../kernel/locks.ts';
import { densities } from './density.ts';
import { type PictureItem, type PictureText, boxesOf } from './drawing.ts';
import { type DrivenMoment, driven, driver, karaRace, moments } from './driven-scenario.ts';
import { memoryPicture } from './memory-picture.ts';
import type { MemoryInput } from './memory-input.ts';
import { textWidth } from './text-width.ts';

const sizes = [
  { density: densities.roomy, width: 595 },
  { density: densities.compact, width: 487 },
  { density: densities.phone, width: 358 },
  { density: densities.phone, width: 288 },
];

type Compiled = MemoryInput['compiled'];

function pictureOf(
  compiled: Compiled,
  moment: DrivenMoment,
  { density, width }: (typeof sizes)[number],
) {
  const [page] = compiled.pages;
  if (page === undefined) throw new Error('no page');
  const words = pageWords(compiled, moment.state, page);
  const pins = Array.from({ length: words.pins }, (_, id) => ({
    id,
    kind: 'pin',
    actor: 'cpu0',
    step: 60,
  }));
  const others = Array.from({ length: Math.max(0, words.refcount - words.pins) }, (_, index) => ({
    id: 100 + index,
    kind: 'plain',
    actor: 'cpu1',
    step: 3,
  }));
  return memoryPicture({
    compiled,
    ...moment,
    locks: locks(compiled, moment.state).map(({ name, address, guards, holder }) => ({
      name: name.replace(/^.*\./, ''),
      address,
      guards,
      ...(holder === undefined
        ? {}
        : { holder: compiled.program.actors[holder]?.id ?? '', since: 44 }),
    })),
    devices: words.pins > 0 ? [{ actor: 'device', page: page.name, stage: 'writing' }] : [],
    references: {
      page: page.name,
      refcount: words.refcount,
      holders: [...others, ...pins],
      pins,
      countField: 'dma_pinned_count',
      ...(words.pinCount === undefined ? {} : { pinCount: words.pinCount }),
      saysPinned: words.saysPinned,
    },
    page: page.name,
    width,
    density,
  });
}

function area(item: PictureText): { left: number; right: number; top: number; bottom: number } {
  const width = textWidth(item.text, item.size, item.weight, item.mono);
  const left =
    item.anchor === 'end' ? item.x - width : item.anchor === 'middle' ? item.x - width / 2 : item.x;
  return {
    left,
    right: left + width,
    top: item.y - item.size * 0.74,
    bottom: item.y + item.size * 0.1,
  };
}

function collisions(items: readonly PictureItem[]): readonly string[] {
  const texts = items
    .filter((item) => item.kind === 'text')
    .map((item) => ({ item, at: area(item) }));
  return texts.flatMap(({ item, at }, index) =>
    texts
      .slice(index + 1)
      .filter(
        ({ at: other }) =>
          at.left < other.right - 2 &&
          other.left < at.right - 2 &&
          at.top < other.bottom &&
          other.top < at.bottom,
      )
      .map((other) => `"${item.text}" over "${other.item.text}"`),
  );
}

const stories = [
  { name: 'Kara’s race in July 2018', compiled: driven('july-2018', 'kara-race') },
  { name: 'Kara’s race in v4.18', compiled: driven('v4.18', 'kara-race') },
].map((story) => ({ ...story, told: [...karaRace(story.compiled)] }));
const draining = driven('july-2018', 'pin-in-pagevec');
const drained = [...moments(draining, driver([['cpu1', () => false]]))];

describe.each([
  ...stories,
  { name: 'a pagevec that is drained', compiled: draining, told: drained },
])('$name, at every step and size', ({ compiled, told }) => {
  const all = told.flatMap((moment, step) =>
    sizes.map((size) => ({ step, size, picture: pictureOf(compiled, moment, size) })),
  );

  test('every page has its box, no box lies over another or outside the frame', () => {
    for (const { picture, size } of all) {
      const boxes = boxesOf(picture);
      const names = boxes.filter(({ id }) => id.startsWith('page:')).map(({ name }) => name);
      expect(names.toSorted()).toEqual(compiled.pages.map(({ name }) => name).toSorted());
      boxes.forEach((box, index) => {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(size.width);
        expect(box.y + box.height).toBeLessThanOrEqual(picture.height);
        const under = boxes
          .slice(index + 1)
          .filter(
            (other) =>
              box.x < other.x + other.width &&
              other.x < box.x + box.width &&
              box.y < other.y + other.height &&
              other.y < box.y + box.height,
          );
        expect(under.map(({ id }) => `${box.id} over ${id}`)).toEqual([]);
      });
    }
  });

  test('every item has an id of its own', () => {
    for (const { picture } of all) {
      const ids = picture.items.map(({ id }) => id);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    }
  });

  test('no text runs into another or out of the frame', () => {
    for (const { picture, size } of all) {
      expect(collisions(picture.items)).toEqual([]);
      for (const item of picture.items) {
        if (item.kind !== 'text') continue;
        const { left, right } = area(item);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(size.width + 6);
      }
    }
  });
});

describe('the step that breaks pin-seen', () => {
  const [{ compiled, told }] = [stories[0] ?? { compiled: draining, told: drained }];
  const moment = told.find(({ broken }) => broken.some(({ property }) => property === 'pin-seen'));
  if (moment === undefined) throw new Error('nothing is broken');
  const size = sizes[0] ?? { density: densities.roomy, width: 595 };
  const picture = pictureOf(compiled, moment, size);

  test('rings the page and its pin and joins them with one line', () => {
    const rings = picture.items.filter(({ kind }) => kind === 'witness').map(({ id }) => id);
    expect(rings).toEqual(['witness:page:P', 'witness:pins']);
    expect(picture.items.filter(({ kind }) => kind === 'join')).toHaveLength(1);
  });

  test('says so beside the page and shows the store as written', () => {
    const texts = picture.items.filter((item) => item.kind === 'text').map(({ text }) => text);
    expect(texts).toContain('says: unpinned');
    expect(texts).toContain('no address yet');
    const box = boxesOf(picture).find(({ id }) => id === 'page:P');
    expect(box?.words).toEqual([
      { text: '…0008', cue: 'write', corrupt: false },
      { text: '…0000', corrupt: false },
    ]);
  });

  test('keeps a dotted P in the gap between B and C', () => {
    const gap = picture.items.find(({ kind }) => kind === 'gap');
    const boxes = new Map(boxesOf(picture).map((box) => [box.id, box]));
    const b = boxes.get('page:B');
    const c = boxes.get('page:C');
    if (gap?.kind !== 'gap' || b === undefined || c === undefined) throw new Error('no gap');
    expect(gap.name).toBe('P');
    expect(gap.x).toBeGreaterThan(b.x + b.width);
    expect(gap.x + gap.width).toBeLessThan(c.x);
  });
});

test('a page that is half linked hangs below the list with dashed arrows', () => {
  const next = (draining.pages[0]?.address ?? 0n) + 8n;
  const moment = drained.find(({ effects }) =>
    effects.some((effect) => effect.kind === 'write' && effect.address === next),
  );
  if (moment === undefined) throw new Error('nothing is linked');
  const picture = pictureOf(draining, moment, sizes[0] ?? { density: densities.roomy, width: 595 });
  const dashed = picture.items.filter((item) => item.kind === 'arrow' && item.tone === 'half');
  expect(dashed.map(({ id }) => id)).toEqual(['page:B.prev', 'page:P.next']);
});
