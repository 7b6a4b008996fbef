/** What a step leads to, as sentences: what it broke, whose pin it was, who waits now, who is done. */
import { pageSaysPinned } from '../kernel/page-words.ts';
import { properties, type Violation } from '../kernel/property.ts';
import type { Effect } from '../machine/effect.ts';
import type { State } from '../machine/state.ts';
import { actorName } from '../kernel/actor-name.ts';
import { nextLine } from './call-stack.ts';
import { devicePages } from './device-work.ts';
import { errorName } from './error-name.ts';
import { pinCause, spendingReason } from './pin-cause.ts';
import { references } from './references.ts';
import { outcomeAt, type Run, type RunStep, stateAt } from './run.ts';
import {
  bad,
  capitalised,
  code,
  listed,
  pageName,
  type SentencePart,
  sentences,
  text,
} from './sentence.ts';
import { heldBy, lockName } from './touch-sentence.ts';

type Sentence = readonly SentencePart[];

/** One sentence per rule that the step broke. */
export function brokenSentences(run: Run, step: RunStep): readonly Sentence[] {
  return step.violations.map((violation) => brokenSentence(run, step, violation));
}

function brokenSentence(run: Run, step: RunStep, violation: Violation): Sentence {
  const witness = violation.witnesses.find((one) => one.kind === 'pins');
  if (violation.property === 'pin-seen' && witness?.kind === 'pins') {
    return unseenSentence(run, step, witness.page);
  }
  if (violation.property === 'no-deadlock') return stuckSentence(run, step.state);
  const message = violation.message.replace(/^(cpu\d|device\d?|irq\d)\b/, (id) => nameOf(run, id));
  return [bad(`${capitalised(message)}.`)];
}

/** A pin that the page denies: the sentence that the whole story is about. */
function unseenSentence(run: Run, step: RunStep, page: string): Sentence {
  const pins = references(run, step.index, page).pins;
  const owners = pins.map((pin) => (pin.actor === undefined ? 'a' : `${nameAt(run, pin.actor)}’s`));
  const whose = `${listed([...new Set(owners)])} pin${pins.length === 1 ? ' is' : 's are'}`;
  const placed = run.compiled.pages.find((one) => one.name === page);
  const before = stateAt(run, step.index - 1);
  const saidSo = placed !== undefined && pageSaysPinned(run.compiled, before, placed);
  const broken = saidSo
    ? `Page ${page} now reports unpinned while ${whose} outstanding`
    : `${capitalised(whose)} outstanding, and page ${page} does not report it`;
  const writes = placed !== undefined && devicePages(run.compiled, step.state).has(placed.address);
  const cause = pinCause(run, step.index, page);
  return sentences([[bad(broken), text(writes ? ' and the device may write.' : '.')], cause ?? []]);
}

/** Who waits for whom when nobody can go on. */
function stuckSentence(run: Run, state: State): Sentence {
  const waits = run.compiled.program.actors.flatMap((_, actor) => {
    const parts = waitParts(run, state, actor);
    return parts.length === 0 ? [] : [text(` ${capitalised(nameAt(run, actor))} `), ...parts];
  });
  return [bad('Nobody can go on.'), ...waits];
}

/** Pins that begin, end, or are spent by somebody else in this step. */
export function pinSentences(run: Run, step: RunStep): readonly Sentence[] {
  const said: Sentence[] = [];
  for (const page of run.compiled.pages) {
    const spent = references(run, step.index, page.name).spent;
    if (spent?.step === step.index) {
      const whose =
        spent.owner === spent.actor ? 'its own, still needed' : `${nameAt(run, spent.owner)}’s`;
      said.push([
        text(`The pin it counted off was ${whose}`),
        ...spendingReason(run, page.name, spent),
      ]);
    }
    for (const effect of step.effects) {
      if (effect.kind !== 'ghost' || effect.field !== 'pins' || effect.object !== page.address) {
        continue;
      }
      const whose = `${capitalised(nameAt(run, effect.actor))}’s pin on `;
      const change = effect.value > effect.old ? ' is outstanding from here.' : ' ends here.';
      said.push([text(whose), pageName(page.name), text(change)]);
    }
  }
  return said;
}

/** Warnings, and why the machine stopped when no property says so. */
export function alarmSentences(step: RunStep): readonly Sentence[] {
  const said: Sentence[] = [];
  for (const effect of step.effects) {
    if (effect.kind === 'warn')
      said.push([bad(`The kernel warns: ${effect.text}.`), text(' It goes on.')]);
  }
  const { outcome } = step;
  if (outcome.kind === 'stopped') {
    const isTold = step.violations.some((one) => one.property === 'bug');
    if (!isTold) said.push([bad(`${capitalised(outcome.text)}.`)]);
    said.push([text('The machine has stopped.')]);
  }
  return said;
}

/** Calls of the script that end here, and functions that give back an error. */
export function returnSentences(run: Run, step: RunStep): readonly Sentence[] {
  return step.effects.flatMap((effect): Sentence[] => {
    if (effect.kind !== 'leave') return [];
    const name = run.compiled.program.functions[effect.fn]?.name ?? '';
    const error = effect.result === undefined ? undefined : errorName(run, effect.result);
    if (error !== undefined) return [[code(name), text(' gives '), code(error), text('.')]];
    return isScriptCall(run, effect) ? [[code(name), text(' is done.')]] : [];
  });
}

function isScriptCall(run: Run, effect: Effect): boolean {
  const stack = run.compiled.program.actors[effect.actor]?.code.operations[effect.operation]?.stack;
  const inner = effect.kind === 'leave' ? stack?.findIndex((one) => one.fn === effect.fn) : -1;
  const fn = effect.kind === 'leave' ? run.compiled.program.functions[effect.fn] : undefined;
  return fn?.operation === true && inner === 1;
}

/** Who has to wait now, who can go on, who is done, and whether all are. */
export function situationSentences(run: Run, step: RunStep): readonly Sentence[] {
  const { machine, program } = run.compiled;
  const before = stateAt(run, step.index - 1);
  const said: Sentence[] = [];
  const outcome = outcomeAt(run, step.index);
  if (outcome.kind === 'stopped') return said;
  for (const effect of step.effects) {
    if (effect.kind === 'done')
      said.push([text(`${capitalised(nameAt(run, effect.actor))} is done.`)]);
  }
  if (outcome.kind === 'rest') return [...said, [text('Everything is at rest.')]];
  if (outcome.kind === 'stuck') return said;
  program.actors.forEach((_, actor) => {
    const was = machine.status(before, actor);
    const is = machine.status(step.state, actor);
    const name = capitalised(nameAt(run, actor));
    if (is.kind === 'waiting' && was.kind !== 'waiting') {
      said.push([text(`${name} `), ...waitParts(run, step.state, actor)]);
    } else if (is.kind === 'ready' && was.kind === 'waiting' && actor !== step.actor) {
      said.push([text(`${name} can go on.`)]);
    } else if (is.kind === 'ready' && was.kind === 'idle') {
      said.push([text(`${name} can begin.`)]);
    }
  });
  return said;
}

/** `has to wait for lru_lock, which CPU0 holds.` Empty when the actor does not wait. */
function waitParts(run: Run, state: State, actor: number): Sentence {
  const status = run.compiled.machine.status(state, actor);
  if (status.kind !== 'waiting') return [];
  switch (status.on) {
    case 'lock':
      return [
        text('has to wait for '),
        code(lockName(run, status.address, status.place)),
        text(`${heldBy(run, status.holder)}.`),
      ];
    case 'condition': {
      const condition = conditionText(run, state, actor);
      return [text('waits until '), code(condition ?? status.place), text('.')];
    }
    case 'interrupt':
      return [text('stands still until its interrupt is finished.')];
  }
}

/** What the line says it waits for: `device.page == 0`. */
function conditionText(run: Run, state: State, actor: number): string | undefined {
  const line = nextLine(run.compiled, state, actor);
  const fn = line === undefined ? undefined : run.compiled.program.functions[line.fn];
  const source = fn?.lines.find((one) => one.number === line?.line)?.text;
  return /wait until (.*)$/.exec(source ?? '')?.[1];
}

/** The title of the rule that a violation breaks: `pin is seen`. */
export function ruleTitle(violation: Violation): string {
  return properties.find((one) => one.id === violation.property)?.title ?? violation.property;
}

function nameAt(run: Run, actor: number): string {
  const found = run.compiled.program.actors[actor];
  return found === undefined ? `actor ${actor}` : actorName(found);
}

function nameOf(run: Run, id: string): string {
  const found = run.compiled.program.actors.find((actor) => actor.id === id);
  return found === undefined ? id : actorName(found);
}
