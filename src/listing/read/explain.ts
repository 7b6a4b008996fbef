/**
 * Says what is wrong with a line that cannot be read, and what to write instead.
 *
 * A list of sentences from the most particular to the most general; the first that fits the place
 * where reading stopped is taken. The last one always fits: what was found, what was expected
 * (from the parser's own state), and the form such a line has.
 */
import { expectedInWords } from './expected-tokens.ts';
import { foreignSentences } from './foreign-sentences.ts';
import { type Explanation, type Stop, stopOf } from './line-stop.ts';
import { lateSentences, ownSentences } from './own-sentences.ts';
import type { ProblemSink } from './reading.ts';
import { type SourceLine, spanOf } from './source-line.ts';
import { fieldForm, headForms, memberForms, statementForms } from './statement-forms.ts';
import { type LineRule, lineTree } from './step-parser.ts';
import { adviceOnFirstWord, adviceOnHeadWord, isNumberType } from './stray-advice.ts';
import { didYouMean } from '../suggestion.ts';

/**
 * Reports why a line in a function cannot be read; returns whether it belongs into a struct.
 * `misplaced`: the line above did so, too, and one sentence is enough for both.
 */
export function explainStatement(line: SourceLine, misplaced: boolean, sink: ProblemSink): boolean {
  const isMember =
    lineTree(line.text, 'StructMember') !== undefined &&
    !/^ghost\s+(?:bug|warn|until)\b/.test(line.text);
  if (!isMember) {
    explain(line, 'Statement', sink);
  } else if (!misplaced) {
    const hint =
      'write it below a struct: a struct line in a design adds to the struct of its base';
    sink.report(wholeSpan(line), 'this declares a field, which has no place in a function', hint);
  }
  return isMember;
}

/** The same for a line below a struct, which may belong into a function. */
export function explainMember(line: SourceLine, misplaced: boolean, sink: ProblemSink): boolean {
  const isStatement = lineTree(line.text, 'Statement') !== undefined;
  if (!isStatement) {
    explain(line, 'StructMember', sink);
  } else if (!misplaced) {
    const hint = `below a struct stand fields, bits and ghosts: ${fieldForm}`;
    sink.report(wholeSpan(line), 'this is a statement, which has no place in a struct', hint);
  }
  return isStatement;
}

/**
 * Reports why a line at the first column cannot be read; returns whether it is a statement
 * outside of any function. `outside`: the line above was one, too, and is enough.
 */
export function explainHead(line: SourceLine, outside: boolean, sink: ProblemSink): boolean {
  const word = /^\w*/.exec(line.text)?.[0] ?? '';
  const isOutside = lineTree(line.text, 'Statement') !== undefined || statementForms.has(word);
  if (isOutside) {
    const hint = 'indent it by 4 spaces below a line that begins with fn';
    if (!outside) sink.report(wholeSpan(line), 'this statement belongs to no function', hint);
  } else if (lineTree(line.text, 'StructMember') !== undefined) {
    const hint = 'indent it by 4 spaces below a line that begins with struct';
    sink.report(wholeSpan(line), 'this field belongs to no struct', hint);
  } else {
    explain(line, 'Head', sink);
  }
  return isOutside;
}

/** Words that never begin a statement or a field. */
const surelyHeads: ReadonlySet<string> = new Set(['fn', 'struct', 'const', 'design', 'percpu']);

/** Whether a line that is indented is one that belongs to the first column. */
export function isMisplacedHead(line: SourceLine): boolean {
  const word = /^\w+(?=\s+\w)/.exec(line.text)?.[0];
  if (word === undefined || !headForms.has(word)) return false;
  if (lineTree(line.text, 'Statement') !== undefined) return false;
  return surelyHeads.has(word) || lineTree(line.text, 'Head') !== undefined;
}

function wholeSpan(line: SourceLine): ReturnType<typeof spanOf> {
  return spanOf(line, 0, line.text.length);
}

function explain(line: SourceLine, rule: LineRule, sink: ProblemSink): void {
  if (sink.isFull) return;
  const stop = stopOf(line.text, rule);
  const { message, hint, at, length } = firstThatFits(stop);
  const from = at ?? stop.at;
  sink.report(spanOf(line, from, from + (length ?? stop.found.text.length)), message, hint);
}

function firstThatFits(stop: Stop): Explanation {
  for (const sentence of [...foreignSentences, ...ownSentences, firstWord, ...lateSentences]) {
    const explanation = sentence(stop);
    if (explanation !== undefined) return explanation;
  }
  return generalSentence(stop);
}

/** A first word that is none of the notation's: another language's, or a misspelt one. */
function firstWord({
  rule,
  opening: { word, at },
  before,
  found,
  text,
}: Stop): Explanation | undefined {
  const forms = formsOf(rule);
  if (word === '' || forms.has(word)) return undefined;
  const isLast = before.length === at + word.length || (before.length <= at && found.text === word);
  if (!isLast) return undefined;
  const hint =
    firstWordHint(rule, word, text.slice(at + word.length)) ?? nearby(word, forms.keys());
  if (hint !== undefined)
    return { message: `"${word}" begins no ${noun(rule)}`, hint, at, length: word.length };
  if (rule !== 'Head') return undefined;
  const words = [...headForms.keys()].join(', ');
  return {
    message: `"${word}" begins no declaration`,
    hint: `a line at the first column begins with one of ${words}`,
    at,
    length: word.length,
  };
}

function firstWordHint(rule: LineRule, word: string, after: string): string | undefined {
  if (rule === 'Statement') return adviceOnFirstWord(word);
  if (rule === 'StructMember') {
    const field = /[A-Za-z_]\w*/.exec(after)?.[0] ?? 'x';
    return isNumberType(word) ? `the name comes first: ${field} at 8: u64` : undefined;
  }
  const isLikeFunction = word.length < 4 && /^\s+\w+\s*\(/.test(after);
  return (
    adviceOnHeadWord(word) ??
    (isLikeFunction ? 'a function begins with fn: fn get_page(page)' : undefined)
  );
}

/** The word that was meant, if it begins alike; a short word is another one already by two changes. */
function nearby(word: string, candidates: Iterable<string>): string | undefined {
  const alike = [...candidates].filter((candidate) =>
    word.length < 6
      ? isOneSlip(word.toLowerCase(), candidate)
      : candidate[0] === word[0]?.toLowerCase(),
  );
  return didYouMean(word, alike);
}

/** One letter more, less or another, or two neighbours swapped. */
function isOneSlip(word: string, meant: string): boolean {
  let start = 0;
  while (start < word.length && word[start] === meant[start]) start += 1;
  let end = 0;
  const rest = Math.min(word.length, meant.length) - start;
  while (end < rest && word.at(-1 - end) === meant.at(-1 - end)) end += 1;
  const [left, right] = [word, meant].map((text) => text.slice(start, text.length - end));
  if (left === undefined || right === undefined) return false;
  const isSwap = left.length === 2 && left === `${right[1]}${right[0]}` && right.length === 2;
  return (left.length < 2 && right.length < 2) || isSwap;
}

function formsOf(rule: LineRule): ReadonlyMap<string, string> {
  if (rule === 'Head') return headForms;
  return rule === 'StructMember' ? memberForms : statementForms;
}

function noun(rule: LineRule): string {
  if (rule === 'Head') return 'declaration';
  return rule === 'StructMember' ? 'line of a struct' : 'statement';
}

function generalSentence({ rule, found, expected, mayEnd, opening: { word } }: Stop): Explanation {
  const wanted = expectedInWords(expected, mayEnd);
  const form = formsOf(rule).get(word) ?? (rule === 'StructMember' ? fieldForm : undefined);
  const keywords = [...expected].filter((token) => /^[a-z_]+$/.test(token));
  const near = found.kind === 'word' ? nearby(found.text, keywords) : undefined;
  const hint = near ?? (form === undefined ? undefined : `write it like this: ${form}`);
  return found.kind === 'end'
    ? { message: `the line ends where ${wanted} is expected`, hint, length: 1 }
    : { message: `unexpected ${shown(found.text)}; expected ${wanted}`, hint };
}

/** Quoted, shortened if long, and by its number if it is a character that cannot be seen. */
function shown(text: string): string {
  const code = text.codePointAt(0) ?? 0;
  const isHidden = code < 32 || (code >= 127 && code < 161) || (code >= 0x2000 && code < 0x2070);
  if (isHidden || (code >= 0xd800 && code < 0xe000)) {
    return `character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  const short = text.length > 40 ? `${text.slice(0, 37)}…` : text;
  return text.startsWith('"') ? `text ${short}` : `"${short}"`;
}
