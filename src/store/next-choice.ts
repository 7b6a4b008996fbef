/** What is to be opened when a part of what is open is chosen anew: what goes with it, what stays. */
import type { Edition } from '../kernel/edition.ts';
import type { Catalogue, Choice } from '../kernel/scenario-library.ts';

/**
 * `wanted` on top of what is open. A built-in scenario takes the place of the user's own; a listing
 * laid over a design goes with the design; an edition that is given replaces the one there is.
 */
export function nextChoice(
  open: Choice,
  wanted: Partial<Choice>,
  { scenarios, corners }: Catalogue,
): Choice {
  const isBuiltIn = [...scenarios, ...corners].some(({ id }) => id === wanted.scenario);
  const { scenario: own, overlay } = open.edition ?? {};
  const keepsOwn = wanted.scenario === undefined || (wanted.scenario === own?.id && !isBuiltIn);
  const edition: Edition = wanted.edition ?? {
    ...(own !== undefined && keepsOwn ? { scenario: own } : {}),
    ...(overlay !== undefined && wanted.design === undefined ? { overlay } : {}),
  };
  const isEdited = edition.scenario !== undefined || edition.overlay !== undefined;
  return {
    scenario: edition.scenario?.id ?? wanted.scenario ?? open.scenario,
    design: wanted.design ?? open.design,
    debug: wanted.debug ?? open.debug,
    ...(isEdited ? { edition } : {}),
  };
}
