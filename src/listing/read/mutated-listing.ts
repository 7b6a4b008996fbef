/**
 * Test support: listings that are broken at random, for properties that must hold for any text.
 * The runs' number and seed are the caller's.
 */
import * as fc from 'fast-check';
import type { Problem } from '../problem.ts';

/** Pieces that listings are made of, right and wrong, to be thrown in anywhere. */
const pieces = [
  'if ',
  'else',
  'else if ',
  'repeat',
  'loop at most 3',
  'for i in 0..3 at most 3',
  'return',
  'break',
  'again',
  'fn f(page)',
  'struct page size 64',
  'design x',
  'base v4.18',
  'const A = 1',
  'operation ',
  'interrupt ',
  'ghost ',
  'until ',
  'debug ',
  'debug(list) ',
  'bug if ',
  'lock ',
  'unlock ',
  'atomic ',
  'set ',
  'choose 0..2',
  'page.flags.lru',
  'page',
  ' at 8: u64',
  ' = ',
  ' += ',
  ' == ',
  ' and ',
  ' not ',
  ' without ',
  '->',
  '&&',
  '||',
  '++',
  '{',
  '}',
  ';',
  '(',
  ')',
  '[',
  ']',
  ',',
  ':',
  '.',
  '..',
  '"',
  '#',
  '\\',
  '\t',
  '    ',
  '  ',
  '\n',
  '\n\n',
  '\r\n',
  '0x',
  '99999999999999999999',
  'while ',
  'goto out',
  '\u00e9',
  '\u{1F4A5}',
  '\ud800',
  '\0',
  '\u00a0',
] as const;

type Mutation =
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  | { readonly kind: 'delete'; readonly at: number; readonly length: number }
  | { readonly kind: 'replace'; readonly at: number; readonly text: string }
  | { readonly kind: 'swap characters'; readonly at: number }
  | { readonly kind: 'swap lines'; readonly at: number; readonly other: number }
  | { readonly kind: 'delete line'; readonly at: number }
  | { readonly kind: 'repeat line'; readonly at: number }
  | { readonly kind: 'indent line'; readonly at: number; readonly by: number };

const place = fc.nat({ max: 1_000_000 });
const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...pieces) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }) },
);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), at: place, text: anyText }),
  fc.record({
    kind: fc.constant('delete' as const),
    at: place,
    length: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({ kind: fc.constant('replace' as const), at: place, text: anyText }),
  fc.record({ kind: fc.constant('swap characters' as const), at: place }),
  fc.record({ kind: fc.constant('swap lines' as const), at: place, other: place }),
  fc.record({ kind: fc.constant('delete line' as const), at: place }),
  fc.record({ kind: fc.constant('repeat line' as const), at: place }),
  fc.record({
    kind: fc.constant('indent line' as const),
    at: place,
    by: fc.integer({ min: -8, max: 8 }),
  }),
);

/** One of `listings` with one to eight changes: characters, words and lines. */
export function mutatedListing(listings: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...listings), fc.array(mutation, { minLength: 1, maxLength: 8 }))
    .map(([listing, mutations]) => mutations.reduce(mutated, listing));
}

/** A problem whose place is not in `text`, or that says nothing; undefined if there is none. */
export function misplacedProblem(text: string, problems: readonly Problem[]): Problem | undefined {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  return problems.find(({ line, column, length, message }) => {
    const shown = lines[line - 1];
    // Just behind its end is where a line that ends too early is pointed at.
    const isInside = shown !== undefined && column >= 1 && column + length - 1 <= shown.length + 1;
    return !isInside || length < 1 || message === '' || message.includes('undefined');
  });
}

function mutated(listing: string, change: Mutation): string {
  const lines = listing.split('\n');
  const at = change.at % (listing.length + 1);
  const row = change.at % lines.length;
  const line = lines[row] ?? '';
  switch (change.kind) {
    case 'insert':
      return listing.slice(0, at) + change.text + listing.slice(at);
    case 'delete':
      return listing.slice(0, at) + listing.slice(at + change.length);
    case 'replace':
      return listing.slice(0, at) + change.text + listing.slice(at + change.text.length);
    case 'swap characters':
      return (
        listing.slice(0, at) + (listing[at + 1] ?? '') + (listing[at] ?? '') + listing.slice(at + 2)
      );
    case 'swap lines': {
      const other = change.other % lines.length;
      return lines
        .with(row, lines[other] ?? '')
        .with(other, line)
        .join('\n');
    }
    case 'delete line':
      return lines.toSpliced(row, 1).join('\n');
    case 'repeat line':
      return lines.toSpliced(row, 0, line).join('\n');
    case 'indent line':
      break;
  }
  const blanks = /^ */.exec(line)?.[0].length ?? 0;
  const moved = ' '.repeat(Math.max(0, blanks + change.by)) + line.slice(blanks);
  return lines.with(row, moved).join('\n');
}
