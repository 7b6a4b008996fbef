/** Questions to begin with, in the names of the scenario that is open. */
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';

/** Each is a question that the search understands. The first is the one that the whole story asks. */
export function queryExamples({ pages, program }: CompiledScenario): readonly string[] {
  const page = pages[0]?.name ?? 'P';
  const last = program.actors.filter(({ kind }) => kind === 'cpu').at(-1)?.id ?? 'cpu0';
  return [
    `pins(${page}) > 0 and ${page} says unpinned`,
    `rest and ${page} on no list`,
    `${page}._refcount == 0`,
    `lru_lock held by ${last}`,
  ];
}
