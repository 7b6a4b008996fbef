/** Runs of functions: the names a call brings along, and how its lines come to an end. */
import { local } from '../folding.ts';
import { assignedNames, givesValue } from '../function-facts.ts';
import { nameSpan } from '../declare/listings.ts';
import type { PlacedFunction } from '../declare/listings.ts';
import { Locals } from './locals.ts';
import type { Activation, Ending, Lowering, Site, Value } from './lowering.ts';
import { emit, registerOf, visibleLocals } from './lowering.ts';
import type { Owner } from '../refusal.ts';
import { refuse } from '../refusal.ts';
import type { FunctionDeclaration, Parameter } from '../syntax.ts';
import { NUMBER, namedType, pointerTo } from '../declare/value-type.ts';
import type { ValueType } from '../declare/value-type.ts';

/** Type of a parameter; undefined where it names no struct. */
export function parameterType(
  lowering: Lowering,
  { name, type }: Parameter,
  placed: PlacedFunction,
): ValueType | undefined {
  const { layouts } = lowering.listings;
  if (type !== undefined) return namedType(type, layouts, ownerOf(placed));
  const layout = layouts.get(name);
  return layout === undefined ? undefined : pointerTo(layout);
}

export function ownerOf(placed: PlacedFunction): Owner {
  return { file: placed.file, fn: placed.declaration };
}

/** A run of a function with its arguments; parameters that it assigns get registers. */
export function activationOf(
  lowering: Lowering,
  placed: PlacedFunction,
  args: readonly Value[],
  site: Site | undefined,
  ending: Ending,
): Activation {
  const { declaration } = placed;
  const owner = ownerOf(placed);
  const assigned = assignedNames(declaration);
  const parameters = new Map<string, Value>();
  const untyped = new Set<string>();
  const activation: Activation = {
    placed,
    owner,
    below: site === undefined ? [] : site.stack,
    outer: site === undefined || lowering.debug === 'all' ? [] : visibleLocals(site.activation),
    parameters,
    untyped,
    assigned,
    registers: new Map(),
    locals: new Locals(),
    loops: [],
    forVariables: new Set(),
    ending,
    oneLine: declaration.oneLine && site !== undefined,
  };
  declaration.parameters.forEach((parameter, i) => {
    const value = args[i] ?? { expr: local(-1), type: NUMBER };
    const { name } = parameter;
    if (parameterType(lowering, parameter, placed) === undefined) untyped.add(name);
    if (!assigned.has(name)) {
      parameters.set(name, value);
      return;
    }
    const to = registerOf(lowering, activation, name);
    activation.locals.assign(name, value.type);
    const start = site ?? rootSite(activation);
    emit(lowering, start, { kind: 'set', to, value: value.expr });
  });
  return activation;
}

/** The site of a function's head, for what happens before its first line. */
export function rootSite(activation: Activation): Site {
  const { owner, placed } = activation;
  const { span } = placed.declaration;
  return {
    activation,
    owner,
    stack: activation.below,
    span,
    line: { number: span.line },
    ghost: false,
  };
}

/** Lines of a function, and what happens when they run out. */
export function runBody(lowering: Lowering, activation: Activation): void {
  const { declaration } = activation.placed;
  const start = rootSite(activation);
  for (const statement of declaration.body) lowering.statement(statement, activation, start);
  refuseMissingResult(activation);
  const { ending } = activation;
  if (ending.leave === undefined || !activation.locals.reachable) return;
  const stack = [...activation.below, { fn: ending.leave, line: lastLine(activation) }];
  const site = { ...start, stack };
  ending.brackets.push(emit(lowering, site, { kind: 'leave', fn: ending.leave }));
}

/** Refuses an end that is reached without the value that the function's head or other lines promise. */
export function refuseMissingResult({ locals, owner, placed }: Activation): void {
  const { declaration } = placed;
  if (!locals.reachable || !givesValue(declaration)) return;
  refuse(
    owner,
    nameSpan(placed),
    `${declaration.name} can come to its end without a result`,
    declaration.oneLine
      ? 'its line gives no value: take "->" and the type out of its head'
      : `${promise(declaration)}: let every path return one`,
  );
}

const promise = ({ result }: FunctionDeclaration): string =>
  result === undefined ? 'some of its lines return a value' : 'its head promises a value';

function lastLine({ placed }: Activation): number {
  const { body, span } = placed.declaration;
  return body.at(-1)?.span.line ?? span.line;
}
