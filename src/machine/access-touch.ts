/** Loads, stores and atomic operations: the touches that read or write words of memory. */
import type { Place, RmwOperator } from '../listing/program.ts';
import { valueOf } from './evaluate.ts';
import { loaded, rawAt, storeRaw, truncated } from './memory.ts';
import type { Target } from './place.ts';
import type { Run } from './run.ts';
import { neverBlocked } from './touch-behaviour.ts';
import type { Behaviour, Blockage, TouchOf } from './touch-behaviour.ts';

/** What a load leaves in its local: the bit alone where the place names one. */
function localValue(place: Place, raw: bigint): bigint {
  if (place.bit !== undefined) return (raw >> BigInt(place.bit)) & 1n;
  return loaded(raw, place.width, place.signed);
}

export function load(touch: TouchOf<'load' | 'wait'>, target: Target): Behaviour {
  const { place, to } = touch;
  const { width, name } = place;
  const perform = (run: Run): void => {
    const address = target.address(run);
    const offset = target.offset(address);
    if (offset < 0) return run.fault('load', address, name, width);
    const value = rawAt(run.view, offset, width);
    run.setLocal(to, localValue(place, value));
    const { actor, operation } = run;
    run.effects.push({ actor, operation, kind: 'read', address, width, value, place: name });
  };
  return { perform, blockage: neverBlocked };
}

export function wait(touch: TouchOf<'wait'>, target: Target): Behaviour {
  const { place, to } = touch;
  const until = valueOf(touch.until);
  const blockage = (run: Run): Blockage | undefined => {
    const address = target.address(run);
    const offset = target.offset(address);
    if (offset < 0) return undefined;
    const before = run.local(to);
    run.setLocal(to, localValue(place, rawAt(run.view, offset, place.width)));
    const satisfied = until(run.view, run.slots) !== 0n;
    run.setLocal(to, before);
    return satisfied ? undefined : { on: 'condition', place: place.name, address };
  };
  return { perform: load(touch, target).perform, blockage };
}

interface Write {
  readonly address: bigint;
  readonly offset: number;
  readonly place: Place;
  /** Raw bytes as an unsigned number, as `value`. */
  readonly old: bigint;
  readonly value: bigint;
  readonly atomic: boolean;
}

/** Writes and records it. */
function write(run: Run, { address, offset, place, old, value, atomic }: Write): void {
  const { width, name, bit } = place;
  storeRaw(run.view, offset, width, value);
  const { actor, operation } = run;
  const kind = 'write';
  run.effects.push(
    bit === undefined
      ? { actor, operation, kind, address, width, old, value, place: name, atomic }
      : { actor, operation, kind, address, width, old, value, place: name, atomic, bit },
  );
}

export function store(touch: TouchOf<'store'>, target: Target): Behaviour {
  const { place } = touch;
  const value = valueOf(touch.value);
  const perform = (run: Run): void => {
    const address = target.address(run);
    const offset = target.offset(address);
    if (offset < 0) return run.fault('store', address, place.name, place.width);
    const old = rawAt(run.view, offset, place.width);
    const raw = truncated(value(run.view, run.slots), place.width);
    write(run, { address, offset, place, old, value: raw, atomic: false });
  };
  return { perform, blockage: neverBlocked };
}

function modified(operator: RmwOperator, old: bigint, value: bigint): bigint {
  switch (operator) {
    case '+':
      return old + value;
    case '-':
      return old - value;
    case '&':
      return old & value;
    case '|':
      return old | value;
    case '^':
      return old ^ value;
  }
}

export function readModifyWrite(touch: TouchOf<'rmw'>, target: Target): Behaviour {
  const { place, operator, to } = touch;
  const { width, signed, name } = place;
  const value = valueOf(touch.value);
  const perform = (run: Run): void => {
    const address = target.address(run);
    const offset = target.offset(address);
    if (offset < 0) return run.fault('store', address, name, width);
    const old = rawAt(run.view, offset, width);
    const result = modified(operator, old, value(run.view, run.slots));
    const raw = BigInt.asUintN(width * 8, result);
    write(run, { address, offset, place, old, value: raw, atomic: true });
    if (to !== undefined) run.setLocal(to, loaded(raw, width, signed));
  };
  return { perform, blockage: neverBlocked };
}

export function compareExchange(touch: TouchOf<'cmpxchg'>, target: Target): Behaviour {
  const { place, to } = touch;
  const { width, signed, name } = place;
  const expected = valueOf(touch.expected);
  const desired = valueOf(touch.desired);
  const perform = (run: Run): void => {
    const address = target.address(run);
    const offset = target.offset(address);
    if (offset < 0) return run.fault('store', address, name, width);
    const old = rawAt(run.view, offset, width);
    if (old === truncated(expected(run.view, run.slots), width)) {
      const raw = truncated(desired(run.view, run.slots), width);
      write(run, { address, offset, place, old, value: raw, atomic: true });
    } else {
      const { actor, operation } = run;
      const kind = 'refused';
      run.effects.push({ actor, operation, kind, address, width, value: old, place: name });
    }
    if (to !== undefined) run.setLocal(to, loaded(old, width, signed));
  };
  return { perform, blockage: neverBlocked };
}

export function changeBit(touch: TouchOf<'bit'>, target: Target): Behaviour {
  const { place, to } = touch;
  if (place.bit === undefined) throw new Error(`${place.name} names no bit to change`);
  const bit = BigInt(place.bit);
  const mask = 1n << bit;
  const perform = (run: Run): void => {
    const address = target.address(run);
    const offset = target.offset(address);
    if (offset < 0) return run.fault('store', address, place.name, place.width);
    const old = rawAt(run.view, offset, place.width);
    const raw = touch.value === 1 ? old | mask : old & ~mask;
    write(run, { address, offset, place, old, value: raw, atomic: true });
    if (to !== undefined) run.setLocal(to, (old >> bit) & 1n);
  };
  return { perform, blockage: neverBlocked };
}
