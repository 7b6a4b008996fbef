/** What to write instead of the words and operators of other languages. */

const loops =
  'write repeat, loop at most N or for i in 0..n at most N, and leave it with if …: break';
const locals =
  'a local needs no declaration, it appears when a value is assigned: left = page.flags';

/** Words that the notation says otherwise, wherever they stand. */
const wordAdvice: ReadonlyMap<string, string> = new Map([
  ['while', loops],
  ['do', loops],
  ['foreach', 'write for i in 0..n at most N; walk a list by hand: entry = head.next'],
  ['switch', 'write "if", "else if" and "else"'],
  ['case', 'write "if", "else if" and "else"'],
  ['default', 'write "else"'],
  ['goto', 'write return, break or again; to go back, put the lines below repeat'],
  ['continue', 'write "again": it goes on with the next round of the innermost loop'],
  ['elif', 'write "else if"'],
  ['elsif', 'write "else if"'],
  ['elseif', 'write "else if"'],
  ['then', 'end the line after the condition, or write a colon before return, break or again'],
  ['NULL', 'write 0'],
  ['null', 'write 0'],
  ['nullptr', 'write 0'],
  ['true', 'write 1'],
  ['false', 'write 0'],
  ['sizeof', 'write the number of bytes'],
]);

/** Words that begin statements elsewhere; here they are ordinary names, until a line cannot be read. */
const firstWordAdvice: ReadonlyMap<string, string> = new Map([
  ...[
    'int',
    'long',
    'unsigned',
    'char',
    'bool',
    'void',
    'static',
    'struct',
    'auto',
    'let',
    'var',
    'const',
  ].map((word) => [word, locals] as const),
  ...['u8', 'u16', 'u32', 'u64', 's8', 's16', 's32', 's64'].map((word) => [word, locals] as const),
  ['end', 'a block ends where its indentation does; take the line away'],
  ['endif', 'a block ends where its indentation does; take the line away'],
  ['fi', 'a block ends where its indentation does; take the line away'],
  ['pass', 'write return, or leave the block away'],
  ['until', 'write wait until …, or leave a repeat with if …: break'],
  ['assert', 'write bug if and the opposite condition'],
  ['sleep', 'write pause "what takes the time"'],
]);

/** Words that declare things elsewhere. */
const headWordAdvice: ReadonlyMap<string, string> = new Map([
  ...['function', 'func', 'def', 'void', 'static', 'int', 'long', 'inline'].map(
    (word) => [word, 'a function begins with fn: fn get_page(page)'] as const,
  ),
  ...['class', 'union', 'type', 'typedef', 'record'].map(
    (word) =>
      [word, 'a struct begins with struct: struct page size 64; fields may share bytes'] as const,
  ),
  ...['define', 'let', 'var', 'enum'].map(
    (word) => [word, 'a constant begins with const: const EBUSY = 16'] as const,
  ),
  ...['include', 'import', 'use'].map(
    (word) =>
      [
        word,
        'all files of a design and its base belong together; nothing needs to be included',
      ] as const,
  ),
  ['irq', 'an interrupt handler begins with interrupt: interrupt end_io(page)'],
]);

const operatorAdvice: ReadonlyMap<string, string> = new Map([
  ['&&', 'write "and"'],
  ['||', 'write "or"'],
  ['!', 'write "not"'],
  ['===', 'write "=="'],
  ['!==', 'write "!="'],
  ['<>', 'write "!="'],
  [':=', 'write "="'],
  ['=>', 'write ">=" to compare'],
  ['{', 'blocks are made by indentation: take it away and indent the lines below by 4 spaces'],
  ['}', 'a block ends where its indentation does: take it away'],
  ['?', 'write if and else on lines of their own'],
  ['/', 'there is no division; shift with >>'],
  ['%', 'there is no remainder; mask with &'],
  ['*=', 'write x = x * …'],
  ['/=', 'there is no division; shift with >>'],
  ['%=', 'there is no remainder; mask with &'],
  ['<<=', 'write x = x << …'],
  ['>>=', 'write x = x >> …'],
  ["'", 'a text stands in double quotes: "…"'],
  ['`', 'a text stands in double quotes: "…"'],
  ['\\', 'a line is not continued on the next: one line is one step'],
  ['::', 'write . between a field and what it is a field of'],
  ['...', 'a range is written with two dots: 0..count'],
]);

export function adviceOnWord(word: string): string | undefined {
  return wordAdvice.get(word);
}

/** Advice on the first word of a statement that cannot be read. */
export function adviceOnFirstWord(word: string): string | undefined {
  return firstWordAdvice.get(word);
}

/** Whether `word` is a type of numbers, here or elsewhere. */
export function isNumberType(word: string): boolean {
  return (
    firstWordAdvice.get(word) === locals && !/^(?:struct|static|auto|let|var|const)$/.test(word)
  );
}

/** Advice on the first word of a line at the first column that cannot be read. */
export function adviceOnHeadWord(word: string): string | undefined {
  return headWordAdvice.get(word);
}

/** Advice on `operator`, which stands between the texts `before` and `after` in its line. */
export function adviceOnOperator(
  operator: string,
  before: string,
  after: string,
): string | undefined {
  switch (operator) {
    case '->':
      return arrowAdvice(before, after);
    case '++':
    case '--':
      return stepAdvice(operator === '++' ? '+= 1' : '-= 1', before, after);
    case ';':
      return /^\s*(?:#|$)/.test(after)
        ? 'a line ends without it'
        : 'one line is one step: write what follows on a line of its own';
    case '/':
      return /^[/*]/.test(after) ? 'a comment begins with #' : operatorAdvice.get(operator);
    default:
      return operatorAdvice.get(operator);
  }
}

/** The path that ends `text`: `page.lru`. */
function pathAtEnd(text: string): string {
  return /[\w.]*\w(?=\s*$)/.exec(text)?.[0] ?? '';
}

function arrowAdvice(before: string, after: string): string {
  const owner = pathAtEnd(before);
  const field = /^\s*(\w+)/.exec(after)?.[1];
  return owner === '' || field === undefined
    ? 'fields are reached with a dot: page.flags'
    : `fields are reached with a dot: ${owner}.${field}`;
}

function stepAdvice(step: string, before: string, after: string): string {
  const path = pathAtEnd(before) || (/^\s*([\w.]+)/.exec(after)?.[1] ?? 'x');
  return path.includes('.')
    ? `write "atomic ${path} ${step}" for an atomic one, or a load line and a store line for a plain one`
    : `write "${path} ${step}" if ${path} is a local, "atomic … ${step}" for an atomic change of memory`;
}
