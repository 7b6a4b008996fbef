/** A compiled scenario as a file that the page is handed: read here, written by program-files.ts. */

import {
  type CompiledScenario,
  type ScenarioProgram,
  compiledScenario,
} from './compiled-scenario.ts';
import { unpacked } from './packed-data.ts';
import { type Choice, choiceName } from './scenario-library.ts';

/** Designs that have a file for every debug setting; the others have one with VM_BUG_ON. */
const oftenOpened: readonly string[] = ['v4.18', 'july-2018'];

/**
 * Whether a choice of the choosers has a file. All of them would be a hundred megabytes and a minute of
 * every build; what has none is compiled in the page, which takes half a second.
 */
export function hasProgramFile({ design, debug, edition }: Choice): boolean {
  return edition === undefined && (debug === 'vm' || oftenOpened.includes(design));
}

/** Where the file of a choice lies below the folder of all of them. */
export function programFileName(choice: Choice): string {
  return `${choiceName(choice)}.json`;
}

/** The compiled scenario of a file. Throws where the text is something else. */
export function programOfFile(text: string): CompiledScenario {
  const data: unknown = unpacked(text);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the same version of this code: the folder of the files is named by that
  return compiledScenario(data as ScenarioProgram);
}
