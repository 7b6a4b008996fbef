/**
 * What a path such as `page.lru.next` or `lru_add_pvec.pages[n]` refers to. Embedded structs add up
 * to one place; a dot after a pointer in memory is a load of its own. The types decide.
 */
import type { Layout, Part, Word } from '../declare/layout.ts';
import type { Lowering, Site, Value } from './lowering.ts';
import { sourceText } from './lowering.ts';
import type { Expr } from '../program.ts';
import { refuse, refuseName } from '../refusal.ts';
import type { Spot } from './spot.ts';
import { addressOf, loadedWord, withIndex } from './spot.ts';
import { didYouMean } from '../suggestion.ts';
import type { Expression, Span } from '../syntax.ts';

export type Reference =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'word'; readonly spot: Spot; readonly word: Word }
  | { readonly kind: 'words'; readonly spot: Spot; readonly word: Word; readonly length: number }
  | { readonly kind: 'part'; readonly spot: Spot; readonly layout: Layout }
  | { readonly kind: 'parts'; readonly spot: Spot; readonly part: Part; readonly length: number }
  | { readonly kind: 'bit'; readonly spot: Spot; readonly word: Word; readonly bit: number }
  | { readonly kind: 'loaded-bit'; readonly loaded: Value; readonly bit: number }
  | { readonly kind: 'ghost'; readonly object: Expr; readonly field: string };

/** How the values within a path are computed; given in, since values contain paths, too. */
export type Evaluate = (lowering: Lowering, expression: Expression, site: Site) => Value;

export function referenceTo(
  lowering: Lowering,
  expression: Expression,
  site: Site,
  evaluate: Evaluate,
): Reference {
  if (expression.kind === 'member') return member(lowering, expression, site, evaluate);
  if (expression.kind === 'index') return element(lowering, expression, site, evaluate);
  return { kind: 'value', value: evaluate(lowering, expression, site) };
}

type Member = Extract<Expression, { kind: 'member' }>;

function member(lowering: Lowering, expression: Member, site: Site, evaluate: Evaluate): Reference {
  const { of, field } = expression;
  const outer = referenceTo(lowering, of, site, evaluate);
  const at = fieldSpan(expression);
  switch (outer.kind) {
    case 'part':
      return within(outer.layout, outer.spot, field, site, at);
    case 'word': {
      const bit = outer.word.bits.get(field);
      if (bit !== undefined) {
        const { spot, word } = outer;
        return { kind: 'bit', spot: { ...spot, name: `${spot.name}.${field}` }, word, bit };
      }
      if (outer.word.kind === 'pointer') {
        // A load in the middle of the path: one touch already.
        const value = loadedWord(lowering, outer, of.span, site);
        return ofValue(lowering, value, expression, site);
      }
      return noBit(lowering, expression, outer.word, site);
    }
    case 'value':
      return ofValue(lowering, outer.value, expression, site);
    case 'words':
    case 'parts':
      return refuse(
        site.owner,
        at,
        `${sourceText(lowering, site.owner, of.span)} is an array of ${outer.length}`,
        `name one element: ${sourceText(lowering, site.owner, of.span)}[0].${field}`,
      );
    case 'bit':
    case 'loaded-bit':
    case 'ghost':
      return refuse(
        site.owner,
        at,
        `${sourceText(lowering, site.owner, of.span)} has no fields`,
        outer.kind === 'ghost' ? 'it is a ghost, a number beside the memory' : 'it is a single bit',
      );
  }
}

function ofValue(lowering: Lowering, value: Value, expression: Member, site: Site): Reference {
  const { of, field } = expression;
  const { type } = value;
  if (type.kind === 'pointer') {
    const spot = { base: value.expr, offset: 0, name: type.target.name };
    return within(type.target, spot, field, site, fieldSpan(expression));
  }
  const bit = type.word?.bits.get(field);
  if (bit !== undefined) return { kind: 'loaded-bit', loaded: value, bit };
  if (type.word !== undefined) return noBit(lowering, expression, type.word, site);
  const text = sourceText(lowering, site.owner, of.span);
  return refuse(
    site.owner,
    of.span,
    `${text} is not a pointer to a known struct`,
    of.kind === 'name' && !site.activation.assigned.has(of.name)
      ? `give the parameter a type, e.g. "${of.name}: page"`
      : `a function can say what a number points to: "fn page_at(address: u64) -> *page = address"`,
  );
}

function within(layout: Layout, spot: Spot, field: string, site: Site, at: Span): Reference {
  const name = `${spot.name}.${field}`;
  const word = layout.words.get(field);
  if (word !== undefined) {
    const there = { ...spot, offset: spot.offset + word.offset, name };
    return word.length === undefined
      ? { kind: 'word', spot: there, word }
      : { kind: 'words', spot: there, word, length: word.length };
  }
  const part = layout.parts.get(field);
  if (part !== undefined) {
    const there = { ...spot, offset: spot.offset + part.offset, name };
    return part.length === undefined
      ? { kind: 'part', spot: there, layout: part.layout }
      : { kind: 'parts', spot: there, part, length: part.length };
  }
  if (layout.ghosts.has(field)) return { kind: 'ghost', object: addressOf(spot), field };
  return refuseName(
    site.owner,
    at,
    `struct ${layout.name} has no field ${field}`,
    didYouMean(field, namesIn(layout)) ?? contents(layout),
  );
}

const namesIn = (layout: Layout): readonly string[] => [
  ...layout.words.keys(),
  ...layout.parts.keys(),
  ...layout.ghosts,
];

function contents(layout: Layout): string {
  // What is around comes before what is in it: lru, then the words that share its bytes.
  const fields = [...layout.parts.values(), ...layout.words.values()]
    .sort((one, other) => one.offset - other.offset)
    .map(({ name }) => name);
  const bits = [...layout.words.values()].flatMap((word) => [...word.bits.keys()]);
  const named = bits.length === 0 ? '' : `; bits: ${bits.join(', ')}`;
  return fields.length === 0 ? 'it has no fields' : `it has: ${fields.join(', ')}${named}`;
}

function noBit(lowering: Lowering, expression: Member, word: Word, site: Site): never {
  const text = sourceText(lowering, site.owner, expression.of.span);
  const { field } = expression;
  if (word.bits.size === 0) {
    return refuse(
      site.owner,
      fieldSpan(expression),
      `${text} is a number, it has no ${field}`,
      `bits get names in the struct: "bits ${word.name}: ${field} 0"`,
    );
  }
  return refuseName(
    site.owner,
    fieldSpan(expression),
    `${word.struct}.${word.name} has no bit ${field}`,
    didYouMean(field, word.bits.keys()) ?? `it has: ${[...word.bits.keys()].join(', ')}`,
  );
}

/** The field's name at the end of the path. */
function fieldSpan({ span, field }: Member): Span {
  const length = Math.min(field.length, span.length);
  return { line: span.line, column: span.column + span.length - length, length };
}

type Index = Extract<Expression, { kind: 'index' }>;

function element(lowering: Lowering, expression: Index, site: Site, evaluate: Evaluate): Reference {
  const array = referenceTo(lowering, expression.of, site, evaluate);
  const text = sourceText(lowering, site.owner, expression.of.span);
  if (array.kind !== 'words' && array.kind !== 'parts') {
    return refuse(site.owner, expression.of.span, `${text} is not an array`);
  }
  const at = evaluate(lowering, expression.at, site).expr;
  const spot = elementSpot(lowering, array, expression, site, at);
  return array.kind === 'words'
    ? { kind: 'word', spot, word: array.word }
    : { kind: 'part', spot, layout: array.part.layout };
}

function elementSpot(
  lowering: Lowering,
  found: Extract<Reference, { kind: 'words' | 'parts' }>,
  expression: Index,
  site: Site,
  at: Expr,
): Spot {
  const { spot: array, length } = found;
  const stride = found.kind === 'words' ? found.word.width : found.part.layout.size;
  if (at.kind === 'const') {
    if (at.value >= BigInt(length)) {
      refuse(
        site.owner,
        expression.at.span,
        `${array.name} has no element ${BigInt.asIntN(64, at.value)}`,
        `it has ${length}, numbered 0 to ${length - 1}`,
      );
    }
    const offset = array.offset + Number(at.value) * stride;
    return { ...array, offset, name: `${array.name}[${at.value}]` };
  }
  const name = `${array.name}[${sourceText(lowering, site.owner, expression.at.span)}]`;
  // A second unknown index goes into the base, since a place has room for one.
  const base = array.index === undefined ? array.base : withIndex(array);
  return { base, offset: array.offset, index: at, stride, name };
}
