import { describe, expect, test } from 'vitest';
import { lineDeletions } from './line-deletion.ts';

const text = `# Why.
fn f(page)
    # a comment
    x = 1

    if page.a
        only = 2
    if page.b
        y = 3
    else
        # alone
        z = 4
        z = 5`;

const without = (index: number, how: string, filler?: string): string | undefined =>
  lineDeletions(text, filler).find((one) => one.index === index && one.how === how)?.text;

describe('the ways to take a line away', () => {
  test('are one for a plain line, two for one that heads a block, none for comments', () => {
    expect(lineDeletions(text).map(({ index, how }) => `${index} ${how}`)).toEqual([
      '1 ',
      '3 ',
      '5 with its block',
      '5 its block kept',
      '6 ',
      '7 never true',
      '7 always true',
      '8 ',
      '9 with its block',
      '9 its block kept',
      '11 ',
      '12 ',
    ]);
  });

  test('leave the rest as it was, a kept block less indented', () => {
    expect(without(3, '')).toBe(text.replace('    x = 1\n', ''));
    expect(without(5, 'with its block')).toBe(
      text.replace('    if page.a\n        only = 2\n', ''),
    );
    expect(without(5, 'its block kept')).toBe(
      text.replace('    if page.a\n        only = 2\n', '    only = 2\n'),
    );
    expect(without(7, 'never true')?.endsWith('only = 2\n    # alone\n    z = 4\n    z = 5')).toBe(
      true,
    );
    expect(without(7, 'always true')?.endsWith('only = 2\n    y = 3')).toBe(true);
  });

  test('put a filler where a block would be left without a line, and only there', () => {
    expect(without(6, '', 'nothing = 0')).toBe(text.replace('only = 2', 'nothing = 0'));
    expect(without(8, '', 'nothing = 0')).toBe(text.replace('y = 3', 'nothing = 0'));
    expect(without(11, '', 'nothing = 0')).toBe(text.replace('        z = 4\n', ''));
    expect(without(3, '', 'nothing = 0')).toBe(text.replace('    x = 1\n', ''));
    expect(without(6, '')).toBe(text.replace('        only = 2\n', ''));
  });
});
