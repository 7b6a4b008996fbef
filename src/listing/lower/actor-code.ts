/** Code of one actor: its script, then its epilogue; and of a probe, which only looks. */
import { activationOf, ownerOf, parameterType, rootSite, runBody } from './activation.ts';
import { calledValue } from './call.ts';
import { settle } from './assignment.ts';
import { finishedCode } from '../flow/code.ts';
import { evaluate } from './expression.ts';
import { constant, local } from '../folding.ts';
import { checkFlow } from '../flow/flow-rule.ts';
import { resolved } from '../flow/flow.ts';
import { givesValue } from '../function-facts.ts';
import type { Instruction } from '../flow/instruction.ts';
import { Draft, isTouch } from '../flow/instruction.ts';
import { nameSpan } from '../declare/listings.ts';
import type { Listings, PlacedFunction } from '../declare/listings.ts';
import type { Ending, Lowering, Site, Value } from './lowering.ts';
import { emit } from './lowering.ts';
import type { Code, PlacedObject, Probe } from '../program.ts';
import { refuse } from '../refusal.ts';
import type { ActorRequest, CompileRequest } from '../request.ts';
import { writeStatement } from './statement.ts';
import { didYouMean } from '../suggestion.ts';
import type { Span } from '../syntax.ts';
import { NUMBER, pointerTo } from '../declare/value-type.ts';

export interface Compilation {
  readonly listings: Listings;
  readonly request: CompileRequest;
  /** Lines of every file. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  /** Index of a function in the program. */
  indexOf(placed: PlacedFunction): number;
}

/** What stands in no listing is wrong at the top of the scenario. */
const SCENARIO = { file: 'scenario' };
const TOP: Span = { line: 1, column: 1, length: 1 };

/** Code of an actor; throws a Refusal where it cannot be had. */
export function actorCode(compilation: Compilation, actor: ActorRequest): Code {
  const lowering = loweringFor(compilation, actor);
  const { draft } = lowering;
  const script = runnable(compilation, actor.run, 0);
  writeRoot(lowering, script, false);
  const epilogue = draft.instructions.length;
  if (actor.epilogue !== undefined) {
    const last = runnable(compilation, actor.epilogue, 0);
    // The place to rest is there even when the epilogue has no line that runs.
    writeRoot(lowering, last, true);
  }
  return finished(lowering, script, actor.epilogue === undefined ? {} : { epilogue }).code;
}

/** Code and slots of a probe; throws a Refusal when it cannot be had or would change something. */
export function probeCode(compilation: Compilation, name: string): Omit<Probe, 'name'> {
  const lowering = loweringFor(compilation, { cpu: -1, id: `the probe ${name}` });
  const { draft } = lowering;
  const placed = runnable(compilation, name, 1);
  if (!givesValue(placed.declaration)) {
    refuse(ownerOf(placed), nameSpan(placed), `${name} is a probe and has to give a value`);
  }
  const [argument, result] = [draft.register('argument'), draft.register('result')];
  const [parameter] = placed.declaration.parameters;
  const type =
    (parameter === undefined ? undefined : parameterType(lowering, parameter, placed)) ?? NUMBER;
  writeRoot(lowering, placed, false, [{ expr: local(argument), type }], result);
  for (const { op, owner, span } of draft.instructions) {
    if (isTouch(op) && op.kind !== 'load') {
      refuse(owner, span, `${name} is a probe: it may only look`, 'a probe is made of loads');
    }
  }
  const { code, slotOf } = finished(lowering, placed, { argument, result });
  return { code, argument: slotOf(argument), result: slotOf(result) };
}

function loweringFor(
  { listings, request, texts, indexOf }: Compilation,
  { cpu, id }: Pick<ActorRequest, 'cpu' | 'id'>,
): Lowering {
  const lowering: Lowering = {
    listings,
    draft: new Draft(),
    debug: new Set(request.debug),
    kinds: new Map(),
    active: [],
    fnIndex: indexOf,
    summary: () => undefined,
    fn: (name) => listings.functions.get(name),
    object: (name, site, span) =>
      placedObject(listings, request.objects, { name, span, cpu, id }, site),
    objectNames: request.objects.map(({ name }) => name),
    text: (file) => texts.get(file) ?? [],
    call: (expression, site, wanted, to) => calledValue(lowering, expression, site, wanted, to),
    statement: (statement, activation, site) =>
      writeStatement(lowering, statement, activation, site),
  };
  return lowering;
}

/** A name of an object in a line of an actor. */
interface ObjectName extends Pick<ActorRequest, 'cpu' | 'id'> {
  readonly name: string;
  readonly span: Span;
}

function placedObject(
  listings: Listings,
  objects: readonly PlacedObject[],
  { name, span, cpu, id }: ObjectName,
  site: Site,
): Value | undefined {
  const called = objects.filter((object) => object.name === name);
  const one = called.find((object) => object.cpu === undefined || object.cpu === cpu);
  const layout = one === undefined ? undefined : listings.layouts.get(one.struct);
  if (one !== undefined && layout !== undefined) {
    return { expr: constant(one.address), type: pointerTo(layout) };
  }
  if (called.length > 0) {
    return refuse(
      site.owner,
      span,
      `${name} is per CPU, and there is none for ${id}`,
      cpu < 0 ? 'only what runs on a CPU may use it' : `the scenario places none for CPU ${cpu}`,
    );
  }
  if (!listings.objects.has(name)) return undefined;
  return refuse(site.owner, span, `the scenario places no object ${name}`);
}

function runnable({ listings }: Compilation, name: string, parameters: number): PlacedFunction {
  const placed = listings.functions.get(name);
  if (placed === undefined) {
    const hint = didYouMean(name, listings.functions.keys());
    return refuse(SCENARIO, TOP, `no function ${name}`, hint);
  }
  const count = placed.declaration.parameters.length;
  if (count !== parameters) {
    refuse(
      ownerOf(placed),
      nameSpan(placed),
      parameters === 0
        ? `${name} is to be run alone, but takes ${count} arguments`
        : `${name} is to be asked about one object, but takes ${count} arguments`,
    );
  }
  return placed;
}

/** A function that nobody calls. `bracketed`: it shows when it begins and ends, all the same. */
function writeRoot(
  lowering: Lowering,
  placed: PlacedFunction,
  bracketed: boolean,
  args: readonly Value[] = [],
  result?: number,
): void {
  const { draft } = lowering;
  const { declaration } = placed;
  const fn = lowering.fnIndex(placed);
  const ending: Ending = {
    label: draft.label(),
    types: [],
    valued: givesValue(declaration),
    brackets: [],
    ...(result === undefined ? {} : { result }),
  };
  lowering.active.push(placed);
  const activation = activationOf(lowering, placed, args, undefined, ending);
  const { span } = declaration;
  const stack = [{ fn, line: span.line }];
  const site: Site = { ...rootSite(activation), stack };
  const before = draft.touches;
  const enter = bracketed ? emit(lowering, site, { kind: 'enter', fn, args: [] }) : undefined;
  if (declaration.expression === undefined) {
    runBody(lowering, activation);
  } else {
    const value = evaluate(lowering, declaration.expression, site, result);
    if (result !== undefined) settle(lowering, site, result, value);
  }
  draft.mark(ending.label);
  if (enter !== undefined && draft.touches > before) emit(lowering, site, { kind: 'leave', fn });
  else if (enter !== undefined) draft.put(enter, { kind: 'nothing' });
  lowering.active.pop();
}

function finished(
  lowering: Lowering,
  placed: PlacedFunction,
  marks: { readonly epilogue?: number; readonly argument?: number; readonly result?: number },
): ReturnType<typeof finishedCode> {
  const { draft } = lowering;
  const { span } = placed.declaration;
  const end: Instruction = {
    op: { kind: 'end' },
    stack: [],
    locals: [],
    owner: ownerOf(placed),
    span,
    local: false,
  };
  draft.add(end);
  const instructions = resolved(draft.instructions, draft.labels);
  checkFlow(instructions, draft.repeats, draft.registers);
  return finishedCode({ instructions, registers: draft.registers.length, ...marks });
}
