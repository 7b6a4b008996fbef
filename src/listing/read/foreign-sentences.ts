/** Explanations for lines that are written as in other languages. */
import type { Explanation, Sentence, Stop } from './line-stop.ts';
import { statementForms } from './statement-forms.ts';
import { isNumber } from './step-tokens.ts';
import { adviceOnOperator, adviceOnWord } from './stray-advice.ts';

function openText({ found }: Stop): Explanation | undefined {
  return found.kind === 'open text'
    ? {
        message: 'this text has no closing quotation mark',
        hint: 'a text ends on its line, with "',
      }
    : undefined;
}

function strayWord({ found: { kind, text } }: Stop): Explanation | undefined {
  const hint = kind === 'word' ? adviceOnWord(text) : undefined;
  return hint === undefined ? undefined : { message: `the notation has no "${text}"`, hint };
}

function strayNumber({ found: { kind, text }, before }: Stop): Explanation | undefined {
  if (kind === 'sign' && text === '.' && /\b[0-9]+$/.test(before)) {
    return { message: 'numbers are whole', hint: 'write 16 or 0x10; a range has two dots: 0..15' };
  }
  if (kind !== 'number' || isNumber(text)) return undefined;
  return { message: `"${text}" is not a number`, hint: 'write 16 or 0x10, with nothing behind it' };
}

function strayOperator(stop: Stop): Explanation | undefined {
  const { found, before, text, at, opening, rule } = stop;
  if (found.kind !== 'sign') return undefined;
  if (opening.word === 'ghost' && rule === 'Statement' && /^(?:\+\+|--|[*/%]=)$/.test(found.text)) {
    return {
      message: `a ghost has no "${found.text}"`,
      hint: 'write ghost page.pins += 1, -= 1 or = 0',
    };
  }
  const hint = adviceOnOperator(found.text, before, text.slice(at + found.text.length));
  if (hint === undefined) return undefined;
  const owner = found.text === '->' ? 'an expression' : 'the notation';
  return { message: `${owner} has no "${found.text}"`, hint };
}

function pointerLikeC({ found, before, expected, rule }: Stop): Explanation | undefined {
  const type = /(?::|->)\s*(\w+)$/.exec(before)?.[1];
  if (rule !== 'Statement' && found.text === '*' && type !== undefined) {
    return { message: 'the star of a pointer stands before its type', hint: `write *${type}` };
  }
  if (rule === 'StructMember') return undefined;
  if (found.kind === 'word' && /\(\s*struct$/.test(before) && expected.has('and')) {
    return {
      message: 'the notation has no casts',
      hint: 'a parameter says what it points to: entry: list_head',
    };
  }
  const isValue = expected.has('Word') && expected.has('Number');
  if (found.text !== '*' || (!isValue && !expected.has('ghost'))) return undefined;
  return {
    message: 'a pointer is followed by naming a field',
    hint: 'write page.flags, not *flags',
  };
}

/** `struct page *page`, `u32 nr` between the parentheses of a head. */
function parameterLikeC({
  rule,
  expected,
  found,
  before,
  text,
  at,
}: Stop): Explanation | undefined {
  if (rule !== 'Head' || !expected.has(',') || !expected.has(':')) return undefined;
  if (found.kind !== 'word' && found.text !== '*') return undefined;
  const [next, afterNext] = text.slice(at).match(/[A-Za-z_]\w*/g) ?? [];
  const first = /\w+$/.exec(before)?.[0] ?? '';
  const type = first === 'struct' ? (next ?? '') : first;
  const name = (first === 'struct' ? afterNext : next) ?? type;
  const message = 'a parameter is a name, with its type behind a colon if it has another';
  return { message, hint: `write "${name === type ? name : `${name}: ${type}`}"` };
}

function colonLikePython({ rule, found, before, text }: Stop): Explanation | undefined {
  if (rule === 'StructMember') return undefined;
  if (found.text === ':' && /:\s*(?:#|$)/.test(text)) {
    return { message: 'no colon here', hint: 'what belongs to this line is indented below it' };
  }
  if (rule === 'Statement' && found.kind === 'end' && before.endsWith(':')) {
    return {
      message: 'nothing follows the colon',
      hint: 'write return, break, again or a local behind it; a block is indented below, without a colon',
    };
  }
  return undefined;
}

function conditionLikeC({ expected, found: { kind, text } }: Stop): Explanation | undefined {
  if (!expected.has(':') || kind !== 'word' || !statementForms.has(text)) return undefined;
  return {
    message: `"${text}" stands behind the condition without a colon`,
    hint: `write ": ${text}", or indent it on the next line`,
  };
}

/** From the most particular to the most general. */
export const foreignSentences: readonly Sentence[] = [
  openText,
  strayWord,
  strayNumber,
  strayOperator,
  pointerLikeC,
  parameterLikeC,
  colonLikePython,
  conditionLikeC,
];
