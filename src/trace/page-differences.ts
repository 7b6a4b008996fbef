/** Where the pages of two designs differ at a moment each, field by field. */
import { type PageWords, pageWords } from '../kernel/page-words.ts';
import { type Run, stateAt } from './run.ts';

/** A moment of a run. */
export interface Moment {
  readonly run: Run;
  readonly cursor: number;
}

export interface PageDifference {
  /** Name of the page in both. */
  readonly page: string;
  readonly fields: readonly FieldDifference[];
}

interface FieldDifference {
  readonly name: string;
  /** As the lens writes them: words of 16 digits, counts, names of flags. */
  readonly one: string;
  readonly other: string;
}

/** The pages that differ, in their order; both runs are of the same scenario. */
export function pageDifferences(one: Moment, other: Moment): readonly PageDifference[] {
  return one.run.compiled.pages.flatMap((page) => {
    const like = other.run.compiled.pages.find(({ name }) => name === page.name);
    if (like === undefined) return [];
    const left = fieldsOf(pageWords(one.run.compiled, stateAt(one.run, one.cursor), page));
    const right = fieldsOf(pageWords(other.run.compiled, stateAt(other.run, other.cursor), like));
    const fields = left.flatMap(([name, value], index) => {
      const theirs = right[index]?.[1] ?? '';
      return value === theirs ? [] : [{ name, one: value, other: theirs }];
    });
    return fields.length === 0 ? [] : [{ page: page.name, fields }];
  });
}

function fieldsOf(words: PageWords): readonly (readonly [string, string])[] {
  const hex = (word: bigint): string => word.toString(16).padStart(16, '0');
  return [
    ['flags', words.flagNames.join(' ')],
    ['lru.next', hex(words.word8)],
    ['lru.prev', hex(words.word16)],
    ['_refcount', String(words.refcount)],
    ['_mapcount + 1', String(words.mapcount)],
    ['says pinned', words.saysPinned ? 'yes' : 'no'],
  ];
}
