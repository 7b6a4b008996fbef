/** `explore`: searches every interleaving of a scenario and says what can go wrong. */
import { twoColumnTable } from '../export/two-column.ts';
import type { Exploration, ExplorationOptions } from '../worker/exploration.ts';
import { explorationProblem, Exploring } from '../worker/exploring.ts';
import { replayed } from '../worker/property-verdicts.ts';
import { compiledQuery } from '../worker/query/compiled-query.ts';
import { problemSentence } from '../worker/query/query-problem.ts';
import type { compileScenario } from '../kernel/compile-scenario.ts';
import { type Flags, parseArguments } from './arguments.ts';
import {
  answered,
  type CommandResult,
  type ExitCode,
  jsonText,
  type ReadFile,
  refusedInput,
} from './command.ts';
import {
  answerReport,
  type Asked,
  type ExploreReport,
  exploreReport,
  linkTo,
} from './explore-report.ts';
import { exploreText } from './explore-text.ts';
import { type Answer, type Requested, requested, valueOf } from './request.ts';

const usage =
  'explore --design D (--scenario S | --file F) [--debug none|vm|vm,list] [--listing FILE] ' +
  '[--property P] [--can QUERY] [--engine auto|interpreter|bfs|sweep] [--symmetry on|off] ' +
  '[--max-states N] [--max-memory MIB] [--first] [--table] [--json]';

const flagTable = {
  values: [
    'design',
    'scenario',
    'file',
    'debug',
    'listing',
    'property',
    'can',
    'engine',
    'symmetry',
    'max-states',
    'max-memory',
  ],
  switches: ['first', 'table', 'json'],
};

/** More than any built-in scenario has; a search that needs more says that it is no proof. */
const MOST_STATES = 2_000_000;

/** MiB; a memory of WebAssembly ends at 4096. */
const MOST_MEMORY = 3072;

const engines = ['auto', 'interpreter', 'bfs', 'sweep'] as const;

/** `seconds`: reads a clock; the only thing here that differs from run to run. */
export function explore(
  words: readonly string[],
  readFile: ReadFile,
  seconds: () => number,
  compiler?: typeof compileScenario,
): CommandResult {
  const flags = parseArguments(words, flagTable);
  if (!flags.ok) return refusedInput(`${flags.error}\nusage: ${usage}`);
  const options = optionsOf(flags.value);
  if (!options.ok) return refusedInput(options.error);
  const request = requested(flags.value, readFile, compiler);
  if (!request.ok) return refusedInput(request.error);
  const { compiled } = request.value;
  const problem = explorationProblem(compiled, options.value);
  if (problem !== undefined) return refusedInput(problem);
  const query = valueOf(flags.value, 'can');
  if (query !== undefined) {
    const read = compiledQuery(compiled, query);
    if (!read.ok) return refusedInput(`--can: ${problemSentence(read.error)}`);
  }
  const exploring = new Exploring(compiled, options.value, () => seconds() * 1000);
  while (exploring.slice(1000));
  const exploration = exploring.result();
  const asked = askedOf(exploring, query);
  if (!asked.ok) return refusedInput(asked.error);
  const report = {
    ...exploreReport(request.value, exploration, exploration.elapsed / 1000),
    ...(asked.value === undefined ? {} : { can: answerReport(request.value, asked.value) }),
  };
  const exit = exitCode(report);
  const table = flags.value.has('table') ? mailTable(request.value, exploration) : undefined;
  if (flags.value.has('json')) {
    return answered(jsonText({ ...report, ...(table === undefined ? {} : { table }) }), exit);
  }
  if (table !== undefined) return answered(table ?? 'Nothing is broken.\n', exit);
  return answered(exploreText(compiled, report, exploration, options.value.symmetry), exit);
}

function exitCode({ violations, complete }: ExploreReport): ExitCode {
  if (violations.length > 0) return 1;
  return complete ? 0 : 3;
}

function optionsOf(flags: Flags): Answer<ExplorationOptions> {
  const maxStates = wholeNumber(flags, 'max-states', MOST_STATES);
  if (!maxStates.ok) return maxStates;
  const memory = wholeNumber(flags, 'max-memory', MOST_MEMORY);
  if (!memory.ok) return memory;
  const engineText = valueOf(flags, 'engine') ?? 'auto';
  const engine = engines.find((one) => one === engineText);
  if (engine === undefined) {
    return refused(`There is no engine “${engineText}”; there are ${engines.join(', ')}.`);
  }
  const symmetry = valueOf(flags, 'symmetry') ?? 'off';
  if (symmetry !== 'on' && symmetry !== 'off') return refused('--symmetry is on or off.');
  const property = valueOf(flags, 'property');
  return {
    ok: true,
    value: {
      engine,
      symmetry: symmetry === 'on',
      limits: { maxStates: maxStates.value, maxBytes: memory.value * 2 ** 20 },
      ...(property === undefined ? {} : { property }),
      ...(flags.has('first') ? { first: true } : {}),
    },
  };
}

function wholeNumber(flags: Flags, name: string, otherwise: number): Answer<number> {
  const value = Number(valueOf(flags, name) ?? otherwise);
  if (Number.isSafeInteger(value) && value >= 1) return { ok: true, value };
  return refused(`--${name} needs a whole number of at least 1.`);
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
function mailTable(request: Requested, { verdicts }: Exploration): string | null {
  const [first] = verdicts
    .flatMap(({ message = '', shortest, criticalPair }) =>
      shortest === undefined ? [] : [{ message, schedule: shortest.schedule, criticalPair }],
    )
    .toSorted((a, b) => a.schedule.length - b.schedule.length);
  if (first === undefined) return null;
  const { message, schedule, criticalPair } = first;
  const link = linkTo(request, schedule);
  return twoColumnTable({
    run: replayed(request.compiled, schedule),
    message,
    ...(criticalPair === undefined ? {} : { pair: criticalPair }),
    link,
  });
}

function refused(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
