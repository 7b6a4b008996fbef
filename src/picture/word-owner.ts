/**
 * Whose the sixteen bytes at words 8 and 16 are now, and by what that can be seen: the list's, the
 * pin's, half of either while somebody is between two stores, or nobody's.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { type ListWalk, listWalk } from '../kernel/lists.ts';
import { type PlacedPage, ghostAt, viewOf } from '../kernel/memory-map.ts';
import { type PageWords, pageWords } from '../kernel/page-words.ts';
import { pinFlagBit } from '../kernel/pin-flag.ts';
import { type WordMeaning, wordMeaning } from '../kernel/word-meaning.ts';
import type { State } from '../machine/state.ts';

type OwnerKind =
  | 'list'
  | 'list-half'
  | 'pin'
  | 'pin-half'
  | 'pin-clearing'
  | 'free'
  | 'tail'
  | 'device'
  | 'nobody';

export interface WordOwner {
  readonly kind: OwnerKind;
  /** `list links`, `pin state`, `list links, half written`, `nobody’s`. */
  readonly label: string;
  /** What shows it: `PG_lru is clear, bit 1 of word 8 is set`. */
  readonly reason: string;
}

/** What the two words of a page mean at this moment. */
export function wordOwner(compiled: CompiledScenario, state: State, page: PlacedPage): WordOwner {
  const words = pageWords(compiled, state, page);
  const map = compiled.map.pages.find((candidate) => candidate.page.address === page.address);
  const view = viewOf(state);
  const next = wordMeaning(compiled, words.word8, page);
  const prev = wordMeaning(compiled, words.word16, page);
  // Later kernels say it in the count of references, and the words stay the list's.
  const bit = pinFlagBit(compiled.program);
  const pinned = ghostAt(view, map?.unionPin ?? -1) > 0 || words.saysPinned;
  if (next.kind === 'tail') {
    return {
      kind: 'tail',
      label: 'a tail page',
      reason: `word 8 is page ${next.page} with bit 0 set`,
    };
  }
  if (bit !== undefined && pinned) return pinOwner(words, next, bit);
  if (next.kind === 'device') {
    return { kind: 'device', label: 'a device’s', reason: 'word 8 is the address of its pgmap' };
  }
  const walks = compiled.lists.map((head) => listWalk(compiled, state, head));
  const on = walks.find((walk) => walk.pages.includes(page.name));
  const linked = ghostAt(view, map?.linked ?? -1) > 0;
  if (on !== undefined || linked) return listOwner(words, on, next, prev);
  return nobody(words, next, prev);
}

function lruFact(words: PageWords): string {
  return words.flagNames.includes('PG_lru') ? 'PG_lru is set' : 'PG_lru is clear';
}

function pinOwner(words: PageWords, next: WordMeaning, bit: number): WordOwner {
  if (words.saysPinned) {
    const reason = `${lruFact(words)}, bit ${bit} of word 8 is set`;
    return { kind: 'pin', label: 'pin state', reason };
  }
  if (next.kind === 'page') {
    return {
      kind: 'pin-clearing',
      label: 'list links, half written',
      reason: `bit ${bit} of word 8 is clear`,
    };
  }
  return {
    kind: 'pin-half',
    label: 'pin state, half written',
    reason: `bit ${bit} of word 8 is not set yet`,
  };
}

function listOwner(
  words: PageWords,
  on: ListWalk | undefined,
  next: WordMeaning,
  prev: WordMeaning,
): WordOwner {
  const half = on === undefined || !leads(next) || !leads(prev);
  if (half) {
    const reason =
      on === undefined
        ? 'no walk from a head meets this page now'
        : `${leads(next) ? 'word 16' : 'word 8'} is no address of a list`;
    return { kind: 'list-half', label: 'list links, half written', reason };
  }
  if (on.head.kind === 'free') {
    return {
      kind: 'free',
      label: 'free list links',
      reason: `${on.head.title} leads here, _refcount is ${words.refcount}`,
    };
  }
  const list = on.head.kind === 'private' ? `a private list, ${on.head.title}` : on.head.title;
  return { kind: 'list', label: 'list links', reason: `${lruFact(words)}, on ${list}` };
}

function nobody(words: PageWords, next: WordMeaning, prev: WordMeaning): WordOwner {
  const reason = (): string => {
    if (next.kind === 'poison' && prev.kind === 'poison') return 'both words are poison';
    if (next.kind === 'poison') return 'word 8 is poison, no list leads here';
    if (isSelf(next) && isSelf(prev)) return 'both words are the page’s own address';
    if (words.word8 === 0n && words.word16 === 0n) return 'both words are 0';
    return 'no list leads here and no pin is recorded';
  };
  return { kind: 'nobody', label: 'nothing', reason: `${lruFact(words)}, ${reason()}` };
}

/** An address that a list word may hold. */
export function leads(meaning: WordMeaning): boolean {
  return meaning.kind === 'head' || (meaning.kind === 'page' && meaning.at === 8);
}

function isSelf(meaning: WordMeaning): boolean {
  return meaning.kind === 'page' && meaning.self && meaning.at === 8;
}
