/** The code that all packed engines share: look a step up, build a successor, hash and judge it. */
import type { EngineShape } from './engine-shape.ts';
import {
  type Code,
  type Local,
  i32,
  get,
  set,
  isZero,
  equal,
  notEqual,
  lessSigned,
  less,
  add,
  subtract,
  multiply,
  and,
  or,
  xor,
  shiftLeft,
  shiftRight,
  load,
  store,
  block,
  loop,
  when,
  branch,
  branchIf,
  all,
} from '../wasm/code.ts';
import { header } from './memory-plan.ts';
import { maskOf, type RowField } from './row-layout.ts';

/** Bytes before a node's children: offset of its word in a row, shift, mask. */
export const NODE_HEAD = 12;

/** Bytes of a successor in a leaf: bits broken, growth of the rank, then keep and set per word. */
export const successorSize = (words: number): number => 8 + 8 * words;

/** Numbers the locals of a function, which all are i32. */
export class Locals {
  size = 0;

  one(): Local {
    return this.size++;
  }

  many(count: number): readonly Local[] {
    return Array.from({ length: count }, () => this.one());
  }
}

export const headerWord = (offset: number): Code => load(i32(0), offset);
export const setHeaderWord = (offset: number, value: Code): Code => store(i32(0), offset, value);

/** The number of a field in words that are held in locals. */
export function fieldOf({ word, shift, bits }: RowField, words: readonly Local[]): Code {
  const local = words[word];
  if (local === undefined || bits === 0) return i32(0);
  return and(shiftRight(get(local), i32(shift)), i32(maskOf(bits)));
}

/**
 * Leaves in `node` the address of the leaf for an actor, negated; 0 where the step is not known.
 * `row`: address of the state's words.
 */
function walk(root: Code, row: Local, node: Local): Code {
  const value = and(
    shiftRight(load(add(get(row), load(get(node)))), load(get(node), 4)),
    load(get(node), 8),
  );
  return all(
    set(node, load(root)),
    block(
      loop(
        branchIf(1, lessSigned(get(node), i32(1))),
        set(node, load(add(get(node), shiftLeft(value, i32(2))), NODE_HEAD)),
        branch(0),
      ),
    ),
  );
}

/** The words of a successor, from those before and the entry of the leaf at `entry`. */
export function applied(words: readonly Local[], entry: Local, to: readonly Local[]): Code {
  return all(
    ...words.map((word, index) =>
      set(
        to[index] ?? 0,
        or(and(get(word), load(get(entry), 8 + 8 * index)), load(get(entry), 12 + 8 * index)),
      ),
    ),
  );
}

/** Where a state came from, in a word: the state before, who moved, and which of his successors it is. */
export function origin(
  { actors, mostChoices }: EngineShape,
  before: Code,
  actor: number,
  choice: Local,
): Code {
  return add(
    multiply(before, i32(actors * mostChoices)),
    add(i32(actor * mostChoices), get(choice)),
  );
}

export interface StepsCode {
  readonly shape: EngineShape;
  /** The state at work, and the address of its words. */
  readonly words: readonly Local[];
  readonly row: Local;
  readonly locals: Readonly<
    Record<'node' | 'left' | 'entry' | 'choice' | 'moved' | 'transitions', Local>
  >;
  /** Run where the step of an actor is not known; has to leave the function. */
  readonly unknown: (actor: number) => Code;
  /** Run for each successor: `entry` is its address. Has to move `entry` and `choice` on. */
  readonly successor: (actor: number) => Code;
}

/** The steps of all actors from the one to go on with; counts a step once all its successors are done. */
export function stepsOfActors({ shape, words, row, locals, unknown, successor }: StepsCode): Code {
  const { node, left, entry, choice, moved, transitions } = locals;
  const { layout, plan, actors } = shape;
  const steps = (actor: number): Code => {
    const own = shiftLeft(fieldOf(layout.field(actor), words), i32(2));
    return when(
      isZero(less(i32(actor), headerWord(header.resume))),
      all(
        walk(add(i32(plan.roots[actor] ?? 0), own), row, node),
        when(isZero(get(node)), unknown(actor)),
        set(node, subtract(i32(0), get(node))),
        set(left, load(get(node))),
        when(
          get(left),
          all(
            set(moved, i32(1)),
            set(choice, i32(0)),
            set(entry, add(get(node), i32(4))),
            loop(successor(actor), branchIf(0, notEqual(get(choice), get(left)))),
            set(transitions, add(get(transitions), get(left))),
          ),
        ),
      ),
    );
  };
  return all(...Array.from({ length: actors }, (_, actor) => steps(actor)));
}

const FACTORS = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x165667b1] as const;

/** A hash of words; all of their bits reach the low ones. */
export function hashed(words: readonly Local[], hash: Local): Code {
  const mixed = (value: Code, shift: number): Code =>
    all(set(hash, value), set(hash, xor(get(hash), shiftRight(get(hash), i32(shift)))));
  const [first = 0, ...rest] = words;
  return all(
    mixed(multiply(get(first), i32(FACTORS[0])), 15),
    ...rest.map((word, index) =>
      mixed(
        multiply(add(get(hash), get(word)), i32(FACTORS[(index + 1) % FACTORS.length] ?? 1)),
        13,
      ),
    ),
    mixed(multiply(get(hash), i32(FACTORS[2])), 16),
  );
}

/** The same hash outside: of the words of a row that starts at `at`. */
export function rowHash(memory: Int32Array, at: number, words: number): number {
  const mixed = (value: number, shift: number): number => value ^ (value >>> shift);
  let hash = mixed(Math.imul(memory[at] ?? 0, FACTORS[0]), 15);
  for (let word = 1; word < words; word++) {
    const factor = FACTORS[word % FACTORS.length] ?? 1;
    hash = mixed(Math.imul(hash + (memory[at + word] ?? 0), factor), 13);
  }
  return mixed(Math.imul(hash, FACTORS[2]), 16);
}

export interface Judgement {
  /** By word: the bits that `brokenIn` depends on. */
  readonly masks: readonly number[];
  readonly words: readonly Local[];
  readonly hash: Local;
  readonly slot: Local;
  /** Receives the bits broken. */
  readonly broken: Local;
  /** Run where the memory has not been judged; has to leave the function. */
  readonly unknown: Code;
}

/** Bytes of an entry of the table of memories judged: its masked words, then bits broken, plus 1 if any. */
export const checkSize = (masks: readonly number[]): number =>
  4 * masks.filter((mask) => mask !== 0).length + 4;

/** An entry's last word is 0 while it is free, else `broken << 1 | 1`. */
export function judged({ masks, words, hash, slot, broken, unknown }: Judgement): Code {
  const keys = words.flatMap((word, index) => {
    const mask = masks[index] ?? 0;
    return mask === 0 ? [] : [and(get(word), i32(mask))];
  });
  const size = checkSize(masks);
  const last = 4 * keys.length;
  const entry = get(slot);
  const isSame = keys
    .map((key, index) => equal(load(entry, 4 * index), key))
    .reduce<Code>((both, next) => and(both, next), i32(1));
  return all(
    keyHash(keys, hash),
    block(
      loop(
        set(
          slot,
          add(
            headerWord(header.checks),
            multiply(and(get(hash), headerWord(header.checkMask)), i32(size)),
          ),
        ),
        set(broken, load(entry, last)),
        when(isZero(get(broken)), unknown),
        branchIf(1, isSame),
        set(hash, add(get(hash), i32(1))),
        branch(0),
      ),
    ),
    set(broken, shiftRight(get(broken), i32(1))),
  );
}

/** As `checkHash` computes it outside. */
function keyHash(keys: readonly Code[], hash: Local): Code {
  return all(
    set(hash, i32(0)),
    ...keys.map((key) => set(hash, multiply(xor(get(hash), key), i32(FACTORS[1])))),
    set(hash, xor(get(hash), shiftRight(get(hash), i32(15)))),
  );
}

/** Hash of the masked words of a memory that is being judged. */
export function checkHash(keys: readonly number[]): number {
  let hash = 0;
  for (const key of keys) hash = Math.imul(hash ^ key, FACTORS[1]);
  return hash ^ (hash >>> 15);
}

export const minusOne = (value: Code): Code => subtract(value, i32(1));
