/** Where reading a line stops: what was found there, what stands before, what would have fitted. */
import { failureOf, type LineRule } from './step-parser.ts';
import { strayOperators } from './step-tokens.ts';

export interface Stop {
  readonly rule: LineRule;
  readonly text: string;
  /** Offset in the text of the first character that does not fit. */
  readonly at: number;
  readonly found: Found;
  /** What stands before it, without blanks at the end. */
  readonly before: string;
  readonly expected: ReadonlySet<string>;
  readonly mayEnd: boolean;
  /** The word that the line, or the part of it that stopped, begins with. */
  readonly opening: Opening;
}

interface Found {
  readonly kind: 'end' | 'word' | 'number' | 'text' | 'open text' | 'sign';
  /** As written; empty at the end of the line. */
  readonly text: string;
}

/** What is wrong at a stop. */
export interface Explanation {
  readonly message: string;
  readonly hint?: string | undefined;
  /** Where to point, if not at what was found. */
  readonly at?: number;
  readonly length?: number;
}

/** An explanation for stops of one kind, undefined for all others. */
export type Sentence = (stop: Stop) => Explanation | undefined;

interface Opening {
  /** Empty if it begins with something else. */
  readonly word: string;
  /** Offset in the text. */
  readonly at: number;
}

/** The stop of a line that does not follow `rule`. */
export function stopOf(text: string, rule: LineRule): Stop {
  const { at: place, expected, mayEnd } = failureOf(text, rule);
  const found = foundAt(text, place);
  const before = withoutComment(text.slice(0, place)).trimEnd();
  const at = found.kind === 'end' ? before.length : place;
  return {
    rule,
    text,
    at,
    found,
    before,
    expected,
    mayEnd,
    opening: openingOf(text, before, rule),
  };
}

const signs: readonly string[] = [
  ...strayOperators,
  '+=',
  '-=',
  '&=',
  '|=',
  '^=',
  '==',
  '!=',
  '<=',
  '>=',
  '<<',
  '>>',
  '->',
  '..',
].toSorted((a, b) => b.length - a.length);

function foundAt(text: string, at: number): Found {
  const rest = text.slice(at);
  if (rest === '' || rest.startsWith('#')) return { kind: 'end', text: '' };
  const word = /^[A-Za-z_]\w*/.exec(rest)?.[0];
  if (word !== undefined) return { kind: 'word', text: word };
  const number = /^[0-9]\w*/.exec(rest)?.[0];
  if (number !== undefined) return { kind: 'number', text: number };
  if (rest.startsWith('"')) {
    const closed = /^"(?:[^"\\]|\\.)*"/.exec(rest)?.[0];
    return closed === undefined
      ? { kind: 'open text', text: rest }
      : { kind: 'text', text: closed };
  }
  const sign = signs.find((candidate) => rest.startsWith(candidate));
  return { kind: 'sign', text: sign ?? String.fromCodePoint(rest.codePointAt(0) ?? 0) };
}

/**
 * The first word, or the one behind `debug`, `else` or a condition's colon where the line stopped
 * there. The words of the notation come in front of each other only in this way.
 */
function openingOf(text: string, before: string, rule: LineRule): Opening {
  let at = 0;
  if (rule === 'Statement') {
    const prefix = /^(?:debug\b(?:\s*\(\s*\w*\s*\))?\s*|else\b\s*)/.exec(text)?.[0] ?? '';
    const isBehind = before.length >= prefix.trimEnd().length;
    if (isBehind && /^[A-Za-z_]/.test(text.slice(prefix.length))) at = prefix.length;
    const colon = withoutTexts(before).lastIndexOf(':');
    if (colon >= 0) {
      const blanks = /^\s*/.exec(text.slice(colon + 1))?.[0].length ?? 0;
      if (/^[A-Za-z_]/.test(text.slice(colon + 1 + blanks))) at = colon + 1 + blanks;
    }
  }
  return { word: /^[A-Za-z_]\w*/.exec(text.slice(at))?.[0] ?? '', at };
}

/** The part of a line that is not its comment; a # in a text begins none. */
function withoutComment(text: string): string {
  return /^(?:[^"#]|"(?:[^"\\]|\\.)*"?)*/.exec(text)?.[0] ?? '';
}

/** The same length, with texts in quotes blanked out. */
function withoutTexts(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"?/g, (quoted) => ' '.repeat(quoted.length));
}
