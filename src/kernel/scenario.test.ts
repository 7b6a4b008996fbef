import { describe, expect, it } from 'vitest';
import { properties } from './property.ts';
import { goals } from './scenario-goal.ts';
import { type Scenario, parseScenario, scenarioById, scenarios } from './scenario.ts';

const onList = {
  name: 'P',
  pfn: '0x5000',
  list: 'inactive_file',
  flags: ['PG_uptodate', 'PG_lru'],
  refcount: 2,
  mapcount: 1,
};

const file = {
  id: 'mine',
  title: 'Mine',
  pages: [onList],
  cpus: [{ role: 'pinner', operations: [{ operation: 'slow_pin', page: 'P' }] }],
};

function errorOf(json: unknown): string {
  const parsed = parseScenario(json);
  return parsed.ok ? 'no error' : parsed.error;
}

function valueOf(json: unknown): Scenario {
  const parsed = parseScenario(json);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

const withPage = (change: object): unknown => ({ ...file, pages: [{ ...onList, ...change }] });

/** So many pages that wait in the pagevec of cpu0. */
const queued = (count: number): readonly unknown[] =>
  Array.from({ length: count }, (_, i) => ({
    ...onList,
    name: `Q${i}`,
    pfn: 0x5000 + i,
    list: null,
    flags: ['PG_uptodate'],
    refcount: 3,
    pagevec: { cpu: 0 },
  }));

describe('a scenario file', () => {
  it('may have a pagevec that the next page would fill', () => {
    const operations = [{ operation: 'lru_add_drain' }];
    expect(valueOf({ ...file, pages: queued(14), cpus: [{ operations }] }).pages).toHaveLength(14);
  });

  it('needs pages and CPUs; the rest is filled in', () => {
    expect(valueOf(file)).toEqual({
      id: 'mine',
      title: 'Mine',
      summary: '',
      pages: [
        {
          ...onList,
          pfn: 0x5000,
          cache: true,
          pins: 0,
          pte: { writable: true, young: false, dirty: false },
        },
      ],
      before: [],
      cpus: file.cpus,
      interrupts: [],
    });
  });

  it('takes an anonymous page to be in no page cache', () => {
    const anonymous = { list: 'inactive_anon', refcount: 1, flags: ['PG_lru', 'PG_swapbacked'] };
    expect(valueOf(withPage(anonymous)).pages[0]?.cache).toBe(false);
  });

  it('gives an unmapped page no page-table entry', () => {
    expect(valueOf(withPage({ mapcount: 0 })).pages[0]).not.toHaveProperty('pte');
  });

  it('takes a pfn as a number, too', () => {
    expect(valueOf(withPage({ pfn: 7 })).pages[0]?.pfn).toBe(7);
  });
});

const head = {
  ...onList,
  list: 'inactive_anon',
  flags: ['PG_uptodate', 'PG_lru', 'PG_swapbacked', 'PG_head'],
  refcount: 1,
  compound: { order: 2 },
};
const tail = (part: number, change: object = {}): object => ({
  name: `P${part}`,
  pfn: 0x5000 + part,
  flags: [],
  refcount: 0,
  mapcount: 0,
  compound: { head: 'P' },
  ...change,
});
const withPages = (...pages: readonly object[]): unknown => ({ ...file, pages });

describe('a page that is no page of its own', () => {
  it('is a huge page with three tails, in no page cache', () => {
    const { pages } = valueOf(withPages(head, tail(1), tail(2), tail(3)));
    expect(pages.map(({ cache }) => cache)).toEqual([false, false, false, false]);
  });

  it('is a page of a device or the zero page, mapped without being counted', () => {
    const own = { list: null, refcount: 1, mapcount: 0 };
    const pte = { writable: true, young: false, dirty: false };
    const ofDevice = valueOf(withPage({ ...own, flags: [], device: 'fs_dax', pte })).pages[0];
    expect(ofDevice).toMatchObject({ device: 'fs_dax', cache: false, pte });
    const zero = valueOf(withPage({ ...own, flags: ['PG_reserved'], pte })).pages[0];
    expect(zero).toMatchObject({ cache: false, pte });
  });

  const cases: readonly [string, unknown, string][] = [
    [
      'a huge page without tails',
      withPages(head, tail(1), tail(2)),
      'pages[0] (P) is the first page of a huge page: three more have to follow it in the file, with the next pfns and {"compound": {"head": "P"}}',
    ],
    [
      'a huge page at an odd pfn',
      withPages({ ...head, pfn: 0x5001 }),
      'pages[0] (P) is the first page of a huge page, but its pfn is no multiple of 4',
    ],
    [
      'a huge page of a file',
      withPages({ ...head, list: 'inactive_file', flags: ['PG_lru', 'PG_head'] }),
      'pages[0] (P) is the first page of a huge page but not anonymous (PG_swapbacked); files have none here',
    ],
    [
      'a huge page that says nothing of it',
      withPages({ ...head, flags: ['PG_lru', 'PG_swapbacked'] }),
      'pages[0] (P) is the first page of a huge page but has no PG_head; add the flag',
    ],
    [
      'PG_head alone',
      withPage({ flags: ['PG_lru', 'PG_head'] }),
      'pages[0] (P) has PG_head but is no huge page; give it {"compound": {"order": 2}}',
    ],
    [
      'another order',
      withPages({ ...head, compound: { order: 9 } }),
      'pages[0].compound must be {"order": 2} for the first page of a huge page, {"head": "P"} for the others',
    ],
    [
      'a tail of nothing',
      withPages(onList, tail(1)),
      'pages[1] (P1) is a tail of P, which is no huge page',
    ],
    [
      'a fourth tail',
      withPages(head, tail(1), tail(2), tail(3), tail(4)),
      'pages[4] (P4) is a tail of P, but not one of the three pages that follow it in the file',
    ],
    [
      'a tail with flags',
      withPages(head, tail(1, { flags: ['PG_dirty'] }), tail(2), tail(3)),
      'pages[1] (P1) is a tail of a huge page, which has no flags of its own: its head has them',
    ],
    [
      'a tail with references',
      withPages(head, tail(1, { refcount: 1 }), tail(2), tail(3)),
      'pages[1] (P1) is a tail of a huge page, which has no references of its own: its head has them, one for each page that is mapped',
    ],
    [
      'a tail on a list',
      withPages(head, tail(1, { list: 'inactive_anon' }), tail(2), tail(3)),
      'pages[1] (P1) is a tail of a huge page, which is on no list and in no page cache: its head is',
    ],
    [
      'too few references for the parts',
      withPages(head, tail(1, { mapcount: 1 }), tail(2), tail(3)),
      'pages[0] (P) has refcount 1, lower than the 2 entries that map the pages of the block',
    ],
    [
      'memory of a device on a list',
      withPage({ device: 'fs_dax' }),
      'pages[0] (P) is memory of a device, which is never on an LRU list or on its way to one',
    ],
    [
      'the zero page counted',
      withPage({ list: null, flags: ['PG_reserved'] }),
      'pages[0] (P) is reserved (PG_reserved), whose page-table entries are not counted: leave mapcount 0 and give it a pte',
    ],
    [
      'two kinds of devices',
      withPages(
        { ...onList, list: null, flags: [], mapcount: 0, device: 'fs_dax' },
        { name: 'Q', pfn: 1, flags: [], refcount: 1, mapcount: 0, device: 'public' },
      ),
      'pages[1] (Q) is public memory of a device, but P is fs_dax; one device is modelled',
    ],
  ];

  it.each(cases)('is refused as %s', (_what, json, sentence) => {
    expect(errorOf(json)).toBe(sentence);
  });
});

describe('the goal of a scenario', () => {
  it('names one of the properties, all of which can be named', () => {
    expect(goals).toEqual(properties.map((property) => property.id));
    expect(valueOf({ ...file, goal: 'pin-seen' }).goal).toBe('pin-seen');
    expect(errorOf({ ...file, goal: 'pin-lost' })).toMatch(/^goal must be one of pin-seen, /);
  });
});

describe('a file that is wrong is refused with a sentence', () => {
  const cases: readonly [string, unknown, string][] = [
    ['no object', 17, 'this is no scenario: a scenario is a JSON object'],
    ['nothing', undefined, 'this is no scenario: a scenario is a JSON object'],
    ['a missing part', { ...file, cpus: undefined }, 'cpus is missing'],
    ['a missing key', { id: 'a', title: 'A', cpus: file.cpus }, 'pages is missing'],
    ['a field too many', { ...file, speed: 3 }, 'the file has no field speed'],
    ['a page field too many', withPage({ size: 4096 }), 'pages[0] has no field size'],
    [
      'an id with blanks',
      { ...file, id: 'my own' },
      'id must be lower-case letters, digits and hyphens, at most 40',
    ],
    ['a negative refcount', withPage({ refcount: -1 }), 'pages[0].refcount must not be negative'],
    ['half a reference', withPage({ refcount: 2.5 }), 'pages[0].refcount must be a whole number'],
    ['a refcount in words', withPage({ refcount: 'two' }), 'pages[0].refcount must be a number'],
    [
      'an unknown list',
      withPage({ list: 'inactive' }),
      'pages[0].list must be null or one of inactive_anon, active_anon, inactive_file, active_file, unevictable',
    ],
    [
      'a pfn in words',
      withPage({ pfn: 'first' }),
      'pages[0].pfn must be a page frame number: a number, or hex as in "0x5000"',
    ],
    [
      'an unknown flag',
      withPage({ flags: ['PG_uptodat', 'PG_lru'] }),
      'pages[0].flags[0] no page flag is called "PG_uptodat"; did you mean PG_uptodate?',
    ],
    [
      'a flag without PG_',
      withPage({ flags: ['lru'] }),
      'pages[0].flags[0] no page flag is called "lru"; did you mean PG_lru?',
    ],
    ['a flag twice', withPage({ flags: ['PG_lru', 'PG_lru'] }), 'pages[0] (P) lists PG_lru twice'],
    [
      'PG_lru without a list',
      withPage({ list: null }),
      'pages[0] (P) has PG_lru but is on no list; say which list, or leave the flag out',
    ],
    [
      'a list without PG_lru',
      withPage({ flags: [] }),
      'pages[0] (P) is on inactive_file but has no PG_lru; add the flag, or leave the list out',
    ],
    [
      'the wrong list',
      withPage({ list: 'active_file' }),
      'pages[0] (P) is on active_file but its flags put it on inactive_file (PG_unevictable, else PG_swapbacked for anonymous, PG_active for active)',
    ],
    [
      'too few references',
      withPage({ refcount: 1 }),
      'pages[0] (P) has refcount 1, lower than what holds it: 1 by page tables and 1 by the page cache make 2',
    ],
    [
      'buffers that hold nothing',
      withPage({ flags: ['PG_lru', 'PG_private'] }),
      'pages[0] (P) has refcount 2, lower than what holds it: 1 by page tables and 1 by the page cache and 1 by its buffers make 3',
    ],
    [
      'a position without a list',
      withPage({ list: null, flags: [], position: 1 }),
      'pages[0] (P) has a position but no list',
    ],
    [
      'a list and a pagevec',
      withPage({ pagevec: { cpu: 0 } }),
      'pages[0] (P) is on inactive_file and in a pagevec at once; a page that waits in a pagevec is on no list',
    ],
    [
      'a pagevec of nobody',
      withPage({ list: null, flags: [], refcount: 3, pagevec: { cpu: 2 } }),
      'pages[0] (P) waits in the pagevec of cpu2, but there is only cpu0',
    ],
    [
      'a pagevec that holds nothing',
      withPage({ list: null, flags: [], pagevec: { cpu: 0 } }),
      'pages[0] (P) has refcount 2, lower than what holds it: 1 by page tables and 1 by the page cache and 1 by the pagevec make 3',
    ],
    [
      'a full pagevec',
      { ...file, pages: queued(15) },
      'pages[14] (Q14) is page 15 in the pagevec of cpu0; the one that takes the last of its 15 slots empties it, so at most 14 wait there',
    ],
    [
      'more pages in a pagevec than it has slots',
      { ...file, pages: queued(16) },
      'pages[14] (Q14) is page 15 in the pagevec of cpu0; the one that takes the last of its 15 slots empties it, so at most 14 wait there',
    ],
    [
      'a pin of an unmapped page',
      withPage({ mapcount: 0, pins: 1 }),
      'pages[0] (P) is pinned before the start but not mapped; the pins are taken through its page-table entry',
    ],
    [
      'a small letter as a name',
      withPage({ name: 'p' }),
      'pages[0].name must be a capital letter and at most three letters or digits',
    ],
    ['no pages', { ...file, pages: [] }, 'pages needs at least one page'],
    [
      '17 pages',
      { ...file, pages: Array.from({ length: 17 }, () => onList) },
      'pages has more than 16 pages',
    ],
    [
      '5 CPUs',
      { ...file, cpus: Array.from({ length: 5 }, () => file.cpus[0]) },
      'cpus has more than 4 CPUs',
    ],
    ['no CPU', { ...file, cpus: [] }, 'cpus needs at least one CPU'],
    [
      'a name twice',
      { ...file, pages: [onList, { ...onList, pfn: 1 }] },
      'pages[1] (P) has the same name as an earlier page',
    ],
    [
      'a pfn twice',
      { ...file, pages: [onList, { ...onList, name: 'Q' }] },
      'pages[1] (Q) has the same pfn 0x5000 as P',
    ],
    [
      'an unknown page',
      { ...file, cpus: [{ operations: [{ operation: 'get_page', page: 'Q' }] }] },
      'cpus[0].operations[0].page names Q, but the pages are P',
    ],
    [
      'an operation that is no name',
      { ...file, cpus: [{ operations: [{ operation: 'rm -rf', page: 'P' }] }] },
      'cpus[0].operations[0].operation must be the name of an operation',
    ],
    [
      'a start on no CPU',
      { ...file, before: [{ operation: 'get_page', page: 'P', cpu: 1 }] },
      'before[0].cpu is 1, but there is only cpu0',
    ],
    [
      'a race on CPUs that it does not have',
      { ...file, race: { cpus: [{ operations: [] }, { operations: [] }], schedule: [] } },
      'race.cpus has 2 CPUs, but there is only cpu0',
    ],
    [
      'a race in which somebody moves who is not in it',
      { ...file, race: { cpus: [{ operations: [] }], schedule: ['cpu0', 'cpu1:2'] } },
      'race.schedule[1] names cpu1, but in the race there is only cpu0',
    ],
    [
      'a race in which nobody moves who is known',
      { ...file, race: { cpus: [{ operations: [] }], schedule: ['CPU0'] } },
      'race.schedule[0] must name who moves, such as cpu0 or device',
    ],
    [
      'a race of an unknown page',
      {
        ...file,
        race: { cpus: [{ operations: [{ operation: 'unpin', page: 'Q' }] }], schedule: [] },
      },
      'race.cpus[0].operations[0].page names Q, but the pages are P',
    ],
    [
      'a race without an order',
      { ...file, race: { cpus: [{ operations: [] }] } },
      'race.schedule is missing',
    ],
    ['a race that is none', { ...file, race: 'cpu0' }, 'race must have cpus and a schedule'],
    [
      'an interrupt on no CPU',
      { ...file, interrupts: [{ cpu: 3, operation: 'end_io', page: 'P' }] },
      'interrupts[0].cpu is 3, but there is only cpu0',
    ],
    [
      'two interrupts on a CPU',
      { ...file, interrupts: [0, 0].map((cpu) => ({ cpu, operation: 'end_io', page: 'P' })) },
      'interrupts has two for cpu0; one per CPU is modelled',
    ],
  ];

  it.each(cases)('%s', (_what, json, sentence) => {
    expect(errorOf(json)).toBe(sentence);
  });
});

describe('the built-in scenarios', () => {
  it('come in this order, the first for the first visit', () => {
    expect(scenarios.map((scenario) => scenario.id)).toEqual([
      'kara-race',
      'stranded',
      'lockless-lookup',
      'read-unpins',
      'two-putters',
      'slow-slow',
      'fast-fast',
      'slow-fast',
      'fork-exit',
      'pin-in-pagevec',
      'last-reference',
      'isolate-putback',
      'pin-while-isolated',
      'original-bug',
      'truncated',
      'write-twice',
      'irq-put',
      'memcg-move',
      'munlock',
      'fork-write',
      'thp-split',
      'fork-hangs',
      'lock-order',
      'double-zero',
      'pin-in-vector-again',
      'unpin-unpinned',
      'pin-put-as-reference',
      'thousand-references',
      'device-memory',
      'irq-vector',
    ]);
  });

  it('all tell their story about P, and say what to try', () => {
    for (const scenario of scenarios) {
      expect(scenario.pages[0]?.name).toBe('P');
      expect(scenario.task).toMatch(/[.?]$/);
      expect(scenario.summary.length).toBeGreaterThan(40);
    }
  });

  it('are found by id', () => {
    expect(scenarioById('two-putters')?.title).toBe('Two putters');
    expect(scenarioById('nothing')).toBeUndefined();
  });
});
