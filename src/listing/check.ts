/**
 * Checks listings without a scenario: every function on its own, with parameters of which only the
 * type is known, so that errors show while one types. A function of the base that a design replaced
 * is checked within the base.
 */
import { checkedFunction, symbolicObjects } from './function-check.ts';
import type { KnownObject, Surroundings } from './function-check.ts';
import type { Listings, PlacedFunction, ReadFile } from './declare/listings.ts';
import { listingsOf, readFiles } from './declare/listings.ts';
import type { Problem } from './problem.ts';
import type { LineKind } from './program.ts';
import { problemAt, Refusal } from './refusal.ts';
import type { DesignLayer } from './request.ts';
import type { FunctionDeclaration } from './syntax.ts';

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
  const texts = new Map(files.map(({ file, lines }) => [file.file, lines]));
  const surroundings = (within: Listings): Surroundings => ({
    listings: within,
    symbols: symbolicObjects(within, objects),
    checked: new Map(),
    open: new Set(),
    text: (file) => texts.get(file) ?? [],
  });
  const whole = surroundings(listings);
  const layered = new Map<number, Surroundings>();
  for (const placed of files.flatMap(({ functions }) => functions)) {
    const { layer } = placed;
    const wins = listings.functions.get(placed.declaration.name) === placed;
    let around = wins ? whole : layered.get(layer);
    if (around === undefined) {
      around = surroundings(listingsOf(files.filter((file) => file.layer <= layer)).listings);
      layered.set(layer, around);
    }
    const checked = checkedFunction(placed, around);
    if (checked instanceof Refusal) refusals.set(placed, checked);
    else kinds.set(placed, checked.kinds);
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
