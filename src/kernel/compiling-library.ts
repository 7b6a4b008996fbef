/**
 * The library that compiles what it is asked for. Built-in scenarios never change and are kept; of
 * those with something of the user's own, the latest few.
 */

import type { Problem } from '../listing/problem.ts';
import { compileScenario } from './compile-scenario.ts';
import type { CompiledScenario } from './compiled-scenario.ts';
import { type Design, designById, designs, headOf } from './design.ts';
import { type Edition, designTitle, overlayFile } from './edition.ts';
import { editionOfText, editionText } from './edition-part.ts';
import { cornerScenarios, type Scenario, scenarioById, scenarios } from './scenario.ts';
import { type Choice, type Opened, type ScenarioLibrary, choiceName } from './scenario-library.ts';
import { scriptFile } from './script.ts';

export const compilingLibrary: ScenarioLibrary = {
  catalogue: {
    designs: designs.map(headOf),
    scenarios: scenarios.map(({ id, title }) => ({ id, title })),
    corners: cornerScenarios.map(({ id, title }) => ({ id, title })),
  },
  compiled: (choice) => Promise.resolve(compiledChoice(choice)),
};

const known = new Map<string, CompiledScenario>();

/** The latest last. Every change of a listing makes another one, so they cannot all be kept. */
const edited = new Map<string, CompiledScenario>();
const MOST_EDITED = 8;

/** A scenario compiled for a design, with what of them is the user's own. */
export function compiledChoice(choice: Choice): Opened<CompiledScenario> {
  if (choice.edition !== undefined) return compiledEdition(choice, choice.edition);
  const before = known.get(choiceName(choice));
  if (before !== undefined) return { ok: true, value: before };
  const compiled = compiledAnew(choice, {});
  if (compiled.ok) known.set(choiceName(choice), compiled.value);
  return compiled;
}

/** As it would be read from a link, so that what is open is to the letter what its link opens. */
function compiledEdition(choice: Choice, edition: Edition): Opened<CompiledScenario> {
  const text = editionText(edition);
  if (text === '{}') {
    const { scenario, design, debug } = choice;
    return compiledChoice({ scenario, design, debug });
  }
  const name = `${choice.scenario}/${choice.design}/${choice.debug} ${text}`;
  const before = edited.get(name);
  if (before !== undefined) {
    edited.delete(name);
    edited.set(name, before);
    return { ok: true, value: before };
  }
  const read = editionOfText(text);
  if (!read.ok) return read;
  const compiled = compiledAnew(choice, read.value);
  if (!compiled.ok) return compiled;
  edited.set(name, compiled.value);
  const [oldest] = edited.keys();
  if (edited.size > MOST_EDITED && oldest !== undefined) edited.delete(oldest);
  return compiled;
}

function compiledAnew(choice: Choice, edition: Edition): Opened<CompiledScenario> {
  const scenario = edition.scenario ?? scenarioById(choice.scenario);
  if (scenario === undefined) {
    return { ok: false, error: `There is no scenario “${choice.scenario}” here.` };
  }
  const design = designById(choice.design);
  if (design === undefined) {
    return { ok: false, error: `There is no design “${choice.design}” here.` };
  }
  const { overlay } = edition;
  const compiled = compileScenario({
    design,
    scenario,
    debug: choice.debug,
    ...(overlay === undefined ? {} : { overlay: { file: overlayFile, text: overlay } }),
  });
  if (compiled.ok) return compiled;
  return { ok: false, error: refusal(scenario, design, edition, compiled.error) };
}

/** One sentence: the first problem with its place, and how many more there are. */
function refusal(
  scenario: Scenario,
  design: Design,
  edition: Edition,
  problems: readonly Problem[],
): string {
  // What is wrong elsewhere follows from what is wrong in the listing that was edited.
  const first = problems.find(({ file }) => file === overlayFile) ?? problems[0];
  const others = problems.length - 1;
  const more = others < 1 ? '' : `; and ${others} more problem${others === 1 ? '' : 's'}`;
  // What the operations of a scenario lack has no line that anybody has written.
  const place =
    first === undefined || first.file === scriptFile(scenario)
      ? ''
      : `${first.file}, line ${first.line}, column ${first.column}: `;
  const title = designTitle({ design, edition });
  return `${scenario.title} cannot run under ${title}: ${place}${first?.message ?? ''}${more}.`;
}
