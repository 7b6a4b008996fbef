/** Reads what kept-programs.ts keeps, without the compiler: loading that takes longer than a search. */
import {
  type CompiledScenario,
  compiledScenario,
  debugSettings,
  type ScenarioProgram,
} from '../kernel/compiled-scenario.ts';
import { type Choice, choiceName } from '../kernel/scenario-library.ts';
import type { Flags } from './arguments.ts';
import type { CommandResult } from './command.ts';
import { explored } from './explored.ts';
import { exploreFlags, optionsOf } from './explore-flags.ts';
import { valueOf } from './flag-value.ts';

/** Programs by name. Both may fail as a disk does; then nothing is kept, and nobody needs to know. */
export interface ProgramStore {
  /** Undefined where there is none, or it is damaged: a disk may have been full when it was written. */
  read(name: string): ScenarioProgram | undefined;
  write(name: string, program: ScenarioProgram): void;
}

/** `name`: that of a choice. */
export function keptProgram(store: ProgramStore, name: string): CompiledScenario | undefined {
  const kept = store.read(name);
  return kept === undefined ? undefined : compiledScenario(kept);
}

/**
 * `explore` of a program that is kept; undefined where there is none, or something about the flags
 * is wrong, which takes the lists of designs and scenarios to say.
 */
export function exploreKept(
  words: readonly string[],
  store: ProgramStore,
  seconds: () => number,
): CommandResult | undefined {
  const flags = exploreFlags(words);
  if (!flags.ok) return undefined;
  const options = optionsOf(flags.value);
  const choice = builtInChoice(flags.value);
  if (!options.ok || choice === undefined) return undefined;
  const compiled = keptProgram(store, choiceName(choice));
  if (compiled === undefined) return undefined;
  return explored(compiled, flags.value, options.value, seconds);
}

/** What flags choose that name nothing of the user's own; ids only, so that no name leads out of the store. */
function builtInChoice(flags: Flags): Choice | undefined {
  const [design, scenario] = [valueOf(flags, 'design'), valueOf(flags, 'scenario')];
  const debug = debugSettings.find((one) => one === (valueOf(flags, 'debug') ?? 'vm'));
  if (flags.has('file') || flags.has('listing') || debug === undefined) return undefined;
  if (design === undefined || scenario === undefined) return undefined;
  const isId = (text: string): boolean => /^[a-z0-9][a-z0-9.-]*$/.test(text);
  return isId(design) && isId(scenario) ? { design, scenario, debug } : undefined;
}
