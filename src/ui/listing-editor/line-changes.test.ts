import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesText, lineChanges } from './line-changes.ts';

const shown = (before: string, after: string): string =>
  lineChanges(before, after)
    .map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`)
    .join('|');

describe('the changes between two texts', () => {
  test('are the lines that came and went, those that went before those that came', () => {
    expect(shown('a\nb\nc', 'a\nc')).toBe(' a|-b| c');
    expect(shown('a\nb\nc', 'a\nx\ny\nc')).toBe(' a|-b|+x|+y| c');
    expect(shown('a\nb', 'a\nb\nc')).toBe(' a| b|+c');
    expect(shown('a\nb', 'b\na')).toBe('-a| b|+a');
    expect(shown('a', 'a')).toBe(' a');
  });

  test('give both texts back, and no more changes than are needed', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = lineChanges(before, after);
        const side = (left: 'added' | 'removed'): string =>
          changes
            .filter(({ kind }) => kind !== left)
            .map((one) => one.text)
            .join('\n');
        expect(side('added')).toBe(before);
        expect(side('removed')).toBe(after);
        expect(changesText(changes) === undefined).toBe(before === after);
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  test('are counted in words', () => {
    expect(changesText(lineChanges('a\nb', 'a'))).toBe('1 line removed');
    expect(changesText(lineChanges('a', 'a\nb\nc'))).toBe('2 lines added');
    expect(changesText(lineChanges('a\nb', 'a\nc'))).toBe('1 line added, 1 removed');
  });
});
