/** The gaps that pages left behind on the lists they were last met on. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { listWalk } from '../kernel/lists.ts';
import type { State } from '../machine/state.ts';
import type { Chain, LeftMark } from './chain.ts';

/** States before a moment, the latest last: an array, or what reads them where they are. */
export type Earlier = Pick<readonly State[], 'length' | 'at'>;

/** For each list, the gaps that pages left which lie on no list now. */
export function leftMarks(
  compiled: CompiledScenario,
  earlier: Earlier,
  gone: readonly string[],
  chains: readonly Chain[],
): ReadonlyMap<string, readonly LeftMark[]> {
  const marks = new Map<string, LeftMark[]>();
  const open = new Set(gone);
  for (let back = earlier.length - 1; back >= 0 && open.size > 0; back--) {
    const state = earlier.at(back);
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
