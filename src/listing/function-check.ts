/**
 * The check of one function on its own, with parameters of which only the type is known. What was
 * found sound once is not checked again while nothing changes that it depends on.
 */
import { activationOf, ownerOf, parameterType, runBody } from './activation.ts';
import { calledValue } from './call.ts';
import type { Declarations } from './declarations.ts';
import { evaluate } from './expression.ts';
import { checkFlow } from './flow-rule.ts';
import { resolved } from './flow.ts';
import { constant, local } from './folding.ts';
import { givesValue } from './function-facts.ts';
import { Draft } from './instruction.ts';
import type { Layout } from './layout.ts';
import type { Listings, PlacedFunction } from './listings.ts';
import type { Ending, Lowering, Site, Value } from './lowering.ts';
import { emit } from './lowering.ts';
import type { LineKind } from './program.ts';
import { Refusal, problemAt } from './refusal.ts';
import { resultOf } from './result-type.ts';
import { writeStatement } from './statement.ts';
import type { FunctionDeclaration } from './syntax.ts';
import { NUMBER, namedType, pointerTo } from './value-type.ts';

/** An object that a scenario places: its name and struct. */
export interface KnownObject {
  readonly name: string;
  readonly struct: string;
}

/** What a function is checked with. */
export interface Surroundings {
  readonly listings: Listings;
  /** Objects by name. */
  readonly symbols: ReadonlyMap<string, Value>;
  /** Lines of a file. */
  text(file: string): readonly string[];
}

/** Kinds of the function's lines, or what is wrong with it. */
export function checkedFunction(
  placed: PlacedFunction,
  { listings, symbols, text }: Surroundings,
): ReadonlyMap<number, LineKind> | Refusal {
  const known = knownSound(placed, listings, symbols);
  if (known !== undefined) return known;
  const draft = new Draft();
  const kinds = new Map<number, LineKind>();
  const functions = new Map<string, FunctionDeclaration | undefined>();
  const objects = new Map<string, Layout | undefined>();
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
  };
  try {
    writeAlone(lowering, placed);
    checkFlow(resolved(draft.instructions, draft.labels), draft.repeats, draft.registers);
    const { declarations } = listings;
    sound.set(placed.declaration, { declarations, functions, objects, kinds });
    return kinds;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** What a function was found to be sound with: it still is while nothing of this changes. */
interface Sound {
  readonly declarations: Declarations;
  readonly functions: ReadonlyMap<string, FunctionDeclaration | undefined>;
  readonly objects: ReadonlyMap<string, Layout | undefined>;
  readonly kinds: ReadonlyMap<number, LineKind>;
}

const sound = new WeakMap<FunctionDeclaration, Sound>();

function knownSound(
  { declaration }: PlacedFunction,
  { declarations, functions }: Listings,
  symbols: ReadonlyMap<string, Value>,
): ReadonlyMap<number, LineKind> | undefined {
  const known = sound.get(declaration);
  if (known === undefined || known.declarations !== declarations) return undefined;
  for (const [name, called] of known.functions) {
    if (functions.get(name)?.declaration !== called) return undefined;
  }
  for (const [name, layout] of known.objects) {
    if (structOf(symbols.get(name)) !== layout) return undefined;
  }
  return known.kinds;
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

function writeAlone(lowering: Lowering, placed: PlacedFunction): void {
  const { draft } = lowering;
  const { declaration } = placed;
  const owner = ownerOf(placed);
  const args = declaration.parameters.map((parameter): Value => {
    const type = parameterType(lowering, parameter, placed) ?? NUMBER;
    return { expr: local(draft.register(parameter.name)), type };
  });
  const { result } = declaration;
  const type =
    result === undefined ? undefined : namedType(result, lowering.listings.layouts, owner);
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
  for (const found of ending.types) resultOf(type, found, placed);
  draft.mark(ending.label);
  emit(lowering, site, { kind: 'end' });
  refuseUntyped(activation.untyped, placed);
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
