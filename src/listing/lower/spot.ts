/** Addresses on their way to a touch: a base, known distances, and at most one unknown index. */
import { combined, constant, displaced, local, split } from '../folding.ts';
import type { Word } from '../declare/layout.ts';
import type { Lowering, Site, Value } from './lowering.ts';
import { claim, emit } from './lowering.ts';
import type { Expr, Place } from '../program.ts';
import type { Span } from '../syntax.ts';
import { loadedType } from '../declare/value-type.ts';

/** An address that is not yet complete. */
export interface Spot {
  readonly base: Expr;
  readonly offset: number;
  readonly index?: Expr;
  readonly stride?: number;
  /** `page.lru.next`, with the name of the struct in front. */
  readonly name: string;
}

/** Loads a word: the touch of its line. Into register `to`, or a fresh one. */
export function loadedWord(
  lowering: Lowering,
  { spot, word }: { readonly spot: Spot; readonly word: Word },
  span: Span,
  site: Site,
  to?: number,
): Value {
  claim(lowering, site, span);
  const register = to ?? lowering.draft.register('');
  emit(lowering, site, { kind: 'load', place: placeOf(spot, word), to: register });
  return { expr: local(register), type: loadedType(word, lowering.listings.layouts) };
}

/** The base with the index, if there is one, in it. */
export function withIndex({ base, index, stride }: Spot): Expr {
  return index === undefined
    ? base
    : combined('+', base, combined('*', index, constant(stride ?? 1)));
}

/** The address that a spot stands for. */
export function addressOf(spot: Spot): Expr {
  return displaced(withIndex(spot), spot.offset);
}

/** The place of a touch at a word; `bit` for atomic bit operations. */
export function placeOf(spot: Spot, word: Word, bit?: number): Place {
  const { width, signed } = word;
  const { base, distance } = split(spot.base);
  const offset = spot.offset + Number(distance);
  const near = Math.abs(offset) < 2 ** 31;
  return {
    base: near ? base : spot.base,
    offset: near ? offset : spot.offset,
    width,
    signed,
    name: spot.name,
    ...(spot.index === undefined ? {} : { index: spot.index, stride: spot.stride ?? width }),
    ...(bit === undefined ? {} : { bit }),
  };
}
