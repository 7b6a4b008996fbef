/** One list_head as a box: a page, or the head of a list, with the two words read. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { ListHead } from '../kernel/list-head.ts';
import { lruOffset, type PlacedPage, viewOf } from '../kernel/memory-map.ts';
import { type WordMeaning, wordMeaning } from '../kernel/word-meaning.ts';
import type { State } from '../machine/state.ts';
import type { Cue, Cues } from './cue.ts';

/** One of the two words of a list_head: a page's words 8 and 16, or a head's two. */
export interface SceneWord {
  readonly value: bigint;
  readonly meaning: WordMeaning;
  readonly cue?: Cue;
}

export interface SceneNode {
  /** `page:P`, `head:inactive_file`: stable from step to step, so that a box can be seen to move. */
  readonly id: string;
  readonly kind: 'page' | 'head';
  /** The page's name; `head`. */
  readonly name: string;
  readonly pfn?: number;
  /** next (word 8) and prev (word 16). */
  readonly words: readonly [SceneWord, SceneWord];
}

/** What a page's words are, as a box on its own. */
export function pageNode(
  compiled: CompiledScenario,
  state: State,
  cues: Cues,
  page: PlacedPage,
): SceneNode {
  const at = compiled.map.nodeAt.get(page.address + lruOffset);
  if (at === undefined) throw new Error(`${page.name} is no page of this scenario`);
  const view = viewOf(state);
  const word = (offset: number, address: bigint): SceneWord =>
    sceneWord(compiled, view.getBigUint64(offset, true), cues.of(address, 8), page);
  return {
    id: `page:${page.name}`,
    kind: 'page',
    name: page.name,
    pfn: page.pfn,
    words: [word(at.next, at.address), word(at.prev, at.address + 8n)],
  };
}

/** The two words of a list head, as a box. */
export function headNode(
  compiled: CompiledScenario,
  state: State,
  cues: Cues,
  head: ListHead,
): SceneNode {
  const at = compiled.map.nodeAt.get(head.address);
  if (at === undefined) throw new Error(`${head.id} is no list of this scenario`);
  const view = viewOf(state);
  return {
    id: `head:${head.id}`,
    kind: 'head',
    name: 'head',
    words: [
      sceneWord(compiled, view.getBigUint64(at.next, true), cues.of(at.address, 8)),
      sceneWord(compiled, view.getBigUint64(at.prev, true), cues.of(at.address + 8n, 8)),
    ],
  };
}

function sceneWord(
  compiled: CompiledScenario,
  value: bigint,
  cue: Cue | undefined,
  own?: PlacedPage,
): SceneWord {
  const meaning = wordMeaning(compiled, value, own);
  return cue === undefined ? { value, meaning } : { value, meaning, cue };
}

/** Id of the box that a word points at exactly, if it points at one. */
export function targetOf({ meaning }: SceneWord): string | undefined {
  if (meaning.kind === 'head') return `head:${meaning.list}`;
  if (meaning.kind === 'page' && meaning.at === 8) return `page:${meaning.page}`;
  return undefined;
}
