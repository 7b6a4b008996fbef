/** Names of the grammar's tokens in a reader's words: `a value, an operator or the end of the line`. */
import { binaryOperators } from '../operators.ts';

const values: readonly string[] = [
  'Word',
  'Number',
  '(',
  '-',
  '~',
  '&',
  'not',
  'atomic',
  'choose',
  'cmpxchg',
  'container',
  'test_and_set',
  'test_and_clear',
  'trylock',
];
const places: readonly string[] = ['Word', 'container', '('];
const operators: readonly string[] = binaryOperators.map((operator) =>
  operator === '*' ? 'Star' : operator,
);
/** What can always follow a name, and says nothing about the line. */
const continuations: readonly string[] = ['.', '['];

const spoken: ReadonlyMap<string, string> = new Map([
  ['Word', 'a name'],
  ['Number', 'a number'],
  ['Text', 'a text in quotes'],
  ['DesignId', 'the name of a design'],
  ['Equals', '"="'],
  ['UpdateOperator', '"+="'],
  ['Star', '"*"'],
  ['Arrow', '"->"'],
]);

/** What could have stood there, as a list in words. `mayEnd`: also nothing. */
export function expectedInWords(expected: ReadonlySet<string>, mayEnd: boolean): string {
  const { parts, covered } = groups(expected);
  const single = [...expected]
    .filter((token) => !covered.has(token))
    .map((token) => spoken.get(token) ?? `"${token}"`);
  return disjunction([...parts, ...single, ...(mayEnd ? ['the end of the line'] : [])]);
}

/** Sets of tokens that have a name of their own, and the tokens that those names cover. */
function groups(expected: ReadonlySet<string>): {
  readonly parts: readonly string[];
  readonly covered: ReadonlySet<string>;
} {
  const parts: string[] = [];
  const covered = new Set<string>();
  const say = (part: string, tokens: Iterable<string>): void => {
    parts.push(part);
    for (const token of tokens) covered.add(token);
  };
  if (expected.has('return')) say(anyWord(expected), expected);
  else if (expected.has('fn') && expected.has('struct')) say('a declaration', expected);
  else if (expected.has('pause') && expected.has('Number')) say('a value or a statement', expected);
  else if (expected.has('Word') && expected.has('Number')) say('a value', values);
  else if (expected.has('Word') && expected.has('container')) say('a field or a local', places);
  if (expected.has('and') && expected.has('Star')) say('an operator', [...operators, '(']);
  if (!expected.has('Equals')) for (const token of expected.has('Word') ? [] : ['(']) hide(token);
  for (const token of continuations) hide(token);
  return { parts, covered };

  /** Leaves a token out, unless it is the only thing that fits. */
  function hide(token: string): void {
    const others = [...expected].filter(
      (other) => other !== token && !continuations.includes(other),
    );
    if (others.some((other) => other !== '(')) covered.add(token);
  }
}

/** Any word of the notation fits: where a line begins, or where a field is named. */
function anyWord(expected: ReadonlySet<string>): string {
  if (expected.has('bits')) return 'a field, bits or ghost';
  return expected.has('ghost') ? 'a statement' : 'a name';
}

function disjunction(parts: readonly string[]): string {
  const last = parts.at(-1) ?? 'nothing';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} or ${last}`;
}
