/** `replay`: replays a link and prints the words at its cursor. */
import { compilingLibrary } from '../kernel/compiling-library.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { designTitle } from '../kernel/edition.ts';
import { functionsOfOverlay } from '../kernel/overlay.ts';
import { openLink } from '../trace/open-link.ts';
import { decodeLink } from '../trace/link.ts';
import { cursorDepth, schedule } from '../trace/history.ts';
import { narration } from '../trace/narration.ts';
import { Replay, standingAt, stateAt } from '../trace/run.ts';
import { parseArguments } from './arguments.ts';
import { answered, type CommandResult, jsonText, refusedInput } from './command.ts';
import { pageLines, pageStates } from './page-report.ts';
import { valueOf } from './flag-value.ts';
import { scheduleText } from './schedule-text.ts';

const usage = 'replay --link L [--json]';

/** Exit 1 when something is broken at the cursor, 2 when the link cannot be shown as it was made. */
export async function replay(words: readonly string[]): Promise<CommandResult> {
  const flags = parseArguments(words, { values: ['link'], switches: ['json'] });
  if (!flags.ok) return refusedInput(`${flags.error}\nusage: ${usage}`);
  const link = valueOf(flags.value, 'link');
  if (link === undefined) return refusedInput(`--link is missing.\nusage: ${usage}`);
  const decoded = decodeLink(link);
  if (!decoded.ok) return refusedInput(decoded.error);
  const opened = await openLink(link, compilingLibrary);
  if (!opened.ok) return refusedInput(opened.error);
  const { compiled, history, notice } = opened.value;
  if (notice !== undefined) return refusedInput(notice);
  const cursor = cursorDepth(history);
  const run = new Replay(compiled).run(history);
  const state = stateAt(run, cursor);
  const told = narration(run, cursor);
  const standing = standingAt(run, cursor);
  const pages = pageStates(compiled, state);
  const exit = standing.length > 0 ? 1 : 0;
  if (flags.value.has('json')) {
    const report = {
      design: compiled.design.id,
      scenario: compiled.scenario.id,
      debug: compiled.debug,
      edited: editedParts(compiled),
      steps: run.steps.length,
      cursor,
      schedule: scheduleText(compiled.program, schedule(history)),
      narration: told.plain,
      outcome: compiled.machine.outcome(state).kind,
      violations: standing.map(({ property, message }) => ({ property, message })),
      pages,
    };
    return answered(jsonText(report), exit);
  }
  const lines = [
    `${titleOf(compiled)} under ${designTitle(compiled)}, debug checks: ${compiled.debug}`,
    `step ${cursor} of ${run.steps.length}: ${told.plain}`,
    '',
    ...pageLines(pages),
    ...(standing.length > 0 ? [''] : []),
    ...standing.map((one) => `${one.property} is broken: ${one.message}`),
  ];
  return answered(`${lines.join('\n')}\n`, exit);
}

/** What the link brings of its own: whether its scenario is none of the built-in ones, and which functions. */
function editedParts({ edition }: CompiledScenario): {
  readonly scenario: boolean;
  readonly functions: readonly string[];
} {
  return {
    scenario: edition?.scenario !== undefined,
    functions: functionsOfOverlay(edition?.overlay ?? ''),
  };
}

/** A scenario of the link's own may have the title of a built-in one. */
function titleOf({ scenario, edition }: CompiledScenario): string {
  return edition?.scenario === undefined ? scenario.title : `${scenario.title} (own scenario)`;
}
