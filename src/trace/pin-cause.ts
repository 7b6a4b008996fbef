/**
 * Why a page denies a pin, from what happened in this very run: whose reference was given back out
 * of the count, or why the pin never got into it. Silent where the run shows no such reason.
 */
import { actorName } from '../kernel/actor-name.ts';
import { errorName } from './error-name.ts';
import type { Reference, Spent } from './reference-book.ts';
import { references } from './references.ts';
import type { Run } from './run.ts';
import { capitalised, code, pageName, type SentencePart, text } from './sentence.ts';

type Sentence = readonly SentencePart[];

/** Why `page` denies a pin after step `step`; undefined where the run does not show it. */
export function pinCause(run: Run, step: number, page: string): Sentence | undefined {
  const { spent, pins } = references(run, step, page);
  if (!countsPins(run)) {
    return [
      text('No word of '),
      pageName(page),
      text(' records a pin in this design: a pin is one more reference, like any other.'),
    ];
  }
  if (spent !== undefined) return spentCause(run, page, spent);
  const fresh = pins.find((pin) => pin.step === step && !pin.counted);
  return fresh?.actor === undefined ? undefined : refusedCause(run, step, fresh.actor);
}

/** What the step that spends a pin is to blame for, beside whose pin it was. */
export function spendingReason(run: Run, page: string, spent: Spent): Sentence {
  const own = uncounted(run, page, spent);
  if (own === undefined) return [text('.')];
  const since = own.step === 0 ? 'held from the start' : `taken at step ${own.step}`;
  const way = own.step === 0 ? [] : wayTaken(run, page, own);
  return [text(`. Its own reference, ${since}`), ...way, text(', was never counted.')];
}

/** `CPU1 took its reference at step 3 while P was not marked pinned, so …; its put_page at step 9 …` */
function spentCause(run: Run, page: string, spent: Spent): Sentence | undefined {
  const own = uncounted(run, page, spent);
  if (own === undefined) return undefined;
  const who = capitalised(nameAt(run, spent.actor));
  const isSame = spent.owner === spent.actor;
  const which = isSame ? 'another reference' : 'its reference';
  const took =
    own.step === 0 ? `held ${which} from the start` : `took ${which} at step ${own.step}`;
  const whose = isSame ? 'its own pin' : `${nameAt(run, spent.owner)}’s pin`;
  return [
    text(`${who} ${took}`),
    ...notCounted(run, page, own),
    text('; its '),
    code(callAt(run, spent.step)),
    text(` at step ${spent.step} used up ${whose}.`),
  ];
}

/** Why a reference is not in the count. */
function notCounted(run: Run, page: string, own: Reference): Sentence {
  if (own.step === 0) return [text(' and it was never counted')];
  const isEarly = !references(run, own.step, page).saysPinned;
  const result = isEarly ? ', so it was never counted' : ', and it was never counted';
  return [...wayTaken(run, page, own), text(result)];
}

/** While the page was not marked, or by a function that did not count it. */
function wayTaken(run: Run, page: string, own: Reference): Sentence {
  if (!references(run, own.step, page).saysPinned) {
    return [text(' while '), pageName(page), text(' was not marked pinned')];
  }
  return [text(' in '), code(functionAt(run, own.step))];
}

/** The spender's own newest reference that the count did not have in it. */
function uncounted(run: Run, page: string, { actor, step }: Spent): Reference | undefined {
  const before = references(run, step - 1, page).holders;
  return before.findLast((one) => one.kind === 'plain' && one.actor === actor && !one.counted);
}

/** A pin that was handed out although the function that counts it gave an error. */
function refusedCause(run: Run, step: number, actor: number): Sentence | undefined {
  const { functions } = run.compiled.program;
  for (let index = step; index >= 1; index -= 1) {
    const { effects = [] } = run.steps[index - 1] ?? {};
    for (const effect of effects.toReversed()) {
      if (effect.kind !== 'leave' || effect.actor !== actor) continue;
      const fn = functions[effect.fn];
      // A call of the script before: what it gave has nothing to do with this pin.
      if (fn?.operation === true && index < step) return undefined;
      const error = effect.result === undefined ? undefined : errorName(run, effect.result);
      if (fn === undefined || error === undefined) continue;
      return [
        text('The pin was never counted: '),
        code(fn.name),
        text(' gave '),
        code(error),
        text(index === step ? ', and the caller went on.' : ` at step ${index}.`),
      ];
    }
  }
  return undefined;
}

function countsPins(run: Run): boolean {
  if (run.compiled.program.constants['GUP_PIN_COUNTING_BIAS'] !== undefined) return true;
  const page = run.compiled.program.structs.find(({ name }) => name === 'page');
  return page?.fields.some(({ name }) => name === 'dma_pinned_count') ?? false;
}

/** The call of the script in which a step was done: `put_page`. */
function callAt(run: Run, step: number): string {
  return stackAt(run, step)[1] ?? functionAt(run, step);
}

function functionAt(run: Run, step: number): string {
  return stackAt(run, step).at(-1) ?? '';
}

/** Names of the functions that a step's touch was done in, the script first. */
function stackAt(run: Run, step: number): readonly string[] {
  const { actors, functions } = run.compiled.program;
  const effect = run.steps[step - 1]?.effects[0];
  if (effect === undefined) return [];
  const stack = actors[effect.actor]?.code.operations[effect.operation]?.stack ?? [];
  return stack.map((frame) => functions[frame.fn]?.name ?? '');
}

function nameAt(run: Run, actor: number): string {
  const found = run.compiled.program.actors[actor];
  return found === undefined ? `actor ${actor}` : actorName(found);
}
