/** A page or a list head as a box: header strip with its letter, and under it the two words. */
import type { Density } from './density.ts';
import type { BoxPattern, BoxWord, PageBox } from './drawing.ts';
import type { Edge } from './edge.ts';
import { hexTail } from './hex-word.ts';
import type { Place } from './ladder.ts';
import type { SceneWord } from './scene-node.ts';

export interface BoxLook {
  readonly density: Density;
  readonly edges: readonly [Edge, Edge];
  readonly pattern?: BoxPattern;
  readonly underLens: boolean;
  /** Font size of the words. */
  readonly word: number;
}

/** The box of a place. */
export function pageBox({ node, x, y, width, height, header }: Place, look: BoxLook): PageBox {
  const words = header < height;
  const word = Math.min(look.word, Math.floor(((width - 12) / (5 * 0.6)) * 2) / 2);
  const name = words ? (width > 100 ? 17 : 15) : 14;
  return {
    kind: 'box',
    id: node.id,
    head: node.kind === 'head',
    x,
    y,
    width,
    height,
    header,
    name: node.name,
    ...(node.pfn === undefined || !words || width < 60 ? {} : { pfn: node.pfn.toString(16) }),
    ...(look.pattern === undefined ? {} : { pattern: look.pattern }),
    ...(words
      ? { words: [boxWord(node.words[0], look.edges[0]), boxWord(node.words[1], look.edges[1])] }
      : {}),
    size: { name: node.kind === 'head' ? 12 : name, word },
    underLens: look.underLens,
  };
}

function boxWord(word: SceneWord, edge: Edge): BoxWord {
  const corrupt = edge.kind === 'astray' || ('wrong' in edge && edge.wrong);
  return {
    text: hexTail(word.value),
    corrupt,
    ...(word.cue === undefined ? {} : { cue: word.cue }),
  };
}
