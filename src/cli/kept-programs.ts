/**
 * Compiled built-in scenarios, kept beside the commands from one call to the next: compiling takes
 * most of the time of a short search. Whoever rebuilds the commands must begin with an empty store.
 */
import { compileScenario, type ScenarioRequest } from '../kernel/compile-scenario.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { packed } from '../kernel/data-packer.ts';
import { programFileName, programOfFile } from '../kernel/program-file.ts';
import { scenarioById } from '../kernel/scenario.ts';

/** Files by name. Both may fail as a disk does; then nothing is kept, and nobody needs to know. */
export interface ProgramStore {
  /** The text of a file; undefined where there is none. */
  read(name: string): string | undefined;
  write(name: string, text: string): void;
}

/** What compiles scenarios; those that never change come from the store where it has them. */
export function keepingCompiler(store: ProgramStore): typeof compileScenario {
  return (request) => {
    if (!isBuiltIn(request)) return compileScenario(request);
    const { design, scenario, debug } = request;
    const name = programFileName({ scenario: scenario.id, design: design.id, debug });
    const kept = store.read(name);
    const known = kept === undefined ? undefined : programOf(kept);
    if (known !== undefined) return { ok: true, value: known };
    const compiled = compileScenario(request);
    if (compiled.ok) {
      const { program } = compiled.value;
      store.write(name, packed({ design: compiled.value.design, scenario, debug, program }));
    }
    return compiled;
  };
}

function isBuiltIn({ scenario, overlay }: ScenarioRequest): boolean {
  return overlay === undefined && scenarioById(scenario.id) === scenario;
}

/** Undefined where the file is damaged: a disk may have been full when it was written. */
function programOf(text: string): CompiledScenario | undefined {
  try {
    return programOfFile(text);
  } catch {
    return undefined;
  }
}
