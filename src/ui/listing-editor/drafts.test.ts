import { describe, expect, test } from 'vitest';
import { designById } from '../../kernel/design.ts';
import { overlayProblems } from '../../kernel/overlay-problems.ts';
import { scenarioById } from '../../kernel/scenario.ts';
import {
  editedFunctions,
  listingOf,
  openText,
  ownText,
  placedProblems,
  textOf,
  withDraft,
  type Work,
} from './drafts.ts';

const design = designById('july-2018');
const scenario = scenarioById('kara-race');
if (design === undefined || scenario === undefined) throw new Error('kara-race is gone');

const nothing: Work = { design, overlay: '', drafts: {} };

const typed = (work: Work, fn: string, change: (text: string) => string): Work => ({
  ...work,
  drafts: withDraft(work, fn, change(textOf(work, fn))),
});
const applied = (work: Work): Work => ({ ...work, overlay: listingOf(work), drafts: {} });
const withoutCount = (text: string): string => text.replace('    atomic head._refcount += 1\n', '');

describe('what stands in the editor', () => {
  test('is the text of the design, until something is typed', () => {
    expect(textOf(nothing, 'put_page')).toBe(ownText(nothing, 'put_page'));
    expect(listingOf(nothing)).toBe('');
    expect(editedFunctions(nothing)).toEqual([]);
    expect(textOf(nothing, 'no_such_function')).toBe('');
  });

  test('is what was typed, which becomes part of the listing when it is applied', () => {
    const work = typed(nothing, 'get_page', withoutCount);
    expect(editedFunctions(work)).toEqual(['get_page']);
    expect(openText(work, 'get_page')).toContain('atomic head._refcount');
    const after = applied(work);
    expect(openText(after, 'get_page')).not.toContain('atomic head._refcount');
    expect(editedFunctions(after)).toEqual(['get_page']);
    expect(withDraft(after, 'get_page', `${openText(after, 'get_page')}\n`)).toEqual({});
  });

  test('keeps the other edited functions when one is typed, and forgets one that is taken back', () => {
    const both = applied(
      typed(typed(nothing, 'get_page', withoutCount), 'put_page', (text) => `${text}\n    return`),
    );
    expect(editedFunctions(both)).toEqual(['get_page', 'put_page']);
    const back = applied(typed(both, 'get_page', () => ownText(both, 'get_page') ?? ''));
    expect(editedFunctions(back)).toEqual(['put_page']);
    const none = applied(typed(back, 'put_page', () => ''));
    expect(none.overlay).toBe('');
  });

  test('may declare another function, which is then edited on its own', () => {
    const helper = '# Twice.\nfn twice(page)\n    put_page(page)\n    put_page(page)';
    const work = applied(typed(nothing, 'put_page', (text) => `${text}\n\n${helper}\n`));
    expect(editedFunctions(work)).toEqual(['twice']);
    expect(openText(work, 'twice')).toBe(helper);
    expect(openText(work, 'put_page')).toBe(ownText(work, 'put_page'));
  });

  test('has its problems at the lines of the texts', () => {
    const one = typed(nothing, 'get_page', (text) => text.replace('atomic head', 'atomik head'));
    const two = typed(one, 'put_page', (text) =>
      text.replace('if PageDmaPinned', 'while PageDmaPinned'),
    );
    const { own } = overlayProblems({ design, scenario, debug: 'vm', text: listingOf(two) });
    const placed = placedProblems(two, own);
    expect(placed.map(({ fn, problem }) => [fn, problem.line])).toEqual([
      ['get_page', 5],
      ['put_page', 4],
    ]);
    expect(textOf(two, 'get_page').split('\n')[4]).toContain('atomik');
    expect(textOf(two, 'put_page').split('\n')[3]).toContain('while');
  });

  test('counts the lines that a message names from the first of the text, too', () => {
    const work = typed(nothing, 'put_page', (text) => text.replace(/ {4}if PageDmaPinned.*\n/, ''));
    const { own } = overlayProblems({ design, scenario, debug: 'vm', text: listingOf(work) });
    const [placed] = placedProblems(work, own);
    expect(placed?.problem.line).toBe(4);
    expect(placed?.problem.message).toBe(
      'this line is indented deeper than line 3, which begins no block',
    );
  });
});
