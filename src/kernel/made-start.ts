/** Runs a program that makes a start, and takes over what it leaves in memory and in ghosts. */

import type { InitialGhost, InitialWord, Program, Struct } from '../listing/program.ts';
import { Machine } from '../machine/machine.ts';
import { StateLayout } from '../machine/state-layout.ts';
import type { State } from '../machine/state.ts';
import { viewOf } from './memory-map.ts';
import type { StartMemory } from './start-memory.ts';

export type MadeStart =
  | { readonly ok: true; readonly value: StartMemory }
  | { readonly ok: false; readonly error: string };

/** Steps after which a start is given up: none has nearly as many. */
const mostSteps = 100_000;

const unfinished = {
  stuck: 'it waits for something that nobody does',
  running: 'it does not come to an end',
};

/**
 * What the program's actors leave behind when they are done. Each word of the schedule is a step of
 * the actor it names, passed over where that one can not move; behind the last word who comes first
 * goes on as long as it can. So a schedule fits programs that take a step more or less.
 */
export function memoryAfter(program: Program, schedule: readonly string[] = []): MadeStart {
  const machine = new Machine(program);
  let { state } = machine.start();
  for (const word of schedule) {
    const [id, choice] = word.split(':');
    const actor = program.actors.findIndex((one) => one.id === id);
    if (actor < 0) return { ok: false, error: `its schedule names ${id}, which it does not have` };
    const own = machine.moves(state).filter((move) => move.actor === actor);
    const chosen = own.find((move) => move.choice === undefined || choice === String(move.choice));
    const move = chosen ?? own[0];
    if (move !== undefined) state = machine.step(state, move).state;
  }
  for (let steps = 0; steps < mostSteps; steps++) {
    const [move] = machine.moves(state);
    if (move === undefined) break;
    state = machine.step(state, move).state;
  }
  const outcome = machine.outcome(state);
  if (outcome.kind === 'rest') return { ok: true, value: memoryIn(state, program) };
  return { ok: false, error: outcome.kind === 'stopped' ? outcome.text : unfinished[outcome.kind] };
}

function memoryIn(state: State, program: Program): StartMemory {
  const layout = new StateLayout(program);
  const view = viewOf(state);
  const initial: InitialWord[] = layout.space.regions.flatMap(({ address, size, offset }) =>
    Array.from({ length: size / 4 }, (_, i) => ({
      address: address + BigInt(i * 4),
      width: 4 as const,
      value: BigInt(view.getUint32(offset + i * 4, true)),
    })),
  );
  const initialGhosts = ghostsOf(program).map(({ object, field }): InitialGhost => {
    const value = view.getBigUint64(layout.ghostOffset(object, field), true);
    return { object, field, value };
  });
  return {
    initial: initial.filter((word) => word.value !== 0n),
    initialGhosts: initialGhosts.filter((ghost) => ghost.value !== 0n),
  };
}

/** Every ghost that the program's objects have, the embedded ones too. */
function ghostsOf(program: Program): readonly Omit<InitialGhost, 'value'>[] {
  const structs = new Map(program.structs.map((struct) => [struct.name, struct]));
  return program.objects.flatMap(({ struct, address }) => ghostsAt(structs, struct, address));
}

function ghostsAt(
  structs: ReadonlyMap<string, Struct>,
  name: string,
  address: bigint,
): readonly Omit<InitialGhost, 'value'>[] {
  const struct = structs.get(name);
  if (struct === undefined) return [];
  return [
    ...struct.ghosts.map((field) => ({ object: address, field })),
    ...struct.embedded.flatMap((part) => {
      const size = structs.get(part.struct)?.size ?? 0;
      return Array.from({ length: part.length }, (_, i) =>
        ghostsAt(structs, part.struct, address + BigInt(part.offset + i * size)),
      ).flat();
    }),
  ];
}
