/**
 * Expressions become values: what touches memory is emitted before, at most once on a line, and what
 * remains computes on locals and constants.
 */
import { bitTest, combined, complement, constant, displaced, local, negation } from '../folding.ts';
import { binaryValue } from './binary.ts';
import type { Lowering, Site, Value } from './lowering.ts';
import { claim, emit, sourceText } from './lowering.ts';
import { namedValue } from './name.ts';
import { referenceTo } from './reference.ts';
import type { Reference } from './reference.ts';
import { addressOf, loadedWord, placeOf } from './spot.ts';
import { bitAt, lockAt, refuseWhole, wordAt } from './target.ts';
import { refuse, refuseName } from '../refusal.ts';
import { didYouMean } from '../suggestion.ts';
import type { Expression, Span } from '../syntax.ts';
import {
  LITERAL,
  NUMBER,
  SIGNED,
  SIGNED_LITERAL,
  loadedType,
  pointerTo,
} from '../declare/value-type.ts';

/**
 * The value of an expression. A touch leaves its result in register `to`, where one is given and
 * the touch is all there is.
 */
export function evaluate(
  lowering: Lowering,
  expression: Expression,
  site: Site,
  to?: number,
): Value {
  switch (expression.kind) {
    case 'name':
      return namedValue(lowering, expression, site);
    case 'number':
      if (expression.value >= 1n << 64n) {
        refuse(site.owner, expression.span, 'this number does not fit into 64 bits');
      }
      return { expr: constant(expression.value), type: LITERAL };
    case 'member':
    case 'index':
      return memoryValue(lowering, expression, site, to);
    case 'address':
      return address(lowering, expression.of, site);
    case 'unary':
      return unary(lowering, expression, site);
    case 'binary':
      return binaryValue(lowering, expression, site, evaluate);
    case 'call': {
      const value = lowering.call(expression, site, true, to);
      if (value === undefined) throw new Error(`${expression.callee.name} gave no value`);
      return value;
    }
    case 'container':
      return container(lowering, expression, site);
    case 'cmpxchg':
      return compareExchange(lowering, expression, site, to);
    case 'test-and':
      return testAnd(lowering, expression, site, to);
    case 'trylock':
      return trylock(lowering, expression, site, to);
    case 'choose':
      return choose(lowering, expression, site, to);
  }
}

/** What a path refers to. */
export function reference(lowering: Lowering, expression: Expression, site: Site): Reference {
  return referenceTo(lowering, expression, site, evaluate);
}

function memoryValue(lowering: Lowering, expression: Expression, site: Site, to?: number): Value {
  const found = reference(lowering, expression, site);
  switch (found.kind) {
    case 'value':
      return found.value;
    case 'word':
      return loadedWord(lowering, found, expression.span, site, to);
    case 'bit': {
      const loaded = loadedWord(lowering, found, expression.span, site);
      return { expr: bitTest(loaded.expr, found.bit), type: NUMBER };
    }
    case 'loaded-bit':
      return { expr: bitTest(found.loaded.expr, found.bit), type: NUMBER };
    case 'ghost':
      return ghost(lowering, found, expression.span, site);
    case 'part':
    case 'words':
    case 'parts':
      return refuseWhole(lowering, found, expression.span, site);
  }
}

function ghost(
  lowering: Lowering,
  { object, field }: Extract<Reference, { kind: 'ghost' }>,
  span: Span,
  site: Site,
): Value {
  if (!site.ghost) {
    const text = sourceText(lowering, site.owner, span);
    refuse(
      site.owner,
      span,
      `${text} is a ghost: only ghost lines may read it`,
      `write "ghost bug if ${text} ..."`,
    );
  }
  const to = lowering.draft.register('');
  emit(lowering, site, { kind: 'ghost-load', object, field, to });
  return { expr: local(to), type: SIGNED };
}

function address(lowering: Lowering, of: Expression, site: Site): Value {
  const found = reference(lowering, of, site);
  switch (found.kind) {
    case 'part':
      return { expr: addressOf(found.spot), type: pointerTo(found.layout) };
    case 'parts':
      return { expr: addressOf(found.spot), type: pointerTo(found.part.layout) };
    case 'word':
    case 'words':
      return { expr: addressOf(found.spot), type: NUMBER };
    case 'value':
    case 'bit':
    case 'loaded-bit':
    case 'ghost': {
      const text = sourceText(lowering, site.owner, of.span);
      const pointer = found.kind === 'value' && found.value.type.kind === 'pointer';
      return refuse(
        site.owner,
        of.span,
        `${text} has no address`,
        pointer ? `${text} is an address already` : 'only fields of an object have one: &page.lru',
      );
    }
  }
}

function unary(
  lowering: Lowering,
  expression: Extract<Expression, { kind: 'unary' }>,
  site: Site,
): Value {
  const { expr, type } = evaluate(lowering, expression.of, site);
  switch (expression.operator) {
    case 'not':
      return { expr: negation(expr), type: NUMBER };
    case '~':
      return { expr: complement(expr), type: type.kind === 'number' ? type : NUMBER };
    case '-': {
      const literal = type.kind === 'number' && type.literal;
      return { expr: combined('-', constant(0), expr), type: literal ? SIGNED_LITERAL : SIGNED };
    }
  }
}

function container(
  lowering: Lowering,
  { of, member }: Extract<Expression, { kind: 'container' }>,
  site: Site,
): Value {
  const { layouts } = lowering.listings;
  const path = memberPath(member);
  if (path === undefined) {
    return refuse(
      site.owner,
      member.span,
      'container takes a struct and a field of it',
      'for example container(entry, page.lru)',
    );
  }
  const outer = layouts.get(path.struct);
  if (outer === undefined) {
    return refuseName(
      site.owner,
      member.span,
      `there is no struct ${path.struct}`,
      didYouMean(path.struct, layouts.keys()) ?? 'for example container(entry, page.lru)',
    );
  }
  // The path is looked up at address 0: what comes out is the distance.
  const origin = { expr: constant(0), type: pointerTo(outer) };
  const atOrigin = (l: Lowering, e: Expression, s: Site): Value =>
    e.kind === 'name' ? origin : evaluate(l, e, s);
  const found = referenceTo(lowering, member, site, atOrigin);
  if (found.kind !== 'part' && found.kind !== 'word') {
    return refuse(site.owner, member.span, 'container takes a struct and a field of it');
  }
  const value = evaluate(lowering, of, site);
  const inner = found.kind === 'part' ? found.layout : undefined;
  if (value.type.kind === 'pointer' && inner !== undefined && value.type.target !== inner) {
    const text = sourceText(lowering, site.owner, of.span);
    const field = sourceText(lowering, site.owner, member.span);
    refuse(
      site.owner,
      of.span,
      `${text} points to a ${value.type.target.name}, but ${field} is a ${inner.name}`,
    );
  }
  return { expr: displaced(value.expr, -found.spot.offset), type: pointerTo(outer) };
}

function memberPath(member: Expression): { readonly struct: string } | undefined {
  let part = member;
  while (part.kind === 'member' || part.kind === 'index') part = part.of;
  return part.kind === 'name' && member.kind === 'member' ? { struct: part.name } : undefined;
}

function compareExchange(
  lowering: Lowering,
  expression: Extract<Expression, { kind: 'cmpxchg' }>,
  site: Site,
  to = lowering.draft.register(''),
): Value {
  const { target } = expression;
  const { spot, word } = wordAt(lowering, reference(lowering, target, site), target, site);
  claim(lowering, site, target.span);
  const expected = evaluate(lowering, expression.expected, site).expr;
  const desired = evaluate(lowering, expression.desired, site).expr;
  emit(lowering, site, { kind: 'cmpxchg', place: placeOf(spot, word), expected, desired, to });
  return { expr: local(to), type: loadedType(word, lowering.listings.layouts) };
}

function testAnd(
  lowering: Lowering,
  { target, value }: Extract<Expression, { kind: 'test-and' }>,
  site: Site,
  to = lowering.draft.register(''),
): Value {
  const name = value === 1 ? 'test_and_set' : 'test_and_clear';
  const { spot, word, bit } = bitAt(
    lowering,
    reference(lowering, target, site),
    target,
    site,
    name,
  );
  claim(lowering, site, target.span);
  emit(lowering, site, { kind: 'bit', place: placeOf(spot, word, bit), value, to });
  return { expr: local(to), type: NUMBER };
}

function trylock(
  lowering: Lowering,
  { target }: Extract<Expression, { kind: 'trylock' }>,
  site: Site,
  to = lowering.draft.register(''),
): Value {
  const { spot, word } = lockAt(lowering, reference(lowering, target, site), target, site);
  claim(lowering, site, target.span);
  emit(lowering, site, { kind: 'trylock', place: placeOf(spot, word), to });
  return { expr: local(to), type: NUMBER };
}

/** Successors of one step: more of them make no picture and no search. */
const MOST_CHOICES = 256;

function choose(
  lowering: Lowering,
  { low, high, span }: Extract<Expression, { kind: 'choose' }>,
  site: Site,
  to = lowering.draft.register(''),
): Value {
  if (high < low || high - low >= MOST_CHOICES) {
    const hint = `write the lower number first; at most ${MOST_CHOICES} values`;
    refuse(site.owner, span, `there is no choice from ${low} to ${high}`, hint);
  }
  claim(lowering, site, span);
  emit(lowering, site, { kind: 'choose', low, high, to });
  return { expr: local(to), type: NUMBER };
}
