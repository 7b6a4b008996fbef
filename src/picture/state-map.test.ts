import { describe, expect, test } from 'vitest';
import { BreadthFirst } from '../explorer/breadth-first.ts';
import { fairVisits } from '../explorer/fair-scheduler.ts';
import { cornerScenarios, scenarios } from '../kernel/scenario.ts';
import { compiledScenario } from '../trace/testing/scheduled.ts';
import { shortestDepths } from '../worker/exploration-map.ts';
import { ScenarioModel } from '../worker/scenario-model.ts';
import { cellAt, pathText, pathToEdge, type StateMap } from './state-map-parts.ts';
import { stateMap, type StateMapInput, stateMapRows } from './state-map.ts';
import { statesOn } from './state-space.ts';

const frame = { width: 456, height: 420 };

/** The map of a scenario with the shortest schedule that breaks a property. */
function mapOf(scenario: string, property: string): StateMapInput {
  const compiled = compiledScenario(scenario);
  const limits = { maxStates: 50_000, graphStates: 50_000 };
  const search = new BreadthFirst(new ScenarioModel(compiled), limits);
  while (search.run(10_000));
  const graph = search.graph();
  if (graph === undefined) throw new Error('no graph');
  const found = search.report().violations.find((one) => one.property === property);
  return {
    space: { graph, depths: shortestDepths(graph), visits: fairVisits(graph).visits },
    program: compiled.program,
    ...frame,
    property,
    ...(found === undefined ? {} : { schedule: found.schedule }),
  };
}

describe('Kara’s race as a progress graph', () => {
  const input = { ...mapOf('kara-race', 'pin-seen'), pair: { first: 62, second: 63 } };
  const map = stateMap(input);

  test('80 places of CPU0 beside 28 of CPU1, of which 1,036 fields are ever taken', () => {
    expect(map.kind).toBe('progress');
    expect(Math.max(...map.cells.map(({ column }) => column)) + 1).toBe(80);
    expect(Math.max(...map.cells.map(({ row }) => row)) + 1).toBe(28);
    expect(map.cells).toHaveLength(1036);
    expect(map.cells.reduce((sum, { states }) => sum + states, 0)).toBe(1280);
  });

  test('the first field is the start, in which every run is once', () => {
    expect(map.cells[0]).toEqual({
      column: 0,
      row: 0,
      x: 44,
      y: 46,
      width: 4.35,
      height: 12.56,
      shade: 0.964,
      states: 1,
      broken: 0,
      state: 0,
      title: 'CPU0 in slow_pin, CPU1 in get_page: 1 state',
    });
  });

  test('the way as it is drawn ends at the edge of its last field, which stays to be seen', () => {
    const [end, drawn] = [map.path.at(-1), pathToEdge(map).at(-1)];
    if (end === undefined || drawn === undefined) throw new Error('there is no way');
    const cell = cellAt(map, end);
    expect(cell?.broken).toBeGreaterThan(0);
    expect(drawn.x).toBe(end.x);
    expect(end.y - drawn.y).toBeCloseTo((cell?.height ?? 0) / 2);
    expect(pathToEdge(map).slice(0, -1)).toEqual(map.path.slice(0, -1));
  });

  test('broken are the fields in which the flag is gone and the pin is not', () => {
    const broken = map.cells.filter((cell) => cell.broken > 0);
    expect([...new Set(broken.map(({ column }) => column))]).toEqual([60, 61, 62]);
    expect([...new Set(broken.map(({ row }) => row))]).toEqual([21, 22, 23, 24, 25]);
    expect(broken.reduce((sum, cell) => sum + cell.broken, 0)).toBe(25);
  });

  test('the schedule goes right, down past the post, a little right, and down to a broken field', () => {
    expect(pathText(map.path)).toBe(
      'M46.58 52.68L345.28 52.68L345.28 186.28L355.58 186.28L355.58 333.24',
    );
    expect(map.pair).toEqual({ x: 347.85, y: 112.8 });
    const end = map.path.at(-1);
    expect(end && cellAt(map, end)?.broken).toBeGreaterThan(0);
  });

  test('on the other side of the post the flag is counted, and no field down there is broken', () => {
    const [post] = [map.pair];
    const beyond = map.cells.filter(({ x, y }) => x >= (post?.x ?? 0) && y < (post?.y ?? 0));
    expect(beyond.length).toBeGreaterThan(0);
    expect(beyond.every(({ broken }) => broken === 0)).toBe(true);
  });

  test('labels stand where they have room', () => {
    expect(map.labels.map(({ axis, tier, text }) => `${axis}${tier} ${text}`)).toEqual([
      'x0 CPU0 runs →',
      'x1 slow_pin',
      'x1 unpin',
      'x2 follow_page_pte',
      'x2 pin_page_for_dma',
      'y0 CPU1 runs →',
      'y1 get_page',
      'y1 put_page',
    ]);
  });

  test('in words: where the two are, how many states, how much time', () => {
    const rows = stateMapRows(input);
    expect(rows).toHaveLength(14);
    expect(rows[0]).toEqual({
      where: 'CPU0 in slow_pin, CPU1 in get_page',
      states: '301 states',
      time: '11 % of the time',
      broken: false,
      state: 0,
    });
    const broken = rows.filter((row) => row.broken);
    expect(broken.map(({ where, states, time }) => `${where}: ${states}, ${time}`)).toEqual([
      'CPU0 in device_write, CPU1 in put_page: 84 states, 16 of them broken, about one step in 10^11',
      'CPU0 in unpin, CPU1 in put_page: 270 states, 4 of them broken, about one step in 10^12',
      'CPU0 in device_write, CPU1 done: 8 states, 4 of them broken, 4.3 % of the time',
      'CPU0 in unpin, CPU1 done: 36 states, 1 of them broken, 16 % of the time',
    ]);
  });

  test('a field opens a broken state where it has one', () => {
    const { space } = input;
    const broken = new Set(
      [...space.graph.targets].filter((_, edge) => ((space.graph.broken[edge] ?? 0) & 1) === 1),
    );
    expect(space.graph.properties[0]).toBe('pin-seen');
    for (const cell of map.cells) expect(broken.has(cell.state)).toBe(cell.broken > 0);
  });
});

test('an interrupt has an axis of its own beside its only CPU, and waits until it comes', () => {
  const input = mapOf('completion-interrupt', 'no-deadlock');
  const map = stateMap(input);
  expect(map.kind).toBe('progress');
  expect(map.cells[0]?.title).toBe('CPU0 in slow_pin, the interrupt on CPU0 waiting: 1 state');
  expect(stateMapRows(input).filter(({ broken }) => broken)).toHaveLength(1);
});

test('three CPUs are a collapsed graph: classes by depth, joined by the steps between them', () => {
  const map = stateMap(mapOf('read-only', 'not-stranded'));
  expect(map.kind).toBe('collapsed');
  const rows = map.labels.filter(({ tier }) => tier === 1).map(({ text }) => text);
  expect(rows[0]).toBe('slow_pin · fast_pin · slow_pin_read');
  expect(rows).toHaveLength(31);
  expect(map.edges.every(({ from, to }) => from !== to)).toBe(true);
  const joined = map.edges.map(({ from, to }) => `${rows[from]} → ${rows[to]}`);
  expect(joined).toContain('slow_pin · fast_pin · slow_pin_read → done · fast_pin · slow_pin_read');
  expect(map.cells[0]?.title).toBe(
    'CPU0 in slow_pin, CPU1 in fast_pin, CPU2 in slow_pin_read, 0 to 1 steps from the start: 4 states',
  );
});

describe.each([...scenarios, ...cornerScenarios].map(({ id }) => id))('%s', (scenario) => {
  const input = mapOf(scenario, 'not-stranded');
  const map = stateMap(input);
  const end = map.path.at(-1);

  test('every state is in one field, and no field over another or out of the frame', () => {
    expect(map.cells.reduce((sum, { states }) => sum + states, 0)).toBe(input.space.graph.states);
    expect(new Set(map.cells.map(({ column, row }) => `${column} ${row}`)).size).toBe(
      map.cells.length,
    );
    expect(overlaps(map)).toBe(0);
    expect(map.width).toBeLessThanOrEqual(frame.width + 1);
    expect(map.height).toBeLessThanOrEqual(frame.height + 1);
    const outside = map.cells.filter(({ x, y, width, height }) => {
      return x < 0 || y < 0 || x + width > map.width || y + height > map.height;
    });
    expect(outside).toEqual([]);
  });

  test('the way begins in the field of the start and ends in a broken one', () => {
    const [first] = map.path;
    expect(first === undefined || cellAt(map, first)?.title === map.cells[0]?.title).toBe(true);
    expect(end === undefined || (cellAt(map, end)?.broken ?? 0) > 0).toBe(true);
  });

  test('every field can be opened: its state is a state of that field', () => {
    const { graph } = input.space;
    const states = new Set(map.cells.map(({ state }) => state));
    expect(states.size).toBe(map.cells.length);
    expect([...states].every((state) => state >= 0 && state < graph.states)).toBe(true);
  });

  test('the rows in words hold every state once', () => {
    const counts = stateMapRows(input).map(({ states }) => Number.parseInt(states, 10));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(input.space.graph.states);
  });
});

function overlaps({ cells }: StateMap): number {
  const byColumn = new Map<number, StateMap['cells'][number][]>();
  for (const cell of cells) {
    byColumn.set(cell.column, [...(byColumn.get(cell.column) ?? []), cell]);
  }
  let found = 0;
  for (const cell of cells) {
    for (const other of byColumn.get(cell.column) ?? []) {
      if (other.row === cell.row + 1 && cell.y + cell.height > other.y + 0.011) found++;
    }
    for (const other of byColumn.get(cell.column + 1) ?? []) {
      if (other.row === cell.row && cell.x + cell.width > other.x + 0.011) found++;
    }
  }
  return found;
}

test('where the places are more than the pixels, several share a field', () => {
  const input = mapOf('kara-race', 'pin-seen');
  const narrow = stateMap({ ...input, width: 44 + 120, height: 46 + 30 });
  expect(Math.max(...narrow.cells.map(({ column }) => column)) + 1).toBe(40);
  expect(Math.max(...narrow.cells.map(({ row }) => row)) + 1).toBe(10);
  expect(narrow.cells.reduce((sum, { states }) => sum + states, 0)).toBe(1280);
  const last = narrow.path.at(-1);
  expect(last && (cellAt(narrow, last)?.broken ?? 0)).toBeGreaterThan(0);
});

test('a schedule is followed as far as the graph knows it', () => {
  const { space, schedule = [] } = mapOf('kara-race', 'pin-seen');
  expect(statesOn(space, schedule)).toHaveLength(schedule.length + 1);
  expect(statesOn(space, [...schedule.slice(0, 3), { actor: 9 }])).toHaveLength(4);
});

test('without visits every state counts the same, and nothing is said of time', () => {
  const { space, ...rest } = mapOf('kara-race', 'pin-seen');
  const { visits: _, ...timeless } = space;
  const input = { ...rest, space: timeless };
  expect(stateMapRows(input).some((row) => 'time' in row)).toBe(false);
  const most = Math.max(...stateMap(input).cells.map(({ states }) => states));
  const darkest = stateMap(input).cells.filter(({ shade }) => shade === 1);
  expect(darkest.every(({ states }) => states === most)).toBe(true);
});
