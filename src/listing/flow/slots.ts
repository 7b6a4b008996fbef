/**
 * Slots for registers: as few as locals are alive at once. Two registers that are never alive
 * together share a slot, by colouring the graph of those that are.
 */
import { eachLocal } from '../folding.ts';
import { definition } from './flow.ts';
import type { Instruction } from './instruction.ts';
import type { Liveness } from './liveness.ts';

/** Slot of every register that is used; -1 for the others. */
export interface Slots {
  readonly of: readonly number[];
  readonly count: number;
}

/** `fixed`: registers that have a value before the first instruction, such as a probe's argument. */
export function slotsFor(
  instructions: readonly Instruction[],
  registers: number,
  liveness: Liveness,
  fixed: readonly number[],
): Slots {
  const apart = Array.from({ length: registers }, () => new Set<number>());
  const together = Array.from({ length: registers }, () => new Set<number>());
  const order: number[] = [...fixed];
  const keepApart = (one: number, other: number): void => {
    if (one === other) return;
    apart[one]?.add(other);
    apart[other]?.add(one);
  };
  const start = liveness.before(0);
  for (const one of fixed) for (const other of [...start, ...fixed]) keepApart(one, other);
  instructions.forEach(({ op }, index) => {
    const set = definition(op);
    if (set === undefined) return;
    order.push(set);
    const copied = op.kind === 'set' && op.value.kind === 'local' ? op.value.slot : undefined;
    for (const live of liveness.after(index)) if (live !== copied) keepApart(set, live);
    // The condition of a wait is computed after the load, from other locals, too.
    if (op.kind === 'wait') eachLocal(op.until, (other) => keepApart(set, other));
    if (copied !== undefined) {
      together[set]?.add(copied);
      together[copied]?.add(set);
    }
  });
  return coloured(order, apart, together);
}

function coloured(
  order: readonly number[],
  apart: readonly ReadonlySet<number>[],
  together: readonly ReadonlySet<number>[],
): Slots {
  const of: number[] = apart.map(() => -1);
  let count = 0;
  for (const register of order) {
    if ((of[register] ?? -1) >= 0) continue;
    const taken = new Set([...(apart[register] ?? [])].map((other) => of[other] ?? -1));
    const partner = [...(together[register] ?? [])]
      .map((other) => of[other] ?? -1)
      .find((slot) => slot >= 0 && !taken.has(slot));
    let slot = partner ?? 0;
    while (taken.has(slot)) slot++;
    of[register] = slot;
    count = Math.max(count, slot + 1);
  }
  return { of, count };
}
