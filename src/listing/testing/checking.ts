/** How tests of the checker ask: what a design over the small base has wrong with it, as printed. */
import { expect, test } from 'vitest';
import { checkLayers } from '../check.ts';
import { problemText } from '../problem.ts';
import type { DesignLayer } from '../request.ts';
import { PRELUDE } from './prelude.ts';

export const BASE: DesignLayer = {
  id: 'base',
  sources: [{ file: 'base.step', text: PRELUDE }],
};

export const layer = (text: string, file = 'my.step'): DesignLayer => ({
  id: file.replace('.step', ''),
  sources: [{ file, text: `${text}\n` }],
});

export const messages = (...layers: readonly DesignLayer[]): string =>
  checkLayers([BASE, ...layers])
    .map(problemText)
    .join('\n');

/** A test that the text has exactly this wrong with it. */
export function refuses(what: string, text: string, expected: string): void {
  test(`refuses: ${what}`, () => {
    expect(messages(layer(text))).toBe(expected);
  });
}

/** A test that nothing is wrong with the text. */
export function accepts(what: string, text: string): void {
  test(`accepts: ${what}`, () => {
    expect(messages(layer(text))).toBe('');
  });
}
