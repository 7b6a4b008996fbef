/**
 * All files of all designs of one request, laid over each other: a later design replaces functions
 * and constants by name and adds to structs. Functions are looked up here late, so that a function
 * of the base calls what the design put in another's place.
 */
import type { Declarations } from './declarations.ts';
import { declarationsOf } from './declarations.ts';
import type { Problem } from '../problem.ts';
import { readListing } from '../read/read.ts';
import { problemAt } from '../refusal.ts';
import type { DesignLayer, ListingSource } from '../request.ts';
import type { FunctionDeclaration, ListingFile, Span } from '../syntax.ts';

/** A file as it was read. */
export interface ReadFile {
  /** Index of the design, base first, and its id. */
  readonly layer: number;
  readonly design: string;
  readonly file: ListingFile;
  /** Lines of the text. */
  readonly lines: readonly string[];
  readonly problems: readonly Problem[];
  readonly functions: readonly PlacedFunction[];
}

/** A function and where it stands. */
export interface PlacedFunction {
  readonly declaration: FunctionDeclaration;
  readonly file: string;
  readonly layer: number;
  readonly design: string;
  /** Source note: its own, else that of its file. */
  readonly from?: string;
  /** Lines of the whole file. */
  readonly lines: readonly string[];
}

export interface Listings extends Omit<Declarations, 'problems'> {
  /** What is declared, as one: the same for the same declarations. */
  readonly declarations: Declarations;
  /** By name, replaced ones left out; in the order of designs, files and lines. */
  readonly functions: ReadonlyMap<string, PlacedFunction>;
}

type Reading = ReturnType<typeof readListing>;
const readings = new WeakMap<ListingSource, Reading>();

/** A source is read once: those of built-in designs are asked for again and again. */
function reading(source: ListingSource): Reading {
  let done = readings.get(source);
  if (done === undefined) {
    done = readListing(source);
    readings.set(source, done);
  }
  return done;
}

export function readFiles(layers: readonly DesignLayer[]): readonly ReadFile[] {
  return layers.flatMap(({ id: design, sources }, layer) =>
    sources.map((source): ReadFile => {
      const { file, problems } = reading(source);
      const lines = source.text.replace(/^\uFEFF/, '').split(/\r?\n/);
      const functions = file.functions.map((declaration): PlacedFunction => {
        const from = declaration.from ?? file.source;
        const placed = { declaration, file: file.file, layer, design, lines };
        return from === undefined ? placed : { ...placed, from };
      });
      return { layer, design, file, lines, problems, functions };
    }),
  );
}

/** Lays files over each other and says what is wrong with what they declare. */
export function listingsOf(files: readonly ReadFile[]): {
  readonly listings: Listings;
  readonly problems: readonly Problem[];
} {
  const declarations = declarationsOf(files);
  const functions = files.flatMap((file) => file.functions);
  return {
    listings: { ...declarations, declarations, functions: winners(functions) },
    problems: [...declarations.problems, ...repeated(functions)],
  };
}

function winners(functions: readonly PlacedFunction[]): ReadonlyMap<string, PlacedFunction> {
  const last = new Map(functions.map((placed) => [placed.declaration.name, placed]));
  return new Map(
    functions
      .filter((placed) => last.get(placed.declaration.name) === placed)
      .map((placed) => [placed.declaration.name, placed]),
  );
}

function repeated(functions: readonly PlacedFunction[]): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, PlacedFunction>();
  for (const placed of functions) {
    const { name } = placed.declaration;
    const first = seen.get(name);
    if (first?.layer === placed.layer) {
      problems.push(
        problemAt(
          placed.file,
          nameSpan(placed),
          `${name} is written twice in this design`,
          `the other is at ${first.file}:${first.declaration.span.line}`,
        ),
      );
    }
    seen.set(name, placed);
  }
  return problems;
}

/** Where a function's name stands in its head. */
export function nameSpan({ declaration, lines }: PlacedFunction): Span {
  const { name, span } = declaration;
  const head = lines[span.line - 1] ?? '';
  const at = head.search(new RegExp(`\\b${name}\\b`));
  return at < 0 ? span : { line: span.line, column: at + 1, length: name.length };
}
