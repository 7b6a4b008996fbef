/** Lines without a block that change no local: locks, bits, checks, ghosts, waits and pauses. */
import { constant } from '../folding.ts';
import { evaluate, reference } from './expression.ts';
import { isTouch } from '../flow/instruction.ts';
import type { Lowering, Site } from './lowering.ts';
import { claim, emit, noteKind, sourceText } from './lowering.ts';
import type { LockMode } from '../program.ts';
import { placeOf } from './spot.ts';
import { bitAt, lockAt } from './target.ts';
import { refuse } from '../refusal.ts';
import type { Span, Statement } from '../syntax.ts';

type Kind<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

export function changeBit(lowering: Lowering, statement: Kind<'bit'>, site: Site): void {
  const { operation, target } = statement;
  const { spot, word, bit } = bitAt(
    lowering,
    reference(lowering, target, site),
    target,
    site,
    operation,
  );
  claim(lowering, site, target.span);
  const value = operation === 'set' ? 1 : 0;
  emit(lowering, site, { kind: 'bit', place: placeOf(spot, word, bit), value });
}

export function takeLock(lowering: Lowering, statement: Kind<'lock' | 'unlock'>, site: Site): void {
  const { kind, target } = statement;
  const { spot, word } = lockAt(lowering, reference(lowering, target, site), target, site);
  claim(lowering, site, target.span);
  const mode = lockMode(statement.mode);
  emit(lowering, site, { kind, place: placeOf(spot, word), mode });
}

function lockMode(mode: Kind<'lock' | 'unlock'>['mode']): LockMode {
  return mode === '' ? 'plain' : mode === 'irq' ? 'irq' : 'irqsave';
}

export function pause(lowering: Lowering, { text, span }: Kind<'pause'>, site: Site): void {
  claim(lowering, site, span);
  emit(lowering, site, { kind: 'pause', text });
}

/** A load that waits: the condition is computed from what it loaded. */
export function wait(lowering: Lowering, { condition }: Kind<'wait'>, site: Site): void {
  const { draft } = lowering;
  const before = draft.instructions.length;
  const { expr } = evaluate(lowering, condition, site);
  const emitted = draft.instructions.slice(before);
  const load = emitted[0]?.op;
  if (emitted.length !== 1 || load?.kind !== 'load') {
    const other = emitted.some(({ op }) => isTouch(op) && op.kind !== 'load');
    refuse(
      site.owner,
      condition.span,
      other ? 'a line that waits may only load' : 'this condition loads nothing to wait for',
      'for example: wait until device.done == 1',
    );
  }
  draft.put(before, { kind: 'wait', place: load.place, to: load.to, until: expr });
}

export function check(lowering: Lowering, statement: Kind<'check'>, site: Site): void {
  const { severity, condition, ghost: inGhostLine } = statement;
  const test =
    condition === undefined
      ? constant(1)
      : evaluate(lowering, condition, inGhostLine ? ghostSite(site) : site).expr;
  if (inGhostLine) noteKind(lowering, site.stack, 'ghost');
  const text =
    statement.text ??
    (condition === undefined ? '' : sourceText(lowering, site.owner, condition.span));
  emit(lowering, site, { kind: severity, test, text });
  if (severity === 'bug' && test.kind === 'const' && test.value !== 0n) {
    site.activation.locals.reachable = false;
  }
}

function ghostSite(site: Site): Site {
  const ban = {
    message: 'a ghost line may not touch shared memory',
    hint: 'it costs no step: load into a local on a line of its own first',
    first: true,
  };
  return { ...site, ban, ghost: true };
}

export function ghost(lowering: Lowering, statement: Kind<'ghost'>, site: Site): void {
  const { target, until, value } = statement;
  const inside = ghostSite(site);
  const found = reference(lowering, target, inside);
  const text = sourceText(lowering, site.owner, target.span);
  if (found.kind !== 'ghost') {
    const name = target.kind === 'member' ? target.field : 'name';
    return refuse(
      site.owner,
      target.span,
      'ghost lines change ghost fields only',
      target.kind === 'name'
        ? `a ghost belongs to an object, e.g. "ghost page.${text} += 1"`
        : `declare it in the struct: "ghost ${name}"`,
    );
  }
  noteKind(lowering, site.stack, 'ghost');
  // Until its step comes others may change ghosts: what was read before would be stale.
  const by = evaluate(lowering, value, until ? { ...inside, ghost: false } : inside).expr;
  const { object, field } = found;
  const operator = statement.operator === '=' ? '=' : statement.operator === '+=' ? '+' : '-';
  emit(lowering, site, { kind: 'ghost', object, field, operator, value: by, until });
}

export function interrupts(lowering: Lowering, { change }: Kind<'interrupts'>, site: Site): void {
  emit(lowering, site, { kind: 'interrupts', change });
}

/** A call or an atomic operation whose result nobody wants. */
export function action(lowering: Lowering, { value }: Kind<'expression'>, site: Site): void {
  switch (value.kind) {
    case 'call':
      lowering.call(value, site, false);
      return;
    case 'cmpxchg':
    case 'test-and':
    case 'trylock':
    case 'choose':
      evaluate(lowering, value, site);
      return;
    default:
      refuseIdle(lowering, value.span, site);
  }
}

function refuseIdle(lowering: Lowering, span: Span, site: Site): never {
  const text = sourceText(lowering, site.owner, span);
  return refuse(
    site.owner,
    span,
    `${text} alone does nothing`,
    `write "name = ${text}" to keep it`,
  );
}
