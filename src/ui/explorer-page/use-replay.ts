/** Schedules of a search, replayed on the page's own machine: what is shown is never only told. */
import { useMemo } from 'react';
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import type { Move } from '../../machine/state.ts';
import { replaySchedule, type Run } from '../../trace/run.ts';

/** The run of a schedule; undefined where there is none. */
export function useReplay(
  compiled: CompiledScenario,
  schedule: readonly Move[] | undefined,
): Run | undefined {
  return useMemo(
    () => (schedule === undefined ? undefined : replayed(compiled, schedule)),
    [compiled, schedule],
  );
}

/** Throws where the search and this machine disagree. */
export function replayed(compiled: CompiledScenario, schedule: readonly Move[]): Run {
  const result = replaySchedule(compiled, schedule);
  if (result.ok) return result.run;
  throw new Error(`the search's own schedule does not run here: ${result.error.text}`);
}
