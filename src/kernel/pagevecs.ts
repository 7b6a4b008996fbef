/** The per-CPU vectors and what waits in them: `nr`, and as many pointers. */

import type { PlacedObject } from '../listing/program.ts';
import type { State } from '../machine/state.ts';
import type { CompiledScenario } from './compiled-scenario.ts';

export interface Pagevec {
  /** `lru_add_pvec`. */
  readonly name: string;
  readonly cpu: number;
  readonly address: bigint;
  /** Slots: PAGEVEC_SIZE. */
  readonly size: number;
  /** Names of the pages that wait, oldest first; undefined for a pointer to no page. */
  readonly pages: readonly (string | undefined)[];
}

/** All vectors, CPU by CPU. */
export function pagevecs(compiled: CompiledScenario, state: State): readonly Pagevec[] {
  const { program, machine, pages } = compiled;
  const struct = program.structs.find((candidate) => candidate.name === 'pagevec');
  const slots = struct?.fields.find((field) => field.name === 'pages');
  const count = struct?.fields.find((field) => field.name === 'nr');
  if (slots === undefined || count === undefined) return [];
  const nameAt = (object: PlacedObject, slot: number): string | undefined => {
    const at = object.address + BigInt(slots.offset + slot * slots.width);
    const pointer = machine.read(state, at, slots.width);
    return pages.find((page) => page.address === pointer)?.name;
  };
  return program.objects
    .filter((object) => object.struct === 'pagevec')
    .map((object) => {
      const nr = machine.read(state, object.address + BigInt(count.offset), count.width) ?? 0n;
      const waiting = Math.min(Number(nr), slots.length);
      return {
        name: object.name,
        cpu: object.cpu ?? 0,
        address: object.address,
        size: slots.length,
        pages: Array.from({ length: waiting }, (_, slot) => nameAt(object, slot)),
      };
    });
}
