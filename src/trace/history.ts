/**
 * The schedules tried so far, as a tree: going back and choosing another actor keeps the old
 * future. Nothing of the machine's state is stored here; a branch is replayed from its moves.
 */
import type { Move } from '../machine/state.ts';

/** One step of one schedule. Nodes are numbered by their place in `History.nodes`. */
export interface HistoryNode {
  readonly id: number;
  /** Node before this step, -1 for the root. */
  readonly parent: number;
  /** Who went; the root has none. */
  readonly move?: Move;
  /** Steps from the root. */
  readonly depth: number;
  /** Oldest first. */
  readonly children: readonly number[];
}

export interface History {
  readonly nodes: readonly HistoryNode[];
  /** Node at the end of the branch that is shown. */
  readonly tip: number;
  /** Node of the present moment; on the shown branch. */
  readonly cursor: number;
}

/** A future that leaves the shown branch. */
export interface Branch {
  /** Depth on the shown branch where it leaves: it was tried after this many steps. */
  readonly from: number;
  /** Its first node. */
  readonly node: number;
  /** Its moves, up to the end that was added last. */
  readonly moves: readonly Move[];
}

export const emptyHistory: History = {
  nodes: [{ id: 0, parent: -1, depth: 0, children: [] }],
  tip: 0,
  cursor: 0,
};

/**
 * The history after `move` at the cursor: goes along a future that already begins with it, else
 * opens a branch. The future that was shown stays in the tree.
 */
export function withMove(history: History, move: Move): History {
  const at = nodeOf(history, history.cursor);
  const known = at.children.find((child) => sameMove(nodeOf(history, child).move, move));
  if (known !== undefined) {
    const tip = isOnBranch(history, known) ? history.tip : latestEnd(history, known);
    return { nodes: history.nodes, tip, cursor: known };
  }
  const id = history.nodes.length;
  const nodes = history.nodes.slice();
  nodes[at.id] = { ...at, children: [...at.children, id] };
  nodes.push({ id, parent: at.id, move, depth: at.depth + 1, children: [] });
  return { nodes, tip: id, cursor: id };
}

/** The history of one schedule, the cursor at its beginning. */
export function historyOf(moves: readonly Move[]): History {
  const nodes: HistoryNode[] = moves.map((move, index) => ({
    id: index + 1,
    parent: index,
    move,
    depth: index + 1,
    children: index + 1 < moves.length ? [index + 2] : [],
  }));
  const root = { id: 0, parent: -1, depth: 0, children: moves.length > 0 ? [1] : [] };
  return { nodes: [root, ...nodes], tip: moves.length, cursor: 0 };
}

/** The cursor moved along the shown branch; `depth` is clamped to it. */
export function atDepth(history: History, depth: number): History {
  const path = pathOf(history);
  const wanted = Math.max(0, Math.min(path.length - 1, Math.trunc(depth)));
  return { ...history, cursor: path[wanted]?.id ?? 0 };
}

/** Shows the branch through `node`, to the end that was added last, with the cursor at `node`. */
export function onBranch(history: History, node: number): History {
  const tip = isOnBranch(history, node) ? history.tip : latestEnd(history, node);
  return { ...history, tip, cursor: node };
}

/** Futures that leave the shown branch, by where they leave it, then oldest first. */
export function branchesAt(history: History): readonly Branch[] {
  const known = knownBranches.get(history.nodes);
  if (known?.tip === history.tip) return known.branches;
  const branches = branchesOf(history);
  knownBranches.set(history.nodes, { tip: history.tip, branches });
  return branches;
}

function branchesOf(history: History): readonly Branch[] {
  const path = pathOf(history);
  const branches: Branch[] = [];
  path.forEach((on, depth) => {
    const shown = path[depth + 1]?.id;
    for (const child of on.children) {
      if (child !== shown) {
        branches.push({ from: depth, node: child, moves: movesFrom(history, child) });
      }
    }
  });
  return branches;
}

/** Moves of the shown branch, beyond the cursor too. */
export function schedule(history: History): readonly Move[] {
  const path = pathOf(history);
  const known = schedules.get(path);
  if (known !== undefined) return known;
  const moves: Move[] = [];
  for (const node of path) if (node.move !== undefined) moves.push(node.move);
  schedules.set(path, moves);
  return moves;
}

/** By path: a cursor that moves along it changes no move. */
const schedules = new WeakMap<readonly HistoryNode[], readonly Move[]>();

/** Steps done at the cursor. */
export function cursorDepth(history: History): number {
  return nodeOf(history, history.cursor).depth;
}

/** Nodes of the shown branch from the root to its tip; index is depth. */
export function pathOf(history: History): readonly HistoryNode[] {
  const known = paths.get(history.nodes);
  if (known?.tip === history.tip) return known.path;
  const path: HistoryNode[] = [];
  for (let id = history.tip; id >= 0;) {
    const node = nodeOf(history, id);
    path.push(node);
    id = node.parent;
  }
  path.reverse();
  paths.set(history.nodes, { tip: history.tip, path });
  return path;
}

/** Whether two moves are the same step: the same actor with the same choice. */
export function sameMove(one: Move | undefined, other: Move | undefined): boolean {
  return one?.actor === other?.actor && one?.choice === other?.choice;
}

/** The last path asked for, per tree: every panel of one frame asks for the same. */
const paths = new WeakMap<readonly HistoryNode[], { tip: number; path: readonly HistoryNode[] }>();

/** The same for the futures that leave a path. */
const knownBranches = new WeakMap<
  readonly HistoryNode[],
  { tip: number; branches: readonly Branch[] }
>();

function nodeOf(history: History, id: number): HistoryNode {
  const node = history.nodes[id];
  if (node === undefined) throw new Error(`no node ${id} in this history`);
  return node;
}

function isOnBranch(history: History, id: number): boolean {
  return pathOf(history)[nodeOf(history, id).depth]?.id === id;
}

function latestEnd(history: History, id: number): number {
  let at = nodeOf(history, id);
  for (let last = at.children.at(-1); last !== undefined; last = at.children.at(-1)) {
    at = nodeOf(history, last);
  }
  return at.id;
}

function movesFrom(history: History, id: number): Move[] {
  const moves: Move[] = [];
  for (let next: number | undefined = id; next !== undefined;) {
    const node: HistoryNode = nodeOf(history, next);
    if (node.move !== undefined) moves.push(node.move);
    next = node.children.at(-1);
  }
  return moves;
}
