import { expect, test } from 'vitest';
import { problemsIn, problemsOf } from './listing-sample.ts';

/** A line, the problem without its file, and the hint. */
type Case = readonly [line: string, problem: string, hint?: string];

const inFunctions: readonly Case[] = [
  // Other languages
  ['if x && y', '2:10: the notation has no "&&"', 'write "and"'],
  ['if a || b: return', '2:10: the notation has no "||"', 'write "or"'],
  ['x = !a', '2:9: the notation has no "!"', 'write "not"'],
  ['x = a === b', '2:11: the notation has no "==="', 'write "=="'],
  [
    'page._refcount++',
    '2:19: the notation has no "++"',
    'write "atomic page._refcount += 1" for an atomic one, or a load line and a store line for a plain one',
  ],
  [
    'i--',
    '2:6: the notation has no "--"',
    'write "i -= 1" if i is a local, "atomic … -= 1" for an atomic change of memory',
  ],
  ['ghost page.pins++', '2:20: a ghost has no "++"', 'write ghost page.pins += 1, -= 1 or = 0'],
  ['x = page->lru', '2:13: an expression has no "->"', 'fields are reached with a dot: page.lru'],
  [
    'page->flags = 1',
    '2:9: an expression has no "->"',
    'fields are reached with a dot: page.flags',
  ],
  [
    'if x {',
    '2:10: the notation has no "{"',
    'blocks are made by indentation: take it away and indent the lines below by 4 spaces',
  ],
  ['}', '2:5: the notation has no "}"', 'a block ends where its indentation does: take it away'],
  ['x = 1;', '2:10: the notation has no ";"', 'a line ends without it'],
  [
    'x = 1; y = 2',
    '2:10: the notation has no ";"',
    'one line is one step: write what follows on a line of its own',
  ],
  ['x = a // b', '2:11: the notation has no "/"', 'a comment begins with #'],
  ['x = a ? b : c', '2:11: the notation has no "?"', 'write if and else on lines of their own'],
  ['x <<= 2', '2:7: the notation has no "<<="', 'write x = x << …'],
  [
    'while (x)',
    '2:5: the notation has no "while"',
    'write repeat, loop at most N or for i in 0..n at most N, and leave it with if …: break',
  ],
  [
    'goto out',
    '2:5: the notation has no "goto"',
    'write return, break or again; to go back, put the lines below repeat',
  ],
  [
    'continue',
    '2:5: the notation has no "continue"',
    'write "again": it goes on with the next round of the innermost loop',
  ],
  ['elif x', '2:5: the notation has no "elif"', 'write "else if"'],
  ['switch (x)', '2:5: the notation has no "switch"', 'write "if", "else if" and "else"'],
  ['x = NULL', '2:9: the notation has no "NULL"', 'write 0'],
  [
    'if x then',
    '2:10: the notation has no "then"',
    'end the line after the condition, or write a colon before return, break or again',
  ],
  [
    'int x = 3',
    '2:5: "int" begins no statement',
    'a local needs no declaration, it appears when a value is assigned: left = page.flags',
  ],
  ['x = *p', '2:9: a pointer is followed by naming a field', 'write page.flags, not *flags'],
  [
    'x = (struct page *)y',
    '2:17: the notation has no casts',
    'a parameter says what it points to: entry: list_head',
  ],
  ['x = 16UL', '2:9: "16UL" is not a number', 'write 16 or 0x10, with nothing behind it'],
  ['x = 1.5', '2:10: numbers are whole', 'write 16 or 0x10; a range has two dots: 0..15'],
  ["pause 'text'", '2:11: the notation has no "\'"', 'a text stands in double quotes: "…"'],
  [
    'pause "text',
    '2:11: this text has no closing quotation mark',
    'a text ends on its line, with "',
  ],
  ['loop at most 3:', '2:19: no colon here', 'what belongs to this line is indented below it'],
  [
    'if x:',
    '2:10: nothing follows the colon',
    'write return, break, again or a local behind it; a block is indented below, without a colon',
  ],
  [
    'if x return',
    '2:10: "return" stands behind the condition without a colon',
    'write ": return", or indent it on the next line',
  ],
  // Stores where values stand
  ['if x = 1', '2:10: "=" stores, and a condition only compares', 'write "=="'],
  ['if f(x = 1)', '2:12: "=" stores, and a condition only compares', 'write "=="'],
  ['else if x = 1', '2:15: "=" stores, and a condition only compares', 'write "=="'],
  ['wait until x = 1', '2:18: "=" stores, and a condition only compares', 'write "=="'],
  ['ghost bug if x = 1', '2:20: "=" stores, and a condition only compares', 'write "=="'],
  [
    'return x = 1',
    '2:14: return hands back a value and stores nothing',
    'write "==" to compare, or store on a line of its own',
  ],
  [
    'a = b = 1',
    '2:11: a line stores once',
    'write "==" to compare, or the second store on a line of its own',
  ],
  [
    'atomic page.x = 1',
    '2:19: a store is one step without "atomic"',
    'leave "atomic" away; it joins the load and the store of +=, -=, &=, |= and ^=',
  ],
  // Misspelt
  ['retrun x', '2:5: "retrun" begins no statement', 'did you mean return?'],
  ['debug retrun x', '2:11: "retrun" begins no statement', 'did you mean return?'],
  ['if x: brek', '2:11: "brek" begins no statement', 'did you mean break?'],
  ['unlok node.l', '2:5: "unlok" begins no statement', 'did you mean unlock?'],
  [
    'interrupts of',
    '2:16: unexpected "of"; expected "off", "restore" or "on"',
    'did you mean off?',
  ],
  // Loops
  [
    'for (i = 0; i < 3; i++)',
    '2:9: "for" takes no parentheses',
    'write it like this: for i in 0..count at most 15',
  ],
  [
    'for i in 0..n',
    '2:18: a counted loop says how often it runs at most',
    'write it like this: for i in 0..count at most 15; repeat needs no bound',
  ],
  [
    'loop 3',
    '2:10: a counted loop says how often it runs at most',
    'write it like this: loop at most 3; repeat needs no bound',
  ],
  [
    'for i in 0..n at most n',
    '2:27: unexpected "n"; expected a number',
    'write it like this: for i in 0..count at most 15',
  ],
  [
    'for i = 0..3 at most 3',
    '2:11: unexpected "="; expected "in"',
    'write it like this: for i in 0..count at most 15',
  ],
  ['repeat 3', '2:12: unexpected "3"; expected the end of the line', 'write it like this: repeat'],
  // The notation's own words
  ['lock(node.l)', '2:9: no parentheses around a place in memory', 'write node.l'],
  [
    'lock node.l irqrestore',
    '2:17: unexpected "irqrestore"; expected "irq", "irqsave" or the end of the line',
    'write it like this: lock node.lru_lock, with irq or irqsave behind it',
  ],
  [
    'lock = 3',
    '2:5: "lock" is a word of the notation and no name',
    'take another name; only fields and bits may be called so',
  ],
  [
    'x = lock',
    '2:9: "lock" is a word of the notation and no name',
    'take another name; only fields and bits may be called so',
  ],
  ['choose 0..2', '2:5: no statement begins with "choose"', 'write it like this: n = choose 0..2'],
  ['x = choose a..b', '2:16: unexpected "a"; expected a number'],
  [
    'else x',
    '2:10: nothing but "if" stands behind "else"',
    'indent it on the next line; "else if" for another condition',
  ],
  [
    'debug else',
    '2:11: "debug" stands before an if, not before its else',
    'write it before the lines of the block',
  ],
  [
    'debug(all) bug if x',
    '2:11: unexpected "all"; expected "vm" or "list"',
    'write it like this: debug bug if PageLRU(page), or debug(list) before a line',
  ],
  [
    'wait device.done',
    '2:10: unexpected "device"; expected "until"',
    'write it like this: wait until device.done',
  ],
  [
    'pause',
    '2:10: the line ends where a text in quotes is expected',
    'write it like this: pause "the device writes into the page"',
  ],
  [
    'bug if',
    '2:11: the line ends where a value is expected',
    'write it like this: bug if page._refcount <= 0 "what is wrong"',
  ],
  [
    'set',
    '2:8: the line ends where a field or a local is expected',
    'write it like this: set page.flags.lru',
  ],
  [
    'page.flags',
    '2:5: nothing is done with page.flags',
    'to keep it in a local: left = page.flags',
  ],
  ['page', '2:5: nothing is done with page', 'to call it: page(); to store: page = …'],
  // What was expected, from the parser's state
  ['x page', '2:7: unexpected "page"; expected "(", "+=" or "="'],
  ['x = a b', '2:11: unexpected "b"; expected an operator or the end of the line'],
  ['x = (a', '2:11: the line ends where an operator or ")" is expected'],
  ['x = f(a b)', '2:13: unexpected "b"; expected an operator, "," or ")"'],
  ['x = f(a,', '2:13: the line ends where a value is expected'],
  ['x = a.', '2:11: the line ends where a name is expected'],
  ['x = a[1', '2:12: the line ends where an operator or "]" is expected'],
  ['x = é', '2:9: unexpected "é"; expected a value'],
  ['x = \u200b1', '2:9: unexpected character U+200B; expected a value'],
  ['x +=    # nothing', '2:9: the line ends where a value is expected'],
  ['= 3', '2:5: unexpected "="; expected a statement'],
  // Elsewhere
  [
    'x at 8: u64',
    '2:5: this declares a field, which has no place in a function',
    'write it below a struct: a struct line in a design adds to the struct of its base',
  ],
];

test.each(rows(inFunctions))('in a function: $line', ({ line, problem, hint }) => {
  expect(problemsIn(line)[0]).toBe(printed(problem, hint));
});

const likeFunction = 'write it like this: fn isolate_lru_page(page) -> s32 from "mm/vmscan.c"';

const atFirstColumn: readonly Case[] = [
  [
    'func get(page)',
    '1:1: "func" begins no declaration',
    'a function begins with fn: fn get_page(page)',
  ],
  ['interupt end_io(page)', '1:1: "interupt" begins no declaration', 'did you mean interrupt?'],
  [
    'define X 3',
    '1:1: "define" begins no declaration',
    'a constant begins with const: const EBUSY = 16',
  ],
  [
    'page',
    '1:1: "page" begins no declaration',
    'a line at the first column begins with one of design, base, source, const, struct, object, percpu, fn, operation, interrupt, device',
  ],
  ['fn get', '1:7: the line ends where "(" is expected', likeFunction],
  [
    'fn get(page) {',
    '1:14: the notation has no "{"',
    'blocks are made by indentation: take it away and indent the lines below by 4 spaces',
  ],
  ['fn get(page):', '1:13: no colon here', 'what belongs to this line is indented below it'],
  [
    'fn get(struct page *p)',
    '1:15: a parameter is a name, with its type behind a colon if it has another',
    'write "p: page"',
  ],
  [
    'fn get(struct page *page)',
    '1:15: a parameter is a name, with its type behind a colon if it has another',
    'write "page"',
  ],
  [
    'fn get(u32 nr)',
    '1:12: a parameter is a name, with its type behind a colon if it has another',
    'write "nr: u32"',
  ],
  ['fn get(page) -> page*', '1:21: the star of a pointer stands before its type', 'write *page'],
  [
    'fn get(page) = return 3',
    '1:16: "return" does not fit behind "="',
    'write the value alone behind "="',
  ],
  [
    'fn get(page) = if x',
    '1:16: "if" does not fit behind "="',
    'write it on lines below, without "="',
  ],
  ['fn get(page) =', '1:15: the line ends where a value or a statement is expected', likeFunction],
  [
    'fn lock(page)',
    '1:4: "lock" is a word of the notation and no name',
    'take another name; only fields and bits may be called so',
  ],
  [
    'base "x"',
    '1:6: unexpected text "x"; expected the name of a design',
    'write it like this: base v4.18',
  ],
  [
    'struct page 64',
    '1:13: unexpected "64"; expected "size" or the end of the line',
    'write it like this: struct page size 64',
  ],
  [
    'object node',
    '1:12: the line ends where ":" is expected',
    'write it like this: object node: pglist_data',
  ],
  [
    'return 0',
    '1:1: this statement belongs to no function',
    'indent it by 4 spaces below a line that begins with fn',
  ],
  [
    'x at 8: u64',
    '1:1: this field belongs to no struct',
    'indent it by 4 spaces below a line that begins with struct',
  ],
  ['@', '1:1: unexpected "@"; expected a declaration'],
];

test.each(rows(atFirstColumn))('at the first column: $line', ({ line, problem, hint }) => {
  expect(problemsOf(line)).toEqual([printed(problem, hint)]);
});

const likeField = 'write it like this: lru at 8: list_head, or pages at 8: *page[15]';

const inStructs: readonly Case[] = [
  [
    'x: u64',
    '2:6: the field x does not say where it is',
    'write "x at 8: u64": bytes from the beginning of the struct',
  ],
  ['u64 x', '2:5: "u64" begins no line of a struct', 'the name comes first: x at 8: u64'],
  ['x at 8: page*', '2:17: the star of a pointer stands before its type', 'write *page'],
  ['x at 8: u64[n]', '2:17: unexpected "n"; expected a number', likeField],
  [
    'bits flags: lru',
    '2:20: the line ends where a number is expected',
    'write it like this: bits flags: locked 0, lru 5, active 6',
  ],
  ['ghots pins', '2:5: "ghots" begins no line of a struct', 'did you mean ghost?'],
  [
    'x = 1',
    '2:5: this is a statement, which has no place in a struct',
    'below a struct stand fields, bits and ghosts: lru at 8: list_head, or pages at 8: *page[15]',
  ],
];

test.each(rows(inStructs))('in a struct: $line', ({ line, problem, hint }) => {
  expect(problemsOf(`struct page\n    ${line}\n`)).toEqual([printed(problem, hint)]);
});

test('several lines of the same kind in the wrong place are one problem', () => {
  expect(problemsOf('x = 1\nif x\n    y = 1\nreturn\nfn f()\n    return\n')).toHaveLength(1);
  expect(problemsOf('struct page\n    x = 1\n    if x\n        y = 1\n    return\n')).toHaveLength(
    1,
  );
  expect(problemsOf('fn f()\n    return\n    x at 8: u64\n    y at 16: u64\n')).toHaveLength(1);
});

test('a file tells at most 200 problems', () => {
  expect(problemsOf(`fn f()\n${'    x && y\n'.repeat(1000)}`)).toHaveLength(200);
});

function rows(
  cases: readonly Case[],
): { line: string; problem: string; hint: string | undefined }[] {
  return cases.map(([line, problem, hint]) => ({ line, problem, hint }));
}

function printed(problem: string, hint: string | undefined): string {
  return hint === undefined ? `my.step:${problem}` : `my.step:${problem}\n    hint: ${hint}`;
}
