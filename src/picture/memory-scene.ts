/**
 * What lies where at one moment, before anything is placed: which boxes form which chain, which page
 * hangs half linked below one, which lies on no list. Read from the words, by following them.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { ListHead } from '../kernel/list-head.ts';
import { ghostAt, viewOf } from '../kernel/memory-map.ts';
import { pageWords } from '../kernel/page-words.ts';
import { pagevecs } from '../kernel/pagevecs.ts';
import type { State } from '../machine/state.ts';
import { type Chain, chainOf, hangingOf } from './chain.ts';
import type { Cues } from './cue.ts';
import { type Earlier, leftMarks } from './left-mark.ts';
import { pageNode, type SceneNode } from './scene-node.ts';

export interface ScenePagevec {
  readonly name: string;
  readonly cpu: number;
  readonly slots: number;
  readonly queued: readonly QueuedPage[];
}

interface QueuedPage {
  readonly name: string;
  /** PG_lru is set already. */
  readonly onLru: boolean;
}

export interface MemoryScene {
  readonly chains: readonly Chain[];
  /** Pages on no list. Those that only wait in a pagevec are drawn there. */
  readonly loose: readonly SceneNode[];
  readonly pagevecs: readonly ScenePagevec[];
}

const alwaysShown = new Set(['inactive_file', 'active_file']);

/**
 * The scene of a state. `earlier` are the states before it, the latest last: where a page on no list
 * was met before tells where to draw the gap that it left.
 */
export function memoryScene(
  compiled: CompiledScenario,
  state: State,
  cues: Cues,
  earlier: Earlier,
): MemoryScene {
  const drawn = new Set<string>();
  const chains: Chain[] = [];
  for (const head of compiled.lists) {
    if (!exists(compiled, state, head)) continue;
    const chain = chainOf({ compiled, state, cues }, head, drawn);
    if (chain.nodes.length === 1 && chain.closed && !alwaysShown.has(head.id)) continue;
    chains.push(chain);
    for (const node of chain.nodes) drawn.add(node.name);
  }
  const vectors = pagevecsOf(compiled, state);
  const queued = new Set(vectors.flatMap((pagevec) => pagevec.queued.map((page) => page.name)));
  const off = compiled.pages.filter((page) => !drawn.has(page.name));
  const nodes = off.map((page) => pageNode(compiled, state, cues, page));
  const hung = chains.map((chain) => ({ ...chain, hanging: hangingOf(chain, nodes) }));
  const hanging = new Set(hung.flatMap((chain) => chain.hanging.map(({ node }) => node.name)));
  const loose = nodes.filter((node) => {
    if (hanging.has(node.name)) return false;
    return !queued.has(node.name) || isPinned(compiled, state, node.name);
  });
  const gone = off.filter((page) => !hanging.has(page.name)).map((page) => page.name);
  const left = leftMarks(compiled, earlier, gone, hung);
  return {
    chains: hung.map((chain) => ({ ...chain, left: left.get(chain.head.id) ?? [] })),
    loose,
    pagevecs: vectors,
  };
}

/** A private list is there only while the function runs whose local it is. */
function exists({ map }: CompiledScenario, state: State, head: ListHead): boolean {
  const linked = map.nodeAt.get(head.address)?.linked ?? -1;
  return head.kind !== 'private' || linked < 0 || ghostAt(viewOf(state), linked) > 0;
}

/** The vector that new pages wait in always, the others only while they are not empty. */
function pagevecsOf(compiled: CompiledScenario, state: State): readonly ScenePagevec[] {
  const all = pagevecs(compiled, state);
  const shown = all.filter(({ name, pages }) => name === all[0]?.name || pages.length > 0);
  return shown.map(({ name, cpu, size, pages }) => ({
    name,
    cpu,
    slots: size,
    queued: pages.map((queued) => ({
      name: queued ?? '?',
      onLru: queued !== undefined && flagsOf(compiled, state, queued).includes('PG_lru'),
    })),
  }));
}

function flagsOf(compiled: CompiledScenario, state: State, name: string): readonly string[] {
  const page = compiled.pages.find((candidate) => candidate.name === name);
  return page === undefined ? [] : pageWords(compiled, state, page).flagNames;
}

function isPinned(compiled: CompiledScenario, state: State, name: string): boolean {
  const page = compiled.pages.find((candidate) => candidate.name === name);
  if (page === undefined) return false;
  const words = pageWords(compiled, state, page);
  return words.saysPinned || words.pins > 0;
}
