/** The answer of `explore` about a program that is compiled: brings no compiler with it. */
import { twoColumnTable } from '../export/two-column.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Exploration, ExplorationOptions } from '../worker/exploration.ts';
import { explorationProblem, Exploring } from '../worker/exploring.ts';
import { replayed } from '../worker/property-verdicts.ts';
import { compiledQuery } from '../worker/query/compiled-query.ts';
import { problemSentence } from '../worker/query/query-problem.ts';
import type { Flags } from './arguments.ts';
import { answered, type CommandResult, type ExitCode, jsonText, refusedInput } from './command.ts';
import {
  answerReport,
  type Asked,
  type ExploreReport,
  exploreReport,
  linkTo,
} from './explore-report.ts';
import { exploreText } from './explore-text.ts';
import { type Answer, valueOf } from './flag-value.ts';

/** `seconds`: reads a clock; the only thing here that differs from run to run. */
export function explored(
  compiled: CompiledScenario,
  flags: Flags,
  options: ExplorationOptions,
  seconds: () => number,
): CommandResult {
  const problem = explorationProblem(compiled, options);
  if (problem !== undefined) return refusedInput(problem);
  const query = valueOf(flags, 'can');
  if (query !== undefined) {
    const read = compiledQuery(compiled, query);
    if (!read.ok) return refusedInput(`--can: ${problemSentence(read.error)}`);
  }
  const exploring = new Exploring(compiled, options, () => seconds() * 1000);
  while (exploring.slice(1000));
  const exploration = exploring.result();
  const asked = askedOf(exploring, query);
  if (!asked.ok) return refusedInput(asked.error);
  const report = {
    ...exploreReport(compiled, exploration, exploration.elapsed / 1000),
    ...(asked.value === undefined ? {} : { can: answerReport(compiled, asked.value) }),
  };
  const exit = exitCode(report);
  const table = flags.has('table') ? mailTable(compiled, exploration) : undefined;
  if (flags.has('json')) {
    return answered(jsonText({ ...report, ...(table === undefined ? {} : { table }) }), exit);
  }
  if (table !== undefined) return answered(table ?? 'Nothing is broken.\n', exit);
  return answered(exploreText(compiled, report, exploration, options.symmetry), exit);
}

function exitCode({ violations, complete }: ExploreReport): ExitCode {
  if (violations.length > 0) return 1;
  return complete ? 0 : 3;
}

function askedOf(exploring: Exploring, query: string | undefined): Answer<Asked | undefined> {
  if (query === undefined) return { ok: true, value: undefined };
  const answer = exploring.answer(query);
  switch (answer.kind) {
    case 'unclear':
      return refused(`--can: ${problemSentence(answer.problem)}`);
    case 'forgotten':
      return refused(`--can: ${answer.error} (--engine bfs)`);
    case 'found':
    case 'none':
      return { ok: true, value: { query, answer } };
  }
}

/** Of the shortest counterexample there is; null where nothing is broken. */
function mailTable(compiled: CompiledScenario, { verdicts }: Exploration): string | null {
  const [first] = verdicts
    .flatMap(({ message = '', shortest, criticalPair }) =>
      shortest === undefined ? [] : [{ message, schedule: shortest.schedule, criticalPair }],
    )
    .toSorted((a, b) => a.schedule.length - b.schedule.length);
  if (first === undefined) return null;
  const { message, schedule, criticalPair } = first;
  const link = linkTo(compiled, schedule);
  return twoColumnTable({
    run: replayed(compiled, schedule),
    message,
    ...(criticalPair === undefined ? {} : { pair: criticalPair }),
    link,
  });
}

function refused(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
