/**
 * Compiled built-in scenarios, kept beside the commands from one call to the next: compiling takes
 * most of the time of a short search. Whoever rebuilds the commands must begin with an empty store.
 * A command that reads one needs no compiler (kept-program.ts).
 */
import { compileScenario, type ScenarioRequest } from '../kernel/compile-scenario.ts';
import { packed } from '../kernel/data-packer.ts';
import { programOfFile } from '../kernel/program-file.ts';
import { scenarioById } from '../kernel/scenario.ts';
import { choiceName } from '../kernel/scenario-library.ts';
import { keptProgram, type ProgramStore } from './kept-program.ts';

/** What compiles scenarios; those that never change come from the store where it has them. */
export function keepingCompiler(store: ProgramStore): typeof compileScenario {
  return (request) => {
    if (!isBuiltIn(request)) return compileScenario(request);
    const { design, scenario, debug } = request;
    const name = choiceName({ scenario: scenario.id, design: design.id, debug });
    const known = keptProgram(store, name);
    if (known !== undefined) return { ok: true, value: known };
    const compiled = compileScenario(request);
    if (compiled.ok) {
      const { program } = compiled.value;
      // Each value once: half the size, and as much less to read.
      const single = programOfFile(
        packed({ design: compiled.value.design, scenario, debug, program }),
      );
      store.write(name, {
        design: single.design,
        scenario: single.scenario,
        debug,
        program: single.program,
      });
    }
    return compiled;
  };
}

function isBuiltIn({ scenario, overlay }: ScenarioRequest): boolean {
  return overlay === undefined && scenarioById(scenario.id) === scenario;
}
