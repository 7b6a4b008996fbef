/** Contrast as WCAG 2.2 defines it, of every pair of tokens that carries meaning, in both themes. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function value(name: string, theme: 'light' | 'dark'): string {
  const token = tokens.get(name);
  if (token === undefined) throw new Error(`tokens.css has no --${name}`);
  return token[theme];
}

const text: readonly (readonly [string, string])[] = [
  ...['paper', 'sunk', 'raise'].flatMap((ground) =>
    ['ink', 'ink2', 'ink3', 'bad-text', 'ok-text'].map((ink) => [ink, ground] as const),
  ),
  ['ink', 'now-soft'],
  ['ink2', 'now-soft'],
  ['now-ink', 'now'],
  ['bad-text', 'bad-soft'],
  ['ink', 'bad-soft'],
  ['paper', 'ink'],
  ...['cpu0', 'cpu1', 'cpu2', 'cpu3', 'dev'].map((fill) => [`${fill}-ink`, fill] as const),
];

const graphics: readonly (readonly [string, string])[] = [
  ...['paper', 'sunk', 'raise'].flatMap((ground) =>
    ['line', 'bad', 'focus', 'ink3'].map((stroke) => [stroke, ground] as const),
  ),
  ['cpu0', 'paper'],
  ...['cpu0', 'cpu1', 'cpu2', 'cpu3', 'dev', 'now', 'now-soft', 'bad-soft'].map(
    (fill) => ['ink', fill] as const,
  ),
];

/** In the dark these fills are bright themselves: they stand out from the paper, not from their stroke. */
const fillUnderLightStroke = new Set(['cpu0', 'cpu1', 'cpu2', 'cpu3', 'dev', 'now']);

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(text)('%s on %s can be read (4.5)', (ink, ground) => {
    expect(contrast(value(ink, theme), value(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  const strokes = graphics.filter(
    ([, ground]) => theme === 'light' || !fillUnderLightStroke.has(ground),
  );
  test.each(strokes)('%s on %s can be told apart (3)', (one, other) => {
    expect(contrast(value(one, theme), value(other, theme))).toBeGreaterThanOrEqual(3);
  });
});

test('the contrast of black on white is 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
});
