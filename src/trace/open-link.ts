/**
 * Opens a link: replays it and compares the check numbers of the states on the way, so that a
 * release that runs the schedule differently says where, instead of showing something else.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import {
  type Choice,
  type Opened,
  type ScenarioLibrary,
  firstChoice,
} from '../kernel/scenario-library.ts';
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

/**
 * Opens what a link can still show and says in `notice` what is wrong with the rest. An error only
 * where the library cannot even give the fallback.
 */
export async function openLink(
  hash: string,
  library: ScenarioLibrary,
  fallback: Choice = firstChoice,
): Promise<Opened<OpenedLink>> {
  const decoded = decodeLink(hash);
  const asked: Partial<DecodedLink> = decoded.ok ? decoded.value : decoded.partial;
  const notices = decoded.ok ? [] : [decoded.error];
  const { scenario = fallback.scenario, design = fallback.design } = asked;
  const { designs, scenarios, corners } = library.catalogue;
  const isScenario = [...scenarios, ...corners].some((one) => one.id === scenario);
  const isDesign = designs.some((one) => one.id === design);
  if (!isScenario) notices.push(`There is no scenario ${quoted(scenario)} here.`);
  if (!isDesign) notices.push(`There is no design ${quoted(design)} here.`);
  let payload = isScenario && isDesign ? payloadOf(asked) : NO_PAYLOAD;
  let opened = await library.compiled({
    scenario: isScenario ? scenario : fallback.scenario,
    design: isDesign ? design : fallback.design,
    debug: asked.debug ?? fallback.debug,
  });
  if (!opened.ok) {
    notices.push(opened.error);
    payload = NO_PAYLOAD;
    opened = await library.compiled(fallback);
  }
  if (!opened.ok) return opened;
  const compiled = opened.value;
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
  const notice = notices.length === 0 ? {} : { notice: notices.join(' ') };
  return { ok: true, value: { compiled, history, ...notice } };
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
