import { expect, test } from 'vitest';
import { problemsOf, withoutSpans } from './listing-sample.ts';
import { readListing } from './read.ts';

const body = `fn f(page)
    if page
        x = 1
        y = 2
    else
        z = 3
    return
`;

test('one slip is one problem, and the blocks stay what they are', () => {
  const whole = readListing({ file: 'my.step', text: body });
  expect(whole.problems).toEqual([]);
  const lines = body.split('\n');
  for (const row of [1, 2, 3, 4, 5, 6]) {
    const text = lines.with(row, ` ${lines[row]}`).join('\n');
    const { file, problems } = readListing({ file: 'my.step', text });
    const column = (lines[row]?.search(/\S/) ?? 0) + 1;
    expect(problems).toEqual([
      {
        file: 'my.step',
        line: row + 1,
        column: 1,
        length: column,
        message: `this line is indented by ${column} spaces, which is no level`,
        hint: `every level is 4 spaces: begin this line in column ${column}`,
      },
    ]);
    expect(withoutSpans(file.functions[0]?.body ?? [])).toEqual(
      withoutSpans(whole.file.functions[0]?.body ?? []),
    );
  }
});

test('a line that is too deep says which line begins no block', () => {
  expect(problemsOf('fn f(page)\n    x = 1\n        y = 2\n        z = 3\n    return\n')).toEqual([
    'my.step:3:1: this line is indented deeper than line 2, which begins no block\n' +
      '    hint: begin it in column 5; only if, else, repeat, loop, for and heads have a block',
  ]);
});

test('a block that is too deep as a whole is one problem', () => {
  expect(
    problemsOf('fn f(page)\n    if page\n            x = 1\n            y = 2\n    return\n'),
  ).toEqual([
    'my.step:3:1: the block of line 2 is indented by 12 spaces instead of 8\n' +
      '    hint: every level is 4 spaces: begin this line in column 9',
  ]);
});

test.each([2, 3, 8])('a file that is indented by %i spaces throughout is one problem', (unit) => {
  const text = body.replace(/^(?: {4})+/gm, (blanks) => ' '.repeat((blanks.length / 4) * unit));
  const { file, problems } = readListing({ file: 'my.step', text });
  expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    `2: the lines of this file are indented by ${unit} spaces per level instead of 4`,
  ]);
  expect(file.functions[0]?.body.map(({ kind }) => kind)).toEqual(['if', 'return']);
});

test('tabs are one problem per file, and are read as four columns', () => {
  const text = body.replace(/^(?: {4})+/gm, (blanks) => '\t'.repeat(blanks.length / 4));
  const { file, problems } = readListing({ file: 'my.step', text });
  expect(problems).toEqual([
    {
      file: 'my.step',
      line: 2,
      column: 1,
      length: 1,
      message: 'this line is indented with a tab',
      hint: 'indent with 4 spaces per level; a tab is as wide as each editor likes',
    },
  ]);
  expect(file.functions[0]?.body.map(({ kind }) => kind)).toEqual(['if', 'return']);
});

test('tabs between words are blanks', () => {
  expect(problemsOf('fn f(page)\n    x\t=\tpage\n')).toEqual([]);
});

test.each([
  [
    'if page',
    'my.step:2:5: "if" has no lines below it',
    ', or end the line with ": return" or another local statement',
  ],
  ['repeat', 'my.step:2:5: "repeat" has no lines below it', ''],
  ['loop at most 3', 'my.step:2:5: "loop" has no lines below it', ''],
  ['for i in 0..3 at most 3', 'my.step:2:5: "for" has no lines below it', ''],
])('%s needs a block', (line, problem, more) => {
  expect(problemsOf(`fn f(page)\n    ${line}\n    return\n`)).toEqual([
    `${problem}\n    hint: indent what belongs to it by 8 spaces${more}`,
  ]);
});

test('else and else if need a block, too', () => {
  expect(
    problemsOf('fn f(page)\n    if page: return\n    else if page\n    else\n    return\n'),
  ).toEqual([
    'my.step:3:5: "else if" has no lines below it\n' +
      '    hint: indent what belongs to it by 8 spaces, or end the line with ": return" or another local statement',
    'my.step:4:5: "else" has no lines below it\n    hint: indent what belongs to it by 8 spaces',
  ]);
});

test('a function needs lines', () => {
  expect(problemsOf('fn f(page)\n\nfn g(page) = 1\n')).toEqual([
    'my.step:1:1: f has no lines\n    hint: write its steps below, indented by 4 spaces; "return" if it does nothing',
  ]);
});

test('an else without an if is told', () => {
  expect(problemsOf('fn f(page)\n    x = 1\n    else\n        x = 2\n')).toEqual([
    'my.step:3:5: this else has no if\n' +
      '    hint: else stands directly below the block of its if, indented as far as that if',
  ]);
});

test('a head in a block ends it', () => {
  const text = 'fn f(page)\n    if page\n        return\n    fn g(page)\n        return\n';
  const { file, problems } = readListing({ file: 'my.step', text });
  expect(problems.map(({ line, column, message }) => [line, column, message])).toEqual([
    [4, 5, '"fn" begins in the first column'],
  ]);
  expect(file.functions.map(({ name, body: { length } }) => [name, length])).toEqual([
    ['f', 1],
    ['g', 1],
  ]);
});

test('lines below what has no block are told once', () => {
  expect(problemsOf('const A = 1\n    x = 1\n    y = 2\nfn f(page) = 1\n    return\n')).toEqual([
    'my.step:2:5: this line is indented, but line 1 has no block\n' +
      '    hint: lines below belong to a fn without "=", or to a struct',
    'my.step:5:5: this line is indented, but line 4 has no block\n' +
      '    hint: lines below belong to a fn without "=", or to a struct',
  ]);
});
