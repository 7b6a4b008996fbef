/** The library that compiles what it is asked for, and keeps it: built-in scenarios never change. */

import { compileScenario } from './compile-scenario.ts';
import type { CompiledScenario } from './compiled-scenario.ts';
import { designById, designs, headOf } from './design.ts';
import { cornerScenarios, scenarioById, scenarios } from './scenario.ts';
import { type Choice, type Opened, type ScenarioLibrary, choiceName } from './scenario-library.ts';

export const compilingLibrary: ScenarioLibrary = {
  catalogue: {
    designs: designs.map(headOf),
    scenarios: scenarios.map(({ id, title }) => ({ id, title })),
    corners: cornerScenarios.map(({ id, title }) => ({ id, title })),
  },
  compiled: (choice) => Promise.resolve(compiledChoice(choice)),
};

const known = new Map<string, CompiledScenario>();

/** A built-in scenario compiled for a design. */
export function compiledChoice(choice: Choice): Opened<CompiledScenario> {
  const before = known.get(choiceName(choice));
  if (before !== undefined) return { ok: true, value: before };
  const scenario = scenarioById(choice.scenario);
  if (scenario === undefined) {
    return { ok: false, error: `There is no scenario “${choice.scenario}” here.` };
  }
  const design = designById(choice.design);
  if (design === undefined) {
    return { ok: false, error: `There is no design “${choice.design}” here.` };
  }
  const compiled = compileScenario({ design, scenario, debug: choice.debug });
  if (compiled.ok) {
    known.set(choiceName(choice), compiled.value);
    return compiled;
  }
  const why = compiled.error.map(({ message }) => message).join('; ');
  return { ok: false, error: `${scenario.title} cannot run under ${design.title}: ${why}.` };
}
