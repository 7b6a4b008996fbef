/** Test support: short pieces of listings and what becomes of them. */
import { problemText } from '../problem.ts';
import { readListing } from './read.ts';
import type { Expression, FunctionDeclaration, ListingFile, StructDeclaration } from '../syntax.ts';

/** The file, which must be free of problems. */
export function fileOf(text: string): ListingFile {
  const { file, problems } = readListing({ file: 'my.step', text });
  if (problems.length > 0) throw new Error(problems.map(problemText).join('\n'));
  return file;
}

/** The problems of a file as they are printed. */
export function problemsOf(text: string): readonly string[] {
  return readListing({ file: 'my.step', text }).problems.map(problemText);
}

/** The problems of lines in a function that begins in line 1. */
export function problemsIn(...lines: readonly string[]): readonly string[] {
  return problemsOf(functionText(lines));
}

/** The statements of lines in a function, without their positions. */
export function statementsOf(...lines: readonly string[]): unknown {
  return withoutSpans(onlyFunction(functionText(lines)).body);
}

export function onlyFunction(text: string): FunctionDeclaration {
  return only(fileOf(text).functions);
}

export function onlyStruct(text: string): StructDeclaration {
  return only(fileOf(text).structs);
}

/** The expression with all its parentheses: `(a + (b * c))`. */
export function grouped(text: string): string {
  const [statement] = onlyFunction(functionText([`x = ${text}`])).body;
  if (statement?.kind !== 'assign') throw new Error('no assignment');
  return expressionText(statement.value);
}

/** The same value without the positions of its nodes, and with numbers of any size as text. */
export function withoutSpans(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}`;
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'span');
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutSpans(inner)]));
}

function functionText(lines: readonly string[]): string {
  return ['fn f(page)', ...lines.map((line) => `    ${line}`), ''].join('\n');
}

function only<Item>(items: readonly Item[]): Item {
  const [item, ...rest] = items;
  if (item === undefined || rest.length > 0) throw new Error(`${items.length} instead of one`);
  return item;
}

function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'number':
      return `${expression.value}`;
    case 'member':
      return `${expressionText(expression.of)}.${expression.field}`;
    case 'index':
      return `${expressionText(expression.of)}[${expressionText(expression.at)}]`;
    case 'address':
      return `&${expressionText(expression.of)}`;
    case 'unary':
      return `(${expression.operator} ${expressionText(expression.of)})`;
    case 'binary':
      return `(${expressionText(expression.left)} ${expression.operator} ${expressionText(expression.right)})`;
    case 'call':
      return `${expression.callee.name}(${expression.args.map(expressionText).join(', ')})`;
    case 'container':
      return `container(${expressionText(expression.of)}, ${expressionText(expression.member)})`;
    case 'cmpxchg': {
      const parts = [expression.target, expression.expected, expression.desired];
      return `cmpxchg(${parts.map(expressionText).join(', ')})`;
    }
    case 'test-and':
      return `test_and_${expression.value === 1 ? 'set' : 'clear'} ${expressionText(expression.target)}`;
    case 'trylock':
      return `trylock ${expressionText(expression.target)}`;
    case 'choose':
      break;
  }
  return `choose ${expression.low}..${expression.high}`;
}
