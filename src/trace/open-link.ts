/**
 * Opens a link: replays it and compares the check numbers of the states on the way, so that a
 * release that runs the schedule differently says where, instead of showing something else.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Edition } from '../kernel/edition.ts';
import {
  type Choice,
  type Opened,
  type ScenarioLibrary,
  choiceName,
  firstChoice,
} from '../kernel/scenario-library.ts';
import type { Move } from '../machine/state.ts';
import { modelCheck, stateCheck } from './checksum.ts';
import { atDepth, type History, historyOf } from './history.ts';
import { type DecodedLink, decodeLink, quoted } from './link.ts';
import { MODEL_BITS, type Payload } from './link-payload.ts';
import { readEdition } from './read-edition.ts';
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
  const { editionPart = '' } = asked;
  const read = editionPart === '' ? NO_EDITION : await readEdition(editionPart);
  if (!read.ok) notices.push(read.error);
  const edition = read.ok ? read.value : {};
  const own = edition.scenario?.id;
  const { scenario = own ?? fallback.scenario, design = fallback.design } = asked;
  if (own !== undefined && own !== scenario) {
    notices.push(`The link names the scenario ${quoted(scenario)}, but its own is ${quoted(own)}.`);
  }
  const { designs, scenarios, corners } = library.catalogue;
  const isBuiltIn = [...scenarios, ...corners].some((one) => one.id === scenario);
  const isScenario = own !== undefined || isBuiltIn;
  const isDesign = designs.some((one) => one.id === design);
  if (!isScenario) notices.push(`There is no scenario ${quoted(scenario)} here.`);
  if (!isDesign) notices.push(`There is no design ${quoted(design)} here.`);
  const wanted = {
    scenario: own ?? (isBuiltIn ? scenario : fallback.scenario),
    design: isDesign ? design : fallback.design,
    debug: asked.debug ?? fallback.debug,
  };
  const found = await firstOf(library, [
    // A listing laid over another design than its own would be nobody's.
    withEdition(wanted, isDesign ? edition : { ...edition, overlay: undefined }),
    withEdition(wanted, { scenario: edition.scenario }),
    ...(isBuiltIn ? [{ ...wanted, scenario }] : []),
    fallback,
  ]);
  if (!found.ok) return found;
  const { compiled, choice, errors } = found.value;
  notices.push(...errors);
  const isFallback = choice === fallback;
  const payload = isScenario && isDesign && !isFallback ? payloadOf(asked) : NO_PAYLOAD;
  const isCut = asked.isEdited === true && editionPart === '';
  const isWhole = read.ok && errors.length === 0 && !isCut;
  if (!isWhole && isScenario && isDesign && !isFallback) {
    const left = choice.edition === undefined ? 'what was edited' : 'the edited listing';
    notices.push(`Shown without ${left}.`);
  }
  const { moves, cursor, problem } = replayable(compiled, payload);
  if (problem !== undefined) {
    const changed = payload.model !== modelCheck(compiled, MODEL_BITS);
    const why =
      !decoded.ok || !isWhole
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

function withEdition(
  choice: Choice,
  { scenario, overlay }: { readonly [Key in keyof Edition]?: Edition[Key] | undefined },
): Choice {
  if (scenario === undefined && overlay === undefined) return choice;
  const edition = {
    ...(scenario === undefined ? {} : { scenario }),
    ...(overlay === undefined ? {} : { overlay }),
  };
  return { ...choice, edition };
}

interface Found {
  readonly choice: Choice;
  readonly compiled: CompiledScenario;
  /** Why those before it could not be opened. */
  readonly errors: readonly string[];
}

/** The first of some choices that can be opened; where none can, the error of the last. */
async function firstOf(
  library: ScenarioLibrary,
  choices: readonly Choice[],
): Promise<Opened<Found>> {
  const errors: string[] = [];
  let last = '';
  const names = choices.map(choiceName);
  for (const [index, choice] of choices.entries()) {
    if (names.indexOf(choiceName(choice)) < index) continue;
    const opened = await library.compiled(choice);
    if (opened.ok) return { ok: true, value: { choice, compiled: opened.value, errors } };
    last = opened.error;
    if (!errors.includes(last)) errors.push(last);
  }
  return { ok: false, error: last };
}

const NO_EDITION: Opened<Edition> = { ok: true, value: {} };

const NO_PAYLOAD: Payload = { isEdited: false, schedule: [], cursor: 0, model: 0, checks: [] };

function payloadOf(asked: Partial<DecodedLink>): Payload {
  return {
    isEdited: asked.isEdited ?? false,
    schedule: asked.schedule ?? [],
    cursor: asked.cursor ?? 0,
    model: asked.model ?? 0,
    checks: asked.checks ?? [],
  };
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
