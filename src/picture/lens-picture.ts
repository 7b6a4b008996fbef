/**
 * The page under the lens: its two shared words nibble by nibble, under every name they have, with
 * what the step at the cursor touched. Numbers and words only; a view lays them out.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { PlacedPage } from '../kernel/memory-map.ts';
import { type PageWords, pageWords } from '../kernel/page-words.ts';
import { pinFlagBit } from '../kernel/pin-flag.ts';
import type { Violation } from '../kernel/violation.ts';
import { wordMeaning } from '../kernel/word-meaning.ts';
import type { Effect } from '../machine/effect.ts';
import type { State } from '../machine/state.ts';
import { type Cue, type Cues, cuesOf } from './cue.ts';
import { hexGroups } from './hex-word.ts';
import { type WordOwner, wordOwner } from './word-owner.ts';
import { type WordView, wordViews } from './word-view.ts';

export interface LensDigit {
  /** One hex digit. */
  readonly digit: string;
  readonly cue?: Cue;
}

export interface LensWord {
  readonly offset: 8 | 16;
  readonly value: bigint;
  /** Four groups of four, the highest first. */
  readonly groups: readonly (readonly LensDigit[])[];
  readonly views: readonly WordView[];
  /** The word shows that a property is broken. */
  readonly witness: boolean;
  /** Its low half is a count now, while the high half is left over from what stood here before. */
  readonly halves: boolean;
}

interface LensFlag {
  readonly name: string;
  readonly set: boolean;
}

export interface LensPicture {
  readonly page: PlacedPage;
  readonly words: PageWords;
  readonly owner: WordOwner;
  readonly word8: LensWord;
  readonly word16: LensWord;
  /** The bit of word 8 that says "pinned"; undefined: the design has no pin state over these bytes. */
  readonly pinBit: number | undefined;
  /** Set flags, and PG_lru in any case. */
  readonly flags: readonly LensFlag[];
  /** What the step at the cursor touched of flags, _mapcount and _refcount. */
  readonly cues: { readonly flags?: Cue; readonly mapcount?: Cue; readonly refcount?: Cue };
}

export interface LensInput {
  readonly compiled: CompiledScenario;
  readonly state: State;
  readonly effects: readonly Effect[];
  readonly broken: readonly Violation[];
  /** Throws when the scenario has no page of this name. */
  readonly page: string;
}

export function lensPicture({
  compiled,
  state,
  effects,
  broken,
  page: name,
}: LensInput): LensPicture {
  const page = compiled.pages.find((candidate) => candidate.name === name);
  if (page === undefined) throw new Error(`the scenario has no page ${name}`);
  const words = pageWords(compiled, state, page);
  const owner = wordOwner(compiled, state, page);
  const cues = cuesOf(effects);
  const struct = compiled.program.structs.find((candidate) => candidate.name === 'page');
  const pinBit = pinFlagBit(compiled.program);
  const witnessed = new Set(
    broken
      .flatMap(({ witnesses }) => witnesses)
      .flatMap((witness) =>
        witness.kind === 'word' && witness.page === name ? [witness.offset] : [],
      ),
  );
  const word = (offset: 8 | 16, value: bigint): LensWord => {
    const meaning = wordMeaning(compiled, value, page);
    return {
      offset,
      value,
      groups: digitsOf(value, page.address + BigInt(offset), cues),
      views: wordViews({ offset, meaning, value, words, owner, pinBit }),
      witness: witnessed.has(offset),
      halves:
        pinBit !== undefined &&
        offset === 16 &&
        ['pin', 'pin-half', 'pin-clearing'].includes(owner.kind),
    };
  };
  const cueAt = (field: string): Cue | undefined => {
    const at = struct?.fields.find((candidate) => candidate.name === field);
    return at === undefined ? undefined : cues.of(page.address + BigInt(at.offset), at.width);
  };
  return {
    page,
    words,
    owner,
    word8: word(8, words.word8),
    word16: word(16, words.word16),
    pinBit,
    flags: flagsOf(words),
    cues: {
      ...named('flags', cueAt('flags')),
      ...named('mapcount', cueAt('_mapcount')),
      ...named('refcount', cueAt('_refcount')),
    },
  };
}

function named<Name extends string>(
  name: Name,
  cue: Cue | undefined,
): { readonly [key in Name]?: Cue } {
  const one: { [key in Name]?: Cue } = {};
  if (cue !== undefined) one[name] = cue;
  return one;
}

/** The highest nibble first; byte n of the word is nibbles 15 - 2n and the one before. */
function digitsOf(value: bigint, address: bigint, cues: Cues): readonly (readonly LensDigit[])[] {
  const bytes = cues.bytes(address, 8);
  return hexGroups(value).map((group, index) =>
    Array.from(group, (digit, place) => {
      const cue = bytes[7 - Math.floor((index * 4 + place) / 2)];
      return cue === undefined ? { digit } : { digit, cue };
    }),
  );
}

function flagsOf({ flagNames }: PageWords): readonly LensFlag[] {
  const set = flagNames.map((name) => ({ name: name.replace(/^PG_/, ''), set: true }));
  return flagNames.includes('PG_lru') ? set : [...set, { name: 'lru', set: false }];
}

/** A stretch of struct page in the ruler. */
export interface RulerField {
  readonly offset: number;
  readonly width: number;
  /** Short enough for the room it has, or empty. */
  readonly label: string;
  readonly shared: boolean;
}

const shortNames: Readonly<Record<string, string>> = {
  mapping: 'map',
  _mapcount: '',
  _refcount: 'ref',
  mem_cgroup: 'memcg',
  private: 'priv',
};

/** The 64 bytes of struct page, field by field; bytes 8 to 23 are the two shared words. */
export function pageRuler(compiled: CompiledScenario): readonly RulerField[] {
  const struct = compiled.program.structs.find((candidate) => candidate.name === 'page');
  if (struct === undefined) return [];
  const shared: readonly RulerField[] = [
    { offset: 8, width: 8, label: 'word 8', shared: true },
    { offset: 16, width: 8, label: 'word 16', shared: true },
  ];
  const others = struct.fields
    .filter(({ offset }) => offset < 8 || offset >= 24)
    .map(({ name, offset, width }) => ({
      offset,
      width,
      label: shortNames[name] ?? name,
      shared: false,
    }));
  return [...others, ...shared].toSorted((one, other) => one.offset - other.offset);
}
