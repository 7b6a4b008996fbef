/**
 * The library of the page: programs compiled when the page was built, one file each. What has none,
 * or cannot be fetched, is compiled here, and only then is the compiler loaded; so is all that has
 * something of the user's own in it, of which the compiler keeps what is worth keeping.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { hasProgramFile, programFileName, programOfFile } from '../kernel/program-file.ts';
import {
  choiceName,
  type Catalogue,
  type Choice,
  type ScenarioLibrary,
} from '../kernel/scenario-library.ts';

/** `load`: the text of a file by its name. Both may fail as the network does. */
export function builtLibrary(
  catalogue: Catalogue,
  load: (name: string) => Promise<string>,
  compiler: () => Promise<ScenarioLibrary>,
): ScenarioLibrary {
  const known = new Map<string, CompiledScenario>();

  const fetched = async (choice: Choice): Promise<CompiledScenario | undefined> => {
    const isBuilt = catalogue.scenarios.some(({ id }) => id === choice.scenario);
    if (!isBuilt || !hasProgramFile(choice)) return undefined;
    try {
      return programOfFile(await load(programFileName(choice)));
    } catch {
      return undefined;
    }
  };

  return {
    catalogue,
    async compiled(choice) {
      const name = choiceName(choice);
      const value = known.get(name) ?? (await fetched(choice));
      if (value !== undefined) {
        known.set(name, value);
        return { ok: true, value };
      }
      let library: ScenarioLibrary;
      try {
        library = await compiler();
      } catch {
        const error =
          'The scenario could not be loaded. Check the connection, then choose it again or reload the page.';
        return { ok: false, error };
      }
      return library.compiled(choice);
    },
  };
}
