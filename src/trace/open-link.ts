/**
 * Opens a link: replays it and compares the check numbers of the states on the way, so that a
 * release that runs the schedule differently says where, instead of showing something else.
 */
import {
  compileScenario,
  type CompiledScenario,
  type DebugSetting,
} from '../kernel/compiled-scenario.ts';
import { designById } from '../kernel/design.ts';
import { scenarioById } from '../kernel/scenario.ts';
import type { Move } from '../machine/state.ts';
import { modelCheck, stateCheck } from './checksum.ts';
import { atDepth, type History, historyOf } from './history.ts';
import { type DecodedLink, decodeLink, quoted } from './link.ts';
import { MODEL_BITS, type Payload } from './link-payload.ts';
import { replaySchedule, stateAt } from './run.ts';

export interface OpenedLink {
  readonly compiled: CompiledScenario;
  readonly history: History;
  /** Sentences, when not everything the link asks for could be shown. */
  readonly notice?: string;
}

/** What to open where a link names nothing that exists. */
export interface Fallback {
  readonly scenario: string;
  readonly design: string;
  readonly debug: DebugSetting;
}

const FIRST: Fallback = { scenario: 'kara-race', design: 'july-2018', debug: 'vm' };

/**
 * Opens what a link can still show and says in `notice` what is wrong with the rest. Throws only
 * if the fallback itself does not compile.
 */
export function openLink(hash: string, fallback: Fallback = FIRST): OpenedLink {
  const decoded = decodeLink(hash);
  const asked: Partial<DecodedLink> = decoded.ok ? decoded.value : decoded.partial;
  const notices = decoded.ok ? [] : [decoded.error];
  const scenario = asked.scenario ?? fallback.scenario;
  const design = asked.design ?? fallback.design;
  const known = scenarioById(scenario) !== undefined && designById(design) !== undefined;
  if (scenarioById(scenario) === undefined) {
    notices.push(`There is no scenario ${quoted(scenario)} here.`);
  }
  if (designById(design) === undefined) notices.push(`There is no design ${quoted(design)} here.`);
  const compiled = compiledOr(
    {
      scenario: scenarioById(scenario) === undefined ? fallback.scenario : scenario,
      design: designById(design) === undefined ? fallback.design : design,
      debug: asked.debug ?? fallback.debug,
    },
    fallback,
    notices,
  );
  const payload = known ? payloadOf(asked) : NO_PAYLOAD;
  const { moves, cursor, problem } = replayable(compiled, payload);
  if (problem !== undefined) {
    const changed = payload.model !== modelCheck(compiled, MODEL_BITS);
    const why = !decoded.ok
      ? ''
      : changed
        ? ' The listings or the scenario have changed since the link was made.'
        : ' The listings are those the link was made with, so the emulator itself has changed.';
    notices.push(problem + why);
  }
  const history = atDepth(historyOf(moves), cursor);
  return notices.length === 0
    ? { compiled, history }
    : { compiled, history, notice: notices.join(' ') };
}

const NO_PAYLOAD: Payload = { schedule: [], cursor: 0, model: 0, checks: [] };

function payloadOf(asked: Partial<DecodedLink>): Payload {
  const { schedule = [], cursor = 0, model = 0, checks = [] } = asked;
  return { schedule, cursor, model, checks };
}

interface Replayable {
  readonly moves: readonly Move[];
  readonly cursor: number;
  readonly problem?: string;
}

/** As much of the schedule as runs here as it ran where the link was made. */
function replayable(compiled: CompiledScenario, payload: Payload): Replayable {
  const replayed = replaySchedule(compiled, payload.schedule);
  const done = replayed.run.steps.length;
  let agreed = 0;
  for (const check of payload.checks) {
    if (check.step > done) break;
    const here = stateCheck(compiled, stateAt(replayed.run, check.step)) & (2 ** check.bits - 1);
    if (here !== check.value) {
      const from = agreed + 1;
      const where =
        from === check.step ? `At step ${from}` : `Between steps ${from} and ${check.step}`;
      const problem = `${where} memory becomes something else here than where the link was made. Shown up to step ${agreed}.`;
      return { ...upTo(payload, agreed), problem };
    }
    agreed = check.step;
  }
  if (replayed.ok) return upTo(payload, done);
  const { step, text } = replayed.error;
  const problem = `Step ${step} of the link cannot be done here: ${text}. Shown up to step ${done}.`;
  return { ...upTo(payload, done), problem };
}

function upTo(payload: Payload, step: number): Replayable {
  return { moves: payload.schedule.slice(0, step), cursor: Math.min(payload.cursor, step) };
}

/** Compiled ones by name: they never change, and compiling takes longer than all the rest. */
const builtIn = new Map<string, CompiledScenario>();

function compiledOr(request: Fallback, fallback: Fallback, notices: string[]): CompiledScenario {
  const scenario = scenarioById(request.scenario);
  const design = designById(request.design);
  if (scenario === undefined || design === undefined) {
    throw new Error(`nothing to open: ${request.scenario} under ${request.design} does not exist`);
  }
  const key = `${request.scenario} ${request.design} ${request.debug}`;
  const before = builtIn.get(key);
  if (before !== undefined) return before;
  const compiled = compileScenario({ design, scenario, debug: request.debug });
  if (compiled.ok) {
    builtIn.set(key, compiled.value);
    return compiled.value;
  }
  const first = compiled.error[0]?.message ?? 'no reason given';
  if (request === fallback) throw new Error(`nothing to open: ${first}`);
  notices.push(`The scenario ${quoted(scenario.id)} does not run under ${design.title}: ${first}.`);
  return compiledOr(fallback, fallback, notices);
}
