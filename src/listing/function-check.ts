/**
 * The check of one function on its own, with parameters of which only the type is known. What was
 * found sound once is not checked again while nothing changes that it depends on.
 */
import { activationOf, ownerOf, parameterType, runBody } from './lower/activation.ts';
import { calledValue } from './lower/call.ts';
import type { Declarations } from './declare/declarations.ts';
import { evaluate } from './lower/expression.ts';
import { checkFlow, stepTail } from './flow/flow-rule.ts';
import { resolved } from './flow/flow.ts';
import { constant, local } from './folding.ts';
import { givesValue } from './function-facts.ts';
import { Draft } from './flow/instruction.ts';
import type { Layout } from './declare/layout.ts';
import type { Listings, PlacedFunction } from './declare/listings.ts';
import type { Ending, Lowering, Site, Summary, Value } from './lower/lowering.ts';
import { emit } from './lower/lowering.ts';
import type { LineKind } from './program.ts';
import { Refusal, problemAt } from './refusal.ts';
import { callType, resultOf, resultType } from './lower/result-type.ts';
import { writeStatement } from './lower/statement.ts';
import type { FunctionDeclaration } from './syntax.ts';
import { NUMBER, pointerTo } from './declare/value-type.ts';
import type { ValueType } from './declare/value-type.ts';

/** An object that a scenario places: its name and struct. */
export interface KnownObject {
  readonly name: string;
  readonly struct: string;
}

/** What functions are checked with, and what has come out so far. */
export interface Surroundings {
  readonly listings: Listings;
  /** Objects by name. */
  readonly symbols: ReadonlyMap<string, Value>;
  readonly checked: Map<PlacedFunction, Sound | Refusal>;
  /** Functions whose check waits for that of a function they call. */
  readonly open: Set<PlacedFunction>;
  /** Lines of a file. */
  text(file: string): readonly string[];
}

/** A function with nothing wrong, and what that depends on. */
export interface Sound {
  readonly declarations: Declarations;
  /** Functions and objects that names in it mean; those of what it calls, too. */
  readonly functions: ReadonlyMap<string, FunctionDeclaration | undefined>;
  readonly objects: ReadonlyMap<string, Layout | undefined>;
  readonly kinds: ReadonlyMap<number, LineKind>;
  readonly summary?: Summary;
}

/** What is wrong with a function, or what there is to know of it. */
export function checkedFunction(placed: PlacedFunction, around: Surroundings): Sound | Refusal {
  const done = around.checked.get(placed) ?? knownSound(placed, around);
  if (done !== undefined) return done;
  around.open.add(placed);
  const result = freshlyChecked(placed, around);
  around.open.delete(placed);
  around.checked.set(placed, result);
  return result;
}

function freshlyChecked(placed: PlacedFunction, around: Surroundings): Sound | Refusal {
  const { listings, symbols, text } = around;
  const draft = new Draft();
  const kinds = new Map<number, LineKind>();
  const functions = new Map<string, FunctionDeclaration | undefined>();
  const objects = new Map<string, Layout | undefined>();
  // What leans on a broken function is not known for good: its own problems may be hidden.
  let leans = false;
  const lowering: Lowering = {
    listings,
    draft,
    debug: 'all',
    kinds,
    active: [placed],
    fnIndex: () => 0,
    fn: (name) => {
      const called = listings.functions.get(name);
      functions.set(name, called?.declaration);
      return called;
    },
    object: (name) => {
      const object = symbols.get(name);
      objects.set(name, structOf(object));
      return object;
    },
    objectNames: [...symbols.keys()],
    text,
    call: (expression, site, wanted, to) => calledValue(lowering, expression, site, wanted, to),
    statement: (statement, activation, site) =>
      writeStatement(lowering, statement, activation, site),
    summary: (called) => {
      if (around.open.has(called) || around.open.size > DEEPEST) return undefined;
      const known = checkedFunction(called, around);
      if (known instanceof Refusal) {
        leans = true;
        const type = resultType(lowering, called);
        return type === undefined ? { tail: [] } : { tail: [], type };
      }
      for (const [name, declaration] of known.functions) functions.set(name, declaration);
      for (const [name, layout] of known.objects) objects.set(name, layout);
      return known.summary;
    },
  };
  try {
    const type = writeAlone(lowering, placed);
    const instructions = resolved(draft.instructions, draft.labels);
    checkFlow(instructions, draft.repeats, draft.registers);
    const tail = stepTail(instructions);
    const { declarations } = listings;
    const result: Sound = {
      declarations,
      functions,
      objects,
      kinds,
      ...(tail === undefined ? {} : { summary: type === undefined ? { tail } : { tail, type } }),
    };
    if (!leans) remember(placed, result);
    return result;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Checks that wait for one another: more of them are written out instead. */
const DEEPEST = 32;

const sound = new WeakMap<FunctionDeclaration, readonly Sound[]>();
/** A base is checked alone and with each of the designs and kinds of scenarios over it. */
const KEPT = 24;

function remember({ declaration }: PlacedFunction, result: Sound): void {
  sound.set(declaration, [result, ...(sound.get(declaration) ?? [])].slice(0, KEPT));
}

function knownSound(
  { declaration }: PlacedFunction,
  { listings, symbols }: Surroundings,
): Sound | undefined {
  return sound
    .get(declaration)
    ?.find(
      ({ declarations, functions, objects }) =>
        declarations === listings.declarations &&
        [...functions].every(([name, fn]) => listings.functions.get(name)?.declaration === fn) &&
        [...objects].every(([name, layout]) => structOf(symbols.get(name)) === layout),
    );
}

const structOf = (object: Value | undefined): Layout | undefined =>
  object?.type.kind === 'pointer' ? object.type.target : undefined;

/** Addresses that no two objects share: all that a check needs to know of them. */
export function symbolicObjects(
  listings: Listings,
  objects: readonly KnownObject[],
): ReadonlyMap<string, Value> {
  const symbols = new Map<string, Value>();
  const add = (name: string, struct: string): void => {
    const layout = listings.layouts.get(struct);
    if (layout === undefined) return;
    const address = BigInt(symbols.size + 1) << 20n;
    symbols.set(name, { expr: constant(address), type: pointerTo(layout) });
  };
  for (const { declaration } of listings.objects.values())
    add(declaration.name, declaration.struct);
  for (const { name, struct } of objects) if (!symbols.has(name)) add(name, struct);
  return symbols;
}

/** Writes the function out with unknown arguments; gives the type of its value. */
function writeAlone(lowering: Lowering, placed: PlacedFunction): ValueType | undefined {
  const { draft } = lowering;
  const { declaration } = placed;
  const owner = ownerOf(placed);
  const args = declaration.parameters.map((parameter): Value => {
    const type = parameterType(lowering, parameter, placed) ?? NUMBER;
    return { expr: local(draft.register(parameter.name)), type };
  });
  const type = resultType(lowering, placed);
  const ending: Ending = {
    label: draft.label(),
    types: [],
    valued: givesValue(declaration),
    brackets: [],
    ...(type === undefined ? {} : { type }),
  };
  const activation = activationOf(lowering, placed, args, undefined, ending);
  const { span } = declaration;
  const stack = [{ fn: 0, line: span.line }];
  const line = { number: span.line };
  const site: Site = { activation, owner, stack, span, line, ghost: false };
  if (declaration.expression !== undefined) {
    ending.types.push(evaluate(lowering, declaration.expression, site).type);
  } else {
    runBody(lowering, activation);
  }
  draft.mark(ending.label);
  emit(lowering, site, { kind: 'end' });
  for (const found of ending.types) resultOf(type, found, placed);
  refuseUntyped(activation.untyped, placed);
  return givesValue(declaration) ? callType(type, ending.types, placed) : undefined;
}

function refuseUntyped(untyped: ReadonlySet<string>, placed: PlacedFunction): void {
  const parameter = placed.declaration.parameters.find(({ name }) => untyped.has(name));
  if (parameter === undefined) return;
  const { name, span } = parameter;
  const problem = problemAt(
    placed.file,
    span,
    `there is no struct ${name}`,
    `a parameter without a type points to the struct of its name; give it one, e.g. "${name}: page" or "${name}: u32"`,
  );
  throw new Refusal(problem, ownerOf(placed), true);
}
