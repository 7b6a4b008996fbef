/**
 * The scenarios and designs that can be opened. A page gets them compiled beforehand, a command and
 * a test compile them; whoever opens one need not know.
 */

import type { CompiledScenario, DebugSetting } from './compiled-scenario.ts';
import type { DesignHead } from './design.ts';

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

/** A built-in scenario under a design, by their ids. */
export interface Choice {
  readonly scenario: string;
  readonly design: string;
  readonly debug: DebugSetting;
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

/** The name of a choice, as links write it: commas end links in many mail programs. */
export function choiceName({ scenario, design, debug }: Choice): string {
  return `${scenario}/${design}/${debug.replace(',', '-')}`;
}
