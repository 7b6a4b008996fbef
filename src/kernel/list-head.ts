/**
 * The heads of all lists of a program: every list_head that lies in an object and is not a page's.
 * What a list is for follows from the struct it lies in.
 */

import type { PlacedObject, Program, Struct } from '../listing/program.ts';
import { lruLists } from './lru-list.ts';

export interface ListHead {
  /** `inactive_file`; else the object's name, with the CPU where there is one per CPU: `pcp0`. */
  readonly id: string;
  readonly title: string;
  /** `lru`: of a lruvec. `free`: of the page allocator. `private`: of a function that runs. */
  readonly kind: 'lru' | 'free' | 'private';
  readonly address: bigint;
  readonly cpu?: number;
  /** Address of the lock that guards it. */
  readonly lock?: bigint;
}

/** Heads in the order of their objects, the five LRU lists in the kernel's order. */
export function listHeads(program: Program): readonly ListHead[] {
  const structs = new Map(program.structs.map((struct) => [struct.name, struct]));
  const locks = {
    lru: addressOfField(program, structs, 'lru_lock'),
    free: addressOfField(program, structs, 'zone_lock'),
  };
  return program.objects
    .filter((object) => object.struct !== 'page')
    .flatMap((object) =>
      headOffsets(structs, object.struct).map(({ offset, path }) =>
        headAt(object, offset, path, locks),
      ),
    );
}

/** Address of the first field of that name in any object, such as the node's lru_lock. */
function addressOfField(
  program: Program,
  structs: ReadonlyMap<string, Struct>,
  name: string,
): bigint | undefined {
  for (const object of program.objects) {
    const field = structs.get(object.struct)?.fields.find((candidate) => candidate.name === name);
    if (field !== undefined) return object.address + BigInt(field.offset);
  }
  return undefined;
}

interface HeadOffset {
  readonly offset: number;
  /** `lists[2]`; empty when the object itself is a list_head. */
  readonly path: string;
}

function headOffsets(structs: ReadonlyMap<string, Struct>, name: string): readonly HeadOffset[] {
  if (name === 'list_head') return [{ offset: 0, path: '' }];
  const struct = structs.get(name);
  if (struct === undefined) return [];
  return struct.embedded.flatMap((part) => {
    const size = structs.get(part.struct)?.size ?? 0;
    return Array.from({ length: part.length }, (_, i) => i).flatMap((i) =>
      headOffsets(structs, part.struct).map((inner) => ({
        offset: part.offset + i * size + inner.offset,
        path: [part.length > 1 ? `${part.name}[${i}]` : part.name, inner.path]
          .filter((text) => text !== '')
          .join('.'),
      })),
    );
  });
}

function headAt(
  object: PlacedObject,
  offset: number,
  path: string,
  locks: { readonly lru: bigint | undefined; readonly free: bigint | undefined },
): ListHead {
  const address = object.address + BigInt(offset);
  const lru = /lists\[(\d+)\]$/.exec(path);
  const lruName = lru === null ? undefined : lruLists[Number(lru[1])];
  if (lruName !== undefined) {
    return {
      id: lruName,
      title: lruName,
      kind: 'lru',
      address,
      ...(locks.lru === undefined ? {} : { lock: locks.lru }),
    };
  }
  const isFree = /pcp|free_area/.test(object.name);
  const isShared = isFree && object.cpu === undefined && locks.free !== undefined;
  const suffix = object.cpu === undefined ? '' : String(object.cpu);
  const name = path === '' ? object.name : `${object.name}.${path}`;
  return {
    id: `${name}${suffix}`,
    title: object.cpu === undefined ? name : `${name} of cpu${object.cpu}`,
    kind: isFree ? 'free' : 'private',
    address,
    ...(object.cpu === undefined ? {} : { cpu: object.cpu }),
    ...(isShared ? { lock: locks.free } : {}),
  };
}
