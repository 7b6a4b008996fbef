/**
 * Calls are written out where they stand: a one-line function within its caller's line, any other as
 * lines of its own below the caller's frame.
 */
import { activationOf, parameterType, runBody } from './activation.ts';
import { local } from './folding.ts';
import type { Ending, Lowering, Site, Value } from './lowering.ts';
import { emit, noteKind, sightOf, sourceText } from './lowering.ts';
import type { PlacedFunction } from './listings.ts';
import { evaluate } from './expression.ts';
import { givesValue } from './function-facts.ts';
import { resultOf, resultType, withBits } from './result-type.ts';
import { refuse, refuseName } from './refusal.ts';
import { didYouMean } from './suggestion.ts';
import type { Expression } from './syntax.ts';
import type { ValueType } from './value-type.ts';
import { NUMBER, conversion, fits, joined, typePhrase } from './value-type.ts';

/** Deeper calls are no kernel function any more. */
const DEEPEST = 64;

type Call = Extract<Expression, { kind: 'call' }>;

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
  lowering.active.push(placed);
  const value = declaration.oneLine
    ? expanded(lowering, call, placed, args, site, to)
    : inlined(lowering, call, placed, args, site, wanted);
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
    return wanted === undefined ? value : passed(lowering, value, wanted, arg, name, site);
  });
}

/** The argument as the parameter it becomes. */
function passed(
  lowering: Lowering,
  value: Value,
  wanted: ValueType,
  arg: Expression,
  name: string,
  site: Site,
): Value {
  const { expr, type } = value;
  if (!fits(type, wanted)) {
    const text = sourceText(lowering, site.owner, arg.span);
    refuse(
      site.owner,
      arg.span,
      `${name} takes ${typePhrase(wanted)} here, and this is ${typePhrase(type)}`,
      conversion(type, wanted, text),
    );
  }
  return { expr, type: withBits(wanted, type) };
}

const counted = (count: number): string =>
  count === 0 ? 'no arguments' : count === 1 ? '1 argument' : `${count} arguments`;

function expanded(
  lowering: Lowering,
  call: Call,
  placed: PlacedFunction,
  args: readonly Value[],
  site: Site,
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
  lowering.draft.mark(label);
  return undefined;
}

function inlined(
  lowering: Lowering,
  call: Call,
  placed: PlacedFunction,
  args: readonly Value[],
  site: Site,
  wanted: boolean,
): Value | undefined {
  const { draft } = lowering;
  const { declaration } = placed;
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
  const found = ending.types.reduce<ValueType | undefined>(
    (all, one) => (all === undefined ? one : (joined(all, one) ?? all)),
    undefined,
  );
  const declared = type ?? (found === undefined ? NUMBER : undefined);
  return {
    expr: local(result),
    type: resultOf(declared, found ?? NUMBER, placed),
  };
}

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
