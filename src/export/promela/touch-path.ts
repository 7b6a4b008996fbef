/** What the touches of a step do, each with the ways it can go: the rules of the machine's touches. */
import type { Expr, Place, Touch } from '../../listing/program.ts';
import {
  type Half,
  allOf,
  choice as select,
  constantHalf,
  isEqual,
  movedDown,
  negated,
  sum,
  zero,
} from './half.ts';
import type { Moment } from './moment.ts';
import { changedDepth } from './interrupt-depth.ts';
import type { Following, GoOn } from './path.ts';
import {
  type Word,
  combined,
  constantWord,
  equality,
  signExtended,
  truth,
  wordOf,
  wordOfTest,
  zeroExtended,
} from './word.ts';

type TouchOf<K extends Touch['kind']> = Extract<Touch, { kind: K }>;
type Placed = Exclude<Touch, { kind: 'pause' | 'choose' }>;

/** Follows the touch at an operation and all that comes after it. */
export function followTouch(follow: Following, moment: Moment, touch: Touch, at: number): void {
  if (touch.kind === 'pause') follow.settle(moment, at + 1);
  else if (touch.kind === 'choose') {
    follow.choices = { low: touch.low, high: touch.high };
    moment.hasChosen = true;
    moment.setSlot(touch.to, constantWord(BigInt(follow.choice ?? touch.low)));
    follow.settle(moment, at + 1);
  } else {
    eachTarget(follow, moment, touch, at, (here, address) => {
      here.operation = at;
      if (follow.road.cells.cellAt(address, touch.place.width) === undefined) {
        follow.stop(here, { kind: 'stop', cause: 'fault', operation: at, address });
      } else perform(follow, here, touch, { at, address });
    });
  }
}

interface Target {
  readonly at: number;
  readonly address: bigint;
}

function eachTarget(
  follow: Following,
  moment: Moment,
  { place }: Placed,
  at: number,
  go: GoOn,
): void {
  const pointer = moment.value(place.base);
  const offset = BigInt(place.offset);
  const addresses = follow.addresses(at);
  if (place.index === undefined) {
    const values = addresses.map((address) => BigInt.asUintN(64, address - offset));
    follow.eachValue(moment, { expr: place.base, word: pointer, values }, (here, value) => {
      go(here, BigInt.asUintN(64, value + offset));
    });
    return;
  }
  const { index, stride = place.width } = place;
  const base = combined('+', false, pointer, constantWord(offset));
  const element = moment.value(index);
  if (base.constant === undefined || element.form !== 'zero') {
    const moved = combined('*', false, element, constantWord(BigInt(stride)));
    const word = combined('+', false, base, moved);
    follow.eachValue(moment, { expr: unknown, word, values: addresses }, go);
    return;
  }
  // An index of 32 bits and an address say the same, and the index reads like the line.
  const from = base.constant;
  const values = addresses.map((address) => (address - from) / BigInt(stride));
  follow.eachValue(moment, { expr: index, word: element, values }, (here, value) => {
    go(here, BigInt.asUintN(64, from + value * BigInt(stride)));
  });
}

/** An expression about which a value says nothing. */
const unknown: Expr = { kind: 'const', value: 0n };

function perform(follow: Following, moment: Moment, touch: Placed, target: Target): void {
  switch (touch.kind) {
    case 'load':
      return load(follow, moment, touch, target);
    case 'wait':
      return wait(follow, moment, touch, target);
    case 'store':
      moment.store(target.address, touch.place.width, moment.value(touch.value));
      return follow.settle(moment, target.at + 1);
    case 'rmw':
      return readModifyWrite(follow, moment, touch, target);
    case 'cmpxchg':
      return compareExchange(follow, moment, touch, target);
    case 'bit':
      return changeBit(follow, moment, touch, target);
    case 'lock':
      return acquire(follow, moment, touch, target);
    case 'trylock':
      return tryAcquire(follow, moment, touch, target);
    case 'unlock':
      return release(follow, moment, touch, target);
  }
}

/** What a load leaves in its local. */
function loaded(place: Place, raw: Word): Word {
  return place.bit === undefined ? extended(place, raw) : bitOf(raw, place.bit);
}

/** The word that bytes stand for: sign-extended where the field is signed. */
function extended({ width, signed }: Place, raw: Word): Word {
  if (!signed || width === 8) return raw;
  if (width === 4) return signExtended(raw.low);
  const isNegative = negated(isEqual(movedDown(raw.low, 8 * width - 1), zero));
  return signExtended(sum(raw.low, select(isNegative, constantHalf(-1 << (8 * width)), zero)));
}

function bitOf(raw: Word, bit: number): Word {
  const mask = constantWord(1n << BigInt(bit));
  return wordOfTest(truth(combined('&', false, raw, mask)));
}

function load(
  follow: Following,
  moment: Moment,
  touch: TouchOf<'load' | 'wait'>,
  to: Target,
): void {
  const { place } = touch;
  moment.setSlot(touch.to, loaded(place, moment.load(to.address, place.width, place)));
  follow.settle(moment, to.at + 1);
}

function wait(follow: Following, moment: Moment, touch: TouchOf<'wait'>, to: Target): void {
  const { place } = touch;
  follow.waits = true;
  moment.setSlot(touch.to, loaded(place, moment.load(to.address, place.width, place)));
  const until = truth(moment.value(touch.until));
  const unmet = moment.where(negated(until));
  if (unmet !== undefined) follow.unmet.push(allOf(unmet.tests));
  const met = moment.where(until);
  if (met !== undefined) follow.settle(met, to.at + 1);
}

function readModifyWrite(
  follow: Following,
  moment: Moment,
  touch: TouchOf<'rmw'>,
  { at, address }: Target,
): void {
  const { place, operator, to } = touch;
  const old = moment.load(address, place.width, place);
  const whole = combined(operator, false, old, moment.value(touch.value));
  const raw = truncated(whole, place.width);
  moment.store(address, place.width, raw);
  if (to !== undefined) moment.setSlot(to, extended(place, raw));
  follow.settle(moment, at + 1);
}

/** The low bytes of a word, as memory would hold them. */
function truncated(word: Word, width: Place['width']): Word {
  if (width === 8) return word;
  if (width === 4) return zeroExtended(word.low);
  return combined('&', false, zeroExtended(word.low), constantWord((1n << BigInt(8 * width)) - 1n));
}

function compareExchange(
  follow: Following,
  moment: Moment,
  touch: TouchOf<'cmpxchg'>,
  { at, address }: Target,
): void {
  const { place, to } = touch;
  const old = moment.load(address, place.width, place);
  const isExpected = equality(old, truncated(moment.value(touch.expected), place.width));
  const left = extended(place, old);
  const taken = moment.where(isExpected);
  if (taken !== undefined) {
    taken.store(address, place.width, moment.value(touch.desired));
    if (to !== undefined) taken.setSlot(to, left);
    follow.settle(taken, at + 1);
  }
  const refused = moment.where(negated(isExpected));
  if (refused !== undefined) {
    if (to !== undefined) refused.setSlot(to, left);
    follow.settle(refused, at + 1);
  }
}

function changeBit(
  follow: Following,
  moment: Moment,
  touch: TouchOf<'bit'>,
  { at, address }: Target,
): void {
  const { place, to } = touch;
  const bit = place.bit ?? 0;
  const old = moment.load(address, place.width, place);
  const mask = constantWord(1n << BigInt(bit));
  const raw =
    touch.value === 1
      ? combined('|', false, old, mask)
      : combined('&', false, old, constantWord(~(1n << BigInt(bit))));
  moment.store(address, place.width, raw);
  if (to !== undefined) moment.setSlot(to, bitOf(old, bit));
  follow.settle(moment, at + 1);
}

/** What a lock's word holds while this actor has it. */
const ownWord = (follow: Following): Word => constantWord(BigInt(follow.road.index + 1));

function acquire(
  follow: Following,
  moment: Moment,
  { place, mode }: TouchOf<'lock'>,
  { at, address }: Target,
): void {
  follow.waits = true;
  follow.waitsForLock = true;
  const isFree = equality(moment.load(address, place.width, place), constantWord(0n));
  const held = moment.where(negated(isFree));
  if (held !== undefined) follow.arrival(held);
  const free = moment.where(isFree);
  if (free === undefined) return;
  changeDepth(follow, free, (depth) => {
    if (mode === 'irq') return select(isEqual(depth, zero), constantHalf(1), depth);
    return mode === 'irqsave' ? changedDepth(depth, 'off') : depth;
  });
  free.store(address, place.width, ownWord(follow));
  follow.settle(free, at + 1);
}

function tryAcquire(
  follow: Following,
  moment: Moment,
  { place, to }: TouchOf<'trylock'>,
  { at, address }: Target,
): void {
  const isFree = equality(moment.load(address, place.width, place), constantWord(0n));
  const taken = moment.where(isFree);
  if (taken !== undefined) {
    taken.store(address, place.width, ownWord(follow));
    taken.setSlot(to, constantWord(1n));
    follow.settle(taken, at + 1);
  }
  const refused = moment.where(negated(isFree));
  if (refused !== undefined) {
    refused.setSlot(to, constantWord(0n));
    follow.settle(refused, at + 1);
  }
}

function release(
  follow: Following,
  moment: Moment,
  { place, mode }: TouchOf<'unlock'>,
  { at, address }: Target,
): void {
  const isOwn = equality(moment.load(address, place.width, place), ownWord(follow));
  const foreign = moment.where(negated(isOwn));
  if (foreign !== undefined) {
    follow.stop(foreign, { kind: 'stop', cause: 'foreign-unlock', operation: at, address });
  }
  const own = moment.where(isOwn);
  if (own === undefined) return;
  own.store(address, place.width, wordOf(zero, zero));
  changeDepth(follow, own, (depth) => {
    if (mode === 'irq') return changedDepth(depth, 'on');
    return mode === 'irqsave' ? changedDepth(depth, 'restore') : depth;
  });
  follow.settle(own, at + 1);
}

function changeDepth({ road }: Following, moment: Moment, change: (depth: Half) => Half): void {
  const cell = road.cells.depthCell(road.actor.cpu);
  if (cell !== undefined) moment.setCell(cell, change(moment.cell(cell)));
}
