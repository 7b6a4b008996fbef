/** What `explore` says, as JSON: the exploration with links, pages and names instead of numbers. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Move } from '../machine/state.ts';
import { encodeLink } from '../trace/link.ts';
import type {
  Counterexample,
  EngineName,
  Exploration,
  ExplorationEnd,
  ExplorationStop,
  Odds,
  PropertyVerdict,
} from '../worker/exploration.ts';
import { replayed } from '../worker/property-verdicts.ts';
import type { QueryAnswer } from '../worker/query/query-answer.ts';
import { type PageReport, pageReports } from './page-report.ts';
import { scheduleText } from './schedule-text.ts';

/** A way to break a property. */
interface FoundSchedule {
  /** Entries of the schedule, up to and including the breaking one. */
  readonly length: number;
  /** Times that the actor changes from one step to the next. */
  readonly switches: number;
  /** `cpu0`, `device`, `cpu1:2`. */
  readonly schedule: readonly string[];
  /** With the scenario file and the listing laid over the design in it, where there are such. */
  readonly link: string;
}

export interface FoundViolation extends FoundSchedule {
  readonly property: string;
  readonly message: string;
  /** The schedule with the fewest switches; null where the graph was not kept. */
  readonly calmest: FoundSchedule | null;
  /** Steps of the schedule, counted from 1. Null where no such pair was found. */
  readonly criticalPair: {
    readonly first: number;
    readonly second: number;
    readonly sentence: string;
  } | null;
  /** Null where the graph was not kept, or where schedules can go on for ever. */
  readonly odds: Odds | null;
}

interface EndState {
  readonly pages: readonly PageReport[];
  /** Of a stopped or stuck one: why. */
  readonly message?: string;
  /** How many states look like this. */
  readonly states: number;
  /** Length of a shortest schedule there. */
  readonly length: number;
}

export interface ExploreReport {
  readonly design: string;
  readonly scenario: string;
  readonly debug: string;
  readonly engine: EngineName;
  readonly symmetry: boolean;
  /** False: a limit was reached, and what was not found proves nothing. */
  readonly complete: boolean;
  readonly interrupted: ExplorationStop | null;
  readonly states: number;
  readonly transitions: number;
  /** Moves on the shortest way to the state farthest off. */
  readonly depth: number;
  readonly seconds: number;
  /** States per second; null where it took no time that could be measured. */
  readonly rate: number | null;
  readonly bytes: number;
  /** One per property asked about, in the order of the page. */
  readonly verdicts: readonly {
    readonly property: string;
    readonly title: string;
    readonly verdict: PropertyVerdict['verdict'];
  }[];
  /** One per broken property, the shortest first. */
  readonly violations: readonly FoundViolation[];
  /** Distinct ones, as far as the pages show. */
  readonly endStates: readonly EndState[];
  readonly stopped: readonly EndState[];
  readonly stuck: readonly EndState[];
  /** Lines that no schedule reaches; null where the search is not complete. */
  readonly unreached: readonly UnreachedText[] | null;
  /** With --can. */
  readonly can?: FoundAnswer;
  /** With --table: the mail table of the shortest violation, null where nothing is broken. */
  readonly table?: string | null;
}

interface UnreachedText {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

interface FoundAnswer {
  readonly query: string;
  readonly states: number;
  readonly of: number;
  /** To the nearest such state; null where there is none. */
  readonly schedule: readonly string[] | null;
  readonly link: string | null;
}

export interface Asked {
  readonly query: string;
  readonly answer: Extract<QueryAnswer, { kind: 'found' | 'none' }>;
}

/** `seconds`: of searching. */
export function exploreReport(
  compiled: CompiledScenario,
  exploration: Exploration,
  seconds: number,
): ExploreReport {
  const { engine, symmetry, complete, interrupted, states, transitions, depth } = exploration;
  const ends = (kind: ExplorationEnd['kind']): readonly EndState[] =>
    exploration.ends.filter((end) => end.kind === kind).map((end) => endState(compiled, end));
  return {
    design: compiled.design.id,
    scenario: compiled.scenario.id,
    debug: compiled.debug,
    engine,
    symmetry,
    complete,
    interrupted: interrupted ?? null,
    states,
    transitions,
    depth,
    seconds: Math.round(seconds * 1000) / 1000,
    rate: seconds > 0 ? Math.round(states / seconds) : null,
    bytes: exploration.bytes,
    verdicts: exploration.verdicts.map(({ id, title, verdict }) => ({
      property: id,
      title,
      verdict,
    })),
    violations: exploration.verdicts
      .flatMap((verdict) => violationOf(compiled, verdict))
      .toSorted((a, b) => a.length - b.length),
    endStates: ends('rest'),
    stopped: ends('stopped'),
    stuck: ends('stuck'),
    unreached: complete ? exploration.unreached.map((line) => unreachedText(compiled, line)) : null,
  };
}

/** The answer to --can as the report has it. */
export function answerReport(compiled: CompiledScenario, { query, answer }: Asked): FoundAnswer {
  if (answer.kind === 'none') {
    return { query, states: 0, of: answer.of, schedule: null, link: null };
  }
  const { states, of, schedule } = answer;
  const words = scheduleText(compiled.program, schedule);
  return { query, states, of, schedule: words, link: linkTo(compiled, schedule) };
}

/** A link to the moment after a schedule. */
export function linkTo(compiled: CompiledScenario, schedule: readonly Move[]): string {
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

function violationOf(
  compiled: CompiledScenario,
  verdict: PropertyVerdict,
): readonly FoundViolation[] {
  const { id, message = '', shortest, calmest, criticalPair, odds } = verdict;
  if (shortest === undefined) return [];
  return [
    {
      property: id,
      message,
      ...foundSchedule(compiled, shortest),
      calmest: calmest === undefined ? null : foundSchedule(compiled, calmest),
      criticalPair:
        criticalPair === undefined
          ? null
          : {
              first: criticalPair.first + 1,
              second: criticalPair.second + 1,
              sentence: criticalPair.sentence,
            },
      odds: odds ?? null,
    },
  ];
}

function foundSchedule(
  compiled: CompiledScenario,
  { schedule, switches }: Counterexample,
): FoundSchedule {
  return {
    length: schedule.length,
    switches,
    schedule: scheduleText(compiled.program, schedule),
    link: linkTo(compiled, schedule),
  };
}

function endState(compiled: CompiledScenario, end: ExplorationEnd): EndState {
  const run = replayed(compiled, end.schedule);
  const state = run.steps.at(-1)?.state ?? run.start.state;
  return {
    pages: pageReports(compiled, state),
    ...(end.message === undefined ? {} : { message: end.message }),
    states: end.states,
    length: end.schedule.length,
  };
}

function unreachedText(
  { program }: CompiledScenario,
  { fn, line }: Exploration['unreached'][number],
): UnreachedText {
  const found = program.functions[fn];
  const text = found?.lines.find(({ number }) => number === line)?.text ?? '';
  return { function: found?.name ?? '', file: found?.file ?? '', line, text };
}
