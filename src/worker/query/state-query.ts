/** Puts a question to all states that a search has kept. */
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import type { KeptStates } from '../scenario-search.ts';
import { compiledQuery } from './compiled-query.ts';
import type { QueryAnswer } from './query-answer.ts';

export interface SearchedStates {
  readonly complete: boolean;
  readonly states: number;
  /** Absent where the search has thrown them away. */
  readonly kept?: KeptStates;
}

/** States are numbered by their distance, so the first that fits is one of the nearest. */
export function stateQuery(
  compiled: CompiledScenario,
  text: string,
  { complete, states, kept }: SearchedStates,
): QueryAnswer {
  const query = compiledQuery(compiled, text);
  if (!query.ok) return { kind: 'unclear', problem: query.error };
  if (kept === undefined) {
    const error =
      'The sweep does not keep the states that it has seen. Search breadth first, then ask.';
    return { kind: 'forgotten', error };
  }
  let found = 0;
  let first: number | undefined;
  for (let state = 0; state < states; state++) {
    if (!query.value(kept.state(state))) continue;
    found += 1;
    first ??= state;
  }
  if (first === undefined) return { kind: 'none', of: states, complete };
  return { kind: 'found', states: found, of: states, schedule: kept.scheduleTo(first) };
}
