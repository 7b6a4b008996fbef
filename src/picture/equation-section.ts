/**
 * References told against the counts: two equations. The first says how many references the page
 * counts and who holds them; the second how many of them it counts as pins, and which are pins.
 */
import { actorMark } from './actor-mark.ts';
import type { Density } from './density.ts';
import type { PictureItem } from './drawing.ts';
import { lettered } from './lettering.ts';
import type { Section, SectionFrame } from './lists-section.ts';
import type { ReferenceTold, ReferencesTold } from './memory-input.ts';
import { textWidth } from './text-width.ts';

/** Where the tokens of the outstanding pins stand in the second equation, for the witness. */
export interface EquationSection extends Section {
  readonly pins?: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

/** The two equations; the second only where the design counts pins or somebody was promised one. */
export function equationSection(
  told: ReferencesTold,
  denied: boolean,
  frame: SectionFrame,
): EquationSection {
  const { density, width, top } = frame;
  const left = density.name === 'roomy' ? density.left : density.name === 'compact' ? 28 : 0;
  const title = denied
    ? `${told.page}’s references. The pin is still one of them:`
    : `${told.page}’s references, and what ${told.page} counts as pins:`;
  const items: PictureItem[] = [];
  let y = top;
  if (density.name !== 'phone') {
    items.push({ kind: 'line', id: 'equation.rule', d: `M${left} ${top}H${width}`, tone: 'hair' });
    items.push(
      lettered('equation', left, top + (density.name === 'roomy' ? 21 : 15), title, {
        weight: 600,
      }),
    );
    y += density.name === 'roomy' ? 40 : 28;
  }
  const columns = columnsOf(left, density);
  const first = equationRow(
    'refcount',
    '_refcount',
    String(told.refcount),
    told.refcount === told.holders.length,
    columns,
    y + 8,
  );
  const tokens = tokenFlow('refcount', told.holders, columns, y + 8, width, density);
  items.push(...first, ...tokens.items);
  y = tokens.bottom + density.equationRow - 8;
  if (told.pinCount === undefined && told.pins.length === 0)
    return { items, bottom: y - density.equationRow + 14 };
  const counted = told.pinCount ?? 0;
  const equal = counted === told.pins.length;
  const value = told.pinCount === undefined ? '–' : String(told.pinCount);
  items.push(
    ...equationRow('pincount', told.countField ?? 'pins counted', value, equal, columns, y + 8),
  );
  const pinFlow = pinTokens(told, tokens.x, columns, y + 8, width, density);
  items.push(...pinFlow.items);
  return {
    items,
    bottom: pinFlow.bottom + 6,
    ...(pinFlow.pins === undefined ? {} : { pins: pinFlow.pins }),
  };
}

interface Columns {
  readonly name: number;
  readonly value: number;
  readonly relation: number;
  readonly tokens: number;
}

function columnsOf(left: number, density: Density): Columns {
  const value = left + (density.name === 'roomy' ? 150 : 138);
  return { name: left, value, relation: value + 18, tokens: value + 42 };
}

function equationRow(
  id: string,
  name: string,
  value: string,
  equal: boolean,
  columns: Columns,
  y: number,
): readonly PictureItem[] {
  return [
    lettered(`${id}.name`, columns.name, y, name, { mono: true }),
    lettered(`${id}.value`, columns.value + 10, y, value, {
      size: 14,
      weight: 650,
      mono: true,
      anchor: 'end',
    }),
    lettered(`${id}.relation`, columns.relation, y, equal ? '=' : '≠', {
      size: 15,
      weight: 600,
      tone: equal ? 'ink2' : 'bad',
    }),
  ];
}

interface Flow {
  readonly items: readonly PictureItem[];
  readonly bottom: number;
  /** x of each token by the reference's id. */
  readonly x: ReadonlyMap<number, number>;
}

function tokenFlow(
  id: string,
  references: readonly ReferenceTold[],
  columns: Columns,
  y: number,
  width: number,
  density: Density,
): Flow {
  const items: PictureItem[] = [];
  const places = new Map<number, number>();
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
    places.set(reference.id, x);
    items.push(...token(`${id}:${reference.id}`, reference, x, baseline, label));
    x += need + (label === '' ? 6 : space);
  }
  return { items, bottom: baseline, x: places };
}

interface PinFlow {
  readonly items: readonly PictureItem[];
  readonly bottom: number;
  readonly pins?: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

/** Pins stand under the same reference of the first equation. */
function pinTokens(
  told: ReferencesTold,
  above: ReadonlyMap<number, number>,
  columns: Columns,
  y: number,
  width: number,
  density: Density,
): PinFlow {
  const items: PictureItem[] = [];
  let from = Number.POSITIVE_INFINITY;
  let to = columns.tokens;
  let next = columns.tokens;
  told.pins.forEach((pin) => {
    const label = tokenText(pin, density);
    const need = 15 + textWidth(label, 12.5, 600);
    const wanted = Math.max(above.get(pin.id) ?? next, next);
    const x =
      wanted + need > width ? Math.max(columns.tokens, Math.min(next, width - need)) : wanted;
    items.push(...token(`pincount:${pin.id}`, pin, x, y, label));
    from = Math.min(from, x);
    to = Math.max(to, x + need);
    next = x + need + 14;
  });
  const said = spentText(told, density);
  let bottom = y;
  if (said !== undefined) {
    const beside = textWidth(said, 12.5) + 14 <= from - columns.tokens;
    const line = beside ? y : y + 20;
    bottom = line;
    items.push(lettered('pincount.said', columns.tokens, line, said, { tone: 'bad' }));
  }
  if (told.pins.length === 0) {
    if (said === undefined)
      items.push(lettered('pincount.none', columns.tokens, y, 'no pin', { tone: 'ink2' }));
    return { items, bottom };
  }
  return { items, bottom, pins: { x: from - 9, y: y - 16.5, width: to - from + 18, height: 24 } };
}

function spentText(
  { spent, countField, pins }: ReferencesTold,
  density: Density,
): string | undefined {
  if (countField === undefined && pins.length > 0) return 'no word of the page';
  if (spent === undefined) return undefined;
  const { name } = actorMark(spent.actor);
  return density.name === 'roomy' ? `${name} spent it at step ${spent.step}` : `spent by ${name}`;
}

function token(
  id: string,
  reference: ReferenceTold,
  x: number,
  y: number,
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
  const text = lettered(id, x + 15, y, label, {
    tone: pin ? 'ink' : 'ink2',
    ...(pin ? { weight: 600 } : {}),
  });
  return [mark, text];
}

/** With room a token tells its step; on a phone those that belong to nobody are not named. */
function tokenText({ kind, step, actor }: ReferenceTold, { name }: Density): string {
  if (name === 'phone') return actor === undefined ? '' : kind;
  return step === 0 || (name === 'compact' && kind !== 'pin') ? kind : `${kind}, step ${step}`;
}
