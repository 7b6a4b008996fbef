/** Places of touches, resolved: from "page.lru.next of the page in slot 2" to an offset in the state. */
import type { Place } from '../listing/program.ts';
import { constantOf, valueOf } from './evaluate.ts';
import type { AddressSpace } from './memory.ts';
import type { Run } from './run.ts';

/** Where a touch goes at run time. */
export interface Target {
  readonly place: Place;
  /** 64-bit address, whether or not anything is there. */
  address(run: Run): bigint;
  /** Offset in the state of the bytes at that address; -1 when they are not modelled. */
  offset(address: bigint): number;
}

/** Prepares a place. One whose base and index are constants is looked up only once, here. */
export function targetOf(place: Place, space: AddressSpace): Target {
  const { width } = place;
  const fixed = fixedAddress(place);
  if (fixed !== undefined) {
    const offset = space.offsetOf(fixed, width);
    return { place, address: () => fixed, offset: () => offset };
  }
  const base = valueOf(place.base);
  const distance = BigInt(place.offset);
  const offset = (address: bigint): number => space.offsetOf(address, width);
  if (place.index === undefined) {
    const address = (run: Run): bigint => BigInt.asUintN(64, base(run.view, run.slots) + distance);
    return { place, address, offset };
  }
  const index = valueOf(place.index);
  const stride = BigInt(place.stride ?? place.width);
  const address = (run: Run): bigint => {
    const element = index(run.view, run.slots) * stride;
    return BigInt.asUintN(64, base(run.view, run.slots) + distance + element);
  };
  return { place, address, offset };
}

function fixedAddress(place: Place): bigint | undefined {
  const base = constantOf(place.base);
  const index = place.index === undefined ? 0n : constantOf(place.index);
  if (base === undefined || index === undefined) return undefined;
  const element = index * BigInt(place.stride ?? place.width);
  return BigInt.asUintN(64, base + BigInt(place.offset) + element);
}
