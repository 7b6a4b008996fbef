/** Lists walked by following the words from their head, as the kernel would. */

import type { State } from '../machine/state.ts';
import type { CompiledScenario } from './compiled-scenario.ts';
import type { ListHead } from './list-head.ts';
import { type ListNode, type MemoryMap, ghostAt, viewOf } from './memory-map.ts';

/** A word that does not lead on: `at` is the page it lies in, or `head`. */
export interface Astray {
  readonly at: string;
  readonly word: 8 | 16;
  readonly value: bigint;
}

export interface ListWalk {
  readonly head: ListHead;
  /** Pages met by following `next` from the head, until the list closes or goes astray. */
  readonly pages: readonly string[];
  /** The walk came back to the head. */
  readonly closed: boolean;
  /** Every `prev` on the way, the head's too, points at the one before. */
  readonly backwards: boolean;
  /** The first word that leads nowhere, to another list, in a circle, or back to the wrong one. */
  readonly astray?: Astray;
}

/**
 * False for a private list whose function is not running: its head is a dead variable on some stack,
 * and what it still points at means nothing.
 */
export function listExists(compiled: CompiledScenario, state: State, head: ListHead): boolean {
  if (head.kind !== 'private') return true;
  const node = compiled.map.nodeAt.get(head.address);
  return node !== undefined && ghostAt(viewOf(state), node.linked) === 1;
}

/** The walk along one list. */
export function listWalk(compiled: CompiledScenario, state: State, head: ListHead): ListWalk {
  const { map } = compiled;
  const start = map.nodeAt.get(head.address);
  if (start === undefined) throw new Error(`${head.id} is no list of this scenario`);
  const view = viewOf(state);
  const pages: string[] = [];
  const met = new Set<ListNode>();
  let backAstray: Astray | undefined;
  let node = start;
  for (;;) {
    const value = view.getBigUint64(node.next, true);
    const next = map.nodeAt.get(value);
    const leads = next === start || (next?.page !== undefined && !met.has(next));
    if (next === undefined || !leads) {
      const astray = backAstray ?? { at: nodeName(map, node), word: 8, value };
      return { head, pages, closed: false, backwards: backAstray === undefined, astray };
    }
    const back = view.getBigUint64(next.prev, true);
    if (back !== node.address && backAstray === undefined) {
      backAstray = { at: nodeName(map, next), word: 16, value: back };
    }
    if (next === start) break;
    met.add(next);
    pages.push(nodeName(map, next));
    node = next;
  }
  const closed = { head, pages, closed: true, backwards: backAstray === undefined };
  return backAstray === undefined ? closed : { ...closed, astray: backAstray };
}

function nodeName(map: MemoryMap, node: ListNode): string {
  return node.page === undefined ? 'head' : (map.pages[node.page]?.page.name ?? 'head');
}
