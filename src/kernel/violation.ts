/**
 * What a property is asked about, and what it answers. A broken property is no error but a value:
 * a sentence from the facts, and the places that prove it.
 */

import type { Effect } from '../machine/effect.ts';
import type { Outcome } from '../machine/machine.ts';
import type { State } from '../machine/state.ts';
import type { Stop } from '../machine/stop.ts';
import type { CompiledScenario } from './compiled-scenario.ts';
import { viewOf } from './memory-map.ts';

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
  /** One violation per page, list or step that breaks the rule at this moment: its parts together. */
  check(moment: Moment): readonly Violation[];
  readonly parts: PropertyParts;
}

/**
 * A property by what it looks at, so that a search asks each part only as often as the answer can
 * change.
 */
export interface PropertyParts {
  /**
   * What is wrong with a state whoever made it. Looks at memory, ghosts and interrupts, and of the
   * actors at nothing but `observedOf`.
   */
  readonly inState?: (compiled: CompiledScenario, state: State) => readonly Violation[];
  /** What a step does wrong. Reads the state after it through `view` alone. */
  readonly ofStep?: (step: StepMoment) => readonly Violation[];
  /** What is wrong once nobody moves any more. */
  readonly atEnd?: (moment: Moment) => readonly Violation[];
}

export interface StepMoment {
  readonly compiled: CompiledScenario;
  readonly effects: readonly Effect[];
  /** The bytes after the step. */
  readonly view: DataView;
  /** Set by a step that stops the machine. */
  readonly stop?: Stop;
}

/** A property from its parts. */
export function propertyOf(
  head: Pick<Property, 'id' | 'title' | 'rule'>,
  parts: PropertyParts,
): Property {
  const { inState, ofStep, atEnd } = parts;
  return {
    ...head,
    parts,
    check(moment: Moment): readonly Violation[] {
      const { compiled, state, effects, outcome } = moment;
      const found = [
        inState?.(compiled, state) ?? holds,
        ofStep?.({
          compiled,
          effects,
          view: viewOf(state),
          ...(outcome.kind === 'stopped' ? { stop: outcome } : {}),
        }) ?? holds,
        (outcome.kind === 'running' ? undefined : atEnd?.(moment)) ?? holds,
      ].filter((violations) => violations.length > 0);
      return found.length === 0 ? holds : found.flat();
    },
  };
}

/** The answer of a property that holds; shared, since the search asks at every transition. */
export const holds: readonly Violation[] = [];
