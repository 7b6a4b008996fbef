/** `explore`: searches every interleaving of a scenario and says what can go wrong. */
import type { compileScenario } from '../kernel/compile-scenario.ts';
import { type CommandResult, type ReadFile, refusedInput } from './command.ts';
import { explored } from './explored.ts';
import { exploreFlags, optionsOf, usage } from './explore-flags.ts';
import { requested } from './request.ts';

/** `seconds`: reads a clock; the only thing here that differs from run to run. */
export function explore(
  words: readonly string[],
  readFile: ReadFile,
  seconds: () => number,
  compiler?: typeof compileScenario,
): CommandResult {
  const flags = exploreFlags(words);
  if (!flags.ok) return refusedInput(`${flags.error}\nusage: ${usage}`);
  const options = optionsOf(flags.value);
  if (!options.ok) return refusedInput(options.error);
  const request = requested(flags.value, readFile, compiler);
  if (!request.ok) return refusedInput(request.error);
  return explored(request.value.compiled, flags.value, options.value, seconds);
}
