/**
 * Spinlocks. A lock is its word in memory: 0 when free, else the index of the holder plus 1. So it is
 * memory like any other, and a stray store over it does what it would do.
 */
import type { LockMode } from '../listing/program.ts';
import { rawAt, storeRaw } from './memory.ts';
import type { Target } from './place.ts';
import type { Run } from './run.ts';
import { neverBlocked } from './touch-behaviour.ts';
import type { Behaviour, Blockage, TouchOf } from './touch-behaviour.ts';

/** Interrupts go off with the lock, in the same step. */
function interruptsOffFor(run: Run, mode: LockMode): void {
  if (mode === 'irq') run.setDepth(Math.max(run.depth(), 1));
  if (mode === 'irqsave') run.setDepth(run.depth() + 1);
}

/** `irq` turns interrupts on whatever the depth was, as spin_unlock_irq does. */
function interruptsBackAfter(run: Run, mode: LockMode): void {
  if (mode === 'irq') run.setDepth(0);
  if (mode === 'irqsave') run.setDepth(Math.max(run.depth() - 1, 0));
}

export function acquire(touch: TouchOf<'lock'>, target: Target): Behaviour {
  const { place, mode } = touch;
  const { width, name } = place;
  const perform = (run: Run): void => {
    const address = target.address(run);
    const offset = target.offset(address);
    if (offset < 0) return run.fault('store', address, name);
    const { actor, operation } = run;
    interruptsOffFor(run, mode);
    storeRaw(run.view, offset, width, BigInt(actor + 1));
    run.effects.push({ actor, operation, kind: 'lock', address, place: name, mode });
  };
  const blockage = (run: Run): Blockage | undefined => {
    const address = target.address(run);
    const offset = target.offset(address);
    if (offset < 0) return undefined;
    const owner = rawAt(run.view, offset, width);
    if (owner === 0n) return undefined;
    const holder = holderOf(owner, run.layout.actors.length);
    const waiting = { on: 'lock', place: name, address } as const;
    return holder === undefined ? waiting : { ...waiting, holder };
  };
  return { perform, blockage };
}

/** Actor index in a lock word; undefined when it is free or holds no actor's number. */
export function holderOf(lockWord: bigint, actors: number): number | undefined {
  return lockWord >= 1n && lockWord <= BigInt(actors) ? Number(lockWord) - 1 : undefined;
}

export function tryAcquire(touch: TouchOf<'trylock'>, target: Target): Behaviour {
  const { place, to } = touch;
  const { width, name } = place;
  const perform = (run: Run): void => {
    const address = target.address(run);
    const offset = target.offset(address);
    if (offset < 0) return run.fault('store', address, name);
    const { actor, operation } = run;
    const taken = rawAt(run.view, offset, width) === 0n;
    if (taken) storeRaw(run.view, offset, width, BigInt(actor + 1));
    run.setLocal(to, taken ? 1n : 0n);
    run.effects.push({ actor, operation, kind: 'trylock', address, place: name, taken });
  };
  return { perform, blockage: neverBlocked };
}

export function release(touch: TouchOf<'unlock'>, target: Target): Behaviour {
  const { place, mode } = touch;
  const { width, name } = place;
  const perform = (run: Run): void => {
    const address = target.address(run);
    const offset = target.offset(address);
    if (offset < 0) return run.fault('store', address, name);
    const { actor, operation } = run;
    if (rawAt(run.view, offset, width) !== BigInt(actor + 1)) {
      run.effects.push({ actor, operation, kind: 'bug', text: foreignUnlockText(name) });
      return run.stop('foreign-unlock', address);
    }
    storeRaw(run.view, offset, width, 0n);
    run.effects.push({ actor, operation, kind: 'unlock', address, place: name, mode });
    interruptsBackAfter(run, mode);
  };
  return { perform, blockage: neverBlocked };
}

/** What a bad unlock is told as. */
export function foreignUnlockText(place: string): string {
  return `${place} is unlocked by somebody who does not hold it`;
}
