/** What a step does to memory, as the predicate of a sentence whose subject is the actor. */
import { wordMeaning } from '../kernel/word-meaning.ts';
import type { Field } from '../listing/program.ts';
import type { Effect } from '../machine/effect.ts';
import { actorName } from '../kernel/actor-name.ts';
import { heldLocks, lockWords } from './held-locks.ts';
import { placeParts, viewAt } from './place-name.ts';
import { type Run, stateAt } from './run.ts';
import { code, type SentencePart, text } from './sentence.ts';
import { accessText, bitOf, fieldsAt, signedValue } from './value-text.ts';

type Access = Extract<Effect, { kind: 'read' | 'write' | 'refused' }>;
type Write = Extract<Effect, { kind: 'write' }>;

/** Without the subject and the full stop; undefined for effects that are no touch. */
export function touchPredicate(
  run: Run,
  step: number,
  effect: Effect,
): readonly SentencePart[] | undefined {
  const { compiled } = run;
  if (effect.kind === 'read') return readPredicate(run, step, effect);
  if (effect.kind === 'write') {
    return [...writePredicate(run, step, effect), ...lockNote(run, step, effect)];
  }
  if (effect.kind === 'lock' || effect.kind === 'unlock' || effect.kind === 'trylock') {
    return lockPredicate(effect, code(lockName(run, effect.address, effect.place)));
  }
  if (effect.kind === 'refused') {
    const found = code(accessText(compiled, effect, effect.value));
    const place = placeParts(compiled, effect);
    const why = text(', not what it compares with, and writes nothing');
    return [text(' finds '), found, text(' in '), ...place, why];
  }
  if (effect.kind === 'pause') {
    return [text(/^(the|a|an) /.test(effect.text) ? `: ${effect.text}` : ` ${effect.text}`)];
  }
  if (effect.kind === 'choose') return [text(' chooses '), code(String(effect.value))];
  if (effect.kind !== 'fault') return undefined;
  const verb = effect.fault.access === 'load' ? ' reads through ' : ' writes through ';
  const address = effect.fault.address.toString(16).padStart(16, '0');
  return [text(verb), code(effect.fault.place), text(' to '), code(address)];
}

function lockPredicate(
  effect: Extract<Effect, { kind: 'lock' | 'unlock' | 'trylock' }>,
  lock: SentencePart,
): readonly SentencePart[] {
  if (effect.kind === 'trylock') {
    const came = effect.taken ? ' and gets it' : ' and does not wait: it is held';
    return [text(' tries '), lock, text(came)];
  }
  if (effect.kind === 'lock') {
    const off = effect.mode === 'plain' ? '' : ', and turns its interrupts off';
    return [text(' takes '), lock, text(off)];
  }
  const on =
    effect.mode === 'irq' ? ', and turns its interrupts on' : ', and its interrupts are as before';
  return [text(' releases '), lock, text(effect.mode === 'plain' ? '' : on)];
}

/** The lock at an address by its field name. */
export function lockName(run: Run, address: bigint, place: string): string {
  const lock = lockWords(run.compiled.program).find((one) => one.address === address);
  return shortName(lock?.name ?? place);
}

function readPredicate(
  run: Run,
  step: number,
  effect: Extract<Effect, { kind: 'read' }>,
): readonly SentencePart[] {
  const { compiled } = run;
  const earlier = lastSeen(run, step, effect);
  const value = accessText(compiled, effect, effect.value);
  const before = earlier === undefined ? undefined : accessText(compiled, effect, earlier.value);
  const bit = bitName(run, effect);
  const again = before === undefined ? '' : ' again';
  const under = earlier === undefined ? [] : nowHeldNote(run, step, effect.actor, earlier.step);
  if (bit !== undefined) {
    const still = before === value ? 'still ' : '';
    const found = value === '1' ? 'set' : 'clear';
    return [
      text(before === undefined ? ' looks at ' : ' looks again at '),
      ...bitParts(run, effect, bit),
      ...under,
      text(`: ${still}${found}`),
    ];
  }
  const said = before === undefined ? ': ' : before === value ? ': still ' : ': now ';
  return [
    text(' reads '),
    ...placeParts(compiled, effect),
    text(again),
    ...under,
    text(said),
    ...pointerNote(run, effect),
    code(value),
    ...(before === undefined || before === value ? [] : [text(', no longer '), code(before)]),
  ];
}

/** A number that is read where a pointer stands: the same bytes, and now they mean something else. */
function pointerNote(run: Run, effect: Access): readonly SentencePart[] {
  const field = viewAt(run.compiled, effect.address, effect.place)?.field;
  if (field?.kind !== 'number' || field.width !== 8) return [];
  const { kind } = wordMeaning(run.compiled, effect.value);
  if (kind === 'poison') return [text('the poison ')];
  return kind === 'page' || kind === 'head' ? [text('the pointer ')] : [];
}

function writePredicate(run: Run, step: number, effect: Write): readonly SentencePart[] {
  const { compiled } = run;
  const place = placeParts(compiled, effect);
  const old = accessText(compiled, effect, effect.old);
  const value = accessText(compiled, effect, effect.value);
  const bit = bitName(run, effect);
  if (bit !== undefined) {
    const verb = value === '1' ? ' sets ' : ' clears ';
    const already = value === '1' ? ', which was set already' : ', which was clear already';
    return [text(verb), ...bitParts(run, effect, bit), text(old === value ? already : '')];
  }
  const change = [text(': '), code(old), text(' → '), code(value)];
  if (effect.atomic) {
    const by = signedValue(effect.value, effect.width) - signedValue(effect.old, effect.width);
    const verb = by === 1n ? ' counts up ' : by === -1n ? ' counts down ' : ' exchanges ';
    return [text(verb), ...place, ...change];
  }
  const other = overwrittenView(run, step, effect);
  if (other !== undefined) {
    const owner = place.slice(0, -1);
    const half = other.width > effect.width ? [text('the low half of ')] : [];
    const was = otherText(run, step, effect, other);
    const view = viewAt(compiled, effect.address, effect.place)?.field.name ?? effect.place;
    return [
      text(' stores '),
      code(value),
      text(' as '),
      code(view),
      text(' over '),
      ...half,
      ...owner,
      code(other.name),
      text(', which was '),
      code(was),
    ];
  }
  return [text(' writes '), ...place, ...change];
}

/**
 * The name of the view that the bytes were written through before, when it is not this one: a
 * pointer over a count, a flag over a pointer.
 */
function overwrittenView(run: Run, step: number, effect: Write): Field | undefined {
  const { compiled } = run;
  const views = fieldsAt(compiled.program, effect.address).map((one) => one.field);
  if (views.length < 2) return undefined;
  const now = viewAt(compiled, effect.address, effect.place)?.field;
  const before =
    lastView(run, step, effect.address) ?? views.find((one) => one.kind === 'pointer')?.name;
  const was = views.find((one) => one.name === before);
  return was === undefined || now === undefined || was.kind === now.kind ? undefined : was;
}

function lastView(run: Run, step: number, address: bigint): string | undefined {
  for (let index = step - 2; index >= 0; index -= 1) {
    for (const effect of run.steps[index]?.effects ?? []) {
      if (effect.kind !== 'write' || effect.address !== address) continue;
      return viewAt(run.compiled, address, effect.place)?.field.name;
    }
  }
  return undefined;
}

/** The old bytes as the overwritten view reads them: a pointer's eight, a count's four. */
function otherText(run: Run, step: number, effect: Write, { name, width }: Field): string {
  const raw = run.compiled.machine.read(stateAt(run, step - 1), effect.address, width);
  return accessText(run.compiled, { ...effect, place: `.${name}`, width }, raw ?? effect.old);
}

/** What this actor last read from or wrote to the same bytes by the same name in this call of the script. */
function lastSeen(
  run: Run,
  step: number,
  effect: Access,
): { readonly value: bigint; readonly step: number } | undefined {
  const { operations } = run.compiled.program.actors[effect.actor]?.code ?? { operations: [] };
  const callOf = (one: Effect): number | undefined => operations[one.operation]?.stack[0]?.line;
  const nameOf = (one: Access): string =>
    `${viewAt(run.compiled, one.address, one.place)?.field.name} ${bitName(run, one)}`;
  for (let index = step - 2; index >= 0; index -= 1) {
    const before = run.steps[index];
    if (before?.actor !== effect.actor) continue;
    const other = before.effects.findLast(isAccess);
    if (other === undefined) continue;
    if (callOf(other) !== callOf(effect)) return undefined;
    if (other.address === effect.address && nameOf(other) === nameOf(effect)) {
      return { value: other.value, step: index + 1 };
    }
  }
  return undefined;
}

function isAccess(effect: Effect): effect is Access {
  return effect.kind === 'read' || effect.kind === 'write' || effect.kind === 'refused';
}

/** A flag of a page in the kernel's spelling; any other bit by its place and name. */
function bitParts(run: Run, effect: Access, bit: string): readonly SentencePart[] {
  const place = placeParts(run.compiled, effect);
  const [page, possessive] = place;
  if (page?.kind === 'page' && possessive !== undefined)
    return [page, possessive, code(`PG_${bit}`)];
  // No part is a space alone: see `sentences`.
  return [...place.slice(0, -1), code(`${place.at(-1)?.text ?? ''} ${bit}`)];
}

function bitName(run: Run, effect: Access): string | undefined {
  const bit = bitOf(run.compiled.program, effect);
  const bits = viewAt(run.compiled, effect.address, effect.place)?.field.bits ?? {};
  return Object.entries(bits).find(([, at]) => at === bit)?.[0];
}

/** `, under lru_lock`; for the words that need a lock also `, no lock held`. */
function lockNote(run: Run, step: number, effect: Write): readonly SentencePart[] {
  const held = heldNote(run, step, effect.actor);
  if (held.length > 0) return held;
  const isShared = run.compiled.pages.some((page) => {
    const offset = effect.address - page.address;
    return offset >= 8n && offset < 24n;
  });
  const isHead = run.compiled.lists.some(
    (head) => effect.address >= head.address && effect.address < head.address + 16n,
  );
  return isShared || isHead ? [text(', no lock held')] : [];
}

/** The lock taken last, if the actor holds any; of a second look, one it did not hold at the first. */
function heldNote(run: Run, step: number, actor: number): readonly SentencePart[] {
  const last = heldLocks(run, step).findLast((lock) => lock.actor === actor);
  return last === undefined ? [] : [text(', under '), code(shortName(last.name))];
}

function nowHeldNote(
  run: Run,
  step: number,
  actor: number,
  before: number,
): readonly SentencePart[] {
  const last = heldLocks(run, step).findLast((lock) => lock.actor === actor);
  if (last === undefined || last.sinceStep <= before) return [];
  return [text(', now under '), code(shortName(last.name))];
}

/** `xa_lock` for `i_pages.xa_lock`. */
function shortName(lock: string): string {
  return lock.slice(lock.lastIndexOf('.') + 1);
}

/** The holder of a lock as the end of a sentence about somebody who waits for it. */
export function heldBy(run: Run, actor: number | undefined): string {
  const holder = actor === undefined ? undefined : run.compiled.program.actors[actor];
  return holder === undefined ? '' : `, which ${actorName(holder)} holds`;
}
