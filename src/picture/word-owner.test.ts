import { expect, test } from 'vitest';
import { driven, karaRace, moments } from './driven-scenario.ts';
import { lensPicture } from './lens-picture.ts';
import { wordOwner } from './word-owner.ts';

const compiled = driven('july-2018', 'kara-race');
const [page] = compiled.pages;
if (page === undefined) throw new Error('kara-race has no page');
const story = [...karaRace(compiled)];

test('the owner of P’s words changes hands in this order in Kara’s race', () => {
  const owners: string[] = [];
  for (const { state } of story) {
    const { kind } = wordOwner(compiled, state, page);
    if (owners.at(-1) !== kind) owners.push(kind);
  }
  expect(owners).toEqual([
    'list',
    'list-half',
    'nobody',
    'pin-half',
    'pin',
    'pin-clearing',
    'nobody',
  ]);
});

test('while the flag is cleared and the count is not, the first store is a list pointer and the second word is nobody’s', () => {
  const moment = story.find(
    ({ state }) => wordOwner(compiled, state, page).kind === 'pin-clearing',
  );
  if (moment === undefined) throw new Error('the clear never happens');
  const lens = lensPicture({ compiled, ...moment, page: 'P' });
  expect(lens.owner.label).toBe('list links, half written');
  expect(lens.word8.views).toEqual([
    { name: 'lru.next', valid: true, text: '→ P itself, an empty list', denies: false },
    { name: 'dma_pinned_flags', valid: false, text: 'not PINNED', denies: true },
  ]);
  expect(lens.word16.views.map(({ valid, text }) => [valid, text])).toEqual([
    [false, 'not written yet'],
    [false, 'no longer a count'],
  ]);
  expect(lens.word8.witness).toBe(true);
  expect(lens.word8.groups.flat().every(({ cue }) => cue === 'write')).toBe(true);
});

test('a pinned page reads as flag and count, and its list names are struck with the reason', () => {
  const moment = story.find(({ state }) => wordOwner(compiled, state, page).kind === 'pin');
  if (moment === undefined) throw new Error('P is never pinned');
  const lens = lensPicture({ compiled, ...moment, page: 'P' });
  expect(lens.owner.reason).toBe('PG_lru is clear, bit 1 of word 8 is set');
  expect(lens.word8.views).toEqual([
    { name: 'dma_pinned_flags', valid: true, text: 'PINNED, bit 1', denies: false },
    { name: 'lru.next', valid: false, text: 'no object at address 2', denies: false },
  ]);
  expect(lens.word16.views.map(({ text }) => text)).toEqual([
    '1, in the low 32 bits',
    'dead0000… is no address',
  ]);
  expect(lens.word16.halves).toBe(true);
});

test('v4.18 has list names only', () => {
  const old = driven('v4.18', 'kara-race');
  const lens = lensPicture({
    compiled: old,
    state: old.machine.start().state,
    effects: [],
    broken: [],
    page: 'P',
  });
  expect(lens.pinBit).toBeUndefined();
  expect([lens.word8, lens.word16].flatMap(({ views }) => views.map(({ name }) => name))).toEqual([
    'lru.next',
    'lru.prev',
  ]);
});

test('a read of the 32-bit count lights the low eight nibbles', () => {
  const moment = story.find(({ effects }) =>
    effects.some((effect) => effect.kind === 'read' && effect.place.endsWith('dma_pinned_count')),
  );
  if (moment === undefined) throw new Error('the count is never read');
  const digits = lensPicture({ compiled, ...moment, page: 'P' }).word16.groups.flat();
  expect(digits.map(({ cue }) => cue ?? '-').join(' ')).toBe(
    '- - - - - - - - read read read read read read read read',
  );
});

test('a page that reclaim has isolated hangs on a private list, and the lens says whose', () => {
  const reclaimed = driven('july-2018', 'pin-while-isolated');
  const reasons = new Set<string>();
  for (const { state } of moments(reclaimed, () => 'cpu1')) {
    const [first] = reclaimed.pages;
    if (first !== undefined) reasons.add(wordOwner(reclaimed, state, first).reason);
  }
  expect(reasons).toContain('PG_lru is clear, on a private list, page_list of cpu1');
  expect(reasons).toContain('PG_lru is clear, on a private list, free_pages of cpu1');
});
