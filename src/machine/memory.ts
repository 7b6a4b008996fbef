/**
 * The emulated memory: which addresses exist, and how numbers lie in bytes (little endian, as on
 * x86-64). Objects that touch each other become one region, so that an access may straddle two of
 * them, as two neighbours in the array of struct pages. Alignment is not asked for, as on x86-64.
 */
import type { PlacedObject, Struct } from '../listing/program.ts';

export type Width = 1 | 2 | 4 | 8;

/** A stretch of modelled memory without a gap. */
export interface Region {
  readonly address: bigint;
  /** Bytes. */
  readonly size: number;
  /** Where its first byte lies in the state. */
  readonly offset: number;
}

/** Structs by name; throws where an object's struct is not among them. */
export function structOf(structs: ReadonlyMap<string, Struct>, name: string): Struct {
  const struct = structs.get(name);
  if (struct === undefined) throw new Error(`the program has no struct ${name}`);
  return struct;
}

export class AddressSpace {
  readonly regions: readonly Region[];
  /** Bytes of all regions together. */
  readonly size: number;

  constructor(objects: readonly PlacedObject[], structs: ReadonlyMap<string, Struct>) {
    const spans = objects
      .map((object) => {
        const size = structOf(structs, object.struct).size;
        return { start: object.address, end: object.address + BigInt(size) };
      })
      .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
    const merged: { start: bigint; end: bigint }[] = [];
    for (const span of spans) {
      const last = merged.at(-1);
      if (last === undefined || span.start > last.end) merged.push({ ...span });
      else if (span.end > last.end) last.end = span.end;
    }
    let offset = 0;
    this.regions = merged.map(({ start, end }) => {
      const region = { address: start, size: Number(end - start), offset };
      offset += region.size;
      return region;
    });
    this.size = offset;
  }

  /** Offset of the byte at `address` if all `width` bytes from there are modelled; otherwise -1. */
  offsetOf(address: bigint, width: number): number {
    for (const region of this.regions) {
      if (address < region.address) return -1;
      const distance = Number(address - region.address);
      if (distance + width <= region.size) return region.offset + distance;
    }
    return -1;
  }
}

/** The `width` bytes at `offset` as an unsigned number. */
export function rawAt(view: DataView, offset: number, width: Width): bigint {
  switch (width) {
    case 8:
      return view.getBigUint64(offset, true);
    case 4:
      return BigInt(view.getUint32(offset, true));
    case 2:
      return BigInt(view.getUint16(offset, true));
    case 1:
      return BigInt(view.getUint8(offset));
  }
}

/** Stores the low `width` bytes of `value`; the bytes around them stay as they are. */
export function storeRaw(view: DataView, offset: number, width: Width, value: bigint): void {
  switch (width) {
    case 8:
      view.setBigUint64(offset, value, true);
      break;
    case 4:
      view.setUint32(offset, Number(value & 0xffffffffn), true);
      break;
    case 2:
      view.setUint16(offset, Number(value & 0xffffn), true);
      break;
    case 1:
      view.setUint8(offset, Number(value & 0xffn));
      break;
  }
}

/** The low `width` bytes of a 64-bit word, as memory would hold them. */
export function truncated(value: bigint, width: Width): bigint {
  return width === 8 ? value : BigInt.asUintN(width * 8, value);
}

/** The 64-bit word that a load of `raw` gives: sign-extended where the field is signed. */
export function loaded(raw: bigint, width: Width, signed: boolean): bigint {
  if (!signed || width === 8) return raw;
  return BigInt.asUintN(64, BigInt.asIntN(width * 8, raw));
}
