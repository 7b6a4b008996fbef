/**
 * Any number of actors: a row is a class of states, by what the CPUs are doing; a column is how far
 * states are from the start. Lines lead from a class to the classes that come next.
 */
import type { StateMapInput } from './progress-map.ts';
import { type StateClasses, stateClasses } from './state-classes.ts';
import {
  corners,
  countText,
  type MapEdge,
  type MapLabel,
  type MapPoint,
  pathText,
  shades,
  type StateMap,
} from './state-map-parts.ts';
import { brokenStates, groupedStates, type StateSpace, statesOn } from './state-space.ts';
import { textWidth } from './text-width.ts';

const TOP = 24;
/** Rows are no higher, columns no wider. */
const HIGHEST = 18;
const WIDEST = 12;
/** No more columns than fields of this width fit in. */
const NARROWEST = 4;
const LABEL_SIZE = 11;

/** `actors`: those whose calls make the classes. */
export function collapsedMap(input: StateMapInput, actors: readonly number[]): StateMap {
  const { space, width, height, property } = input;
  const broken = brokenStates(space, property);
  const classes = stateClasses(input, actors, broken);
  const names = classes.classes.map(({ calls }) => calls.join(' · '));
  const left = rounded(
    Math.min(width / 2, Math.max(...names.map((name) => textWidth(name, LABEL_SIZE))) + 12),
  );
  const depth = space.depths.reduce((most, each) => Math.max(most, each), 0);
  const most = Math.max(1, Math.floor((width - left) / NARROWEST));
  const perColumn = Math.ceil((depth + 1) / most);
  const columns = Math.ceil((depth + 1) / perColumn);
  const cellWidth = rounded(Math.min(WIDEST, (width - left) / columns));
  const cellHeight = rounded(Math.min(HIGHEST, (height - TOP) / names.length));
  const columnOf = (state: number): number => Math.floor((space.depths[state] ?? 0) / perColumn);
  const at = (column: number, row: number): MapPoint => ({
    x: rounded(left + column * cellWidth),
    y: rounded(TOP + row * cellHeight),
  });
  const middleOf = (state: number): MapPoint =>
    at(columnOf(state) + 0.5, (classes.classOf[state] ?? 0) + 0.5);

  const groups = groupedStates(
    space,
    broken,
    (state) => (classes.classOf[state] ?? 0) * columns + columnOf(state),
  );
  const dark = shades([...groups.values()].map(({ weight }) => weight));
  const cells = [...groups].map(([key, group], index) => {
    const column = key % columns;
    const row = Math.floor(key / columns);
    const from = column * perColumn;
    const steps = perColumn === 1 ? `${from}` : `${from} to ${from + perColumn - 1}`;
    const title = classes.classes[row]?.title ?? '';
    return {
      column,
      row,
      ...at(column, row),
      width: rounded(cellWidth - 0.8),
      height: rounded(cellHeight - 0.8),
      shade: dark[index] ?? 0,
      states: group.states,
      broken: group.broken,
      state: group.representative,
      title: `${title}, ${steps} steps from the start: ${countText(group.states, group.broken)}`,
    };
  });
  const states = statesOn(space, input.schedule ?? []);
  return {
    kind: 'collapsed',
    width: rounded(left + columns * cellWidth),
    height: rounded(TOP + names.length * cellHeight),
    cells: cells.toSorted((a, b) => a.row - b.row || a.column - b.column),
    labels: labels(names, left, cellHeight),
    edges: classEdges(space, classes, middleOf),
    path: input.schedule === undefined ? [] : corners(states.map(middleOf)),
  };
}

const rounded = (px: number): number => Math.round(px * 100) / 100;

function labels(names: readonly string[], left: number, cell: number): readonly MapLabel[] {
  const baseline = (row: number): number => rounded(TOP + (row + 0.5) * cell + LABEL_SIZE * 0.36);
  return [
    { axis: 'x', tier: 0, text: 'steps →', size: 12, x: left, y: 14, upright: false },
    ...names.map((text, row): MapLabel => {
      return { axis: 'y', tier: 1, text, size: LABEL_SIZE, x: 0, y: baseline(row), upright: false };
    }),
  ];
}

/** One line for each two classes with a step from one to the other: the first such step. */
function classEdges(
  { graph }: StateSpace,
  { classOf }: StateClasses,
  middleOf: (state: number) => MapPoint,
): readonly MapEdge[] {
  const edges = new Map<string, MapEdge>();
  for (let state = 0; state < graph.states; state++) {
    for (let edge = graph.starts[state] ?? 0; edge < (graph.starts[state + 1] ?? 0); edge++) {
      const target = graph.targets[edge] ?? 0;
      const [from = 0, to = 0] = [classOf[state], classOf[target]];
      const key = `${from}>${to}`;
      if (from === to || edges.has(key)) continue;
      edges.set(key, { from, to, d: pathText([middleOf(state), middleOf(target)]) });
    }
  }
  return [...edges.values()];
}
