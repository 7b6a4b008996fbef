import { describe, expect, test } from 'vitest';
import { designById, designsOf } from './design.ts';
import { designDifference } from './design-difference.ts';

const sources = [
  {
    file: 'base/a.step',
    text: [
      'design base "Base" from "nowhere"',
      '',
      'fn low(page)',
      '    page._refcount = 1  # why',
      '',
      'fn middle(page)',
      '    low(page)',
      '',
      'fn high(page)',
      '    middle(page)',
      '',
      'fn aside(page)',
      '    page._refcount = 2',
      '',
    ].join('\n'),
  },
  {
    file: 'next/a.step',
    text: [
      'design next "Next" from "nowhere"',
      'base base',
      '',
      'fn low(page)',
      '    page._refcount = 3',
      '',
      '# Said anew, and the same.',
      'fn aside(page)',
      '    page._refcount = 2  # for another reason',
      '',
      'fn fresh(page)',
      '    low(page)',
      '',
    ].join('\n'),
  },
];

function design(id: string) {
  const found = designsOf(sources).find((one) => one.id === id) ?? designById(id);
  if (found === undefined) throw new Error(id);
  return found;
}

describe('the difference of two designs', () => {
  test('is the functions with other lines, and those that are new', () => {
    const { functions } = designDifference(design('base'), design('next'));
    expect(functions.map(({ name, before, after }) => [name, before?.file, after?.file])).toEqual([
      ['low', 'base/a.step', 'next/a.step'],
      ['fresh', undefined, 'next/a.step'],
    ]);
  });

  test('tells who behaves differently only through what it calls, the nearest first', () => {
    expect(designDifference(design('base'), design('next')).callees).toEqual([
      { name: 'middle', file: 'base/a.step', through: ['low'] },
      { name: 'high', file: 'base/a.step', through: ['middle', 'low'] },
    ]);
  });

  test('the other way round, what is new is gone', () => {
    const { functions, callees } = designDifference(design('next'), design('base'));
    expect(functions.map(({ name, after }) => [name, after?.file])).toEqual([
      ['low', 'base/a.step'],
      ['fresh', undefined],
    ]);
    expect(callees.map(({ name }) => name)).toEqual(['middle', 'high']);
  });

  test('of a design and itself is nothing', () => {
    const july = design('july-2018');
    expect(designDifference(july, july)).toEqual({ functions: [], callees: [] });
  });

  test('of v4.18 and July 2018: references count, so everything that takes or drops one differs', () => {
    const { functions, callees } = designDifference(design('v4.18'), design('july-2018'));
    const names = functions.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['get_page', 'put_page', 'pin_page_for_dma']));
    expect(names).not.toContain('find_get_page');
    const by = new Map(callees.map(({ name, through }) => [name, through]));
    expect(by.get('putback_lru_page')).toEqual(['put_page']);
    expect(by.has('get_page')).toBe(false);
  });
});
