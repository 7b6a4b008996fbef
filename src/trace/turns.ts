/** Schedules told by operations: who goes on, and how many operations they complete. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Move, State } from '../machine/state.ts';
import { endsOperation } from './operation-end.ts';

export interface Turn {
  /** `cpu0`. */
  readonly actor: string;
  /** Operations of its script. */
  readonly operations: number;
}

export interface Turns {
  readonly moves: readonly Move[];
  readonly state: State;
}

/**
 * The schedule of some turns, from the start or from where others ended. While an actor waits for
 * its device, the device moves. Throws where an actor can not go on, has to choose, or is none.
 */
export function withTurns(
  compiled: CompiledScenario,
  turns: readonly Turn[],
  from: Turns = { moves: [], state: compiled.machine.start().state },
): Turns {
  const moves = [...from.moves];
  let { state } = from;
  for (const turn of turns) {
    for (let left = turn.operations; left > 0;) {
      const move = nextMove(compiled, state, turn.actor);
      const step = compiled.machine.step(state, move);
      moves.push(move);
      state = step.state;
      left -= step.effects.filter((effect) => endsOperation(compiled, effect)).length;
    }
  }
  return { moves, state };
}

function nextMove({ machine, program }: CompiledScenario, state: State, id: string): Move {
  const possible = machine.moves(state);
  const own = possible.filter((move) => program.actors[move.actor]?.id === id);
  const [move, another] = own.length > 0 ? own : possible.filter(isDevice);
  if (move === undefined || another !== undefined) {
    throw new Error(`${id} ${move === undefined ? 'can not go on' : 'has to choose'}`);
  }
  return move;

  function isDevice({ actor }: Move): boolean {
    return program.actors[actor]?.kind === 'device';
  }
}
