/** The touches: each is one access to shared memory that nobody can come between. */
import type { Touch } from '../listing/program.ts';
import { changeBit, compareExchange, load, readModifyWrite, store, wait } from './access-touch.ts';
import { acquire, release, tryAcquire } from './lock-touch.ts';
import type { AddressSpace } from './memory.ts';
import { targetOf } from './place.ts';
import type { Run } from './run.ts';
import { neverBlocked } from './touch-behaviour.ts';
import type { Behaviour, TouchOf } from './touch-behaviour.ts';

/** A touch made ready to run. */
export interface PreparedTouch extends Behaviour {
  readonly touch: Touch;
  /** Index of the operation in its code. */
  readonly index: number;
}

/** Prepares the touch at an index of its code. */
export function preparedTouch(touch: Touch, index: number, space: AddressSpace): PreparedTouch {
  return { touch, index, ...behaviourOf(touch, space) };
}

function behaviourOf(touch: Touch, space: AddressSpace): Behaviour {
  switch (touch.kind) {
    case 'load':
      return load(touch, targetOf(touch.place, space));
    case 'store':
      return store(touch, targetOf(touch.place, space));
    case 'rmw':
      return readModifyWrite(touch, targetOf(touch.place, space));
    case 'cmpxchg':
      return compareExchange(touch, targetOf(touch.place, space));
    case 'bit':
      return changeBit(touch, targetOf(touch.place, space));
    case 'lock':
      return acquire(touch, targetOf(touch.place, space));
    case 'trylock':
      return tryAcquire(touch, targetOf(touch.place, space));
    case 'unlock':
      return release(touch, targetOf(touch.place, space));
    case 'wait':
      return wait(touch, targetOf(touch.place, space));
    case 'pause':
      return pause(touch);
    case 'choose':
      return choose(touch);
  }
}

function pause(touch: TouchOf<'pause'>): Behaviour {
  const { text } = touch;
  const perform = (run: Run): void => {
    const { actor, operation } = run;
    run.effects.push({ actor, operation, kind: 'pause', text });
  };
  return { perform, blockage: neverBlocked };
}

function choose(touch: TouchOf<'choose'>): Behaviour {
  const { to } = touch;
  const perform = (run: Run, value: number): void => {
    const { actor, operation } = run;
    run.setLocal(to, BigInt.asUintN(64, BigInt(value)));
    run.effects.push({ actor, operation, kind: 'choose', value });
  };
  return { perform, blockage: neverBlocked };
}
