/**
 * Calls are written out where they stand: a one-line function within its caller's line, any other as
 * lines of its own below the caller's frame.
 */
import { activationOf, parameterType, refuseMissingResult, runBody } from './activation.ts';
import { constant, displaced, local, split } from '../folding.ts';
import type { Draft } from '../flow/instruction.ts';
import type { Ending, Lowering, Site, Summary, Value } from './lowering.ts';
import { emit, noteKind, sightOf, sourceText } from './lowering.ts';
import type { PlacedFunction } from '../declare/listings.ts';
import { evaluate } from './expression.ts';
import { givesValue } from '../function-facts.ts';
import type { Expr } from '../program.ts';
import { callType, resultOf, resultType, withBits } from './result-type.ts';
import { refuse, refuseName } from '../refusal.ts';
import { didYouMean } from '../suggestion.ts';
import type { Expression } from '../syntax.ts';
import { conversion, fits, typePhrase } from '../declare/value-type.ts';

/** Deeper calls are no kernel function any more. */
const DEEPEST = 64;

type Call = Extract<Expression, { kind: 'call' }>;

/** A call that is being written out: what is called, with what, and where. */
interface Written {
  readonly call: Call;
  readonly placed: PlacedFunction;
  readonly args: readonly Value[];
  readonly site: Site;
}

/** Writes a call out; gives its value, if it has one. */
export function calledValue(
  lowering: Lowering,
  call: Call,
  site: Site,
  wanted: boolean,
  to?: number,
): Value | undefined {
  const placed = calledFunction(lowering, call, site);
  const { declaration } = placed;
  if (wanted && !givesValue(declaration)) {
    refuse(
      site.owner,
      call.span,
      `${declaration.name} gives no value`,
      declaration.oneLine
        ? 'call it on a line of its own'
        : 'it has no "return" with a value; call it on a line of its own',
    );
  }
  const args = argumentValues(lowering, call, placed, site);
  const written: Written = { call, placed, args, site };
  lowering.active.push(placed);
  const value = declaration.oneLine
    ? expanded(lowering, written, to)
    : inlined(lowering, written, wanted);
  lowering.active.pop();
  return value;
}

function calledFunction(lowering: Lowering, { callee, span }: Call, site: Site): PlacedFunction {
  const { functions } = lowering.listings;
  const placed = lowering.fn(callee.name);
  if (placed === undefined) {
    return refuseName(
      site.owner,
      callee.span,
      `no function ${callee.name}`,
      didYouMean(callee.name, functions.keys()),
    );
  }
  const own = lowering.active.at(-1);
  if (lowering.active.includes(placed)) {
    const direct = own === placed;
    refuse(
      site.owner,
      span,
      direct
        ? `${callee.name} calls itself`
        : `${callee.name} calls itself by way of ${own?.declaration.name ?? callee.name}`,
      'recursion has no bound; use "loop at most N"',
    );
  }
  if (lowering.active.length > DEEPEST) {
    refuse(site.owner, span, `calls go deeper than ${DEEPEST} here`, 'call fewer, or in a row');
  }
  return placed;
}

function argumentValues(
  lowering: Lowering,
  call: Call,
  placed: PlacedFunction,
  site: Site,
): readonly Value[] {
  const { name, parameters } = placed.declaration;
  if (call.args.length !== parameters.length) {
    const names = parameters.map((parameter) => parameter.name).join(', ');
    refuse(
      site.owner,
      call.span,
      `${name} takes ${counted(parameters.length)}, not ${call.args.length}`,
      `it is ${name}(${names})`,
    );
  }
  const ban = {
    message: 'an argument may not read shared memory',
    hint: 'load it into a local on the line before',
    first: true,
  };
  return call.args.map((arg, i) => {
    const seenAs = sightOf(lowering, site, arg.span);
    const value = evaluate(lowering, arg, { ...site, ban, seenAs });
    const parameter = parameters[i];
    const wanted = parameter === undefined ? undefined : parameterType(lowering, parameter, placed);
    if (wanted === undefined) return value;
    if (!fits(value.type, wanted)) {
      refuse(
        site.owner,
        arg.span,
        `${name} takes ${typePhrase(wanted)} here, and this is ${typePhrase(value.type)}`,
        conversion(value.type, wanted, sourceText(lowering, site.owner, arg.span)),
      );
    }
    return { expr: value.expr, type: withBits(wanted, value.type) };
  });
}

const counted = (count: number): string =>
  count === 0 ? 'no arguments' : count === 1 ? '1 argument' : `${count} arguments`;

function expanded(
  lowering: Lowering,
  { call, placed, args, site }: Written,
  to?: number,
): Value | undefined {
  const { expression, body } = placed.declaration;
  const type = resultType(lowering, placed);
  const label = lowering.draft.label();
  const ending: Ending = { label, types: [], valued: false, brackets: [] };
  const activation = activationOf(lowering, placed, args, site, ending);
  const seenAs = sightOf(lowering, site, call.span);
  const { owner } = activation;
  const inner: Site = { ...site, activation, owner, seenAs };
  if (expression !== undefined) {
    const value = evaluate(lowering, expression, inner, to);
    return { expr: value.expr, type: resultOf(type, value.type, placed) };
  }
  for (const statement of body) lowering.statement(statement, activation, inner);
  refuseMissingResult(activation);
  lowering.draft.mark(label);
  return undefined;
}

function inlined(lowering: Lowering, written: Written, wanted: boolean): Value | undefined {
  const { call, placed, args, site } = written;
  const { draft } = lowering;
  const { declaration } = placed;
  const summary = args.some(bringsBits) ? undefined : lowering.summary(placed);
  if (summary !== undefined && !(wanted && summary.type === undefined)) {
    return summarized(lowering, written, summary);
  }
  const fn = lowering.fnIndex(placed);
  const before = draft.touches;
  const label = draft.label();
  const type = resultType(lowering, placed);
  const result = wanted ? draft.register('') : undefined;
  const enter = emit(lowering, site, { kind: 'enter', fn, args: args.map(({ expr }) => expr) });
  const ending: Ending = {
    label,
    leave: fn,
    types: [],
    valued: givesValue(declaration),
    brackets: [enter],
    ...(result === undefined ? {} : { result }),
    ...(type === undefined ? {} : { type }),
  };
  const activation = activationOf(lowering, placed, args, site, ending);
  runBody(lowering, activation);
  draft.mark(label);
  const steps = draft.touches > before;
  if (steps) claimCall(lowering, call, site);
  else for (const index of ending.brackets) draft.put(index, { kind: 'nothing' });
  noteKind(lowering, site.stack, 'call');
  if (result === undefined) return undefined;
  return { expr: local(result), type: callType(type, ending.types, placed) };
}

/** A call in a check, of a function that is known: one step stands for all of it. */
function summarized(
  lowering: Lowering,
  { call, placed, args, site }: Written,
  { type, tail }: Summary,
): Value | undefined {
  const { draft } = lowering;
  const fn = lowering.fnIndex(placed);
  const to = draft.register('');
  emit(lowering, site, { kind: 'enter', fn, args: args.map(({ expr }) => expr) });
  const inside = { ...site, stack: [...site.stack, { fn, line: placed.declaration.span.line }] };
  emit(lowering, inside, { kind: 'choose', low: 0, high: 1, to });
  // Of the ways to the callee's end one was taken: at most one of these lines has run.
  const after = draft.label();
  for (const { op, owner, span } of tail) {
    if (op.kind !== 'ghost') continue;
    const [taken, other] = [draft.label(), draft.label()];
    const test = local(draft.register(''));
    emit(lowering, inside, { kind: 'branch', test, then: taken, otherwise: other });
    draft.mark(taken);
    const object = withArguments(op.object, args, draft);
    emit(lowering, { ...inside, owner, span }, { ...op, object, value: constant(1) });
    emit(lowering, inside, { kind: 'jump', to: after });
    draft.mark(other);
  }
  draft.mark(after);
  claimCall(lowering, call, site);
  noteKind(lowering, site.stack, 'call');
  return type === undefined ? undefined : { expr: local(to), type };
}

/** An expression on a callee's parameters, on the caller's arguments. */
function withArguments(expr: Expr, args: readonly Value[], draft: Draft): Expr {
  if (expr.kind === 'local') return args[expr.slot]?.expr ?? local(draft.register(''));
  const { base, distance } = split(expr);
  if (base === expr) return expr.kind === 'const' ? expr : local(draft.register(''));
  return displaced(withArguments(base, args, draft), distance);
}

/** Names of bits go through a function, and only writing it out tells where to. */
const bringsBits = ({ type }: Value): boolean => type.kind === 'number' && type.word !== undefined;

function claimCall(lowering: Lowering, call: Call, site: Site): void {
  const sight = sightOf(lowering, site, call.span);
  const { line, ban } = site;
  const { name } = call.callee;
  const busy = line.touch ?? line.call;
  if (ban !== undefined && (ban.first || busy === undefined)) {
    refuse(sight.owner, sight.span, ban.message, ban.hint);
  }
  if (busy !== undefined) {
    const before = line.touch === undefined ? `calls ${busy}` : `touches ${busy}`;
    refuse(
      sight.owner,
      sight.span,
      `${name} has steps of its own, and this line already ${before}`,
      'call it on a line of its own',
    );
  }
  line.call = name;
}
