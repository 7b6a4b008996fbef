/** The text of kept-tree.ts as a tree again, planted on a machine as far as that can do its steps. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Move, State } from '../machine/state.ts';
import { emptyHistory, type History, onBranch, sameMove } from '../trace/history.ts';
import { type KeptNode, type KeptTree, MOST_KEPT } from './kept-tree.ts';

/** The tree of such a text; undefined where it is none, or has more steps than are ever kept. */
export function treeOf(
  text: string,
  tip: number,
  cursor: number,
  left: number,
): KeptTree | undefined {
  const nodes: KeptNode[] = [];
  for (const run of text === '' ? [] : text.split(';')) {
    const [, parent, actor, choice, times = '1'] =
      /^(\d{1,6}):(\d{1,2})(?:=(\d{1,6}))?(?:\*([1-9]\d{0,5}))?$/.exec(run) ?? [];
    const length = Number(times);
    if (parent === undefined || Number(parent) > nodes.length) return undefined;
    if (nodes.length + length > MOST_KEPT) return undefined;
    const move: Move = {
      actor: Number(actor),
      ...(choice === undefined ? {} : { choice: Number(choice) }),
    };
    for (let count = 0; count < length; count += 1) {
      nodes.push({ parent: count === 0 ? Number(parent) : nodes.length, move });
    }
  }
  if (!(tip <= nodes.length && cursor <= nodes.length)) return undefined;
  return { nodes, tip, cursor, left };
}

/** As much of the tree as this machine can do; `lost`: how many steps it cannot, and all after them. */
export function plantedTree(
  { machine }: CompiledScenario,
  tree: KeptTree,
): { readonly history: History; readonly lost: number } {
  const nodes = emptyHistory.nodes.map((node) => ({ ...node, children: [...node.children] }));
  /** By place: where it stands now, and the state there. Those that are lost stand where they hung. */
  const planted: { id: number; state: State | undefined }[] = [
    { id: 0, state: machine.start().state },
  ];
  for (const { parent, move } of tree.nodes) {
    const before = planted[parent];
    const on = before === undefined ? undefined : nodes[before.id];
    if (before === undefined || on === undefined) throw new Error(`no step ${parent} before this`);
    const isPossible =
      before.state !== undefined &&
      machine.moves(before.state).some((one) => sameMove(one, move)) &&
      !on.children.some((child) => sameMove(nodes[child]?.move, move));
    if (before.state === undefined || !isPossible) {
      planted.push({ id: before.id, state: undefined });
      continue;
    }
    const id = nodes.length;
    on.children.push(id);
    nodes.push({ id, parent: before.id, move, depth: on.depth + 1, children: [] });
    planted.push({ id, state: machine.step(before.state, move).state });
  }
  const shown = { nodes, tip: planted[tree.tip]?.id ?? 0, cursor: 0 };
  const history = onBranch(shown, planted[tree.cursor]?.id ?? 0);
  return { history, lost: tree.nodes.length + 1 - nodes.length };
}
