/**
 * What lies where at one moment, before anything is placed: which boxes form which chain, which page
 * hangs half linked below one, which lies on no list. Read from the words, by following them.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { ListHead } from '../kernel/list-head.ts';
import { listWalk } from '../kernel/lists.ts';
import { type PlacedPage, ghostAt, lruOffset, viewOf } from '../kernel/memory-map.ts';
import { pageWords } from '../kernel/page-words.ts';
import { pagevecs } from '../kernel/pagevecs.ts';
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

/** A page whose words or neighbours already point across, while the walk does not meet it. */
export interface HangingNode {
  readonly node: SceneNode;
  /** Index into `nodes`: it hangs below the gap behind this one. */
  readonly after: number;
}

/** Where a page that lies on no list was last met on this one. */
export interface LeftMark {
  readonly page: string;
  readonly after: number;
}

export interface Chain {
  readonly head: ListHead;
  /** The head first, then pages in the order of the walk. */
  readonly nodes: readonly SceneNode[];
  /** Index of the last node that following `next` reaches; behind it, what `prev` finds from the head. */
  readonly reached: number;
  readonly closed: boolean;
  /** Somebody may be in the middle of changing it: its lock is held, or nobody else can see it. */
  readonly changing: boolean;
  readonly hanging: readonly HangingNode[];
  readonly left: readonly LeftMark[];
}

export interface ScenePagevec {
  readonly name: string;
  readonly cpu: number;
  readonly slots: number;
  readonly queued: readonly QueuedPage[];
}

export interface QueuedPage {
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
  earlier: readonly State[],
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

function headNode(compiled: CompiledScenario, state: State, cues: Cues, head: ListHead): SceneNode {
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

interface Reading {
  readonly compiled: CompiledScenario;
  readonly state: State;
  readonly cues: Cues;
}

function chainOf(
  { compiled, state, cues }: Reading,
  head: ListHead,
  drawn: ReadonlySet<string>,
): Chain {
  const byName = new Map(compiled.pages.map((page) => [page.name, page]));
  const node = (name: string): SceneNode | undefined => {
    const page = byName.get(name);
    return page === undefined ? undefined : pageNode(compiled, state, cues, page);
  };
  const walk = listWalk(compiled, state, head);
  const start = headNode(compiled, state, cues, head);
  const nodes = [start];
  for (const name of walk.pages) {
    if (drawn.has(name)) break;
    const next = node(name);
    if (next !== undefined) nodes.push(next);
  }
  const reached = nodes.length - 1;
  if (!walk.closed) nodes.push(...foundBackwards(start, node, new Set([...drawn, ...walk.pages])));
  const held = head.lock !== undefined && compiled.machine.holder(state, head.lock) !== undefined;
  return {
    head,
    nodes,
    reached,
    closed: walk.closed,
    changing: held || head.lock === undefined,
    hanging: [],
    left: [],
  };
}

/** Pages met by following `prev` from the head, in the order in which `next` should have met them. */
function foundBackwards(
  head: SceneNode,
  node: (name: string) => SceneNode | undefined,
  met: ReadonlySet<string>,
): readonly SceneNode[] {
  const found: SceneNode[] = [];
  const seen = new Set(met);
  let at = head;
  for (;;) {
    const { meaning } = at.words[1];
    if (meaning.kind !== 'page' || meaning.at !== 8 || seen.has(meaning.page)) return found;
    const before = node(meaning.page);
    if (before === undefined) return found;
    seen.add(before.name);
    found.unshift(before);
    at = before;
  }
}

/** Id of the box that a word points at exactly, if it points at one. */
export function targetOf({ meaning }: SceneWord): string | undefined {
  if (meaning.kind === 'head') return `head:${meaning.list}`;
  if (meaning.kind === 'page' && meaning.at === 8) return `page:${meaning.page}`;
  return undefined;
}

function hangingOf(chain: Chain, nodes: readonly SceneNode[]): readonly HangingNode[] {
  if (!chain.changing) return [];
  const index = new Map(chain.nodes.map((node, position) => [node.id, position]));
  return nodes.flatMap((node) => {
    const next = index.get(targetOf(node.words[0]) ?? '');
    const prev = index.get(targetOf(node.words[1]) ?? '');
    const successor = chain.nodes.findIndex((member) => targetOf(member.words[1]) === node.id);
    const last = chain.nodes.length - 1;
    const before = (position: number): number => (position === 0 ? last : position - 1);
    if (prev !== undefined) return [{ node, after: prev }];
    if (next !== undefined) return [{ node, after: before(next) }];
    if (successor >= 0) return [{ node, after: before(successor) }];
    return [];
  });
}

/** The vector that new pages wait in always, the others only while one of them is not empty. */
function pagevecsOf(compiled: CompiledScenario, state: State): readonly ScenePagevec[] {
  const all = pagevecs(compiled, state);
  const filled = new Set(all.filter(({ pages }) => pages.length > 0).map(({ name }) => name));
  const shown = all.filter(({ name }) => name === all[0]?.name || filled.has(name));
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

/** For each list, the gaps that pages left which lie on no list now. */
function leftMarks(
  compiled: CompiledScenario,
  earlier: readonly State[],
  gone: readonly string[],
  chains: readonly Chain[],
): ReadonlyMap<string, readonly LeftMark[]> {
  const marks = new Map<string, LeftMark[]>();
  const open = new Set(gone);
  for (let back = earlier.length - 1; back >= 0 && open.size > 0; back--) {
    const state = earlier[back];
    if (state === undefined) break;
    for (const [list, pages] of membership(compiled, state)) {
      for (const page of open) {
        const position = pages.indexOf(page);
        if (position < 0) continue;
        open.delete(page);
        const chain = chains.find((candidate) => candidate.head.id === list);
        if (chain === undefined) continue;
        const before = new Set(pages.slice(0, position));
        const after = chain.nodes.findLastIndex((node) => before.has(node.name));
        marks.set(list, [...(marks.get(list) ?? []), { page, after: Math.max(after, 0) }]);
      }
    }
  }
  return marks;
}

const memberships = new WeakMap<State, ReadonlyMap<string, readonly string[]>>();

/** Pages on each list that is not private, by list; kept, because states do not change. */
function membership(
  compiled: CompiledScenario,
  state: State,
): ReadonlyMap<string, readonly string[]> {
  const known = memberships.get(state);
  if (known !== undefined) return known;
  const fresh = new Map(
    compiled.lists
      .filter((head) => head.kind === 'lru')
      .map((head) => [head.id, listWalk(compiled, state, head).pages]),
  );
  memberships.set(state, fresh);
  return fresh;
}
