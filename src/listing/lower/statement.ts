/** Statements and blocks become instructions; locals are followed along every path. */
import { assign, atomic, settle, update } from './assignment.ts';
import { evaluate } from './expression.ts';
import { counted, forEach, repeat } from './loop.ts';
import { Locals } from './locals.ts';
import type { Activation, Line, Lowering, Site } from './lowering.ts';
import { emit } from './lowering.ts';
import {
  action,
  changeBit,
  check,
  ghost,
  interrupts,
  pause,
  takeLock,
  wait,
} from './plain-line.ts';
import { refuse } from '../refusal.ts';
import type { Statement } from '../syntax.ts';

type Kind<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** Writes out a statement below the line of `outer`: that of its function's head, or its block's. */
export function writeStatement(
  lowering: Lowering,
  statement: Statement,
  activation: Activation,
  outer: Site,
): void {
  const site = siteOf(lowering, statement, activation, outer);
  const { debug } = statement;
  if (debug === undefined) return write(lowering, statement, site);
  if (lowering.debug !== 'all') {
    if (lowering.debug.has(debug)) write(lowering, statement, site);
    return undefined;
  }
  // A check asks about kernels with and without the line at once.
  const { draft } = lowering;
  const [inside, after] = [draft.label(), draft.label()];
  const test = { kind: 'local', slot: draft.register('') } as const;
  emit(lowering, site, { kind: 'branch', test, then: inside, otherwise: after });
  draft.mark(inside);
  const without = new Locals(activation.locals);
  write(lowering, statement, site);
  draft.mark(after);
  activation.locals = Locals.joined(without, activation.locals);
}

function siteOf(
  lowering: Lowering,
  { span }: Statement,
  activation: Activation,
  outer: Site,
): Site {
  if (activation.oneLine) return outer;
  const { below, owner, placed } = activation;
  // What stands behind the colon of "if c: return x" is on the line of the condition.
  const same = outer.stack.length > below.length && outer.line.number === span.line;
  const line: Line = same ? outer.line : { number: span.line };
  const stack = same ? outer.stack : [...below, { fn: lowering.fnIndex(placed), line: span.line }];
  return { activation, owner, stack, span, line, ghost: false };
}

function write(lowering: Lowering, statement: Statement, site: Site): void {
  const { activation } = site;
  const block = (statements: readonly Statement[]): void => {
    for (const inner of statements) writeStatement(lowering, inner, activation, site);
  };
  switch (statement.kind) {
    case 'assign':
      return assign(lowering, statement, site);
    case 'update':
      return update(lowering, statement, site);
    case 'atomic':
      return atomic(lowering, statement, site);
    case 'bit':
      return changeBit(lowering, statement, site);
    case 'lock':
    case 'unlock':
      return takeLock(lowering, statement, site);
    case 'interrupts':
      return interrupts(lowering, statement, site);
    case 'wait':
      return wait(lowering, statement, site);
    case 'pause':
      return pause(lowering, statement, site);
    case 'expression':
      return action(lowering, statement, site);
    case 'check':
      return check(lowering, statement, site);
    case 'ghost':
      return ghost(lowering, statement, site);
    case 'if':
      return choice(lowering, statement, site, block);
    case 'repeat':
      return repeat(lowering, statement, site, block);
    case 'loop':
      return counted(lowering, statement, site, block);
    case 'for':
      return forEach(lowering, statement, site, block);
    case 'break':
    case 'again':
      return leaveRound(lowering, statement, site);
    case 'return':
      return giveResult(lowering, statement, site);
  }
}

function choice(
  lowering: Lowering,
  { condition, then, otherwise }: Kind<'if'>,
  site: Site,
  block: (statements: readonly Statement[]) => void,
): void {
  const { draft } = lowering;
  const { activation } = site;
  const test = evaluate(lowering, condition, site).expr;
  if (test.kind === 'const' && lowering.debug !== 'all') {
    // Known beforehand: the other block is not written out, so that it may speak of objects that
    // only other scenarios place.
    return block(test.value === 0n ? otherwise : then);
  }
  const [yes, no, after] = [draft.label(), draft.label(), draft.label()];
  emit(lowering, site, { kind: 'branch', test, then: yes, otherwise: no });
  const before = activation.locals;
  activation.locals = new Locals(before);
  draft.mark(yes);
  block(then);
  const afterThen = activation.locals;
  if (otherwise.length > 0) emit(lowering, site, { kind: 'jump', to: after });
  activation.locals = new Locals(before);
  draft.mark(no);
  block(otherwise);
  draft.mark(after);
  activation.locals = Locals.joined(afterThen, activation.locals);
}

function leaveRound(lowering: Lowering, { kind, span }: Kind<'break' | 'again'>, site: Site): void {
  const { activation } = site;
  const loop = activation.loops.at(-1);
  if (loop === undefined) {
    return refuse(site.owner, span, `${kind} outside a loop`, 'loops are repeat, loop and for');
  }
  (kind === 'break' ? loop.breaks : loop.agains).push(new Locals(activation.locals));
  emit(lowering, site, { kind: 'jump', to: kind === 'break' ? loop.breakTo : loop.againTo });
  activation.locals.reachable = false;
}

function giveResult(lowering: Lowering, { value, span }: Kind<'return'>, site: Site): void {
  const { activation } = site;
  const { ending, placed } = activation;
  if (activation.oneLine) refuse(site.owner, span, 'a one-line function needs no return');
  const gives = ending.result !== undefined;
  if (value !== undefined) {
    const result = evaluate(lowering, value, site);
    ending.types.push(result.type);
    if (ending.result !== undefined) settle(lowering, site, ending.result, result);
    if (ending.leave !== undefined) {
      const given = gives ? ({ kind: 'local', slot: ending.result } as const) : result.expr;
      const leave = { kind: 'leave', fn: ending.leave, result: given } as const;
      ending.brackets.push(emit(lowering, site, leave));
    }
  } else {
    if (ending.valued) {
      const { name, result: promised } = placed.declaration;
      refuse(
        site.owner,
        span,
        promised === undefined
          ? `this return gives no value, and others of ${name} do`
          : `this return gives no value, and the head of ${name} promises one`,
        'let every path return one',
      );
    }
    if (ending.leave !== undefined) {
      ending.brackets.push(emit(lowering, site, { kind: 'leave', fn: ending.leave }));
    }
  }
  emit(lowering, site, { kind: 'jump', to: ending.label });
  activation.locals.reachable = false;
}
