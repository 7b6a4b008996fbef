/** Links as accidents make them: for tests that no text brings the decoder down. */
import * as fc from 'fast-check';

const ascii =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_/#.% \n\t\0+=&?,;:"<>';
const anyCharacter = fc.constantFrom(...ascii.split(''), 'é', '中', '\ud83d', '😀');

/** A link with one to four characters changed, cut, put in, moved about or repeated. */
export function mutatedLink(links: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    kind: fc.constantFrom('replace', 'insert', 'delete', 'cut', 'repeat', 'swap', 'flip'),
    at: fc.nat(10_000),
    length: fc.integer({ min: 1, max: 40 }),
    character: anyCharacter,
  });
  return fc
    .record({
      link: fc.constantFrom(...links),
      changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    })
    .map(({ link, changes }) => changes.reduce(changed, link));
}

interface Change {
  readonly kind: 'replace' | 'insert' | 'delete' | 'cut' | 'repeat' | 'swap' | 'flip';
  readonly at: number;
  readonly length: number;
  readonly character: string;
}

function changed(link: string, change: Change): string {
  const at = change.at % (link.length + 1);
  const before = link.slice(0, at);
  const after = link.slice(at);
  switch (change.kind) {
    case 'replace':
      return before + change.character + after.slice(1);
    case 'insert':
      return before + change.character.repeat(change.length) + after;
    case 'delete':
      return before + after.slice(change.length);
    case 'cut':
      return before;
    case 'repeat':
      return before + after.slice(0, change.length) + after;
    case 'swap':
      return after + before;
    case 'flip':
      return before + after.slice(0, 1).toUpperCase() + after.slice(1).toLowerCase();
  }
}
