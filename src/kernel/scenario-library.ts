/**
 * The scenarios and designs that can be opened. A page gets them compiled beforehand, a command and
 * a test compile them; whoever opens one need not know.
 */

import type { CompiledScenario, DebugSetting } from './compiled-scenario.ts';
import type { DesignHead } from './design.ts';
import { type Edition, editionName } from './edition.ts';

/** A scenario in a list of scenarios. */
interface ScenarioTitle {
  readonly id: string;
  readonly title: string;
}

/** What there is, each in the order of its chooser. */
export interface Catalogue {
  readonly designs: readonly DesignHead[];
  readonly scenarios: readonly ScenarioTitle[];
  /** Those that no chooser shows, but links may name. */
  readonly corners: readonly ScenarioTitle[];
}

/** A scenario under a design, by their ids, and what of them is the user's own. */
export interface Choice {
  /** With a scenario of the user's own: the id of that. */
  readonly scenario: string;
  readonly design: string;
  readonly debug: DebugSetting;
  readonly edition?: Edition;
}

/** What opens where nothing else is asked for. */
export const firstChoice: Choice = { scenario: 'kara-race', design: 'july-2018', debug: 'vm' };

/** A sentence says why something cannot be opened. */
export type Opened<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: string };

export interface ScenarioLibrary {
  readonly catalogue: Catalogue;
  compiled(choice: Choice): Promise<Opened<CompiledScenario>>;
}

/**
 * The name of a choice: ids as links write them (commas end links in many mail programs), and where
 * something is the user's own, a name for that edition.
 */
export function choiceName({ scenario, design, debug, edition }: Choice): string {
  const name = `${scenario}/${design}/${debug.replace(',', '-')}`;
  return edition === undefined ? name : `${name}/${editionName(edition)}`;
}
