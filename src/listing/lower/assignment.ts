/** Lines that give a value to a local, or store one into shared memory. */
import { arithmeticType, isSigned } from './binary.ts';
import { combined } from '../folding.ts';
import { evaluate, reference } from './expression.ts';
import type { Word } from '../declare/layout.ts';
import type { Lowering, Site, Value } from './lowering.ts';
import { claim, emit, registerOf, sourceText } from './lowering.ts';
import { namedValue } from './name.ts';
import type { RmwOperator } from '../program.ts';
import { refuse } from '../refusal.ts';
import { placeOf } from './spot.ts';
import { refuseWhole, wordAt } from './target.ts';
import type { Name, Statement, UpdateOperator } from '../syntax.ts';
import { conversion, joined, loadedType, typePhrase } from '../declare/value-type.ts';
import type { ValueType } from '../declare/value-type.ts';

type Kind<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

const OPERATORS: Readonly<Record<UpdateOperator, RmwOperator>> = {
  '+=': '+',
  '-=': '-',
  '&=': '&',
  '|=': '|',
  '^=': '^',
};

export function assign(lowering: Lowering, statement: Kind<'assign'>, site: Site): void {
  const { target } = statement;
  if (target.kind === 'name') assignLocal(lowering, statement, target, site);
  else store(lowering, statement, site);
}

function assignLocal(
  lowering: Lowering,
  statement: Kind<'assign'>,
  target: Name,
  site: Site,
): void {
  checkLocalName(lowering, target, site);
  const { activation } = site;
  const to = registerOf(lowering, activation, target.name);
  const { expr, type } = evaluate(lowering, statement.value, site, to);
  const there = expr.kind === 'local' && expr.slot === to;
  if (!there) emit(lowering, site, { kind: 'set', to, value: expr }, isLocalLine(site));
  activation.locals.assign(target.name, settledType(activation.locals.sure.get(target.name), type));
}

/** A pointer stays one when it is set to 0 or a poison. */
function settledType(old: ValueType | undefined, type: ValueType): ValueType {
  return old?.kind === 'pointer' && type.kind === 'number' && type.literal ? old : type;
}

/** A line that neither touches memory nor calls something that does. */
const isLocalLine = ({ line }: Site): boolean =>
  line.touch === undefined && line.call === undefined;

function checkLocalName(lowering: Lowering, { name, span }: Name, site: Site): void {
  if (site.activation.forVariables.has(name)) {
    refuse(site.owner, span, `${name} counts the rounds of a for: it cannot be assigned`);
  }
  if (lowering.listings.constants.has(name)) {
    refuse(site.owner, span, `${name} is a constant`, 'give the local another name');
  }
}

function store(lowering: Lowering, statement: Kind<'assign'>, site: Site): void {
  const { target, value } = statement;
  const found = reference(lowering, target, site);
  const text = sourceText(lowering, site.owner, target.span);
  if (found.kind === 'bit' || found.kind === 'loaded-bit') {
    const verb = value.kind === 'number' && value.value === 0n ? 'clear' : 'set';
    refuse(
      site.owner,
      target.span,
      'a single bit cannot be stored',
      found.kind === 'bit'
        ? `write "${verb} ${text}" (atomic) or a load line and a store line`
        : `write the local as a whole: "flags = flags with lru"`,
    );
  }
  if (found.kind === 'ghost') {
    refuse(
      site.owner,
      target.span,
      `${text} is a ghost, not memory`,
      `write "ghost ${text} = ${sourceText(lowering, site.owner, value.span)}": it costs no step`,
    );
  }
  if (found.kind === 'part' || found.kind === 'parts' || found.kind === 'words') {
    refuseWhole(lowering, found, target.span, site);
  }
  if (found.kind === 'value') refuse(site.owner, target.span, `${text} cannot be stored to`);
  const { spot, word } = found;
  if (word.kind === 'spinlock') wordAt(lowering, found, target, site);
  claim(lowering, site, target.span);
  const stored = evaluate(lowering, value, site);
  refuseWrongPointer(lowering, word, stored, statement, site);
  emit(lowering, site, { kind: 'store', place: placeOf(spot, word), value: stored.expr });
}

function refuseWrongPointer(
  lowering: Lowering,
  word: Word,
  { type }: Value,
  { target, value }: Kind<'assign'>,
  site: Site,
): void {
  const field = loadedType(word, lowering.listings.layouts);
  if (field.kind !== 'pointer' || type.kind !== 'pointer' || field.target === type.target) return;
  const [to, from] = [target, value].map(({ span }) => sourceText(lowering, site.owner, span));
  refuse(
    site.owner,
    value.span,
    `${to} holds ${typePhrase(field)}, and ${from} is ${typePhrase(type)}`,
    conversion(type, field, from ?? ''),
  );
}

/** `x += 1` on a local; on memory it would be two steps in one line. */
export function update(lowering: Lowering, statement: Kind<'update'>, site: Site): void {
  const { target, operator, value } = statement;
  if (target.kind !== 'name') {
    refuseUpdate(lowering, statement, site);
    return;
  }
  checkLocalName(lowering, target, site);
  const old = namedValue(lowering, target, site);
  const { activation } = site;
  if (!activation.assigned.has(target.name)) throw new Error(`${target.name} has no register`);
  const by = evaluate(lowering, value, site);
  const to = registerOf(lowering, activation, target.name);
  const binary = OPERATORS[operator];
  const sum = combined(binary, old.expr, by.expr, isSigned(old.type));
  emit(lowering, site, { kind: 'set', to, value: sum }, isLocalLine(site));
  const type = arithmeticType(binary, old.type, by.type);
  activation.locals.assign(target.name, joined(old.type, type) ?? type);
}

function refuseUpdate(lowering: Lowering, statement: Kind<'update'>, site: Site): void {
  const { target, operator, value, span } = statement;
  const found = reference(lowering, target, site);
  const text = sourceText(lowering, site.owner, target.span);
  const by = sourceText(lowering, site.owner, value.span);
  if (found.kind === 'ghost') {
    refuse(
      site.owner,
      target.span,
      `${text} is a ghost, not memory`,
      `write "ghost ${text} ${operator} ${by}": it costs no step`,
    );
  }
  if (found.kind === 'bit' || found.kind === 'loaded-bit') {
    refuse(
      site.owner,
      target.span,
      'a single bit cannot be stored',
      `write "set ${text}" (atomic) or a load line and a store line`,
    );
  }
  if (found.kind === 'word') wordAt(lowering, found, target, site);
  refuse(
    site.owner,
    { ...span, length: target.span.length },
    `${text} ${operator} … is a load and a store: two steps`,
    `write "atomic ${text} ${operator} ${by}" if the kernel uses an atomic operation; else load into a local, then store`,
  );
}

export function atomic(lowering: Lowering, statement: Kind<'atomic'>, site: Site): void {
  const { result, target, operator, value } = statement;
  if (result !== undefined) checkLocalName(lowering, result, site);
  if (target.kind === 'name' && site.activation.assigned.has(target.name)) {
    refuse(
      site.owner,
      target.span,
      `${target.name} is a local: nobody else sees it`,
      `write "${target.name} ${operator} ${sourceText(lowering, site.owner, value.span)}"`,
    );
  }
  const { spot, word } = wordAt(lowering, reference(lowering, target, site), target, site);
  claim(lowering, site, target.span);
  const by = evaluate(lowering, value, site);
  const touch = {
    kind: 'rmw',
    place: placeOf(spot, word),
    operator: OPERATORS[operator],
    value: by.expr,
  } as const;
  if (result === undefined) {
    emit(lowering, site, touch);
    return;
  }
  const to = registerOf(lowering, site.activation, result.name);
  emit(lowering, site, { ...touch, to });
  site.activation.locals.assign(result.name, loadedType(word, lowering.listings.layouts));
}

/** Puts a value into a register, unless it is there. */
export function settle(lowering: Lowering, site: Site, to: number, { expr }: Value): void {
  if (expr.kind === 'local' && expr.slot === to) return;
  emit(lowering, site, { kind: 'set', to, value: expr });
}
