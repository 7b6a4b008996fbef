/**
 * The three loops. `repeat` is a jump back and nothing else; `loop` and `for` count their rounds and
 * report when they run out of them.
 */
import { combined, constant, displaced, eachLocal, local } from '../folding.ts';
import { evaluate } from './expression.ts';
import { assignedIn } from '../function-facts.ts';
import { Locals } from './locals.ts';
import type { Lowering, Site, Value } from './lowering.ts';
import { emit, registerOf } from './lowering.ts';
import type { Expr } from '../program.ts';
import { refuse } from '../refusal.ts';
import type { Span, Statement } from '../syntax.ts';
import { NUMBER, joined, typePhrase } from '../declare/value-type.ts';
import { isSigned } from './binary.ts';

type Kind<K extends Statement['kind']> = Extract<Statement, { kind: K }>;
type Block = (statements: readonly Statement[]) => void;

export function repeat(
  lowering: Lowering,
  { body, span }: Kind<'repeat'>,
  site: Site,
  block: Block,
): void {
  const { draft } = lowering;
  const head = draft.label();
  draft.mark(head);
  const first = draft.instructions.length;
  const rounds = openRound(lowering, site, head);
  block(body);
  emit(lowering, site, { kind: 'jump', to: head });
  draft.repeats.push({ owner: site.owner, span, first, end: draft.instructions.length });
  closeRound(site, rounds, span);
  draft.mark(rounds.after);
  site.activation.locals = Locals.meeting(rounds.breaks, site.activation.locals);
}

export function counted(
  lowering: Lowering,
  { body, limit, span }: Kind<'loop'>,
  site: Site,
  block: Block,
): void {
  checkLimit(limit, span, site);
  const { draft } = lowering;
  const rounds = draft.register('');
  emit(lowering, site, { kind: 'set', to: rounds, value: constant(0) });
  const [head, next, more, bound] = [draft.label(), draft.label(), draft.label(), draft.label()];
  draft.mark(head);
  const round = openRound(lowering, site, next);
  block(body);
  draft.mark(next);
  const last = combined('==', local(rounds), constant(limit - 1));
  emit(lowering, site, { kind: 'branch', test: last, then: bound, otherwise: more });
  draft.mark(more);
  emit(lowering, site, { kind: 'set', to: rounds, value: displaced(local(rounds), 1) });
  emit(lowering, site, { kind: 'jump', to: head });
  draft.mark(bound);
  emit(lowering, site, { kind: 'bound', text: boundText('loop', limit, site, span) });
  closeRound(site, round, span);
  draft.mark(round.after);
  site.activation.locals = Locals.meeting(round.breaks, site.activation.locals);
}

export function forEach(
  lowering: Lowering,
  statement: Kind<'for'>,
  site: Site,
  block: Block,
): void {
  const { variable, body, limit, span } = statement;
  checkLimit(limit, span, site);
  const { draft } = lowering;
  const { activation } = site;
  const ban = {
    message: 'the bounds of a for may not touch shared memory',
    hint: 'load them into locals on lines before',
    first: true,
  };
  const from = evaluate(lowering, statement.from, { ...site, ban });
  const to = kept(lowering, evaluate(lowering, statement.to, { ...site, ban }), statement, site);
  refuseVariable(lowering, statement, site);
  const first = from.expr.kind === 'const' ? from : kept(lowering, from, statement, site);
  const i = registerOf(lowering, activation, variable.name);
  emit(lowering, site, { kind: 'set', to: i, value: first.expr });
  activation.locals.assign(variable.name, joined(from.type, to.type) ?? NUMBER);
  const before = new Locals(activation.locals);
  const [head, inside, next, bound] = [draft.label(), draft.label(), draft.label(), draft.label()];
  draft.mark(head);
  const round = openRound(lowering, site, next);
  const signed = isSigned(from.type) || isSigned(to.type);
  const goesOn = combined('<', local(i), to.expr, signed);
  if (staysWithin(first.expr, to.expr, limit)) {
    emit(lowering, site, { kind: 'branch', test: goesOn, then: inside, otherwise: round.after });
  } else {
    const started = draft.label();
    emit(lowering, site, { kind: 'branch', test: goesOn, then: started, otherwise: round.after });
    draft.mark(started);
    const over = combined('==', local(i), displaced(first.expr, limit));
    emit(lowering, site, { kind: 'branch', test: over, then: bound, otherwise: inside });
    draft.mark(bound);
    emit(lowering, site, { kind: 'bound', text: boundText('for', limit, site, span) });
  }
  draft.mark(inside);
  activation.forVariables.add(variable.name);
  block(body);
  activation.forVariables.delete(variable.name);
  draft.mark(next);
  emit(lowering, site, { kind: 'set', to: i, value: displaced(local(i), 1) });
  emit(lowering, site, { kind: 'jump', to: head });
  closeRound(site, round, span);
  draft.mark(round.after);
  const assigned = activation.locals.some;
  activation.locals = Locals.meeting([before, ...round.breaks], before);
  for (const name of assigned) activation.locals.some.add(name);
}

/** A bound that the rounds cannot change under the loop: kept in a register of its own if need be. */
function kept(lowering: Lowering, value: Value, { body }: Kind<'for'>, site: Site): Value {
  const assigned = assignedIn(body);
  const changing = new Set<number>();
  for (const [name, register] of site.activation.registers) {
    if (assigned.has(name)) changing.add(register);
  }
  let changes = false;
  eachLocal(value.expr, (slot) => {
    if (changing.has(slot)) changes = true;
  });
  if (!changes) return value;
  const to = lowering.draft.register('');
  emit(lowering, site, { kind: 'set', to, value: value.expr });
  return { expr: local(to), type: value.type };
}

function refuseVariable(lowering: Lowering, { variable }: Kind<'for'>, site: Site): void {
  const { name, span } = variable;
  if (site.activation.forVariables.has(name)) {
    refuse(site.owner, span, `${name} counts the rounds of a for around this one`);
  }
  if (lowering.listings.constants.has(name)) {
    refuse(site.owner, span, `${name} is a constant`, 'give the local another name');
  }
}

function staysWithin(from: Expr, to: Expr, limit: number): boolean {
  if (from.kind !== 'const' || to.kind !== 'const') return false;
  return BigInt.asIntN(64, to.value - from.value) <= BigInt(limit);
}

/** Beyond this a counted loop is no model of anything. */
const MOST_ROUNDS = 1024;

function checkLimit(limit: number, span: Span, site: Site): void {
  if (limit >= 1 && limit <= MOST_ROUNDS) return;
  refuse(site.owner, span, `a loop has 1 to ${MOST_ROUNDS} rounds, not ${limit}`);
}

function boundText(loop: string, limit: number, { owner }: Site, span: Span): string {
  return `the ${loop} at ${owner.file}:${span.line} ran out of its ${limit} rounds`;
}

interface Round {
  readonly after: number;
  readonly breaks: Locals[];
  readonly agains: Locals[];
  /** What was known when the first round began. */
  readonly start: Locals;
}

function openRound(lowering: Lowering, { activation }: Site, againTo: number): Round {
  const after = lowering.draft.label();
  const round = { after, breaks: [], agains: [], start: new Locals(activation.locals) };
  activation.loops.push({ breakTo: after, againTo, breaks: round.breaks, agains: round.agains });
  return round;
}

/** The next round was written with the types of the first: they have to be the same. */
function closeRound(site: Site, round: Round, span: Span): void {
  const { activation } = site;
  activation.loops.pop();
  const back = Locals.meeting([...round.agains, ...ifReachable(activation.locals)], round.start);
  if (!back.reachable) return;
  for (const [name, type] of round.start.sure) {
    const then = back.sure.get(name);
    if (then === undefined || joined(type, then) !== undefined) continue;
    refuse(
      site.owner,
      span,
      `${name} is ${typePhrase(type)} in the first round of this loop and ${typePhrase(then)} in the next`,
      'use two names for the two',
    );
  }
}

const ifReachable = (locals: Locals): readonly Locals[] => (locals.reachable ? [locals] : []);
