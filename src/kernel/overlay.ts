/**
 * The text of an overlay, a listing laid over a design: which functions it holds, and how one is put
 * into it or taken back. Works on lines alone, so that a text that cannot be read is kept, too.
 */
import type { ListingSource } from '../listing/request.ts';
import type { Design } from './design.ts';

/** A declaration with the comment lines directly above it. */
export interface OverlayPart {
  /** Of a function; undefined for what else a listing declares. */
  readonly name: string | undefined;
  /** The `source` line that holds for it, its text in quotes; undefined where there is none. */
  readonly source: string | undefined;
  /** Without blank lines around, and without a line end behind the last line. */
  readonly text: string;
}

/** A function as a design has it. */
export interface DesignFunction extends OverlayPart {
  readonly name: string;
  /** The listing: `july-2018/swap.step`. */
  readonly file: string;
  /** 1-based line of the file where its text begins, comments included. */
  readonly line: number;
}

/** Parts put together, and where each of them begins. */
export interface JoinedParts {
  readonly text: string;
  /** 1-based line of the text at which a part begins, in the order of the parts. */
  readonly lines: readonly number[];
}

const functionHead = /^(?:fn|operation|interrupt|device)\s+([A-Za-z_]\w*)/;
const sourceHead = /^source\s+("(?:[^"\\]|\\.)*")/;

type Piece = OverlayPart & { readonly line: number };

/** The parts of a listing in their order. Lines that belong to nothing make a part of their own. */
export function partsOf(listing: string): readonly OverlayPart[] {
  return piecesOf(listing).map(({ name, source, text }) => ({ name, source, text }));
}

function piecesOf(listing: string): readonly Piece[] {
  const lines = listing.replace(/^\uFEFF/, '').split(/\r?\n/);
  const pieces: Piece[] = [];
  let source: string | undefined;
  for (const [start, end] of stretches(lines)) {
    const own = lines.slice(start, end);
    const head = own.find((line) => /^[^\s#]/.test(line)) ?? '';
    const said = sourceHead.exec(head)?.[1];
    if (said !== undefined) source = said;
    const text = own.join('\n').trimEnd();
    if (said !== undefined || text === '') continue;
    pieces.push({ name: functionHead.exec(head)?.[1], source, text, line: start + 1 });
  }
  return pieces;
}

/** From the comments above a line at the first column to those above the next one. */
function stretches(lines: readonly string[]): readonly (readonly [number, number])[] {
  const starts = lines.flatMap((line, index) => {
    if (!/^[^\s#]/.test(line)) return [];
    let start = index;
    while (lines[start - 1]?.startsWith('#') === true) start -= 1;
    return [start];
  });
  const first = lines.findIndex((line) => line.trim() !== '');
  const [before] = starts;
  if (first >= 0 && (before === undefined || first < before)) starts.unshift(first);
  return starts.map((start, at) => [start, starts[at + 1] ?? lines.length]);
}

/** One text of the parts, each under its source; those that have none come first. */
export function joined(parts: readonly OverlayPart[]): JoinedParts {
  const lines: string[] = [];
  const starts = new Map<OverlayPart, number>();
  let current: string | undefined;
  for (const part of [...parts.filter(isBare), ...parts.filter((one) => !isBare(one))]) {
    const { source, text } = part;
    if (lines.length > 0) lines.push('');
    if (source !== undefined && source !== current) lines.push(`source ${source}`, '');
    current = /^source\b/m.test(text) ? undefined : source;
    starts.set(part, lines.length + 1);
    lines.push(...text.trimEnd().split('\n'));
  }
  return {
    text: lines.length === 0 ? '' : `${lines.join('\n')}\n`,
    lines: parts.map((part) => starts.get(part) ?? 1),
  };
}

function isBare({ source }: OverlayPart): boolean {
  return source === undefined;
}

const known = new WeakMap<Design, ReadonlyMap<string, DesignFunction>>();

/** Every function that a design means by a name, in the order of its layers, files and lines. */
export function designFunctions(design: Design): ReadonlyMap<string, DesignFunction> {
  let functions = known.get(design);
  if (functions === undefined) {
    const all = design.layers.flatMap(({ sources }) => sources).flatMap(functionsIn);
    const last = new Map(all.map((fn) => [fn.name, fn]));
    functions = new Map(all.filter((fn) => last.get(fn.name) === fn).map((fn) => [fn.name, fn]));
    known.set(design, functions);
  }
  return functions;
}

function functionsIn({ file, text }: ListingSource): readonly DesignFunction[] {
  return piecesOf(text).flatMap((piece) =>
    piece.name === undefined ? [] : [{ ...piece, name: piece.name, file }],
  );
}

/** Names of the functions that an overlay replaces or adds, in its order. */
export function functionsOfOverlay(overlay: string): readonly string[] {
  return partsOf(overlay).flatMap(({ name }) => (name === undefined ? [] : [name]));
}

/** The text of a function in an overlay; undefined where it leaves the function alone. */
export function functionOfOverlay(overlay: string, name: string): string | undefined {
  return partsOf(overlay).find((part) => part.name === name)?.text;
}

/**
 * The parts of an overlay with a function's text in it, in place of what it had under that name. A
 * text that is blank, or the design's own, takes the function back.
 */
export function withFunction(
  parts: readonly OverlayPart[],
  design: Design,
  name: string,
  text: string,
): readonly OverlayPart[] {
  const own = designFunctions(design).get(name);
  if (text.trim() === '' || text.trimEnd() === own?.text) {
    return parts.filter((part) => part.name !== name);
  }
  const at = parts.findIndex((part) => part.name === name);
  const source = own?.source ?? parts[at]?.source;
  const part: OverlayPart = { name, source, text: text.trimEnd() };
  return at < 0 ? [...parts, part] : parts.with(at, part);
}
