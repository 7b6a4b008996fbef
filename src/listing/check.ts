/**
 * Checks listings without a scenario: every function on its own, with parameters of which only the
 * type is known, so that errors show while one types. A function of the base that a design replaced
 * is checked within the base.
 */
import { activationOf, ownerOf, parameterType, runBody } from './activation.ts';
import { calledValue } from './call.ts';
import { resultOf } from './result-type.ts';
import { evaluate } from './expression.ts';
import { constant, local } from './folding.ts';
import { checkFlow } from './flow-rule.ts';
import { resolved } from './flow.ts';
import { givesValue } from './function-facts.ts';
import { Draft } from './instruction.ts';
import type { Listings, PlacedFunction, ReadFile } from './listings.ts';
import { listingsOf, readFiles } from './listings.ts';
import type { Ending, Lowering, Site, Value } from './lowering.ts';
import { emit } from './lowering.ts';
import type { Problem } from './problem.ts';
import type { LineKind } from './program.ts';
import { Refusal, problemAt } from './refusal.ts';
import type { DesignLayer } from './request.ts';
import { writeStatement } from './statement.ts';
import type { FunctionDeclaration } from './syntax.ts';
import { NUMBER, namedType, pointerTo } from './value-type.ts';

/** An object that a scenario places: its name and struct. */
export interface KnownObject {
  readonly name: string;
  readonly struct: string;
}

/** What is wrong with the listings, syntax included; empty when nothing is. In the order of files and lines. */
export function checkLayers(
  layers: readonly DesignLayer[],
  objects: readonly KnownObject[] = [],
): readonly Problem[] {
  return checkedFiles(readFiles(layers), objects).problems;
}

export interface CheckedFiles {
  readonly listings: Listings;
  readonly problems: readonly Problem[];
  /** Kinds of lines by function. */
  readonly kinds: ReadonlyMap<PlacedFunction, ReadonlyMap<number, LineKind>>;
}

export function checkedFiles(
  files: readonly ReadFile[],
  objects: readonly KnownObject[],
): CheckedFiles {
  const { listings, problems } = listingsOf(files);
  const syntax = files.flatMap((file) => file.problems);
  const found = [...syntax, ...problems, ...wrongObjects(listings, objects)];
  const kinds = new Map<PlacedFunction, ReadonlyMap<number, LineKind>>();
  const refusals = new Map<PlacedFunction, Refusal>();
  const layered = new Map<number, Listings>();
  for (const placed of files.flatMap(({ functions }) => functions)) {
    const wins = listings.functions.get(placed.declaration.name) === placed;
    let around = wins ? listings : layered.get(placed.layer);
    if (around === undefined) {
      around = listingsOf(files.filter(({ layer }) => layer <= placed.layer)).listings;
      layered.set(placed.layer, around);
    }
    const checked = checkedFunction(placed, around, objects, files);
    if (checked instanceof Refusal) refusals.set(placed, checked);
    else kinds.set(placed, checked);
  }
  found.push(...reportable(refusals, files));
  return { listings, kinds, problems: inOrder(found, files) };
}

function wrongObjects(listings: Listings, objects: readonly KnownObject[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { name, struct } of objects) {
    const declared = listings.objects.get(name);
    if (declared === undefined || declared.declaration.struct === struct) continue;
    problems.push(
      problemAt(
        declared.file,
        declared.declaration.span,
        `${name} is a ${declared.declaration.struct} here, but the scenario places a ${struct}`,
      ),
    );
  }
  return problems;
}

/** Kinds of the function's lines, or what is wrong with it. */
function checkedFunction(
  placed: PlacedFunction,
  listings: Listings,
  objects: readonly KnownObject[],
  files: readonly ReadFile[],
): ReadonlyMap<number, LineKind> | Refusal {
  const draft = new Draft();
  const kinds = new Map<number, LineKind>();
  const symbols = symbolicObjects(listings, objects);
  const texts = new Map(files.map(({ file, lines }) => [file.file, lines]));
  const lowering: Lowering = {
    listings,
    draft,
    debug: 'all',
    kinds,
    active: [placed],
    fnIndex: () => 0,
    object: (name) => symbols.get(name),
    objectNames: [...symbols.keys()],
    text: (file) => texts.get(file) ?? [],
    call: (expression, site, wanted, to) => calledValue(lowering, expression, site, wanted, to),
    statement: (statement, activation, site) =>
      writeStatement(lowering, statement, activation, site),
  };
  try {
    writeAlone(lowering, placed);
    checkFlow(resolved(draft.instructions, draft.labels), draft.repeats, draft.registers);
    return kinds;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Addresses that no two objects share: all that a check needs to know of them. */
function symbolicObjects(
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

/**
 * One problem for each function, each at one place only: what was found by way of a call is left
 * to the function it is in. Where a file could not be read as a whole, unknown names say nothing.
 */
function reportable(
  refusals: ReadonlyMap<PlacedFunction, Refusal>,
  files: readonly ReadFile[],
): readonly Problem[] {
  const unreadable = files.some(({ problems }) => problems.length > 0);
  const own = new Set<FunctionDeclaration | undefined>();
  for (const [placed, refusal] of refusals) {
    if (refusal.owner.fn === placed.declaration) own.add(placed.declaration);
  }
  const reported = new Map<string, Problem>();
  for (const [placed, { owner, problem, echo }] of refusals) {
    const foreign = owner.fn !== placed.declaration;
    if (foreign && own.has(owner.fn)) continue;
    if ((unreadable && echo) || owner.fn?.broken === true) continue;
    const { file, line, column, message } = problem;
    reported.set(`${file}:${line}:${column}:${message}`, problem);
  }
  return [...reported.values()];
}

function inOrder(problems: readonly Problem[], files: readonly ReadFile[]): readonly Problem[] {
  const rank = new Map(files.map(({ file }, index) => [file.file, index]));
  return problems.toSorted(
    (one, other) =>
      (rank.get(one.file) ?? 0) - (rank.get(other.file) ?? 0) ||
      one.line - other.line ||
      one.column - other.column,
  );
}
