/** Explanations for lines that use the notation's own words wrongly. */
import type { Explanation, Sentence, Stop } from './line-stop.ts';
import { isReserved, statementForms } from './statement-forms.ts';

const conditionWords: ReadonlySet<string> = new Set(['if', 'wait', 'bug', 'warn', 'ghost']);

function storeWhereValue({
  found,
  opening,
  expected,
  before,
  text,
  rule,
}: Stop): Explanation | undefined {
  if (found.text !== '=' || !expected.has('and')) return undefined;
  const isCondition = conditionWords.has(opening.word) || /^(?:ghost|else)\b/.test(text);
  if (isCondition || before.split('(').length > before.split(')').length) {
    return { message: '"=" stores, and a condition only compares', hint: 'write "=="' };
  }
  if (opening.word === 'return') {
    const hint = 'write "==" to compare, or store on a line of its own';
    return { message: 'return hands back a value and stores nothing', hint };
  }
  if (before.includes('=') && rule === 'Statement') {
    const hint = 'write "==" to compare, or the second store on a line of its own';
    return { message: 'a line stores once', hint };
  }
  return rule === 'Statement'
    ? {
        message: 'only a local or a field can be stored to',
        hint: 'write left = …, or page.flags = …',
      }
    : undefined;
}

function storeMadeAtomic({ found, before, expected }: Stop): Explanation | undefined {
  if (found.text !== '=' || !expected.has('UpdateOperator') || !/\batomic\b/.test(before))
    return undefined;
  return {
    message: 'a store is one step without "atomic"',
    hint: 'leave "atomic" away; it joins the load and the store of +=, -=, &=, |= and ^=',
  };
}

function loopWithoutBound({ opening: { word }, expected }: Stop): Explanation | undefined {
  if ((word !== 'loop' && word !== 'for') || !(expected.has('at') || expected.has('most')))
    return undefined;
  const form = statementForms.get(word) ?? '';
  const hint = `write it like this: ${form}; repeat needs no bound`;
  return { message: 'a counted loop says how often it runs at most', hint };
}

function statementAfterEquals({ rule, found, before }: Stop): Explanation | undefined {
  if (rule !== 'Head' || !before.endsWith('=') || !statementForms.has(found.text)) return undefined;
  const hint =
    found.text === 'return'
      ? 'write the value alone behind "="'
      : 'write it on lines below, without "="';
  return { message: `"${found.text}" does not fit behind "="`, hint };
}

function besideElse({ rule, before, found }: Stop): Explanation | undefined {
  if (rule !== 'Statement' || found.kind === 'end') return undefined;
  if (before === 'else') {
    const hint = 'indent it on the next line; "else if" for another condition';
    return { message: 'nothing but "if" stands behind "else"', hint };
  }
  if (found.text === 'else' && before.startsWith('debug')) {
    return {
      message: '"debug" stands before an if, not before its else',
      hint: 'write it before the lines of the block',
    };
  }
  return undefined;
}

/** `choose 0..2` alone, `not x` alone. */
function valueAlone({ rule, found, opening }: Stop): Explanation | undefined {
  if (rule !== 'Statement' || found.text !== opening.word || !valueWords.has(found.text))
    return undefined;
  const form = statementForms.get(found.text);
  return {
    message: `no statement begins with "${found.text}"`,
    hint:
      form === undefined
        ? 'use it in a condition: if not PageLRU(page)'
        : `write it like this: ${form}`,
  };
}

const valueWords: ReadonlySet<string> = new Set(['choose', 'not', 'and', 'or', 'with', 'without']);

function reservedName({ found, expected, opening, before, rule }: Stop): Explanation | undefined {
  const hint = 'take another name; only fields and bits may be called so';
  if (found.kind === 'word' && expected.has('Word') && isReserved(found.text)) {
    return { message: `"${found.text}" is a word of the notation and no name`, hint };
  }
  const end = opening.at + opening.word.length;
  const isStored = rule === 'Statement' && /^(?:[-+&|^]?=|\.)$/.test(found.text);
  if (!isStored || before.length !== end || !isReserved(opening.word)) return undefined;
  const message = `"${opening.word}" is a word of the notation and no name`;
  return { message, hint, at: opening.at, length: opening.word.length };
}

function parentheses({ found, before, opening, expected }: Stop): Explanation | undefined {
  const word = /[a-z_]+$/.exec(before)?.[0] ?? '';
  if (found.text !== '(' || expected.has('(') || !isReserved(word)) return undefined;
  const form = statementForms.get(opening.word === 'for' ? 'for' : word);
  const hint = form === undefined ? undefined : `write it like this: ${form}`;
  return { message: `"${word}" takes no parentheses`, hint };
}

/** `page.flags` alone on its line. */
function idleValue({ rule, found, expected, before, opening }: Stop): Explanation | undefined {
  if (rule !== 'Statement' || found.kind !== 'end' || !expected.has('Equals')) return undefined;
  if (statementForms.has(opening.word)) return undefined;
  const value = before.slice(opening.at);
  const isName = /^\w+$/.test(value);
  return {
    message: `nothing is done with ${value}`,
    hint: isName
      ? `to call it: ${value}(); to store: ${value} = …`
      : `to keep it in a local: left = ${value}`,
    at: opening.at,
    length: value.length,
  };
}

function fieldWithoutOffset({ rule, expected, before }: Stop): Explanation | undefined {
  if (rule !== 'StructMember' || !expected.has('at') || before === 'bits') return undefined;
  const hint = `write "${before} at 8: u64": bytes from the beginning of the struct`;
  return { message: `the field ${before} does not say where it is`, hint };
}

/** From the most particular to the most general. */
export const ownSentences: readonly Sentence[] = [
  storeWhereValue,
  storeMadeAtomic,
  loopWithoutBound,
  statementAfterEquals,
  besideElse,
  valueAlone,
  reservedName,
  parentheses,
];

/** Tried when the first word of the line explains nothing. */
export const lateSentences: readonly Sentence[] = [idleValue, fieldWithoutOffset];
