/**
 * One word under each of its names: what it says if it is a list pointer, what if it is pin state,
 * which of the two is true now, and why the other is not.
 */
import type { PageWords } from '../kernel/page-words.ts';
import type { WordMeaning } from '../kernel/word-meaning.ts';
import { astrayReading, placeName } from './edge.ts';
import { type WordOwner, leads } from './word-owner.ts';

export interface WordView {
  /** `lru.next` */
  readonly name: string;
  /** Owns the bytes now. */
  readonly valid: boolean;
  /** The value under this name, or why it has none. */
  readonly text: string;
  /** It denies a pin that is outstanding. */
  readonly denies: boolean;
}

export interface WordAsked {
  readonly offset: 8 | 16;
  readonly meaning: WordMeaning;
  readonly value: bigint;
  readonly words: PageWords;
  readonly owner: WordOwner;
  /** The bit of word 8 that says "pinned"; undefined: the design has no pin state over these bytes. */
  readonly pinBit: number | undefined;
}

/** The views of a word, the one that owns the bytes first. */
export function wordViews(asked: WordAsked): readonly WordView[] {
  const list = listView(asked);
  if (asked.owner.kind === 'tail' && asked.offset === 8) return [tailView(asked), list];
  if (asked.owner.kind === 'tail' && asked.meaning.kind === 'compound') {
    return [compoundView(asked.meaning.order), list];
  }
  if (asked.owner.kind === 'device' && asked.offset === 8) return [deviceView, list];
  if (asked.pinBit === undefined) return [list];
  const pin = asked.offset === 8 ? flagsView(asked, asked.pinBit) : countView(asked);
  return pin.valid ? [pin, list] : [list, pin];
}

/** The only page that is huge here has the one destructor of huge pages. */
function compoundView(order: number): WordView {
  const text = `order ${order}, freed as a huge page`;
  return { name: 'compound_dtor', valid: true, text, denies: false };
}

const deviceView: WordView = {
  name: 'pgmap',
  valid: true,
  text: '→ the device it belongs to',
  denies: false,
};

function tailView({ meaning }: WordAsked): WordView {
  const page = meaning.kind === 'tail' ? meaning.page : '?';
  return { name: 'compound_head', valid: true, text: `− 1 → page ${page}`, denies: false };
}

function listView({ offset, meaning, value, owner }: WordAsked): WordView {
  const name = offset === 8 ? 'lru.next' : 'lru.prev';
  const addressed = leads(meaning);
  const valid =
    owner.kind === 'list' ||
    owner.kind === 'free' ||
    (owner.kind === 'list-half' && addressed) ||
    (owner.kind === 'pin-clearing' && offset === 8);
  return {
    name,
    valid,
    text: valid ? pointerText(meaning, value) : staleText(offset, meaning, value, owner),
    denies: false,
  };
}

function pointerText(meaning: WordMeaning, value: bigint): string {
  if (meaning.kind === 'page' && meaning.at === 8) {
    return meaning.self ? `→ ${meaning.page} itself, an empty list` : `→ page ${meaning.page}`;
  }
  if (meaning.kind === 'head') return `→ ${placeName(meaning)}`;
  if (meaning.kind === 'poison') return meaning.which;
  return astrayReading(meaning, value);
}

function staleText(offset: 8 | 16, meaning: WordMeaning, value: bigint, owner: WordOwner): string {
  if (owner.kind === 'pin-clearing') return 'not written yet';
  switch (meaning.kind) {
    case 'number':
      return `no object at address ${meaning.value}`;
    case 'poison-count':
      return `${meaning.high.toString(16)}… is no address`;
    case 'poison':
      return `${meaning.which}, off a list`;
    case 'page':
      if (meaning.at === 0) return astrayReading(meaning, value);
      return meaning.self ? 'its own address, on no list' : `→ page ${meaning.page}, left over`;
    case 'head':
      return `→ ${placeName(meaning)}, left over`;
    case 'compound':
      return 'no address';
    case 'device':
      return 'no list: its device';
    case 'tail':
      return offset === 8 ? 'bit 0 is set' : 'no address';
    case 'off':
    case 'foreign':
      return astrayReading(meaning, value);
  }
}

function flagsView({ words, owner, value }: WordAsked, bit: number): WordView {
  const set = ((value >> BigInt(bit)) & 1n) !== 0n;
  const valid = owner.kind === 'pin';
  const denies = words.pins > 0 && !words.saysPinned;
  const unset = owner.kind === 'pin-half' ? 'not set yet' : `bit ${bit} is clear`;
  return {
    name: 'dma_pinned_flags',
    valid,
    text: valid ? `PINNED, bit ${bit}` : denies ? 'not PINNED' : set ? `bit ${bit} is set` : unset,
    denies,
  };
}

function countView({ words, owner, meaning, value }: WordAsked): WordView {
  const count = BigInt.asIntN(32, value);
  const valid = owner.kind === 'pin' || owner.kind === 'pin-half';
  const name = 'dma_pinned_count';
  if (valid) return { name, valid, text: `${count}, in the low 32 bits`, denies: false };
  if (owner.kind === 'pin-clearing')
    return { name, valid, text: 'no longer a count', denies: false };
  const address = leads(meaning) || meaning.kind === 'off';
  const text = address
    ? 'half of an address'
    : meaning.kind === 'poison'
      ? 'half of poison'
      : 'no count: not pinned';
  return { name, valid, text, denies: words.pins > 0 && !words.saysPinned && !address };
}
