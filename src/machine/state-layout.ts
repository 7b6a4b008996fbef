/**
 * Where everything lies in a state:
 *
 *     memory | ghosts | per actor: counter, begun, slots | interrupt depth per CPU | stop record
 *
 * Every part begins at a multiple of 8, and every number but the memory is 4 or 8 bytes wide, so that
 * a search may treat a state as a row of 32-bit cells. All little endian.
 */
import type { PlacedObject, Program, Struct } from '../listing/program.ts';
import { AddressSpace, structOf } from './memory.ts';

/** Offsets of one actor's part. */
export interface ActorLayout {
  /** u32: index of the operation it rests at. */
  readonly counter: number;
  /** u32: 1 while an interrupt runs (begun and not finished), else 0. */
  readonly begun: number;
  /** u64 each. */
  readonly slots: number;
  readonly slotCount: number;
}

/** Offsets of the stop record, all zero while the machine runs. */
export interface StopLayout {
  /** u32, a StopCause. */
  readonly cause: number;
  /** u32 */
  readonly actor: number;
  /** u32 */
  readonly operation: number;
  /** u64, the address of a fault. */
  readonly address: number;
}

/** Why the machine stopped; 0 in the record means that it has not. */
export const STOP_CAUSES = ['none', 'bug', 'bound', 'fault', 'foreign-unlock'] as const;
export type StopCause = (typeof STOP_CAUSES)[number];

const aligned = (offset: number): number => Math.ceil(offset / 8) * 8;

export class StateLayout {
  readonly space: AddressSpace;
  readonly actors: readonly ActorLayout[];
  readonly stop: StopLayout;
  /** Bytes of a state. */
  readonly size: number;
  readonly #ghosts = new Map<string, Map<bigint, number>>();
  readonly #depths: number;
  readonly #cpus: number;

  constructor(program: Program) {
    const structs = new Map(program.structs.map((struct) => [struct.name, struct]));
    this.space = new AddressSpace(program.objects, structs);
    let end = aligned(this.space.size);
    end = this.#placeGhosts(program.objects, structs, end);
    this.actors = program.actors.map(({ code }) => {
      const layout = { counter: end, begun: end + 4, slots: end + 8, slotCount: code.slots };
      end += 8 + code.slots * 8;
      return layout;
    });
    this.#depths = end;
    this.#cpus = Math.max(0, ...program.actors.map((actor) => actor.cpu + 1));
    end = aligned(end + this.#cpus * 4);
    this.stop = { cause: end, actor: end + 4, operation: end + 8, address: end + 16 };
    this.size = end + 24;
  }

  /** Offset of a ghost's 64-bit word; -1 when there is no such object or ghost. */
  ghostOffset(object: bigint, field: string): number {
    return this.#ghosts.get(field)?.get(object) ?? -1;
  }

  /** Offset of the u32 that counts how often interrupts are off; -1 for what is no CPU. */
  depthOffset(cpu: number): number {
    return cpu >= 0 && cpu < this.#cpus ? this.#depths + cpu * 4 : -1;
  }

  #placeGhosts(
    objects: readonly PlacedObject[],
    structs: ReadonlyMap<string, Struct>,
    start: number,
  ): number {
    let end = start;
    const place = (name: string, address: bigint): void => {
      const struct = structOf(structs, name);
      for (const field of struct.ghosts) {
        const byAddress = this.#ghosts.get(field) ?? new Map<bigint, number>();
        this.#ghosts.set(field, byAddress);
        if (byAddress.has(address)) continue;
        byAddress.set(address, end);
        end += 8;
      }
      for (const part of struct.embedded) {
        const stride = structOf(structs, part.struct).size;
        for (let i = 0; i < part.length; i++) {
          place(part.struct, address + BigInt(part.offset + i * stride));
        }
      }
    };
    for (const object of objects) place(object.struct, object.address);
    return end;
  }
}
