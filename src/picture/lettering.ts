/** Shorthand for texts at their places, and for texts one behind the other. */
import type { PictureText, TextTone } from './drawing.ts';
import type { Point } from './route.ts';
import { textWidth } from './text-width.ts';

export interface Lettering {
  readonly size?: number;
  readonly weight?: number;
  readonly tone?: TextTone;
  readonly mono?: boolean;
  readonly anchor?: 'middle' | 'end';
  readonly step?: number;
}

/** A text; the point is at its baseline. */
export function lettered(
  id: string,
  { x, y }: Point,
  text: string,
  { size = 12.5, weight, tone = 'ink', mono, anchor, step }: Lettering = {},
): PictureText {
  return {
    kind: 'text',
    id,
    x,
    y,
    text,
    size,
    tone,
    ...(weight === undefined ? {} : { weight }),
    ...(mono === undefined ? {} : { mono }),
    ...(anchor === undefined ? {} : { anchor }),
    ...(step === undefined ? {} : { step }),
  };
}

/** Where the next thing may stand behind a text. */
export function behind(text: PictureText, space = 8): number {
  return text.x + textWidth(text.text, text.size, text.weight, text.mono) + space;
}
