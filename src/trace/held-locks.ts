/** Which locks an actor holds, and since when: read from the lock words and the steps that took them. */
import type { Program } from '../listing/program.ts';
import { type Run, stateAt } from './run.ts';

export interface HeldLock {
  /** Field name of the lock: `lru_lock`. */
  readonly name: string;
  readonly address: bigint;
  /** Step that took it; 0 when it was held from the start. */
  readonly sinceStep: number;
  /** Index of the actor. */
  readonly actor: number;
  /** What it protects, in the listing's words; empty when the listing does not say. */
  readonly guards: string;
}

export interface LockWord {
  readonly name: string;
  readonly address: bigint;
  readonly guards: string;
}

/** All locks of a program, in the order of its objects. */
export function lockWords(program: Program): readonly LockWord[] {
  return program.objects.flatMap((object) => {
    const fields = program.structs.find((struct) => struct.name === object.struct)?.fields ?? [];
    return fields
      .filter((field) => field.kind === 'spinlock')
      .map((field) => ({
        name: field.name,
        address: object.address + BigInt(field.offset),
        guards: field.guards ?? '',
      }));
  });
}

/** Locks held at the cursor, in the order they were taken. */
export function heldLocks(run: Run, cursor: number): readonly HeldLock[] {
  const { program, machine } = run.compiled;
  const state = stateAt(run, cursor);
  const held: HeldLock[] = [];
  for (const word of lockWords(program)) {
    const actor = machine.holder(state, word.address);
    if (actor === undefined) continue;
    held.push({ ...word, actor, sinceStep: takenAt(run, cursor, word.address) });
  }
  return held.toSorted((one, other) => one.sinceStep - other.sinceStep);
}

function takenAt(run: Run, cursor: number, address: bigint): number {
  for (let index = cursor; index > 0; index -= 1) {
    const taken = run.steps[index - 1]?.effects.some((effect) => {
      if (effect.kind === 'trylock') return effect.taken && effect.address === address;
      return effect.kind === 'lock' && effect.address === address;
    });
    if (taken === true) return index;
  }
  return 0;
}
