/** Schedules as words: `cpu0`, `device`, `irq0`, and `cpu1:2` where the step is a choice. */
import type { Program } from '../listing/program.ts';
import type { Move } from '../machine/state.ts';

export function scheduleText(program: Program, schedule: readonly Move[]): readonly string[] {
  return schedule.map((move) => {
    const id = program.actors[move.actor]?.id ?? String(move.actor);
    return move.choice === undefined ? id : `${id}:${move.choice}`;
  });
}
