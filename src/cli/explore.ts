/** `explore`: searches every interleaving of a scenario and says what can go wrong. */
import { BreadthFirst } from '../explorer/breadth-first.ts';
import type { Report } from '../explorer/report.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Move, State } from '../machine/state.ts';
import { encodeLink } from '../trace/link.ts';
import { replaySchedule, type Run } from '../trace/run.ts';
import { ScenarioModel } from '../worker/scenario-model.ts';
import { parseArguments } from './arguments.ts';
import {
  answered,
  type CommandResult,
  type ExitCode,
  grouped,
  jsonText,
  type ReadFile,
  refusedInput,
} from './command.ts';
import { pageLines, type PageReport, pageReports } from './page-report.ts';
import { type Requested, requested, valueOf } from './request.ts';
import { scheduleText } from './schedule-text.ts';
import { stepTable } from './step-table.ts';

const usage =
  'explore --design D (--scenario S | --file F) [--debug none|vm|vm,list] [--listing FILE] [--max-states N] [--json]';

/** More than any built-in scenario has; a search that needs more says that it is no proof. */
const MOST_STATES = 2_000_000;

interface FoundViolation {
  readonly property: string;
  readonly message: string;
  /** Entries of the schedule, up to and including the breaking one. */
  readonly length: number;
  /** `cpu0`, `device`, `cpu1:2`. */
  readonly schedule: readonly string[];
  /** Null where no link can say it: a scenario file, or a listing laid over the design. */
  readonly link: string | null;
}

interface EndState {
  readonly pages: readonly PageReport[];
  /** Of a stopped or stuck one: why. */
  readonly message?: string;
}

export interface Exploration {
  readonly design: string;
  readonly scenario: string;
  readonly debug: string;
  /** False: a limit was reached, and what was not found proves nothing. */
  readonly complete: boolean;
  readonly states: number;
  readonly transitions: number;
  readonly seconds: number;
  /** One per broken property, the shortest first. */
  readonly violations: readonly FoundViolation[];
  /** Distinct ones, as far as the pages show. */
  readonly endStates: readonly EndState[];
  readonly stopped: readonly EndState[];
  readonly stuck: readonly EndState[];
}

/** `seconds`: reads a clock; the only thing here that differs from run to run. */
export function explore(
  words: readonly string[],
  readFile: ReadFile,
  seconds: () => number,
): CommandResult {
  const flags = parseArguments(words, {
    values: ['design', 'scenario', 'file', 'debug', 'listing', 'max-states'],
    switches: ['json'],
  });
  if (!flags.ok) return refusedInput(`${flags.error}\nusage: ${usage}`);
  const limit = Number(valueOf(flags.value, 'max-states') ?? MOST_STATES);
  if (!Number.isSafeInteger(limit) || limit < 1) {
    return refusedInput('--max-states needs a whole number of at least 1.');
  }
  const request = requested(flags.value, readFile);
  if (!request.ok) return refusedInput(request.error);
  const { compiled } = request.value;
  const before = seconds();
  const search = new BreadthFirst(new ScenarioModel(compiled), { maxStates: limit });
  while (search.run(10_000));
  const report = search.report();
  const found = exploration(request.value, report, seconds() - before);
  const exit: ExitCode = found.violations.length > 0 ? 1 : found.complete ? 0 : 3;
  if (flags.value.has('json')) return answered(jsonText(found), exit);
  return answered(explorationText(compiled, found, report), exit);
}

function exploration(
  { compiled, linkable }: Requested,
  report: Report<Move>,
  seconds: number,
): Exploration {
  return {
    design: compiled.design.id,
    scenario: compiled.scenario.id,
    debug: compiled.debug,
    complete: report.complete,
    states: report.states,
    transitions: report.transitions,
    seconds: Math.round(seconds * 1000) / 1000,
    violations: report.violations.map(({ property, message, length, schedule }) => ({
      property,
      message,
      length,
      schedule: scheduleText(compiled.program, schedule),
      link: linkable ? linkTo(compiled, schedule) : null,
    })),
    endStates: distinct(report.restStates.map((state) => endState(compiled, state))),
    stopped: distinct(report.stoppedStates.map((state) => endState(compiled, state))),
    stuck: distinct(report.stuckStates.map((state) => endState(compiled, state))),
  };
}

/** A link to the moment at which the schedule has broken the property. */
function linkTo(compiled: CompiledScenario, schedule: readonly Move[]): string {
  const { scenario, design, debug } = compiled;
  const link = {
    scenario: scenario.id,
    design: design.id,
    debug,
    schedule,
    cursor: schedule.length,
  };
  return encodeLink(link, replayed(compiled, schedule));
}

function replayed(compiled: CompiledScenario, schedule: readonly Move[]): Run {
  const replay = replaySchedule(compiled, schedule);
  if (replay.ok) return replay.run;
  throw new Error(`the search's own schedule does not run: ${replay.error.text}`);
}

function endState(compiled: CompiledScenario, state: State): EndState {
  const pages = pageReports(compiled, state);
  const outcome = compiled.machine.outcome(state);
  if (outcome.kind === 'stopped') {
    const actor = compiled.program.actors[outcome.actor]?.id ?? '';
    return { pages, message: `${actor}: ${outcome.text}` };
  }
  if (outcome.kind !== 'stuck') return { pages };
  return { pages, message: `nobody can go on: ${waits(compiled, state)}` };
}

function waits(compiled: CompiledScenario, state: State): string {
  const { machine, program } = compiled;
  return program.actors
    .flatMap((actor, index) => {
      const status = machine.status(state, index);
      if (status.kind !== 'waiting') return [];
      const holder = status.holder === undefined ? undefined : program.actors[status.holder];
      const held = holder === undefined ? '' : `, which ${holder.id} holds`;
      return [`${actor.id} waits for ${status.place || 'its interrupt'}${held}`];
    })
    .join('; ');
}

/** States may differ in what no page shows, such as a page-table entry's accessed bit. */
function distinct(states: readonly EndState[]): readonly EndState[] {
  return [...new Map(states.map((state) => [JSON.stringify(state), state])).values()];
}

function explorationText(
  compiled: CompiledScenario,
  found: Exploration,
  report: Report<Move>,
): string {
  const lines = [
    `${compiled.scenario.title} under ${compiled.design.title}, debug checks: ${compiled.debug}`,
    verdict(found),
    `${grouped(found.states)} states, ${grouped(found.transitions)} transitions, ${found.seconds.toFixed(2)} s`,
    '',
  ];
  for (const violation of found.violations) {
    lines.push(`${violation.property} breaks in ${violation.length} steps: ${violation.message}`);
    if (violation.link !== null) lines.push(`  ${violation.link}`);
  }
  const [first] = report.violations;
  if (first !== undefined) {
    lines.push('', `The shortest schedule that breaks ${first.property}:`, '');
    lines.push(...stepTable(replayed(compiled, first.schedule)));
  }
  lines.push(...endLines('End states', found.endStates));
  lines.push(...endLines('Stopped', found.stopped));
  lines.push(...endLines('Stuck', found.stuck));
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

function verdict({ complete, states, violations }: Exploration): string {
  const broken = violations.length;
  const all = complete
    ? `searched all ${grouped(states)} states`
    : `stopped at ${grouped(states)} states, this is not a proof`;
  if (broken === 0)
    return complete ? `Nothing is broken: ${all}.` : `Nothing found so far: ${all}.`;
  return `${broken} ${broken === 1 ? 'property is' : 'properties are'} broken; ${all}.`;
}

function endLines(title: string, states: readonly EndState[]): readonly string[] {
  return states.flatMap((state, index) => [
    ...(index === 0 ? ['', `${title} (${states.length}):`] : []),
    ...(state.message === undefined ? [''] : ['', `  ${state.message}`]),
    ...pageLines(state.pages),
  ]);
}
