/**
 * Tokens that regular expressions cannot decide: what looks like code of other languages.
 *
 * `x && y` would else read as `x & (&y)`, `i--` as a subtraction of a negative, `while (x)` as a
 * call. Such text becomes a token of its own that no line accepts, so that reading stops exactly
 * there and explain.ts can say what to write instead.
 */
import { ExternalTokenizer, type InputStream, type Stack } from '@lezer/lr';
import { Arrow, Stray } from './step.grammar.terms';

/** Operators of other languages, longest first where one begins another. */
export const strayOperators = [
  '<<=',
  '>>=',
  '===',
  '!==',
  '...',
  '&&',
  '||',
  '++',
  '--',
  '=>',
  ':=',
  '*=',
  '/=',
  '%=',
  '<>',
  '::',
  '{',
  '}',
  ';',
  '?',
  '!',
  '/',
  '%',
  '@',
  '$',
  '`',
  "'",
  '\\',
] as const;

/** Words of other languages that the notation says otherwise. */
const strayWords = [
  'while',
  'do',
  'switch',
  'case',
  'default',
  'goto',
  'continue',
  'elif',
  'elsif',
  'elseif',
  'then',
  'foreach',
  'end',
  'endif',
  'NULL',
  'nullptr',
  'null',
  'true',
  'false',
  'sizeof',
] as const;

const operators: ReadonlySet<string> = new Set(strayOperators);
const words: ReadonlySet<string> = new Set(strayWords);
const longestWord = Math.max(...strayWords.map((word) => word.length));

/** Emits `->` as Arrow, and what belongs to other languages as Stray. */
export const strayTokens = new ExternalTokenizer(acceptStray);

/** The same, telling `visit` about every place where the parser asks for a token. */
export function watchedTokens(visit: (at: number, stack: Stack) => void): ExternalTokenizer {
  return new ExternalTokenizer(
    (input, stack) => {
      visit(input.pos, stack);
      acceptStray(input);
    },
    { contextual: true },
  );
}

function acceptStray(input: InputStream): void {
  const { next } = input;
  if (isDigit(next)) acceptBadNumber(input);
  else if (isWordStart(next)) acceptStrayWord(input);
  else if (next === 45 /* - */ && input.peek(1) === 62 /* > */) input.acceptToken(Arrow, 2);
  else if (next > 32 && next !== 34 /* " */ && next !== 35 /* # */) acceptStrayOperator(input);
}

function acceptStrayOperator(input: InputStream): void {
  for (let length = 3; length > 0; length -= 1) {
    let text = '';
    for (let at = 0; at < length; at += 1) text += String.fromCharCode(Math.max(0, input.peek(at)));
    if (text === '!' && input.peek(1) === 61 /* = */) return;
    if (operators.has(text)) {
      input.acceptToken(Stray, length);
      return;
    }
  }
}

function acceptStrayWord(input: InputStream): void {
  let text = '';
  for (let at = 0; isWordPart(input.peek(at)); at += 1) {
    if (at >= longestWord) return;
    text += String.fromCharCode(input.peek(at));
  }
  const isField = input.peek(-1) === 46; /* . */
  if (words.has(text) && !isField) input.acceptToken(Stray, text.length);
}

/** `16UL`, `0xZZ`: digits that run into letters. */
function acceptBadNumber(input: InputStream): void {
  let text = '';
  for (let at = 0; isWordPart(input.peek(at)); at += 1) text += String.fromCharCode(input.peek(at));
  if (!isNumber(text)) input.acceptToken(Stray, text.length);
}

/** Whether `text` is a whole number as the notation writes it: `16`, `0x10`. */
export function isNumber(text: string): boolean {
  return /^(?:[0-9]+|0[xX][0-9a-fA-F]+)$/.test(text);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isWordStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isWordPart(code: number): boolean {
  return isWordStart(code) || isDigit(code);
}
