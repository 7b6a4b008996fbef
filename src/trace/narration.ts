/**
 * What the step at the cursor did and what came of it, as sentences made by rule from the effects
 * and the words. The same step of the same run always gets the same sentences.
 */
import { listWalk } from '../kernel/lists.ts';
import { pageWords } from '../kernel/page-words.ts';
import type { Violation } from '../kernel/property.ts';
import { actorName } from '../kernel/actor-name.ts';
import { actorViews, lineOf, touchOf } from './call-stack.ts';
import {
  alarmSentences,
  brokenSentences,
  pinSentences,
  returnSentences,
  ruleTitle,
  situationSentences,
} from './consequence.ts';
import type { Run, RunStep } from './run.ts';
import {
  capitalised,
  code,
  pageName,
  plainText,
  type SentencePart,
  sentences,
  text,
} from './sentence.ts';
import { touchPredicate } from './touch-sentence.ts';

export type { SentencePart } from './sentence.ts';

export interface Narration {
  /** Who moved; absent at the start. */
  readonly actor?: number;
  readonly parts: readonly SentencePart[];
  /** The same for a screen reader: arrows as words, and the broken rule by name. */
  readonly plain: string;
  /** The comment at the line that ran. */
  readonly why?: string;
  /** The first rule that this step broke. */
  readonly violation?: Violation;
}

/** The last moment told, by run: several panels of one frame tell the same. */
const lastTold = new WeakMap<Run, { readonly cursor: number; readonly told: Narration }>();

/** Throws when the run has no such step. */
export function narration(run: Run, cursor: number): Narration {
  const last = lastTold.get(run);
  if (last?.cursor === cursor) return last.told;
  const told = toldAt(run, cursor);
  lastTold.set(run, { cursor, told });
  return told;
}

function toldAt(run: Run, cursor: number): Narration {
  if (cursor === 0) return beginning(run);
  const step = run.steps[cursor - 1];
  if (step === undefined) throw new Error(`the run has no step ${cursor}`);
  const parts = sentences([
    mainSentence(run, step),
    ...brokenSentences(run, step),
    ...alarmSentences(step),
    ...pinSentences(run, step),
    ...returnSentences(run, step),
    ...situationSentences(run, step),
  ]);
  const why = whyOf(run, step);
  const violation = step.violations[0];
  const broken = violation === undefined ? '' : ` This breaks the rule “${ruleTitle(violation)}”.`;
  return {
    actor: step.actor,
    parts,
    plain: spoken(plainText(parts)) + broken,
    ...(why === undefined ? {} : { why }),
    ...(violation === undefined ? {} : { violation }),
  };
}

/** The actor and what its touch did; after the scripts' ends only the vectors are drained. */
function mainSentence(run: Run, step: RunStep): readonly SentencePart[] {
  const actor = run.compiled.program.actors[step.actor];
  const name = actor === undefined ? '' : actorName(actor);
  const touch = touchOf(step.effects);
  const epilogue = actor?.code.epilogue;
  const isAfter = epilogue !== undefined && touch !== undefined && touch.operation >= epilogue;
  const subject = isAfter ? `All are done; ${name}` : capitalised(name);
  const predicate = touch === undefined ? undefined : touchPredicate(run, step.index, touch);
  return [text(subject), ...(predicate ?? [text(' goes on')]), text('.')];
}

function whyOf(run: Run, step: RunStep): string | undefined {
  const touch = touchOf(step.effects);
  const line = touch === undefined ? undefined : lineOf(run.compiled, touch);
  if (line === undefined) return undefined;
  const fn = run.compiled.program.functions[line.fn];
  return fn?.lines.find((one) => one.number === line.line)?.why;
}

function beginning(run: Run): Narration {
  const { compiled } = run;
  const [page] = compiled.pages;
  const where = page === undefined ? [] : placeSentence(run, page.name);
  const begins = actorViews(run, 0).flatMap((view): (readonly SentencePart[])[] => {
    const call = view.frames[1] ?? view.frames[0];
    const fn = call === undefined ? undefined : compiled.program.functions[call.fn];
    const actor = compiled.program.actors[view.actor];
    if (view.kind !== 'cpu' || call === undefined || fn === undefined || actor === undefined) {
      return [];
    }
    const args = call.args.join(', ');
    return [
      [
        text(`${actorName(actor)}, ${view.role}, is about to run `),
        code(`${fn.name}(${args})`),
        text('.'),
      ],
    ];
  });
  const parts = sentences([[text('Nobody has moved yet.')], where, ...begins]);
  return { parts, plain: spoken(plainText(parts)) };
}

function placeSentence(run: Run, name: string): readonly SentencePart[] {
  const { compiled, start } = run;
  const placed = compiled.pages.find((one) => one.name === name);
  if (placed === undefined) return [];
  const words = pageWords(compiled, start.state, placed);
  const on = compiled.lists.find((head) =>
    listWalk(compiled, start.state, head).pages.includes(name),
  );
  const where =
    on === undefined ? [text(' is on no list, ')] : [text(' is on '), code(on.title), text(', ')];
  const pinned =
    words.pins === 0
      ? ''
      : words.pins === 1
        ? ', one pin outstanding'
        : `, ${words.pins} pins outstanding`;
  return [
    text('Page '),
    pageName(name),
    ...where,
    code('_refcount'),
    text(` ${words.refcount}${pinned}.`),
  ];
}

function spoken(words: string): string {
  return words.replaceAll(' → ', ' to ').replaceAll('−', 'minus');
}
