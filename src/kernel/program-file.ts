/** A compiled scenario as a file that the page is handed: read here, written by program-files.ts. */

import {
  type CompiledScenario,
  type ScenarioProgram,
  compiledScenario,
} from './compiled-scenario.ts';
import { unpacked } from './packed-data.ts';
import { type Choice, choiceName } from './scenario-library.ts';

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
