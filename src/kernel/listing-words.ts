/**
 * The names that can stand at a place of a listing, for completion: behind a dot the fields and bits of
 * what stands before it, else functions, constants, objects, locals and the words of the notation.
 */
import { listingsOf, type Listings, readFiles } from '../listing/declare/listings.ts';
import type { Layout } from '../listing/declare/layout.ts';
import { assignedNames, everyStatement } from '../listing/function-facts.ts';
import { readListing } from '../listing/read/read.ts';
import { headForms, statementForms } from '../listing/read/statement-forms.ts';
import type { DesignLayer } from '../listing/request.ts';
import type { Expression, FunctionDeclaration, TypeName } from '../listing/syntax.ts';

export interface ListingWord {
  readonly name: string;
  readonly kind:
    'function' | 'field' | 'bit' | 'ghost' | 'constant' | 'object' | 'local' | 'keyword' | 'struct';
  /** What it is, in a few characters: `(page) -> s32`, `u32 at 24`, `= 0x2`. */
  readonly detail: string;
  /** What it is for, from the listing's comments. */
  readonly why?: string;
}

export interface ListingWords {
  /** The names for the word that ends at `column` (0-based) of a line (0-based) of `text`. */
  at(text: string, line: number, column: number): WordsAt | undefined;
}

interface WordsAt {
  /** 0-based column at which the word begins. */
  readonly from: number;
  readonly words: readonly ListingWord[];
}

/** What can be named in listings of these layers. */
export function listingWords(layers: readonly DesignLayer[]): ListingWords {
  const { listings } = listingsOf(readFiles(layers));
  const everywhere = [...functionsIn(listings), ...declaredIn(listings)];
  return {
    at(text, line, column) {
      const before = (text.split('\n')[line] ?? '').slice(0, column);
      if (isInText(before)) return undefined;
      const [, path, member = ''] = /((?:\w+(?:\[[^\]]*\])?\.)+)(\w*)$/.exec(before) ?? [];
      const scope = scopeAt(listings, text, line);
      if (path !== undefined) {
        return { from: column - member.length, words: membersOf(listings, scope, path) };
      }
      const word = /[A-Za-z_]\w*$/.exec(before)?.[0] ?? '';
      const from = column - word.length;
      const start = before.slice(0, from);
      if (start === '') return { from, words: heads };
      const type = typesExpected(listings, start);
      return { from, words: type ?? [...scope.words, ...everywhere, ...keywords] };
    },
  };
}

const keywords: readonly ListingWord[] = [
  ...[...statementForms].map(([name, form]) => keyword(name, form)),
  ...['not', 'and', 'or', 'with', 'without', 'until', 'container'].map((name) => keyword(name, '')),
];
const heads: readonly ListingWord[] = [...headForms].map(([name, form]) => keyword(name, form));

function keyword(name: string, detail: string): ListingWord {
  return { name, kind: 'keyword', detail };
}

/** In a comment or in a text in quotes, where nothing is to be completed. */
function isInText(before: string): boolean {
  const plain = before.replace(/"(?:[^"\\]|\\.)*"/g, '');
  return /["#]/.test(plain);
}

/** Behind a colon or an arrow of a head there is a type. */
function typesExpected(listings: Listings, start: string): readonly ListingWord[] | undefined {
  if (!/^(?:fn|operation|interrupt|device|object|percpu)\b.*(?::|->)\s*\*?$/.test(start))
    return undefined;
  const numbers = ['u8', 'u16', 'u32', 'u64', 's8', 's16', 's32', 's64'];
  return [
    ...[...listings.layouts.values()].map(({ name, size }): ListingWord => ({
      name,
      kind: 'struct',
      detail: `${size} bytes`,
    })),
    ...numbers.map((name): ListingWord => ({ name, kind: 'struct', detail: 'a number' })),
  ];
}

function functionsIn(listings: Listings): readonly ListingWord[] {
  return [...listings.functions.values()].map(({ declaration }) => {
    const { name, parameters, result, why } = declaration;
    const args = parameters.map((one) => one.name).join(', ');
    const gives = result === undefined ? '' : ` -> ${typeText(result)}`;
    const detail = `(${args})${gives}`;
    return { name, kind: 'function', detail, ...(why === undefined ? {} : { why }) };
  });
}

function declaredIn({ constants, objects }: Listings): readonly ListingWord[] {
  return [
    ...[...constants].map(([name, { value }]): ListingWord => ({
      name,
      kind: 'constant',
      detail: `= ${value > 9n ? `0x${value.toString(16)}` : value}`,
    })),
    ...[...objects.values()].map(({ declaration: { name, struct, perCpu, why } }): ListingWord => ({
      name,
      kind: 'object',
      detail: perCpu ? `${struct}, one on each CPU` : struct,
      ...(why === undefined ? {} : { why }),
    })),
  ];
}

function typeText({ name, pointer, length }: TypeName): string {
  return `${pointer ? '*' : ''}${name}${length === undefined ? '' : `[${length}]`}`;
}

interface Scope {
  readonly words: readonly ListingWord[];
  /** The function around the line, as far as it can be read. */
  readonly fn: FunctionDeclaration | undefined;
}

function scopeAt(listings: Listings, text: string, line: number): Scope {
  const { functions } = readListing({ file: 'scope', text }).file;
  const fn = functions.findLast(({ span }) => span.line <= line + 1);
  if (fn === undefined) return { words: [], fn };
  const parameters = fn.parameters.map(({ name, type }): ListingWord => ({
    name,
    kind: 'local',
    detail: type === undefined ? name : typeText(type),
  }));
  const named = new Set(parameters.map(({ name }) => name));
  const locals = [...assignedNames(fn)]
    .filter((name) => !named.has(name))
    .map((name): ListingWord => {
      const struct = structOfLocal(listings, fn, name, 0);
      return { name, kind: 'local', detail: struct === undefined ? 'a local' : `*${struct}` };
    });
  return { words: [...parameters, ...locals], fn };
}

/** How far a name is followed from assignment to assignment. */
const FAR = 6;

/** The struct that a name means or points to; undefined where that is not plain to see. */
function structOfLocal(
  listings: Listings,
  fn: FunctionDeclaration | undefined,
  name: string,
  depth: number,
): string | undefined {
  const parameter = fn?.parameters.find((one) => one.name === name);
  if (parameter !== undefined) return parameter.type?.name ?? parameter.name;
  const object = listings.objects.get(name);
  if (object !== undefined) return object.declaration.struct;
  if (fn === undefined || depth > FAR) return undefined;
  for (const statement of everyStatement(fn.body)) {
    if (statement.kind !== 'assign') continue;
    const { target, value } = statement;
    if (target.kind !== 'name' || target.name !== name) continue;
    const struct = structOf(listings, fn, value, depth + 1);
    if (struct !== undefined) return struct;
  }
  return undefined;
}

function structOf(
  listings: Listings,
  fn: FunctionDeclaration,
  value: Expression,
  depth: number,
): string | undefined {
  switch (value.kind) {
    case 'name':
      return structOfLocal(listings, fn, value.name, depth);
    case 'call':
      return listings.functions.get(value.callee.name)?.declaration.result?.name;
    case 'index':
    case 'address':
      return structOf(listings, fn, value.of, depth);
    case 'container':
      return value.member.kind === 'member'
        ? structOf(listings, fn, value.member.of, depth)
        : undefined;
    case 'member': {
      const owner = structOf(listings, fn, value.of, depth);
      const layout = owner === undefined ? undefined : listings.layouts.get(owner);
      return layout === undefined ? undefined : memberStruct(layout, value.field);
    }
    default:
      return undefined;
  }
}

function memberStruct(layout: Layout, field: string): string | undefined {
  return layout.parts.get(field)?.layout.name ?? layout.words.get(field)?.target;
}

/** What can follow `page.lru.`: all fields there are where nothing is known of what stands before. */
function membersOf(listings: Listings, { fn }: Scope, path: string): readonly ListingWord[] {
  const [root = '', ...fields] = path
    .slice(0, -1)
    .split('.')
    .map((part) => part.replace(/\[.*$/, ''));
  let struct = structOfLocal(listings, fn, root, 0);
  for (const [index, field] of fields.entries()) {
    const layout = struct === undefined ? undefined : listings.layouts.get(struct);
    const word = layout?.words.get(field);
    if (index === fields.length - 1 && word !== undefined && word.bits.size > 0) {
      return [...word.bits].map(([name, bit]) => ({ name, kind: 'bit', detail: `bit ${bit}` }));
    }
    struct = layout === undefined ? undefined : memberStruct(layout, field);
  }
  const known = struct === undefined ? undefined : listings.layouts.get(struct);
  const layouts = known === undefined ? [...listings.layouts.values()] : [known];
  return layouts.flatMap((layout) => fieldsOf(layout, known === undefined));
}

function fieldsOf(layout: Layout, isGuess: boolean): readonly ListingWord[] {
  const of = isGuess ? `of ${layout.name}, ` : '';
  return [
    ...[...layout.words.values()].map((word): ListingWord => ({
      name: word.name,
      kind: 'field',
      detail: `${of}${word.target === undefined ? `${word.signed ? 's' : 'u'}${word.width * 8}` : `*${word.target}`} at ${word.offset}`,
      ...(word.why === undefined ? {} : { why: word.why }),
    })),
    ...[...layout.parts.values()].map((part): ListingWord => ({
      name: part.name,
      kind: 'field',
      detail: `${of}${part.layout.name} at ${part.offset}`,
    })),
    ...[...layout.ghosts].map((name): ListingWord => ({
      name,
      kind: 'ghost',
      detail: `${of}a ghost`,
    })),
  ];
}
