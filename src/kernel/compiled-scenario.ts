/**
 * A scenario compiled for one design: the program, the machine that runs it, and the map of what is
 * where. Made from the program alone, so that a page that is handed one needs no compiler.
 */

import type { Program } from '../listing/program.ts';
import { Machine } from '../machine/machine.ts';
import type { DesignHead } from './design.ts';
import type { Edition } from './edition.ts';
import type { ListHead } from './list-head.ts';
import { type MemoryMap, type PlacedPage, memoryMap } from './memory-map.ts';
import { placedPages } from './placement.ts';
import type { Scenario } from './scenario.ts';

/** Which asserts run: none, VM_BUG_ON, or those and CONFIG_DEBUG_LIST. */
export const debugSettings = ['none', 'vm', 'vm,list'] as const;
export type DebugSetting = (typeof debugSettings)[number];

/** What the compiler gives, plain data. */
export interface ScenarioProgram {
  readonly design: DesignHead;
  readonly scenario: Scenario;
  readonly debug: DebugSetting;
  readonly program: Program;
  /** What of it is the user's own; absent: nothing. Its scenario is `scenario`. */
  readonly edition?: Edition;
  /** The edition as links write it: made once, since an address is written at every step. */
  readonly editionPart?: string;
}

export interface CompiledScenario extends ScenarioProgram {
  readonly machine: Machine;
  /** In the order of the scenario. */
  readonly pages: readonly PlacedPage[];
  readonly lists: readonly ListHead[];
  readonly map: MemoryMap;
}

/** The program with everything that can be computed from it. */
export function compiledScenario(compiled: ScenarioProgram): CompiledScenario {
  const pages = placedPages(compiled.scenario);
  const map = memoryMap(compiled.program, pages);
  return { ...compiled, machine: new Machine(compiled.program), pages, lists: map.heads, map };
}
