/** Every spinlock of a scenario: what it guards, in the listing's words, and who holds it. */

import type { PlacedObject, Struct } from '../listing/program.ts';
import type { State } from '../machine/state.ts';
import type { CompiledScenario } from './compiled-scenario.ts';

export interface Lock {
  /** As the listings write it: `node.lru_lock`. */
  readonly name: string;
  readonly address: bigint;
  /** "the LRU lists and PG_lru"; empty when the listing does not say. */
  readonly guards: string;
  /** Ids of the lists it guards. */
  readonly lists: readonly string[];
  /** Index of the actor that holds it. */
  readonly holder?: number;
}

/** All locks, in the order of their objects. */
export function locks(compiled: CompiledScenario, state: State): readonly Lock[] {
  const { machine, program, lists } = compiled;
  const structs = new Map(program.structs.map((struct) => [struct.name, struct]));
  return program.objects
    .flatMap((object) => locksIn(object, structs.get(object.struct)))
    .map((lock) => {
      const holder = machine.holder(state, lock.address);
      return {
        ...lock,
        lists: lists.filter((list) => list.lock === lock.address).map((list) => list.id),
        ...(holder === undefined ? {} : { holder }),
      };
    });
}

function locksIn(
  object: PlacedObject,
  struct: Struct | undefined,
): readonly Omit<Lock, 'lists' | 'holder'>[] {
  return (struct?.fields ?? [])
    .filter((field) => field.kind === 'spinlock')
    .map((field) => ({
      name: `${object.name}.${field.name}`,
      address: object.address + BigInt(field.offset),
      guards: field.guards ?? '',
    }));
}
