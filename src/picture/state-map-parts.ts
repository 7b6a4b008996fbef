/** What a map of the state space is made of, in px from its top left corner. A view draws these. */

/** Some states, drawn as one field; a click opens a schedule to `state`. */
export interface MapCell {
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** 0.1 … 1: how much time a scheduler without a plan spends there, on a logarithmic scale. */
  readonly shade: number;
  /** How many states it stands for, and how many of them are broken. */
  readonly states: number;
  readonly broken: number;
  /** Number of the state that stands for the others: a broken one if there is one. */
  readonly state: number;
  /** Who is where, how many states, how many broken: as a sentence. */
  readonly title: string;
}

export interface MapLabel {
  readonly axis: 'x' | 'y';
  /** 0: the axis itself; 1: what the script calls; 2: what that calls. */
  readonly tier: 0 | 1 | 2;
  readonly text: string;
  readonly size: number;
  /** Baseline; for an upright label, where it begins, reading downwards. */
  readonly x: number;
  readonly y: number;
  readonly upright: boolean;
}

export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

/** From one class of states to another. */
export interface MapEdge {
  readonly from: number;
  readonly to: number;
  readonly d: string;
}

export interface StateMap {
  /** `progress`: two actors, each along its axis. `collapsed`: classes of states by depth. */
  readonly kind: 'progress' | 'collapsed';
  readonly width: number;
  readonly height: number;
  readonly cells: readonly MapCell[];
  readonly labels: readonly MapLabel[];
  /** Rows of a collapsed map that have a way from one to the other. */
  readonly edges: readonly MapEdge[];
  /** The way of the schedule, its corners only, from the start on. */
  readonly path: readonly MapPoint[];
  /** The critical pair: a post that the schedule passes on the wrong side. */
  readonly pair?: MapPoint;
}

/** The cell at a place; undefined where no state is. */
export function cellAt({ cells }: StateMap, { x, y }: MapPoint): MapCell | undefined {
  return cells.find(
    (cell) => x >= cell.x && x < cell.x + cell.width && y >= cell.y && y < cell.y + cell.height,
  );
}

/** `M4 3H10V20` */
export function pathText(points: readonly MapPoint[]): string {
  return points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

/** The way of the schedule up to the edge of its last cell: an arrowhead would hide a small one. */
export function pathToEdge(map: StateMap): readonly MapPoint[] {
  const { path } = map;
  const [before, last] = path.slice(-2);
  if (before === undefined || last === undefined) return path;
  const cell = cellAt(map, last);
  if (cell === undefined) return path;
  const [dx, dy] = [last.x - before.x, last.y - before.y];
  const length = Math.hypot(dx, dy);
  const back = Math.abs(dx) > Math.abs(dy) ? cell.width / 2 : cell.height / 2;
  if (length <= back) return path;
  const part = (length - back) / length;
  return [...path.slice(0, -1), { x: before.x + dx * part, y: before.y + dy * part }];
}

/** Without the points in the middle of straight lines, and without repetitions. */
export function corners(points: readonly MapPoint[]): readonly MapPoint[] {
  const kept: MapPoint[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last?.x === point.x && last.y === point.y) continue;
    const before = kept.at(-2);
    const isStraight =
      last !== undefined &&
      before !== undefined &&
      ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y));
    if (isStraight) kept.pop();
    kept.push(point);
  }
  return kept;
}

/** Least shade of a cell: it can be told from none. */
const FAINTEST = 0.1;

/** Powers of ten between the darkest cell and one that is hardly to be seen, at most. */
const DECADES = 12;

/** Shades of weights, 1 for the heaviest; endless weights are as dark as can be. */
export function shades(weights: readonly number[]): readonly number[] {
  const finite = weights.filter((weight) => weight > 0 && weight < Infinity);
  const most = finite.reduce((a, b) => Math.max(a, b), 0);
  const least = finite.reduce((a, b) => Math.min(a, b), most);
  const decades = Math.min(DECADES, most > least ? Math.log10(most / least) : 1);
  return weights.map((weight) => {
    if (weight === Infinity) return 1;
    if (weight <= 0) return FAINTEST;
    const part = 1 + Math.log10(weight / most) / decades;
    return Math.round((FAINTEST + (1 - FAINTEST) * Math.max(0, part)) * 1000) / 1000;
  });
}

/** `12 states, 3 of them broken` */
export function countText(states: number, broken: number): string {
  const all = `${states} ${states === 1 ? 'state' : 'states'}`;
  if (broken === 0) return all;
  if (broken === states) return `${all}, broken`;
  return `${all}, ${broken} of them broken`;
}
