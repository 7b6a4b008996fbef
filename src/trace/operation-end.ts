/** When an operation of a script is over. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Effect } from '../machine/effect.ts';

/** Whether the effect is the return of a call that the script of a CPU or an interrupt made. */
export function endsOperation({ program }: CompiledScenario, effect: Effect): boolean {
  if (effect.kind !== 'leave') return false;
  const actor = program.actors[effect.actor];
  const stack = actor?.code.operations[effect.operation]?.stack;
  return actor?.kind !== 'device' && stack?.length === 2 && stack[1]?.fn === effect.fn;
}
