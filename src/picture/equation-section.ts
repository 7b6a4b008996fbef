/**
 * References told against the counts: two equations. The first says how many references the page
 * counts and who holds them; the second how many of them it counts as pins, and which are pins.
 */
import type { Density } from './density.ts';
import type { PictureItem } from './drawing.ts';
import { lettered } from './lettering.ts';
import type { ReferencesTold } from './memory-input.ts';
import { inCount, type PinRing, pinTokens } from './pin-tokens.ts';
import type { Section, SectionFrame } from './section.ts';
import { type Columns, tokenFlow } from './token-row.ts';

/** Where the tokens of the outstanding pins stand in the second equation, for the witness. */
export interface EquationSection extends Section {
  readonly pins?: PinRing;
}

/** The two equations; the second only where the design counts pins or somebody was promised one. */
export function equationSection(
  told: ReferencesTold,
  denied: boolean,
  frame: SectionFrame,
): EquationSection {
  const { density, width, top } = frame;
  const left = density.name === 'roomy' ? density.left : density.name === 'compact' ? 28 : 0;
  const isCounted =
    told.pinCount !== undefined ||
    told.pins.length > 0 ||
    (told.perPin !== undefined && told.saysPinned);
  const isPlain = told.holders.some(({ kind }) => kind === 'plain');
  const plain = isPlain ? ' (plain: no pin)' : '';
  const counts = isCounted ? `, and what ${told.page} counts as pins` : '';
  const title = denied
    ? `${told.page}’s references. The pin is still one of them${plain}:`
    : `${told.page}’s references${counts}${plain}:`;
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
      equal: told.refcount === told.holders.reduce((sum, { weight = 1 }) => sum + weight, 0),
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
  if (!isCounted) return { items, bottom: y - density.equationRow + 14 };
  const { refcount, perPin } = told;
  const read = perPin === undefined ? told.pinCount : Math.floor(refcount / perPin);
  const equal = (read ?? 0) === inCount(told).length;
  const value = read === undefined ? '–' : String(read);
  const name = perPin === undefined ? (told.countField ?? 'pins counted') : `_refcount / ${perPin}`;
  items.push(...equationRow({ id: 'pincount', name, value, equal }, columns, y + 8));
  const pinFlow = pinTokens(told, tokens.places, {
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
