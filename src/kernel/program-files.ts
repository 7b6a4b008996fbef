/** All built-in scenarios compiled into files, when the page is built. */

import { debugSettings } from './compiled-scenario.ts';
import type { Program } from '../listing/program.ts';
import { compiledChoice, compilingLibrary } from './compiling-library.ts';
import { packed } from './data-packer.ts';
import { hasProgramFile, programFileName } from './program-file.ts';
import type { Choice, Opened } from './scenario-library.ts';

export const { catalogue } = compilingLibrary;

interface ProgramFile {
  readonly name: string;
  readonly text: string;
}

/** Choices of the choosers that have a file. What links alone can name is left to the compiler. */
export const programFileChoices: readonly Choice[] = catalogue.scenarios
  .flatMap((scenario) =>
    catalogue.designs.flatMap((design) =>
      debugSettings.map((debug) => ({ scenario: scenario.id, design: design.id, debug })),
    ),
  )
  .filter(hasProgramFile);

/** The choice whose file has that name. */
export function choiceOfFile(name: string): Choice | undefined {
  return programFileChoices.find((choice) => programFileName(choice) === name);
}

/** A program without the lines of functions that no actor runs: nothing shows them. */
export function withoutIdleLines(program: Program): Program {
  const busy = new Set(
    [...program.actors, ...program.probes].flatMap(({ code }) =>
      code.operations.flatMap(({ stack }) => stack.map(({ fn }) => fn)),
    ),
  );
  return {
    ...program,
    functions: program.functions.map((fn, index) => (busy.has(index) ? fn : { ...fn, lines: [] })),
  };
}

/** The file of a choice. */
export function programFile(choice: Choice): Opened<ProgramFile> {
  const compiled = compiledChoice(choice);
  if (!compiled.ok) return compiled;
  const { design, scenario, debug, program } = compiled.value;
  const text = packed({ design, scenario, debug, program: withoutIdleLines(program) });
  return { ok: true, value: { name: programFileName(choice), text } };
}
