/**
 * The boxes of one list in the order of the walk, what only a walk backwards finds, and the pages that
 * hang half linked below it.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { ListHead } from '../kernel/list-head.ts';
import { listWalk } from '../kernel/lists.ts';
import type { State } from '../machine/state.ts';
import type { Cues } from './cue.ts';
import { headNode, pageNode, type SceneNode, targetOf } from './scene-node.ts';

/** A page whose words or neighbours already point across, while the walk does not meet it. */
interface HangingNode {
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

interface Reading {
  readonly compiled: CompiledScenario;
  readonly state: State;
  readonly cues: Cues;
}

/** The chain of a list; a page that another list has already drawn ends it. */
export function chainOf(
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

/** Pages, of those on no list, that are half linked to this one while it is being changed. */
export function hangingOf(chain: Chain, nodes: readonly SceneNode[]): readonly HangingNode[] {
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
