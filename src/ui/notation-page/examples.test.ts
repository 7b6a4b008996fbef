import { describe, expect, test } from 'vitest';
import { checkLayers } from '../../listing/check.ts';
import { problemText } from '../../listing/problem.ts';
import { exampleListing, notationSections } from './examples.ts';
import { mistakeText } from './mistake-text.ts';

describe('the reference of the notation', () => {
  test('has only examples that compile', () => {
    const sources = [{ file: 'example.step', text: exampleListing }];
    expect(checkLayers([{ id: 'example', sources }]).map(problemText)).toEqual([]);
  });

  const mistakes = notationSections.flatMap((section) => section.mistakes ?? []);
  test.each(mistakes)('shows a mistake that is refused, with its place: %s', (code) => {
    expect(mistakeText(code)).toMatch(/^my\.step:\d+:\d+: \S/);
    expect(mistakeText(code).match(/^my\.step:/gm)).toHaveLength(1);
  });

  test('says what two touches on a line are', () => {
    expect(mistakeText('fn f(page)\n    page.lru.next.prev = page.lru.prev')).toContain('twice');
  });
});
