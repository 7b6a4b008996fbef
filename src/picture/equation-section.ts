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
import type { Point } from './route.ts';
import { textWidth } from './text-width.ts';

/** Where the tokens of the outstanding pins stand in the second equation, for the witness. */
export interface EquationSection extends Section {
  readonly pins?: Ring;
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
      lettered('equation', { x: left, y: top + (density.name === 'roomy' ? 21 : 15) }, title, {
        weight: 600,
      }),
    );
    y += density.name === 'roomy' ? 40 : 28;
  }
  const columns = columnsOf(left, density);
  const first = equationRow(
    {
      id: 'refcount',
      name: '_refcount',
      value: String(told.refcount),
      equal: told.refcount === told.holders.length,
    },
    columns,
    y + 8,
  );
  const tokens = tokenFlow('refcount', told.holders, {
    columns,
    y: y + 8,
    width,
    density,
  });
  items.push(...first, ...tokens.items);
  y = tokens.bottom + density.equationRow - 8;
  if (told.pinCount === undefined && told.pins.length === 0)
    return { items, bottom: y - density.equationRow + 14 };
  const equal = (told.pinCount ?? 0) === inCount(told).length;
  const value = told.pinCount === undefined ? '–' : String(told.pinCount);
  items.push(
    ...equationRow(
      { id: 'pincount', name: told.countField ?? 'pins counted', value, equal },
      columns,
      y + 8,
    ),
  );
  const pinFlow = pinTokens(told, tokens.x, {
    columns,
    y: y + 8,
    width,
    density,
  });
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

interface EquationRow {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly equal: boolean;
}

function equationRow(
  { id, name, value, equal }: EquationRow,
  columns: Columns,
  y: number,
): readonly PictureItem[] {
  return [
    lettered(`${id}.name`, { x: columns.name, y }, name, { mono: true }),
    lettered(`${id}.value`, { x: columns.value + 10, y }, value, {
      size: 14,
      weight: 650,
      mono: true,
      anchor: 'end',
    }),
    lettered(`${id}.relation`, { x: columns.relation, y }, equal ? '=' : '≠', {
      size: 15,
      weight: 600,
      tone: equal ? 'ink2' : 'bad',
    }),
  ];
}

/** Where a row of tokens begins and how far it may go. */
interface TokenLine {
  readonly columns: Columns;
  /** Baseline. */
  readonly y: number;
  readonly width: number;
  readonly density: Density;
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
  { columns, y, width, density }: TokenLine,
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
    items.push(...token(`${id}:${reference.id}`, reference, { x, y: baseline }, label));
    x += need + (label === '' ? 6 : space);
  }
  return { items, bottom: baseline, x: places };
}

interface Ring {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface PinFlow {
  readonly items: readonly PictureItem[];
  readonly bottom: number;
  readonly pins?: Ring;
}

/** Outstanding pins, and whatever else is in the count, each under the same reference of the first row. */
function pinTokens(
  told: ReferencesTold,
  above: ReadonlyMap<number, number>,
  { columns, y, width, density }: TokenLine,
): PinFlow {
  const items: PictureItem[] = [];
  const taken: { readonly from: number; readonly to: number }[] = [];
  let next = columns.tokens;
  let ring: Ring | undefined;
  for (const reference of inCount(told)) {
    const label = tokenText(reference, density);
    const need = 15 + textWidth(label, 12.5, 600);
    const wanted = Math.max(above.get(reference.id) ?? next, next);
    const x =
      wanted + need > width ? Math.max(columns.tokens, Math.min(next, width - need)) : wanted;
    items.push(...token(`pincount:${reference.id}`, reference, { x, y }, label));
    taken.push({ from: x, to: x + need });
    if (reference.kind === 'pin') {
      const from = Math.min(ring?.x ?? x - 9, x - 9);
      const to = Math.max(ring === undefined ? 0 : ring.x + ring.width, x + need + 9);
      ring = { x: from, y: y - 16.5, width: to - from, height: 24 };
    }
    next = x + need + 14;
  }
  const said = spentText(told, density);
  let bottom = y;
  if (said !== undefined) {
    const first = Math.min(...taken.map(({ from }) => from));
    const beside = textWidth(said, 12.5) + 14 <= first - columns.tokens;
    bottom = beside ? y : y + 20;
    items.push(lettered('pincount.said', { x: columns.tokens, y: bottom }, said, { tone: 'bad' }));
  } else if (taken.length === 0) {
    items.push(lettered('pincount.none', { x: columns.tokens, y }, 'no pin', { tone: 'ink2' }));
  }
  return { items, bottom, ...(ring === undefined ? {} : { pins: ring }) };
}

/** What the second equation is about: other references that were counted as pins, and the pins. */
function inCount({ holders, pins, pinCount }: ReferencesTold): readonly ReferenceTold[] {
  const others = holders.filter(({ kind, counted }) => kind !== 'pin' && counted === true);
  return pinCount === undefined ? pins : [...others, ...pins];
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
  });
  return [mark, text];
}

/** With room a token tells its step; on a phone those that belong to nobody are not named. */
function tokenText({ kind, step, actor }: ReferenceTold, { name }: Density): string {
  if (name === 'phone') return actor === undefined ? '' : kind;
  return step === 0 || (name === 'compact' && kind !== 'pin') ? kind : `${kind}, step ${step}`;
}
