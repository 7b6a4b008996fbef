/**
 * What a property is asked about, and what it answers. A broken property is no error but a value:
 * a sentence from the facts, and the places that prove it.
 */

import type { Effect } from '../machine/effect.ts';
import type { Outcome } from '../machine/machine.ts';
import type { State } from '../machine/state.ts';
import type { CompiledScenario } from './compiled-scenario.ts';

/** A state and the step that led to it; `before` and `effects` are absent and empty at the start. */
export interface Moment {
  readonly compiled: CompiledScenario;
  readonly before?: State;
  readonly state: State;
  readonly effects: readonly Effect[];
  readonly outcome: Outcome;
}

/** Where to look for the proof. */
export type Witness =
  /** The 8 bytes at that byte of the struct page. */
  | { readonly kind: 'word'; readonly page: string; readonly offset: number }
  | { readonly kind: 'page'; readonly page: string }
  /** The outstanding pins of a page. */
  | { readonly kind: 'pins'; readonly page: string }
  /** The line that an actor has just run or rests at. */
  | { readonly kind: 'line'; readonly actor: number }
  | { readonly kind: 'lock'; readonly address: bigint }
  | { readonly kind: 'list'; readonly list: string };

export interface Violation {
  /** Id of the property. */
  readonly property: string;
  /** One sentence, without a full stop. */
  readonly message: string;
  readonly witnesses: readonly Witness[];
}

export interface Property {
  readonly id: string;
  /** As the page names it: "pin is seen". */
  readonly title: string;
  /** The rule as a sentence. */
  readonly rule: string;
  /** One violation per page, list or step that breaks the rule at this moment. */
  check(moment: Moment): readonly Violation[];
}

/** The answer of a property that holds; shared, since the search asks at every transition. */
export const holds: readonly Violation[] = [];
