/**
 * What a running kernel with the July 2018 patch showed about single users of pinned pages, each through
 * `run`: mlock, mincore, fork with and without a store, huge pages, many pins, many pages at once.
 */
import { describe, expect, test } from 'vitest';
import { run, type RunReport } from './run.ts';

const filePage = {
  name: 'P',
  pfn: '0x5000',
  list: 'inactive_file',
  flags: ['PG_uptodate', 'PG_lru'],
  refcount: 2,
  mapcount: 1,
};
const anonymous = {
  ...filePage,
  list: 'inactive_anon',
  flags: ['PG_uptodate', 'PG_lru', 'PG_swapbacked'],
  refcount: 1,
  pte: { writable: true, young: true, dirty: true },
};
/** Freed before the start, so that a copy finds memory. */
const spare = {
  name: 'N',
  pfn: '0x5001',
  flags: [],
  cache: false,
  refcount: 1,
  mapcount: 0,
};
const hugePage = [
  {
    ...anonymous,
    flags: ['PG_uptodate', 'PG_dirty', 'PG_lru', 'PG_swapbacked', 'PG_head'],
    refcount: 4,
    compound: { order: 2 },
  },
  ...[1, 2, 3].map((part) => ({
    name: `P${part}`,
    pfn: `0x500${part}`,
    flags: [],
    refcount: 0,
    mapcount: 1,
    pte: { writable: true, young: true, dirty: true },
    compound: { head: 'P' },
  })),
];

/** `slow_pin`, of P, or `put_page N`, of another page. */
const uses = (text: readonly string[]): object[] =>
  text.map((use) => {
    const [operation, page = 'P'] = use.split(' ');
    return { operation, page };
  });

const cpuOf = (operations: readonly string[]): object => ({ operations: uses(operations) });

interface Lab {
  readonly pages?: readonly object[];
  readonly before?: readonly string[];
  /** What each CPU does at once before the start, and in which order. */
  readonly race?: { readonly cpus: readonly (readonly string[])[]; readonly schedule: string };
  readonly cpus: readonly (readonly string[])[];
}

function ran(
  { pages = [filePage], before = [], race, cpus }: Lab,
  design = 'july-2018',
  debug = 'vm',
): RunReport {
  const file = {
    id: 'lab',
    title: 'One operation after the other',
    pages,
    before: uses(before),
    ...(race === undefined
      ? {}
      : { race: { cpus: race.cpus.map(cpuOf), schedule: race.schedule.split(' ') } }),
    cpus: cpus.map(cpuOf),
  };
  const words = ['--design', design, '--debug', debug, '--file', 'lab.json', '--json'];
  const { output, error } = run(words, () => JSON.stringify(file));
  if (error !== undefined && error !== '') throw new Error(error);
  return JSON.parse(output);
}

const one = (
  operations: string,
  pages?: readonly object[],
  before?: readonly string[],
): RunReport =>
  ran({
    cpus: [operations.split(', ')],
    ...(pages === undefined ? {} : { pages }),
    ...(before === undefined ? {} : { before }),
  });

/** How often P says that it is pinned after each operation; `-`: it does not. */
function pins({ entries, problem }: RunReport, name = 'P'): readonly (number | '-')[] {
  expect(problem).toBeNull();
  return entries
    .filter(({ kind }) => kind === 'operation')
    .map(({ pages }) => {
      const page = pages.find((candidate) => candidate.name === name);
      if (page === undefined) throw new Error(`the report has no page ${name}`);
      return page.saysPinned ? (page.pinCount ?? 0) : '-';
    });
}

const broken = ({ entries }: RunReport): readonly string[] =>
  entries.flatMap(({ violations }) => violations.map(({ property }) => property));

describe.each(['none', 'vm', 'vm,list'])('a count of -1, debug %s', (debug) => {
  // Driver and holder of an older reference both see the flag before either of them counts down.
  const putters = {
    before: ['get_page', 'slow_pin'],
    race: {
      cpus: [['unpin'], ['put_page']],
      schedule: 'cpu0 cpu1 cpu0 cpu1 cpu0 cpu1 cpu0 cpu1',
    },
  };
  const after = (operations: readonly string[]): RunReport =>
    ran({ ...putters, cpus: [operations, []] }, 'july-2018', debug);

  test('is where two putters leave a page that nobody pins', () => {
    const start = after([]).entries[0];
    expect(start?.kind).toBe('start');
    expect(start?.pages[0]).toMatchObject({
      word8: '0000000000000002',
      word16: 'dead0000ffffffff',
      saysPinned: true,
      pinCount: -1,
      pins: 0,
      refcount: 2,
    });
  });

  test('stays for fast pins, which count to 0 and back', () => {
    expect(pins(after(['fast_pin', 'unpin', 'fast_pin', 'unpin']))).toEqual([0, -1, 0, -1]);
  });

  test('is healed by a slow pin, which counts twice: its put clears the flag', () => {
    const report = after(['slow_pin', 'unpin']);
    expect(pins(report)).toEqual([1, '-']);
    expect(report.entries.at(-1)?.pages[0]).toMatchObject({
      word8: 'ffffea0000140008',
      word16: 'ffffea0000140008',
      refcount: 2,
      list: null,
    });
  });

  test('is not reached where one of them comes first', () => {
    const race = { ...putters.race, schedule: 'cpu0 cpu0 cpu0 cpu0 cpu0 cpu0 cpu0 cpu0 cpu0' };
    const report = ran({ ...putters, race, cpus: [[], []] }, 'july-2018', debug);
    expect(report.entries[0]?.pages[0]).toMatchObject({ saysPinned: false, refcount: 2 });
  });
});

describe('mlock', () => {
  const locked = {
    ...filePage,
    list: 'unevictable',
    flags: ['PG_uptodate', 'PG_lru', 'PG_unevictable', 'PG_mlocked'],
  };

  test('undone while the page is pinned leaves a pin for ever', () => {
    const report = one('slow_pin_read, munlock, unpin', [locked]);
    expect(pins(report)).toEqual([1, 2, 1]);
    expect(broken(report)).toContain('no-phantom-pin');
  });

  test('undone when the pin is gone leaves no pin, but the page is on no list', () => {
    const report = one('slow_pin_read, unpin, munlock', [locked]);
    expect(pins(report)).toEqual([1, '-', '-']);
    expect(report.entries.at(-1)?.pages[0]).toMatchObject({
      list: null,
      flags: ['PG_referenced', 'PG_uptodate'],
    });
  });

  test('undone on a page that nobody has pinned puts it back where it can be reclaimed', () => {
    const report = one('munlock', [locked]);
    expect(report.entries.at(-1)?.pages[0]).toMatchObject({ list: 'inactive_file', refcount: 2 });
  });
});

test('mincore takes a pin away', () => {
  expect(pins(one('slow_pin, mincore'))).toEqual([1, '-']);
  expect(pins(one('fast_pin, fast_pin, mincore'))).toEqual([1, 2, 1]);
});

describe('fork of a process with a pinned page', () => {
  test('and exit of the child leave a pin for ever', () => {
    const report = one('slow_pin, fork, exit, unpin', [anonymous]);
    expect(pins(report)).toEqual([1, 2, 2, 1]);
    expect(broken(report)).toContain('no-phantom-pin');
  });

  test('balances where the parent stores in between: the copy drops what fork has counted', () => {
    const pages = [anonymous, spare];
    const report = one('slow_pin, fork, user_write, exit, unpin', pages, ['put_page N']);
    expect(pins(report)).toEqual([1, 2, 1, 1, '-']);
    expect(broken(report)).not.toContain('no-phantom-pin');
    const [page, copy] = report.entries.at(-1)?.pages ?? [];
    expect(page).toMatchObject({ name: 'P', refcount: 0, mapcount: 0 });
    expect(copy).toMatchObject({ name: 'N', refcount: 1, mapcount: 1, list: 'active_anon' });
  });

  test('makes the device write into a page that the parent has no more', () => {
    const pages = [anonymous, spare];
    const report = one('slow_pin, fork, user_write, device_write', pages, ['put_page N']);
    expect(broken(report)).toContain('dma-safe');
  });
});

describe('a huge page', () => {
  test('counts a pin for each of its pages that is pinned, all in the words of its head', () => {
    const report = one(
      'fast_pin P1, fast_pin P2, fast_pin P3, unpin P1, unpin P2, unpin P3',
      hugePage,
    );
    expect(pins(report)).toEqual([1, 2, 3, 2, 1, '-']);
    const [, first, second] = report.entries.at(3)?.pages ?? [];
    expect(first).toMatchObject({ word8: 'ffffea0000140001', word16: 'ffffffff00000203' });
    expect(second).toMatchObject({ word8: 'ffffea0000140001', word16: '0000000000000000' });
  });

  test('loses a pin to whoever tries to split it', () => {
    const report = one('slow_pin P2, split', hugePage);
    expect(pins(report)).toEqual([1, '-']);
    expect(report.entries.at(2)?.pages[0]?.flags).toContain('PG_head');
  });

  test('that was pinned once is split into three pages on a list and a head on none', () => {
    const report = one('slow_pin P2, unpin P2, split', hugePage);
    expect(report.entries.at(-1)?.pages.map(({ name, list }) => `${name} ${list}`)).toEqual([
      'P null',
      'P1 inactive_anon',
      'P2 inactive_anon',
      'P3 inactive_anon',
    ]);
  });
});

test('a count of 512 leaves in word 16 what list_del leaves there; word 8 tells them apart', () => {
  // A slow pin of a pinned page counts twice, a plain reference once.
  const slow = Array<string>(64).fill('slow_pin');
  const plain = Array<string>(64).fill('get_page');
  const report = ran({
    before: slow,
    cpus: [slow, slow, ['slow_pin', ...plain.slice(1)], plain],
  });
  const last = report.entries.filter(({ kind }) => kind === 'operation').at(-1)?.pages[0];
  expect(last).toMatchObject({
    saysPinned: true,
    pinCount: 512,
    word8: '0000000000000002',
    word16: 'dead000000000200',
  });
}, 120_000);

test('one direct read into sixteen pages strands all sixteen', () => {
  const names = Array.from({ length: 16 }, (_, i) => `P${i}`);
  const pages = names.map((name, i) => ({ ...filePage, name, pfn: 0x5000 + i }));
  const each = (operation: string): string[] => names.map((name) => `${operation} ${name}`);
  const report = ran({ pages, cpus: [[...each('fast_pin'), ...each('unpin')]] });
  const rest = report.entries.at(-1)?.pages ?? [];
  expect(rest.map(({ list }) => list)).toEqual(Array(16).fill(null));
  expect(rest.map(({ refcount }) => refcount)).toEqual(Array(16).fill(2));
  expect(broken(report)).toContain('not-stranded');
  expect(broken(report)).not.toContain('no-phantom-pin');
}, 60_000);

describe('PG_referenced', () => {
  const after = (operations: string): readonly boolean[] =>
    one(operations)
      .entries.filter(({ kind }) => kind === 'operation')
      .map(({ pages }) => pages[0]?.flags.includes('PG_referenced') === true);

  test('is set by the fast way', () => {
    expect(after('fast_pin, unpin')).toEqual([true, true]);
  });

  test('is set and cleared in turn by the slow way, once the page is on no list', () => {
    expect(after('slow_pin, unpin, slow_pin, unpin, slow_pin')).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
  });
});
