/** The right side of the second equation: what is in the pin count, and what ought to be. */
import { actorMark } from './actor-mark.ts';
import type { Density } from './density.ts';
import type { PictureItem } from './drawing.ts';
import { lettered } from './lettering.ts';
import type { ReferencesTold, ReferenceTold } from './memory-input.ts';
import { textWidth } from './text-width.ts';
import { alignedFlow, tokenFlow, type TokenLine, type TokenPlace } from './token-row.ts';

/** Around the tokens of the pins. `below`: how far under it a line may turn without crossing a text. */
export interface PinRing {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly below: number;
}

interface PinFlow {
  readonly items: readonly PictureItem[];
  readonly bottom: number;
  readonly pins?: PinRing;
}

/** Outstanding pins, and whatever else is in the count, each under the same reference of the first row. */
export function pinTokens(
  told: ReferencesTold,
  above: ReadonlyMap<number, TokenPlace>,
  line: TokenLine,
): PinFlow {
  const { columns, width, density } = line;
  const counted = inCount(told);
  const flow = alignedFlow(counted, above, line) ?? tokenFlow('pincount', counted, line);
  const items = [...flow.items];
  const pins = told.pins.flatMap(({ id }) => flow.places.get(id) ?? []);
  const ring = (below: number): Pick<PinFlow, 'pins'> =>
    pins.length === 0 ? {} : { pins: { ...ringAround(pins), below } };
  const said = spentText(told, density);
  if (said === undefined) {
    if (counted.length === 0) {
      const at = { x: columns.tokens, y: line.y };
      items.push(lettered('pincount.none', at, 'no pin', { tone: 'ink2' }));
    }
    return { items, bottom: flow.bottom, ...ring(13) };
  }
  const long = textWidth(said, 12.5);
  const places = [...flow.places.values()];
  const first = Math.min(width, ...places.map(({ x }) => x));
  const end = Math.max(columns.tokens, ...places.map((place) => place.x + place.width + 20));
  const before = long + 14 <= first - columns.tokens;
  const after = !before && flow.bottom === line.y && end + long <= width;
  const y = before || after ? line.y : flow.bottom + 22;
  items.push(
    lettered('pincount.said', { x: after ? end : columns.tokens, y }, said, {
      tone: 'bad',
      ...stepTold(told),
    }),
  );
  return { items, bottom: y, ...ring(y > flow.bottom ? 26 : 13) };
}

function ringAround(places: readonly TokenPlace[]): Omit<PinRing, 'below'> {
  const x = Math.min(...places.map((place) => place.x)) - 9;
  const right = Math.max(...places.map((place) => place.x + place.width)) + 9;
  const top = Math.min(...places.map((place) => place.y)) - 16.5;
  const bottom = Math.max(...places.map((place) => place.y)) + 7.5;
  return { x, y: top, width: right - x, height: bottom - top };
}

/** What the second equation is about: other references that were counted as pins, and the pins. */
export function inCount({ holders, pins, pinCount }: ReferencesTold): readonly ReferenceTold[] {
  const others = holders.filter(({ kind, counted }) => kind !== 'pin' && counted === true);
  return pinCount === undefined ? pins : [...others, ...pins];
}

/** The step that the text beside the ≠ is about. */
function stepTold({ spent, surplus, countField }: ReferencesTold): { readonly step?: number } {
  const step = countField === undefined ? undefined : (spent ?? surplus)?.step;
  return step === undefined ? {} : { step };
}

function spentText(
  { spent, surplus, countField, pins, perPin }: ReferencesTold,
  density: Density,
): string | undefined {
  if (perPin !== undefined) return undefined;
  if (countField === undefined && pins.length > 0) return 'no word of the page';
  if (spent === undefined && surplus !== undefined) {
    const whose = `${actorMark(surplus.actor).name}’s ${surplus.fn}`;
    return density.name === 'phone'
      ? `${whose} counted, too`
      : `${whose} at step ${surplus.step} counted as a pin`;
  }
  if (spent === undefined) return undefined;
  const { name } = actorMark(spent.actor);
  return density.name === 'roomy' ? `${name} spent it at step ${spent.step}` : `spent by ${name}`;
}
