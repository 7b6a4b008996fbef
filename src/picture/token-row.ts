/** References as tokens, one behind the other: whose it is, what for, and since when. */
import type { Density } from './density.ts';
import type { PictureItem } from './drawing.ts';
import { lettered } from './lettering.ts';
import type { ReferenceTold } from './memory-input.ts';
import type { Point } from './route.ts';
import { textWidth } from './text-width.ts';

/** x of the parts of an equation, the same in both. */
export interface Columns {
  readonly name: number;
  readonly value: number;
  readonly relation: number;
  readonly tokens: number;
}

/** Where a row of tokens begins and how far it may go. */
export interface TokenLine {
  readonly columns: Columns;
  /** Baseline. */
  readonly y: number;
  readonly width: number;
  readonly density: Density;
}

interface Flow {
  readonly items: readonly PictureItem[];
  readonly bottom: number;
  /** By the reference's id. */
  readonly places: ReadonlyMap<number, TokenPlace>;
}

export interface TokenPlace {
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly width: number;
}

/** Tokens one behind the other, in as many lines as the width asks for. */
export function tokenFlow(
  id: string,
  references: readonly ReferenceTold[],
  { columns, y, width, density }: TokenLine,
): Flow {
  const items: PictureItem[] = [];
  const places = new Map<number, TokenPlace>();
  const space = density.name === 'roomy' ? 16 : 11;
  let x = columns.tokens;
  let baseline = y;
  for (const reference of references) {
    const label = tokenText(reference, density);
    const weight = reference.kind === 'pin' ? 600 : 400;
    const need = label === '' ? 11 : 15 + textWidth(label, 12.5, weight);
    if (x > columns.tokens && x + need > width) {
      x = columns.tokens;
      baseline += 20;
    }
    places.set(reference.id, { x, y: baseline, width: need });
    items.push(...token(`${id}:${reference.id}`, reference, { x, y: baseline }, label));
    x += need + (label === '' ? 6 : space);
  }
  return { items, bottom: baseline, places };
}

/** Each token under the one above it; undefined where they do not all fit like that. */
export function alignedFlow(
  references: readonly ReferenceTold[],
  above: ReadonlyMap<number, TokenPlace>,
  { columns, y, width, density }: TokenLine,
): Flow | undefined {
  const items: PictureItem[] = [];
  const places = new Map<number, TokenPlace>();
  let next = columns.tokens;
  for (const reference of references) {
    const label = tokenText(reference, density);
    const wide = 15 + textWidth(label, 12.5, 600);
    const x = Math.max(above.get(reference.id)?.x ?? next, next);
    if (x + wide > width) return undefined;
    items.push(...token(`pincount:${reference.id}`, reference, { x, y }, label));
    places.set(reference.id, { x, y, width: wide });
    next = x + wide + 14;
  }
  return { items, bottom: y, places };
}

function token(
  id: string,
  reference: ReferenceTold,
  { x, y }: Point,
  label: string,
): readonly PictureItem[] {
  const pin = reference.kind === 'pin';
  const mark: PictureItem =
    reference.actor === undefined
      ? { kind: 'token', id: `${id}.mark`, x: x + 5, y: y - 4.5, r: 5 }
      : {
          kind: 'actor',
          id: `${id}.mark`,
          actor: reference.actor,
          x: x + 5,
          y: y - 4.5,
          r: 5.5,
          letter: false,
        };
  const text = lettered(id, { x: x + 15, y }, label, {
    tone: pin ? 'ink' : 'ink2',
    ...(pin ? { weight: 600 } : {}),
    ...(reference.step > 0 && label !== '' ? { step: reference.step } : {}),
  });
  return [mark, text];
}

/** With room a token tells its step; on a phone those that belong to nobody are not named. */
function tokenText({ kind: of, step, actor, weight }: ReferenceTold, { name }: Density): string {
  const kind = weight === undefined ? of : `${of} × ${weight}`;
  if (name === 'phone') return actor === undefined && weight === undefined ? '' : kind;
  return step === 0 || (name === 'compact' && of !== 'pin') ? kind : `${kind}, step ${step}`;
}
