/** What a word says, as a few words for those who do not see its arrow. */
import { hexWord } from '../kernel/hex-word.ts';
import type { WordMeaning } from '../kernel/word-meaning.ts';

/** `page C`, `the head of inactive_file`, `its own address`, `the number 2`. */
export function meaningInWords(meaning: WordMeaning, value: bigint): string {
  switch (meaning.kind) {
    case 'page':
      if (meaning.at === 0) return `the struct page of ${meaning.page}`;
      return meaning.self ? 'its own address' : `page ${meaning.page}`;
    case 'head':
      return `the head of ${meaning.list}`;
    case 'poison':
      return meaning.which;
    case 'number':
      return `the number ${meaning.value}`;
    case 'tail':
      return `page ${meaning.page} with bit 0 set`;
    case 'compound':
      return `how a huge page of order ${meaning.order} is freed`;
    case 'device':
      return 'the pgmap of its device';
    case 'off': {
      const by = Math.abs(meaning.by);
      const side = meaning.by < 0 ? 'before' : 'after';
      return `${by} ${by === 1 ? 'byte' : 'bytes'} ${side} ${meaningInWords(meaning.of, value)}`;
    }
    case 'poison-count':
      return `the count ${meaning.count} over half of an old word`;
    case 'foreign':
      return `${hexWord(value)}, no address here`;
  }
}
