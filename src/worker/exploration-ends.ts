/** The ways a scenario can end, one for each picture. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { endMessage, endPicture } from './end-picture.ts';
import type { ExplorationEnd } from './exploration.ts';
import type { FoundEnd } from './scenario-search.ts';

/** In the order in which the first of each was found: at rest, then stopped, then stuck. */
export function explorationEnds(
  compiled: CompiledScenario,
  found: readonly FoundEnd[],
): readonly ExplorationEnd[] {
  const pictures = new Map<string, { readonly first: FoundEnd; states: number }>();
  for (const end of found) {
    const key = `${end.kind}\n${endPicture(compiled, end.state)}`;
    const known = pictures.get(key);
    if (known === undefined) pictures.set(key, { first: end, states: 1 });
    else known.states += 1;
  }
  return [...pictures.values()].map(({ first, states }) => {
    const message = endMessage(compiled, first.state);
    return {
      kind: first.kind,
      ...(message === undefined ? {} : { message }),
      schedule: first.schedule(),
      states,
    };
  });
}
