import { expect, test } from 'vitest';
import { designById } from './design.ts';
import { outlineOf } from './outline.ts';
import { paletteOf, type PaletteGroup } from './palette.ts';

function palette(design: string, overlay?: string): readonly PaletteGroup[] {
  const layers = [
    ...(designById(design)?.layers ?? []),
    ...(overlay === undefined
      ? []
      : [{ id: 'overlay', sources: [{ file: 'edited.step', text: overlay }] }]),
  ];
  return paletteOf(layers, outlineOf(layers));
}

const groupOf = (groups: readonly PaletteGroup[], operation: string): PaletteGroup | undefined =>
  groups.find(({ operations }) => operations.some(({ name }) => name === operation));

test('every operation and interrupt of the listings is in exactly one group', () => {
  for (const design of ['v4.18', 'july-2018']) {
    const { layers } = designById(design) ?? { layers: [] };
    const declared = layers
      .flatMap(({ sources }) => sources)
      .flatMap(({ text }) => [...text.matchAll(/^(?:operation|interrupt) (\w+)\(/gm)])
      .map(([, name]) => name);
    const offered = palette(design).flatMap(({ operations }) => operations.map(({ name }) => name));
    expect(new Set(offered)).toEqual(new Set(declared));
    expect(new Set(offered).size).toBe(offered.length);
  }
});

test('a group is named by the first words of its listing', () => {
  expect(groupOf(palette('v4.18'), 'get_page')?.title).toBe('References');
  expect(groupOf(palette('v4.18'), 'read')?.title).toBe('The page cache');
});

test('a design that says get_page anew says what references mean, in the same group as the rest', () => {
  const group = groupOf(palette('july-2018'), 'get_page');
  expect(group?.title).toBe('References count as pins while the page is marked');
  expect(group?.operations.map(({ name }) => name)).toContain('get_page_unless_zero');
  expect(group?.operations.find(({ name }) => name === 'get_page')).toMatchObject({
    file: 'july-2018/mm.step',
    why: 'Takes one more reference, and on a pinned page one more pin.',
  });
});

test('an operation that the user has changed stays where it was', () => {
  const overlay = '# Mine.\noperation get_page(page)\n    atomic page._refcount += 2\n';
  const group = groupOf(palette('july-2018', overlay), 'get_page');
  expect(group?.id).toBe('mm');
  expect(group?.operations.find(({ name }) => name === 'get_page')?.why).toBe('Mine.');
});
