/**
 * Two actors, each along its axis: a schedule is a way to the right and down, a field is where the two
 * are, and where nothing is drawn they can never be together. Everybody else is summed up: a field
 * holds all states in which the two are there, whatever devices, interrupts and words are like.
 *
 *     CPU0 runs →
 *     C ▓▓▒▒░░
 *     P ▒▒░  ░    the post of a critical pair stands at the corner between the four fields in which
 *     U ░░●  ░    each of its two steps is still ahead or done: on one side of it the first was
 *     1 ░░░░░░    made first, on the other the second
 */
import type { Move } from '../machine/state.ts';
import { actorName } from '../kernel/actor-name.ts';
import { progressOf } from './axis-order.ts';
import {
  callsAt,
  type CallSpan,
  callText,
  innerSpans,
  type MappedProgram,
  outerSpans,
} from './call-site.ts';
import {
  corners,
  countText,
  type MapLabel,
  type MapPoint,
  shades,
  type StateMap,
} from './state-map-parts.ts';
import {
  brokenStates,
  groupedStates,
  positionIn,
  type StateSpace,
  statesOn,
} from './state-space.ts';
import { textWidth } from './text-width.ts';

export interface StateMapInput extends MappedProgram {
  /** Of the frame, in px. */
  readonly width: number;
  readonly height: number;
  /** Id of the property whose broken states are marked; absent: any. */
  readonly property?: string;
  readonly schedule?: readonly Move[];
  /** Two steps of the schedule, counted from 0. */
  readonly pair?: { readonly first: number; readonly second: number };
}

/** Room for the labels. */
const LEFT = 44;
const TOP = 46;
/** Fields are no larger than this, and places share one where they would be smaller than that. */
const LARGEST = 20;
const SMALLEST = 3;

/** `axes`: the two actors, the one to the right first. */
export function progressMap(input: StateMapInput, axes: readonly [number, number]): StateMap {
  const { space, width, height, property } = input;
  const x = new Axis(input, axes[0], width - LEFT);
  const y = new Axis(input, axes[1], height - TOP);
  const [cellWidth, cellHeight] = [x.cell, y.cell];
  const at = (column: number, row: number): MapPoint => ({
    x: rounded(LEFT + column * cellWidth),
    y: rounded(TOP + row * cellHeight),
  });
  const middleOf = (state: number): MapPoint =>
    at(x.columnIn(state) + 0.5, y.columnIn(state) + 0.5);

  const groups = groupedStates(
    space,
    brokenStates(space, property),
    (state) => y.columnIn(state) * x.columns + x.columnIn(state),
  );
  const dark = shades([...groups.values()].map(({ weight }) => weight));
  const cells = [...groups].map(([key, group], index) => {
    const column = key % x.columns;
    const row = Math.floor(key / x.columns);
    const where = `${x.sentences[column]}, ${y.sentences[row]}`;
    return {
      column,
      row,
      ...at(column, row),
      width: rounded(cellWidth - gap(cellWidth)),
      height: rounded(cellHeight - gap(cellHeight)),
      shade: dark[index] ?? 0,
      states: group.states,
      broken: group.broken,
      state: group.representative,
      title: `${where}: ${countText(group.states, group.broken)}`,
    };
  });
  const states = statesOn(space, input.schedule ?? []);
  const post = postOf(input, axes, states);
  return {
    kind: 'progress',
    width: rounded(LEFT + x.columns * cellWidth),
    // The name of the axis runs down: a map of few rows is as high as that needs.
    height: rounded(TOP + Math.max(y.columns * cellHeight, textWidth(axisName(y), 12) + 4)),
    cells: cells.toSorted((a, b) => a.row - b.row || a.column - b.column),
    labels: [...xLabels(x), ...yLabels(y)],
    edges: [],
    path: input.schedule === undefined ? [] : corners(states.map(middleOf)),
    ...(post === undefined ? {} : { pair: at(x.behind(post.x), y.behind(post.y)) }),
  };
}

const rounded = (px: number): number => Math.round(px * 100) / 100;

/** Between two fields: a hair, and nothing where they are hardly wider than that. */
const gap = (size: number): number => (size < 3 ? 0 : 0.8);

/** The states before the two steps of the pair: the one of the actor along x, the other's. */
function postOf(
  { schedule, pair }: StateMapInput,
  [x, y]: readonly [number, number],
  states: readonly number[],
): { readonly x: number; readonly y: number } | undefined {
  if (schedule === undefined || pair === undefined) return undefined;
  const stepOf = (actor: number): number | undefined =>
    [pair.first, pair.second].find((step) => schedule[step]?.actor === actor);
  const [across, down] = [stepOf(x), stepOf(y)];
  if (across === undefined || down === undefined) return undefined;
  const [acrossState, downState] = [states[across], states[down]];
  if (acrossState === undefined || downState === undefined) return undefined;
  return { x: acrossState, y: downState };
}

/** One actor along an axis. */
class Axis {
  readonly name: string;
  readonly columns: number;
  /** Width of a column, height of a row. */
  readonly cell: number;
  /** By column: `CPU0 in slow_pin`. */
  readonly sentences: readonly string[];
  /** What the script calls, and what those calls consist of. */
  readonly outer: readonly CallSpan[];
  readonly inner: readonly CallSpan[];
  readonly #space: StateSpace;
  readonly #actor: number;
  /** By operation: its place among the others. */
  readonly #places: Int32Array;
  /** Places that share a column. */
  readonly #perColumn: number;

  /** `room`: in px. */
  constructor(mapped: MappedProgram, actor: number, room: number) {
    const { space, program } = mapped;
    const found = program.actors[actor];
    const places = progressOf(space, actor);
    const calls = places.map((place) => callsAt(mapped, actor, place));
    this.name = found === undefined ? `actor ${actor}` : actorName(found);
    this.outer = outerSpans(calls);
    this.inner = this.outer.flatMap((span) => innerSpans(calls, span));
    this.#space = space;
    this.#actor = actor;
    this.#places = new Int32Array(Math.max(0, ...places) + 1);
    for (const [index, place] of places.entries()) this.#places[place] = index;
    this.#perColumn = Math.ceil((places.length * SMALLEST) / Math.max(room, SMALLEST));
    this.columns = Math.ceil(places.length / this.#perColumn);
    this.cell = rounded(Math.min(LARGEST, room / this.columns));
    this.sentences = Array.from({ length: this.columns }, (_, column) => {
      const call = calls[column * this.#perColumn]?.[0];
      return callText(mapped, actor, call?.name ?? '');
    });
  }

  columnIn(state: number): number {
    return Math.floor(this.#placeIn(state) / this.#perColumn);
  }

  /** Where the place of a state ends, in columns. */
  behind(state: number): number {
    return (this.#placeIn(state) + 1) / this.#perColumn;
  }

  /** Where a span of places begins, and how long it is, in px. */
  extent({ from, to }: CallSpan): { readonly from: number; readonly length: number } {
    const place = this.cell / this.#perColumn;
    return { from: from * place, length: (to - from + 1) * place };
  }

  #placeIn(state: number): number {
    return this.#places[positionIn(this.#space, state, this.#actor)] ?? 0;
  }
}

const axisName = ({ name }: Axis): string => `${name} runs →`;

/** Labels stand where there is room for them. */
function xLabels(axis: Axis): readonly MapLabel[] {
  const label = (tier: 1 | 2, span: CallSpan): readonly MapLabel[] => {
    const { from, length } = axis.extent(span);
    if (textWidth(span.name, 11) > length) return [];
    const place = { x: rounded(LEFT + from), y: tier === 1 ? 27 : 40 };
    return [{ axis: 'x', tier, text: span.name, size: 11, ...place, upright: false }];
  };
  return [
    { axis: 'x', tier: 0, text: axisName(axis), size: 12, x: LEFT, y: 12, upright: false },
    ...axis.outer.flatMap((span) => label(1, span)),
    ...axis.inner.flatMap((span) => label(2, span)),
  ];
}

function yLabels(axis: Axis): readonly MapLabel[] {
  const label = (tier: 1 | 2, span: CallSpan): readonly MapLabel[] => {
    const { from, length } = axis.extent(span);
    if (textWidth(span.name, 11) > length) return [];
    const place = { x: tier === 1 ? 20 : 34, y: rounded(TOP + from) };
    return [{ axis: 'y', tier, text: span.name, size: 11, ...place, upright: true }];
  };
  return [
    { axis: 'y', tier: 0, text: axisName(axis), size: 12, x: 5, y: TOP, upright: true },
    ...axis.outer.flatMap((span) => label(1, span)),
    ...axis.inner.flatMap((span) => label(2, span)),
  ];
}
