/**
 * Symmetry as WebAssembly: of a state and its images the one whose row is the least stands for all.
 * Once every actor is late the order of the actors matters, and states stand for themselves.
 */
import {
  type Code,
  type Local,
  all,
  and,
  equal,
  get,
  i32,
  isZero,
  less,
  load,
  or,
  set,
  shiftLeft,
  when,
} from '../wasm/code.ts';
import type { EngineShape } from './engine-shape.ts';
import type { ImageTable } from './image-tables.ts';
import { fieldOf } from './step-code.ts';

export interface LeastCode {
  readonly shape: EngineShape;
  /** The state at work. */
  readonly words: readonly Local[];
  /** Its successor, and afterwards what stands for it. */
  readonly next: readonly Local[];
  readonly image: readonly Local[];
  readonly best: readonly Local[];
  /** Run where the successor is the first in which all are late; has to leave the function. */
  readonly late: Code;
}

export function least({ shape, words, next, image, best, late }: LeastCode): Code {
  const { lateMasks, images } = shape;
  const standIn = all(
    copied(next, best),
    ...images.map((table) =>
      all(imageOf(table, next, image), when(isLess(image, best), copied(image, best))),
    ),
    copied(best, next),
  );
  if (lateMasks === undefined) return standIn;
  return when(areLate(next, lateMasks), when(isZero(areLate(words, lateMasks)), late), standIn);
}

function areLate(words: readonly Local[], masks: readonly number[]): Code {
  return words
    .flatMap((word, index) => {
      const mask = masks[index] ?? 0;
      return mask === 0 ? [] : [equal(and(get(word), i32(mask)), i32(mask))];
    })
    .reduce<Code>((both, each) => and(both, each), i32(1));
}

function imageOf({ keep, fields }: ImageTable, of: readonly Local[], to: readonly Local[]): Code {
  return all(
    ...to.map((local, word) => {
      const parts = fields
        .filter((field) => field.word === word)
        .map(({ field, address }) => load(shiftLeft(fieldOf(field, of), i32(2)), address));
      const kept = and(get(of[word] ?? 0), i32(keep[word] ?? 0));
      return set(
        local,
        parts.reduce<Code>((sum, part) => or(sum, part), kept),
      );
    }),
  );
}

/** Unsigned, the first word counting most. */
function isLess(left: readonly Local[], right: readonly Local[]): Code {
  return left.reduceRight<Code>((rest, local, index) => {
    const other = right[index] ?? 0;
    return or(less(get(local), get(other)), and(equal(get(local), get(other)), rest));
  }, i32(0));
}

function copied(from: readonly Local[], to: readonly Local[]): Code {
  return all(...from.map((local, index) => set(to[index] ?? 0, get(local))));
}
