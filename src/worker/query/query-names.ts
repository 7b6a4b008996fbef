/** What the names in a question stand for in a compiled scenario. Throws QueryMistakes. */
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import type { ListHead } from '../../kernel/list-head.ts';
import type { PlacedPage } from '../../kernel/memory-map.ts';
import { didYouMean } from '../../listing/suggestion.ts';
import type { Field, PlacedObject, Struct } from '../../listing/program.ts';
import { QueryMistake } from './query-problem.ts';
import type { Name, Path, Span } from './query-syntax.ts';

/** A stretch of memory with the struct that it is. */
export interface FoundObject {
  readonly address: bigint;
  readonly struct: Struct;
}

/** The characters of a whole path. */
export function spanOf(path: Path): Span {
  const at = path[0]?.at ?? 0;
  const last = path.at(-1);
  return { at, length: last === undefined ? 1 : last.at + last.length - at };
}

export const textOf = (path: Path): string => path.map(({ text }) => text).join('.');

/** More names than this are a wall of text. */
const SUGGESTED = 3;

/** A mistake that says what there is, or what may have been meant. */
export function unknown(
  span: Span,
  what: string,
  name: string,
  candidates: readonly string[],
): QueryMistake {
  const meant = didYouMean(name, candidates);
  const some = [...new Set(candidates)].slice(0, SUGGESTED).join(', ');
  const more = new Set(candidates).size > SUGGESTED ? ', …' : '';
  const hint = meant ?? (some === '' ? undefined : `there are ${some}${more}`);
  return new QueryMistake(
    span,
    `there is no ${what} ${name}${hint === undefined ? '' : `; ${hint}`}`,
  );
}

/** Index of an actor by its id, in upper or lower case. */
export function actorAt({ program }: CompiledScenario, path: Path): number {
  const name = textOf(path);
  const index = program.actors.findIndex(({ id }) => id === name.toLowerCase());
  if (index < 0) {
    const ids = program.actors.map(({ id }) => id);
    throw unknown(spanOf(path), 'CPU, device or interrupt', name, ids);
  }
  return index;
}

export function pageAt({ pages }: CompiledScenario, path: Path): PlacedPage {
  const name = textOf(path);
  const page = pages.find((one) => one.name === name);
  if (page !== undefined) return page;
  const names = pages.map((one) => one.name);
  throw unknown(spanOf(path), 'page', name, names);
}

export function listAt({ lists }: CompiledScenario, path: Path): ListHead {
  const name = textOf(path);
  const list = lists.find((one) => one.id === name);
  if (list !== undefined) return list;
  const ids = lists.map((one) => one.id);
  throw unknown(spanOf(path), 'list', name, ids);
}

/** The object that a path begins with, and the names behind it. Undefined where it is none. */
export function objectAt(
  { program }: CompiledScenario,
  path: Path,
): { readonly object: PlacedObject; readonly rest: Path } | undefined {
  const [first, second] = path;
  if (first === undefined) return undefined;
  const cpu = /^cpu(\d+)$/i.exec(first.text)?.[1];
  if (cpu !== undefined) {
    const own = program.objects.filter((one) => one.cpu === Number(cpu));
    if (own.length === 0 || second === undefined) return undefined;
    const object = own.find((one) => one.name === second.text);
    if (object === undefined) {
      const names = own.map((one) => one.name);
      throw unknown(second, `word of ${first.text} called`, second.text, names);
    }
    return { object, rest: path.slice(2) };
  }
  const object = program.objects.find((one) => one.name === first.text);
  if (object === undefined) return undefined;
  if (object.cpu !== undefined) {
    const name = `cpu${object.cpu}.${object.name}`;
    throw new QueryMistake(first, `every CPU has its own ${first.text}: write ${name}`);
  }
  return { object, rest: path.slice(1) };
}

export function structOf({ program }: CompiledScenario, name: string): Struct {
  const struct = program.structs.find((one) => one.name === name);
  if (struct === undefined) throw new Error(`the program has no struct ${name}`);
  return struct;
}

/**
 * The field that names lead to, with the element where it is an array: `pages[2]`. `otherNames`: by
 * which fields can be asked for, too.
 */
export function fieldAt(
  struct: Struct,
  rest: Path,
  otherNames: readonly string[] = [],
): { readonly field: Field; readonly offset: number } {
  const asked = rest.map(({ text }) => text).join('.');
  const exact = struct.fields.find((field) => field.name === asked);
  if (exact !== undefined) return { field: exact, offset: exact.offset };
  const [, name = '', index = '0'] = /^(.*)\[(\d+)\]$/.exec(asked) ?? [];
  const array = struct.fields.find((field) => field.name === name && field.length > 1);
  if (array !== undefined && Number(index) < array.length) {
    return { field: array, offset: array.offset + Number(index) * array.width };
  }
  const names = [...otherNames, ...struct.fields.map((field) => field.name)];
  throw unknown(spanOf(rest), `field of a ${struct.name} called`, asked, names);
}

/** The address of an object, of a struct embedded in it, or of a field. */
export function addressAt(compiled: CompiledScenario, path: Path): FoundObject {
  const list = compiled.lists.find(({ id }) => id === textOf(path));
  if (list !== undefined) {
    return { address: list.address, struct: structOf(compiled, 'list_head') };
  }
  const found = objectAt(compiled, path);
  if (found === undefined) throw unknownObject(compiled, path);
  const { object, rest } = found;
  const struct = structOf(compiled, object.struct);
  if (rest.length === 0) return { address: object.address, struct };
  const asked = textOf(rest);
  const embedded = struct.embedded.find((one) => one.name === asked && one.length === 1);
  if (embedded !== undefined) {
    const inner = structOf(compiled, embedded.struct);
    return { address: object.address + BigInt(embedded.offset), struct: inner };
  }
  return { address: object.address + BigInt(fieldAt(struct, rest).offset), struct };
}

export function unknownObject({ program, pages }: CompiledScenario, path: Path): QueryMistake {
  const first: Name | undefined = path[0];
  const names = program.objects.filter((one) => one.cpu === undefined).map((one) => one.name);
  const known = [...pages.map(({ name }) => name), ...names, ...Object.keys(program.constants)];
  return unknown(first ?? spanOf(path), 'page, word or constant', first?.text ?? '', known);
}
