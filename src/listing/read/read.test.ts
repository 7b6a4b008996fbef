import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import heads from '../fixtures/heads.step?raw';
import july2018 from '../fixtures/july-2018.step?raw';
import v418 from '../fixtures/v4.18.step?raw';
import { fileOf, onlyFunction, onlyStruct, problemsOf, withoutSpans } from './listing-sample.ts';
import { misplacedProblem, mutatedListing } from './mutated-listing.ts';
import { readListing } from './read.ts';

const listings = [v418, july2018, heads];

test('the first listings read without a problem', () => {
  const counts = listings.map((text) => {
    const { structs, functions, constants } = fileOf(text);
    return [structs.length, functions.length, constants.length];
  });
  expect(counts).toEqual([
    [6, 35, 4],
    [2, 13, 1],
    [1, 3, 0],
  ]);
});

test('a header names the design and its base', () => {
  const text = 'design july-2018 "July 2018" from "message-id x"   # why\nbase v4.18\n';
  expect(fileOf(text).design).toEqual({
    id: 'july-2018',
    title: 'July 2018',
    from: 'message-id x',
    base: 'v4.18',
    span: { line: 1, column: 1, length: 48 },
  });
});

test('a source note holds for the functions below it that have none', () => {
  const text = `fn a() = 1
source "mm/swap.c, Linux v4.18"
fn b() = 1
fn c() from "list.h" = 1
source "mm/gup.c, Linux v4.18"
fn d() = 1
`;
  const { source, functions } = fileOf(text);
  expect(source).toBe('mm/swap.c, Linux v4.18');
  expect(functions.map(({ from }) => from)).toEqual([
    undefined,
    'mm/swap.c, Linux v4.18',
    'list.h',
    'mm/gup.c, Linux v4.18',
  ]);
});

test('constants and objects', () => {
  const text =
    'const EBUSY = 16\nobject node: pglist_data   # one node\n# on each CPU\npercpu lru_add_pvec: pagevec\n';
  const { constants, objects } = fileOf(text);
  expect(withoutSpans(constants)).toEqual([
    { name: 'EBUSY', value: { kind: 'number', value: '16' } },
  ]);
  expect(objects).toEqual([
    {
      name: 'node',
      struct: 'pglist_data',
      perCpu: false,
      why: 'one node',
      span: { line: 2, column: 8, length: 4 },
    },
    {
      name: 'lru_add_pvec',
      struct: 'pagevec',
      perCpu: true,
      why: 'on each CPU',
      span: { line: 4, column: 8, length: 12 },
    },
  ]);
});

test('a struct has fields, names of bits and ghosts', () => {
  const text = `struct page size 64
    flags at 0: u64              # one word
    bits flags: locked 0, lru 0x5
    pages at 8: *page[15]
    lists at 128: list_head[5]
    lock at 0xd0: spinlock guards "the LRU lists"
    # promised
    ghost pins
`;
  const { name, size, fields, bits, ghosts } = onlyStruct(text);
  expect([name, size]).toEqual(['page', 64]);
  expect(withoutSpans(fields)).toEqual([
    { name: 'flags', offset: 0, type: { name: 'u64', pointer: false }, why: 'one word' },
    { name: 'pages', offset: 8, type: { name: 'page', pointer: true, length: 15 } },
    { name: 'lists', offset: 128, type: { name: 'list_head', pointer: false, length: 5 } },
    {
      name: 'lock',
      offset: 208,
      type: { name: 'spinlock', pointer: false },
      guards: 'the LRU lists',
    },
  ]);
  expect(withoutSpans(bits)).toEqual([
    {
      field: 'flags',
      bits: [
        { name: 'locked', bit: 0 },
        { name: 'lru', bit: 5 },
      ],
    },
  ]);
  expect(withoutSpans(ghosts)).toEqual([{ name: 'pins', why: 'promised' }]);
});

test('a struct that adds to another has no size', () => {
  expect(onlyStruct('struct page\n    ghost pins\n')).not.toHaveProperty('size');
});

test('a function has kind, parameters, result, source and why', () => {
  const text = `# Takes a reference.
# Twice.
operation get(page, entry: list_head, nr: u32) -> *page from "mm.h"   # indeed
    return page
`;
  const { body, ...head } = onlyFunction(text);
  expect(body).toHaveLength(1);
  expect(withoutSpans(head)).toEqual({
    kind: 'operation',
    name: 'get',
    parameters: [
      { name: 'page' },
      { name: 'entry', type: { name: 'list_head', pointer: false } },
      { name: 'nr', type: { name: 'u32', pointer: false } },
    ],
    result: { name: 'page', pointer: true },
    from: 'mm.h',
    why: 'Takes a reference. Twice. indeed',
    oneLine: false,
  });
  expect(head.span).toEqual({ line: 3, column: 1, length: 67 });
});

test.each(['fn', 'operation', 'interrupt', 'device'])('%s begins a function', (kind) => {
  expect(onlyFunction(`${kind} f()\n    return\n`).kind).toBe(kind);
});

test('a function of one line is a value or a statement', () => {
  const value = onlyFunction('fn PageLRU(page) from "page-flags.h" = page.flags.lru   # a look\n');
  expect(withoutSpans(value)).toEqual({
    kind: 'fn',
    name: 'PageLRU',
    parameters: [{ name: 'page' }],
    from: 'page-flags.h',
    why: 'a look',
    expression: {
      kind: 'member',
      of: { kind: 'member', of: { kind: 'name', name: 'page' }, field: 'flags' },
      field: 'lru',
    },
    body: [],
    oneLine: true,
  });
  expect(value.span).toEqual({ line: 1, column: 1, length: 36 });
  const statement = onlyFunction('fn SetPageLRU(page) = set page.flags.lru\n');
  expect([statement.oneLine, statement.expression, statement.body.map(({ kind }) => kind)]).toEqual(
    [true, undefined, ['bit']],
  );
  expect(onlyFunction('fn f(page) = page.mapping = 0\n').body.map(({ kind }) => kind)).toEqual([
    'assign',
  ]);
  expect(onlyFunction('fn f(page) = atomic page.x += 1\n').body.map(({ kind }) => kind)).toEqual([
    'atomic',
  ]);
  expect(onlyFunction('fn f(page) = g(page)\n').expression?.kind).toBe('call');
});

test('what begins a line of its own is free for names elsewhere', () => {
  expect(
    problemsOf(
      'fn f(device, from: u32, base: u32)\n    device.done = from + base\n    source = 1\n',
    ),
  ).toEqual([]);
});

test('what can be read is there, and a function with a broken line says so', () => {
  const text = `fn a(page)
    get_page(page)
    x && y
    put_page(page)

fn b(page, nr: u32
    return

fn c(page)
    return
`;
  const { file, problems } = readListing({ file: 'my.step', text });
  expect(problems.map(({ line, column }) => [line, column])).toEqual([
    [3, 7],
    [6, 19],
  ]);
  expect(
    file.functions.map(({ name, broken, body, parameters }) => [
      name,
      broken,
      body.length,
      parameters.length,
    ]),
  ).toEqual([
    ['a', true, 2, 1],
    ['b', true, 1, 2],
    ['c', undefined, 1, 1],
  ]);
});

test('a block below a line that cannot be read is read', () => {
  const text =
    'fn f(page)\n    if x && y\n        get_page(page)\n        z ||\n    else\n        put_page(page)\n';
  const { file, problems } = readListing({ file: 'my.step', text });
  expect(problems.map(({ line }) => line)).toEqual([2, 4]);
  expect(file.functions[0]?.body.map(({ kind }) => kind)).toEqual(['expression', 'expression']);
});

test('lines may end as on Windows, and a file may begin with a byte order mark', () => {
  expect(onlyFunction('\uFEFFfn f(page)\r\n    return 1   # why\r\n').body[0]?.why).toBe('why');
});

test('an empty file is a listing', () => {
  expect(readListing({ file: 'my.step', text: '' })).toEqual({
    file: { file: 'my.step', constants: [], structs: [], functions: [], objects: [] },
    problems: [],
  });
});

test('a file has one design and one base', () => {
  expect(problemsOf('base v4.18\n')).toEqual([
    'my.step:1:1: a base without a design\n    hint: write the line "design NAME" above it',
  ]);
  expect(problemsOf('design a\ndesign b\n')).toEqual([
    'my.step:2:1: this file is already part of the design a\n' +
      '    hint: a design is a folder of files, and one of them names it once',
  ]);
  expect(problemsOf('design a\nbase b\nbase c\n')).toEqual([
    'my.step:3:1: the base is already b\n    hint: a design stands on one other design',
  ]);
});

test('nesting, chains and lines have an end, so that no later pass runs out of stack', () => {
  const deep = Array.from(
    { length: 400 },
    (_, depth) => `${' '.repeat(4 * depth)}${depth === 0 ? 'fn f()' : 'if x'}`,
  );
  expect(problemsOf(deep.join('\n'))).toEqual([
    'my.step:42:165: blocks are nested more than 40 deep\n    hint: make functions of the inner blocks',
  ]);
  const chain = `fn f()\n    if x: return\n${'    else if x: return\n'.repeat(1000)}`;
  expect(problemsOf(chain)).toEqual([
    'my.step:42:5: 40 else if in a row\n    hint: make functions of some of them',
  ]);
  expect(problemsOf(`fn f()\n    x = ${'('.repeat(2000)}\n`)).toContain(
    'my.step:2:5: this line is 2004 characters long; 1000 can be read',
  );
});

test('a broken listing gives sentences at places in it, whatever is broken', () => {
  fc.assert(
    fc.property(mutatedListing(listings), (text) => {
      const { file, problems } = readListing({ file: 'my.step', text });
      expect(misplacedProblem(text, problems)).toBeUndefined();
      expect(file.functions.length).toBeLessThanOrEqual(text.split('\n').length);
    }),
    { numRuns: 400, seed: 20180702 },
  );
}, 60_000);

test('any text at all gives sentences at places in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(
        misplacedProblem(text, readListing({ file: 'my.step', text }).problems),
      ).toBeUndefined();
    }),
    { numRuns: 400, seed: 20180702 },
  );
});

test('a line that is taken away, moved or broken gives few problems', () => {
  const lines = july2018.split('\n');
  const worst = lines.map((line, row) =>
    Math.max(
      ...[
        lines.toSpliced(row, 1),
        lines.with(row, `  ${line}`),
        lines.with(row, `    ${line}`),
        lines.with(row, `%${line}`),
      ].map((changed) => problemsOf(changed.join('\n')).length),
    ),
  );
  expect(Math.max(...worst)).toBe(2);
});
