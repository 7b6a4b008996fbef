/**
 * Which steps are worth stopping at: those that write the two shared words of a page, that take or
 * release a lock, or that break, warn or stop.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Effect } from '../machine/effect.ts';
import type { Run, RunStep } from '../trace/run.ts';

/** First byte of the union in struct page, and the first behind it. */
const UNION_START = 8n;
const UNION_END = 24n;

/** Whether a step is an event of interest. */
export function isOfInterest(compiled: CompiledScenario, step: RunStep): boolean {
  if (step.violations.length > 0) return true;
  return step.effects.some((effect) => isInteresting(compiled, effect));
}

/** The nearest event of interest before the cursor; 0, the start, where there is none. */
export function previousEvent(run: Run, cursor: number): number {
  const before = run.steps.slice(0, Math.max(0, cursor - 1));
  return before.findLast((step) => isOfInterest(run.compiled, step))?.index ?? 0;
}

/** The nearest event of interest after the cursor on the recorded branch, if there is one. */
export function nextEvent(run: Run, cursor: number): number | undefined {
  return run.steps.slice(cursor).find((step) => isOfInterest(run.compiled, step))?.index;
}

function isInteresting(compiled: CompiledScenario, effect: Effect): boolean {
  switch (effect.kind) {
    case 'write':
      return compiled.pages.some(
        (page) =>
          effect.address + BigInt(effect.width) > page.address + UNION_START &&
          effect.address < page.address + UNION_END,
      );
    case 'lock':
    case 'unlock':
    case 'warn':
    case 'bug':
    case 'bound':
    case 'fault':
      return true;
    case 'trylock':
      return effect.taken;
    default:
      return false;
  }
}
