/**
 * A tree of schedules as text: runs of steps of one actor, each hung on an earlier step.
 * Bounded, so that nothing that is tried fills the storage or makes a reload long.
 */
import type { Move } from '../machine/state.ts';
import { type History, pathOf, sameMove } from '../trace/history.ts';

/** Steps that are kept: more than anybody takes by hand, replayed in less than a second. */
export const MOST_KEPT = 5000;

export interface KeptNode {
  /** Place of the step before, 1-based; 0 is the start. Always an earlier one. */
  readonly parent: number;
  readonly move: Move;
}

export interface KeptTree {
  /** In the order in which they were tried; the first has place 1. */
  readonly nodes: readonly KeptNode[];
  /** Place of the end of the shown branch, and of the moment shown. */
  readonly tip: number;
  readonly cursor: number;
  /** Steps of other futures that were too many. */
  readonly left: number;
}

/** What is kept of a history: the shown branch first, then the other futures, the latest first. */
export function keptTree(history: History, most: number): KeptTree {
  const path = pathOf(history);
  const last = lastKept.get(path);
  const kept = last?.most === most ? last.kept : placedTree(history, most);
  lastKept.set(path, { most, kept });
  const { nodes, tip, left, places } = kept;
  return { nodes, tip, left, cursor: places.get(history.cursor) ?? tip };
}

/** A tree without its cursor, and the place of each node that is kept. */
interface PlacedTree extends Omit<KeptTree, 'cursor'> {
  readonly places: ReadonlyMap<number, number>;
}

/** By shown branch of a tree: a cursor that moves along it changes nothing of what is kept. */
const lastKept = new WeakMap<
  ReturnType<typeof pathOf>,
  { readonly most: number; readonly kept: PlacedTree }
>();

function placedTree(history: History, most: number): PlacedTree {
  const chosen = new Set<number>(
    pathOf(history)
      .slice(0, most + 1)
      .map((node) => node.id),
  );
  for (let id = history.nodes.length - 1; id > 0 && chosen.size <= most; id -= 1) {
    const missing: number[] = [];
    for (let at = id; !chosen.has(at); at = history.nodes[at]?.parent ?? 0) missing.push(at);
    if (chosen.size + missing.length > most + 1) break;
    for (const one of missing) chosen.add(one);
  }
  const places = new Map<number, number>();
  const nodes: KeptNode[] = [];
  for (const { id, parent, move } of history.nodes) {
    if (!chosen.has(id)) continue;
    places.set(id, places.size);
    if (move !== undefined) nodes.push({ parent: places.get(parent) ?? 0, move });
  }
  const last = pathOf(history).findLast((node) => chosen.has(node.id));
  const tip = places.get(last?.id ?? 0) ?? 0;
  return { nodes, tip, left: history.nodes.length - chosen.size, places };
}

/** `0:1*5;2:0*3;8:0=1`: five steps of actor 1 from the start, three of actor 0 after the second, … */
export function treeText({ nodes }: Pick<KeptTree, 'nodes'>): string {
  const text = texts.get(nodes) ?? writtenTree(nodes);
  texts.set(nodes, text);
  return text;
}

const texts = new WeakMap<KeptTree['nodes'], string>();

function writtenTree(nodes: KeptTree['nodes']): string {
  const runs: { text: string; parent: number; move: Move; length: number }[] = [];
  nodes.forEach(({ parent, move }, index) => {
    const last = runs.at(-1);
    if (last !== undefined && parent === index && sameMove(last.move, move)) {
      last.length += 1;
      return;
    }
    const choice = move.choice === undefined ? '' : `=${move.choice}`;
    runs.push({ text: `${parent}:${move.actor}${choice}`, parent, move, length: 1 });
  });
  return runs.map(({ text, length }) => (length === 1 ? text : `${text}*${length}`)).join(';');
}
