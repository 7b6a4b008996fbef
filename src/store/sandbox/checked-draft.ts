/**
 * Says of a draft whether it is a scenario and runs under a design, and what can be done there. It
 * brings the compiler along, and is loaded when a draft is to be checked.
 */
import { compileScenario } from '../../kernel/compile-scenario.ts';
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import { designById } from '../../kernel/design.ts';
import { overlayFile, type Edition } from '../../kernel/edition.ts';
import { type Outline, outlineOf } from '../../kernel/outline.ts';
import { type PaletteGroup, paletteOf } from '../../kernel/palette.ts';
import {
  parseScenario,
  scenarioById,
  type Scenario,
  type ScenarioOperation,
} from '../../kernel/scenario.ts';
import type { Choice } from '../../kernel/scenario-library.ts';
import type { DesignLayer } from '../../listing/request.ts';
import type { Draft, ScriptPlace } from './draft.ts';
import { placedProblem, type DraftProblem } from './draft-problem.ts';
import { fileText } from './scenario-text.ts';

/** What a draft is checked under. */
export type DraftDesign = Pick<Choice, 'design' | 'debug'> & Pick<Edition, 'overlay'>;

export type CheckedDraft =
  | { readonly kind: 'ready'; readonly compiled: CompiledScenario }
  | { readonly kind: 'wrong'; readonly problems: readonly [DraftProblem, ...DraftProblem[]] };

/** Everything wrong that can be told at once: of the operations all, else the first. */
export function checkedDraft(draft: Draft, under: DraftDesign): CheckedDraft {
  const parsed = parseScenario(JSON.parse(fileText(draft)));
  if (!parsed.ok) return { kind: 'wrong', problems: [placedProblem(parsed.error, draft)] };
  const design = designById(under.design);
  if (design === undefined) return wrong(`There is no design “${under.design}” here.`);
  const scenario = parsed.value;
  const [first, ...others] = operationProblems(scenario, offerOf(under).outline);
  if (first !== undefined) return { kind: 'wrong', problems: [first, ...others] };
  const { debug } = under;
  const overlay =
    under.overlay === undefined ? {} : { overlay: { file: overlayFile, text: under.overlay } };
  const compiled = compileScenario({ design, scenario, debug, ...overlay });
  if (compiled.ok) return { kind: 'ready', compiled: compiled.value };
  const [problem, ...more] = compiled.error;
  if (problem === undefined) throw new Error('a scenario was refused without a problem');
  const isOfStart = problem.message.startsWith('the start cannot');
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
  const where = problem.file.startsWith('scenario/')
    ? ''
    : `${problem.file}, line ${problem.line}: `;
  const text = `${where === '' ? capital(problem.message) : where + problem.message}${rest}.`;
  return { kind: 'wrong', problems: [{ place: { kind: isOfStart ? 'start' : 'scenario' }, text }] };
}

/** What a design lets one do: as the palette shows it, and as a check looks it up. */
export interface Offer {
  readonly groups: readonly PaletteGroup[];
  readonly outline: Outline;
}

const offers = new Map<string, Offer>();

export function offerOf({ design, overlay }: DraftDesign): Offer {
  const key = `${design} ${overlay ?? ''}`;
  const known = offers.get(key);
  if (known !== undefined) return known;
  const layers: readonly DesignLayer[] = [
    ...(designById(design)?.layers ?? []),
    ...(overlay === undefined
      ? []
      : [{ id: 'overlay', sources: [{ file: overlayFile, text: overlay }] }]),
  ];
  const outline = outlineOf(layers);
  const offer = { groups: paletteOf(layers, outline), outline };
  // Texts under edit come and go: the last few are enough.
  if (offers.size > 8) offers.clear();
  offers.set(key, offer);
  return offer;
}

/** The built-in scenario of that id. */
export function builtInScenario(id: string): Scenario | undefined {
  return scenarioById(id);
}

function operationProblems(scenario: Scenario, outline: Outline): readonly DraftProblem[] {
  const of = (
    list: readonly ScenarioOperation[],
    where: ScriptPlace,
    name: string,
  ): readonly DraftProblem[] =>
    list.flatMap((use, at) => {
      const said = operationProblem(use, outline, false);
      const place = { kind: 'operation' as const, in: where, at };
      return said === undefined ? [] : [{ place, text: `${name}, operation ${at + 1}: ${said}.` }];
    });
  return [
    ...of(scenario.before, { kind: 'before' }, 'Before the start'),
    ...(scenario.race?.cpus ?? []).flatMap(({ operations }, cpu) =>
      of(operations, { kind: 'before' }, `The race before the start, CPU${cpu}`).map(
        ({ text }): DraftProblem => ({ place: { kind: 'start' }, text }),
      ),
    ),
    ...scenario.cpus.flatMap(({ operations }, cpu) =>
      of(operations, { kind: 'cpu', cpu }, `CPU${cpu}`),
    ),
    ...scenario.interrupts.flatMap((use): readonly DraftProblem[] => {
      const said = operationProblem(use, outline, true);
      const place = { kind: 'interrupt' as const, cpu: use.cpu };
      return said === undefined
        ? []
        : [{ place, text: `The interrupt on CPU${use.cpu}: ${said}.` }];
    }),
  ];
}

/** What this design lacks for an operation; undefined: nothing. */
function operationProblem(
  { operation, page }: ScenarioOperation,
  { operations }: Outline,
  isInterrupt: boolean,
): string | undefined {
  const found = operations.get(operation === 'pin' ? 'slow_pin' : operation);
  if (found === undefined) return `this design has no operation ${operation}`;
  if (found.kind === 'interrupt' && !isInterrupt) {
    return `${operation} comes as an interrupt only`;
  }
  return found.subject === 'none' || page !== undefined ? undefined : `${operation} needs a page`;
}

function wrong(text: string): CheckedDraft {
  return { kind: 'wrong', problems: [{ place: { kind: 'scenario' }, text }] };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
