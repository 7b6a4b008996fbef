/**
 * What a word looks like when it stands where a pointer belongs: computed from its meaning and from
 * where its box stands, never from what it ought to be.
 */
import type { WordMeaning } from '../kernel/word-meaning.ts';
import { hexTail } from './hex-word.ts';
import type { Chain } from './chain.ts';
import { type SceneNode, type SceneWord, targetOf } from './scene-node.ts';

/**
 * - `link`: an arrow to a box. `whole` as a walk expects it, `half` in the middle of a change under
 *   the lock, `wrong` otherwise.
 * - `loop`: its own address. `earth`: poison. `stop`: a number, which is read out.
 * - `tail`: bit 0 is set, the rest is the address of a page.
 * - `away`: the address of a box that is not beside this one; named instead of drawn.
 * - `astray`: no address of anything here.
 */
export type Edge =
  | { readonly kind: 'link'; readonly to: string; readonly style: 'whole' | 'half' | 'wrong' }
  | { readonly kind: 'loop'; readonly wrong: boolean }
  | { readonly kind: 'earth'; readonly wrong: boolean }
  | { readonly kind: 'stop'; readonly reading: string; readonly wrong: boolean }
  | { readonly kind: 'tail'; readonly page: string }
  | { readonly kind: 'away'; readonly reading: string; readonly wrong: boolean }
  | { readonly kind: 'astray'; readonly reading: string };

/** 0: next, word 8, leaves to the right. 1: prev, word 16, leaves to the left. */
export type Row = 0 | 1;

/** The edge of a word of a box on a list; `index` is the box's place in `chain.nodes`. */
export function memberEdge(chain: Chain, index: number, row: Row): Edge {
  const node = chain.nodes[index];
  if (node === undefined) throw new Error(`${chain.head.id} has no box ${index}`);
  const word = node.words[row];
  const { meaning } = word;
  const wrong = !chain.changing;
  const to = targetOf(word);
  if (to !== undefined) {
    const here = chain.nodes.some((candidate) => candidate.id === to);
    const hangs = chain.hanging.some((hanging) => hanging.node.id === to);
    if (expected(chain, index, row) === to) return { kind: 'link', to, style: 'whole' };
    if (to === node.id) return { kind: 'loop', wrong };
    if (here || hangs) return { kind: 'link', to, style: chain.changing ? 'half' : 'wrong' };
    return { kind: 'away', reading: `→ ${placeName(meaning)}`, wrong };
  }
  return plainEdge(word, wrong);
}

/** The edge of a word of a page that hangs half linked below `chain`. */
export function hangingEdge(chain: Chain, node: SceneNode, row: Row): Edge {
  const word = node.words[row];
  const to = targetOf(word);
  if (to !== undefined && chain.nodes.some((candidate) => candidate.id === to)) {
    return { kind: 'link', to, style: 'half' };
  }
  return looseEdge(node, row);
}

/** The edge of a word of a page on no list. */
export function looseEdge(node: SceneNode, row: Row): Edge {
  const word = node.words[row];
  const to = targetOf(word);
  if (to === node.id) return { kind: 'loop', wrong: false };
  if (to !== undefined)
    return { kind: 'away', reading: `→ ${placeName(word.meaning)}`, wrong: false };
  return plainEdge(word, false);
}

/** The box that a whole list has at the end of this word. */
function expected(chain: Chain, index: number, row: Row): string | undefined {
  const last = chain.nodes.length - 1;
  const neighbour = row === 0 ? (index === last ? 0 : index + 1) : index === 0 ? last : index - 1;
  return chain.nodes[neighbour]?.id;
}

function plainEdge({ value, meaning }: SceneWord, wrong: boolean): Edge {
  switch (meaning.kind) {
    case 'poison':
      return { kind: 'earth', wrong };
    case 'number':
      return { kind: 'stop', reading: String(meaning.value), wrong };
    case 'poison-count':
      return { kind: 'stop', reading: String(meaning.count), wrong };
    case 'tail':
      return { kind: 'tail', page: meaning.page };
    case 'compound':
      return { kind: 'stop', reading: `order ${meaning.order}`, wrong };
    case 'device':
      return { kind: 'away', reading: '→ its device', wrong };
    case 'page':
    case 'head':
    case 'off':
    case 'foreign':
      return { kind: 'astray', reading: astrayReading(meaning, value) };
  }
}

/** Why a value is no address of a box: `1 short of B`, `no object at …1234`. */
export function astrayReading(meaning: WordMeaning, value: bigint): string {
  if (meaning.kind === 'off') {
    const by = Math.abs(meaning.by);
    return `${by} ${meaning.by < 0 ? 'short of' : 'past'} ${placeName(meaning.of)}`;
  }
  if (meaning.kind === 'page' && meaning.at === 0) return `page ${meaning.page} itself, 8 short`;
  return `no object at ${hexTail(value)}`;
}

/** How a place is called in a few letters: `B`, `head of inactive_file`. */
export function placeName(meaning: WordMeaning): string {
  if (meaning.kind === 'page') return meaning.page;
  if (meaning.kind === 'head') return `head of ${meaning.list}`;
  return meaning.kind;
}
