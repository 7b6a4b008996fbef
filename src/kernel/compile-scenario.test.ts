import { describe, expect, it } from 'vitest';
import { compileScenario } from './compile-scenario.ts';
import { debugSettings } from './compiled-scenario.ts';
import { designById, designs } from './design.ts';
import { memoryPicture } from './memory-picture.ts';
import { pageWords } from './page-words.ts';
import { compiledFor, momentAtEnd } from './pictured-moment.ts';
import { hasProgramFile } from './program-file.ts';
import { parseScenario, scenarios } from './scenario.ts';

/** Where a round robin of the actors ends in a bug of the design, and in which. */
const stops: Readonly<Record<string, string>> = {
  'october-2018 isolate-putback vm': 'a page is unpinned that is not marked as pinned',
  'october-2018 pin-while-isolated vm': 'a page is unpinned that is not marked as pinned',
  'october-2018 double-zero vm': 'a page is unpinned that is not marked as pinned',
  'october-2018 pin-in-vector-again vm': 'a page is unpinned that is not marked as pinned',
  'october-2018 device-memory vm': 'a page is unpinned that is not marked as pinned',
  'october-2018 unpin-unpinned vm': 'a page is unpinned that is on an LRU list',
  'v5.7 unpin-unpinned vm': 'get_page of a page that nobody holds',
  'v6.1 unpin-unpinned vm': 'get_page of a page that nobody holds',
  'v6.12 unpin-unpinned vm': 'get_page of a page that nobody holds',
};

describe('every scenario under every design and debug setting that the page has a file for', () => {
  const rows = designs.flatMap((design) =>
    scenarios.flatMap((scenario) =>
      debugSettings
        .filter((debug) => hasProgramFile({ scenario: scenario.id, design: design.id, debug }))
        .map((debug) => ({ design, scenario, debug })),
    ),
  );

  /** Who waits for a pin with the page locked waits for ever, where that keeps the pinner from unpinning. */
  const hanging = ['july-2018-full original-bug', 'july-2018-full fork-hangs'];

  it.each(rows.map((row) => [row.design.id, row.scenario.id, row.debug, row] as const))(
    '%s %s %s compiles and comes to rest, or to the bug that is known',
    (_design, _scenario, _debug, row) => {
      const compiled = compileScenario(row);
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
      const isHanging = hanging.includes(`${row.design.id} ${row.scenario.id}`);
      const { outcome } = momentAtEnd(compiled.value);
      const known = stops[`${row.design.id} ${row.scenario.id} ${row.debug}`];
      expect(outcome.kind === 'stopped' ? outcome.text : outcome.kind).toBe(
        known ?? (isHanging ? 'stuck' : 'rest'),
      );
    },
  );
});

const startPicture = (scenario: string, design = 'july-2018'): string => {
  const compiled = compiledFor({ scenario, design });
  return `\n${memoryPicture(compiled, compiled.machine.start().state)}\n`;
};

describe('the start', () => {
  it('has P between B and C on inactive_file', () => {
    expect(startPicture('kara-race')).toBe(`
inactive_file: B P C
P: next C, prev B, refcount 2, mapcount 1, PG_uptodate PG_lru | linked 1
B: next P, prev inactive_file, refcount 2, mapcount 1, PG_uptodate PG_lru | linked 1
C: next inactive_file, prev P, refcount 2, mapcount 1, PG_uptodate PG_lru | linked 1
`);
  });

  it('has P in the pagevec of cpu1 with the poisons of its allocation', () => {
    expect(startPicture('pin-in-pagevec')).toBe(`
inactive_file: B C
cpu1 lru_add_pvec: P
P: next POISON1, prev POISON2, refcount 3, mapcount 1, PG_uptodate
B: next C, prev inactive_file, refcount 2, mapcount 1, PG_uptodate PG_lru | linked 1
C: next inactive_file, prev B, refcount 2, mapcount 1, PG_uptodate PG_lru | linked 1
`);
  });

  it('of two putters is made by the functions of the design: pinned once, four references', () => {
    expect(startPicture('two-putters')).toContain(`
inactive_file: B C
P: next 0000000000000002, prev poison:1, refcount 4, mapcount 1, PG_`);
    expect(startPicture('two-putters')).toMatch(/^P: .*\| pins 1, union_pin 1$/m);
  });

  it('of two putters under v4.18 leaves P on its list', () => {
    expect(startPicture('two-putters', 'v4.18')).toMatch(
      /^P: next C, prev B, refcount 4, .*\| pins 1, linked 1$/m,
    );
  });

  it('shows the raw words of a page', () => {
    const compiled = compiledFor({ scenario: 'two-putters' });
    const [page] = compiled.pages;
    if (page === undefined) throw new Error('no page');
    const words = pageWords(compiled, compiled.machine.start().state, page);
    expect(words).toMatchObject({
      name: 'P',
      pfn: 0x5000,
      address: 0xffffea0000140000n,
      word8: 2n,
      word16: 0xdead000000000001n,
      refcount: 4,
      mapcount: 1,
      pins: 1,
      saysPinned: true,
      pinCount: 1,
    });
    expect(words.flagNames).toContain('PG_uptodate');
    expect(words.flagNames).not.toContain('PG_lru');
  });
});

describe('actors', () => {
  it('are the CPUs and one device', () => {
    const { actors } = compiledFor({ scenario: 'kara-race' }).program;
    expect(actors.map((actor) => `${actor.id} ${actor.role}`)).toEqual([
      'cpu0 pinner',
      'cpu1 anybody',
      'device device',
    ]);
  });

  it('are two devices where two CPUs pin', () => {
    const { actors } = compiledFor({ scenario: 'slow-fast' }).program;
    expect(actors.map((actor) => actor.id)).toEqual(['cpu0', 'cpu1', 'device0', 'device1']);
  });
});

const file = (change: object): object => ({
  id: 'mine',
  title: 'Mine',
  pages: [
    {
      name: 'P',
      pfn: 1,
      list: 'inactive_file',
      flags: ['PG_lru'],
      refcount: 2,
      mapcount: 1,
      ...change,
    },
  ],
  cpus: [{ role: 'pinner', operations: [{ operation: 'put_page', page: 'P' }] }],
});

const errorOf = (json: unknown, text?: string): string => {
  const scenario = parseScenario(json);
  if (!scenario.ok) return scenario.error;
  const [, design] = designs;
  if (design === undefined) throw new Error('no design');
  const overlay = text === undefined ? {} : { overlay: { file: 'mine.step', text } };
  const compiled = compileScenario({ design, scenario: scenario.value, debug: 'vm', ...overlay });
  if (compiled.ok) return 'no error';
  return compiled.error.map(({ message, hint }) => `${message} (${hint ?? ''})`).join('\n');
};

const doing = (...operations: readonly object[]): unknown => ({
  ...file({}),
  cpus: [{ operations }],
});

describe('what does not fit the design is refused', () => {
  it('an operation that it does not have', () => {
    expect(errorOf(doing({ operation: 'get_pag', page: 'P' }))).toMatch(
      /^this design has no operation get_pag \(it has: .*get_page, /,
    );
  });

  it('a function that is no operation', () => {
    expect(errorOf(doing({ operation: 'list_del', page: 'P' }))).toMatch(
      /^this design has no operation list_del/,
    );
  });

  it('an operation without its page', () => {
    expect(errorOf(doing({ operation: 'get_page' }))).toBe('get_page needs a page ()');
  });

  it('a start that waits for ever', () => {
    const before = [{ operation: 'device_write', page: 'P' }];
    expect(errorOf({ ...file({}), before })).toBe(
      'the start cannot be made: it waits for something that nobody does ()',
    );
  });

  it('a race in which a device moves that nobody starts', () => {
    const race = {
      cpus: [{ operations: [{ operation: 'put_page', page: 'P' }] }],
      schedule: ['device'],
    };
    expect(errorOf({ ...file({}), race })).toBe(
      'the start cannot be made: its schedule names device, which it does not have ()',
    );
  });

  it('a race that waits for ever', () => {
    const operations = ['lock_page', 'lock_page'].map((operation) => ({ operation, page: 'P' }));
    const race = { cpus: [{ operations }], schedule: [] };
    expect(errorOf({ ...file({}), race })).toBe(
      'the start cannot be made: it waits for something that nobody does ()',
    );
  });

  it('a start that hits a bug', () => {
    const before = [1, 2, 3].map(() => ({ operation: 'put_page', page: 'P' }));
    expect(errorOf({ ...file({ mapcount: 0, refcount: 1 }), before })).toMatch(
      /^the start cannot be made: /,
    );
  });

  it('a listing laid over it that is wrong, with the place in that listing', () => {
    expect(errorOf(file({}), 'operation put_page(page)\n    page.nothing = 1\n')).toMatch(
      /struct page has no field nothing/,
    );
  });
});

describe('a listing laid over a design', () => {
  it('replaces its functions', () => {
    const overlay = 'fn says_pinned(page) = 1\n';
    const compiled = compiledFor({ overlay });
    const { state } = compiled.machine.start();
    const [page] = compiled.pages;
    if (page === undefined) throw new Error('no page');
    expect(pageWords(compiled, state, page).saysPinned).toBe(true);
  });
});

describe('a race before the start', () => {
  const uses = (...operations: readonly string[]) => ({
    operations: operations.map((operation) => ({ operation, page: 'P' })),
  });
  const startAfter = (race: object, design = 'july-2018'): string => {
    const json = { ...file({}), cpus: [uses(), uses()], race };
    const scenario = parseScenario(json);
    if (!scenario.ok) throw new Error(scenario.error);
    const found = designById(design);
    if (found === undefined) throw new Error('bad test');
    const compiled = compileScenario({ design: found, scenario: scenario.value, debug: 'none' });
    if (!compiled.ok) return compiled.error.map(({ message }) => message).join();
    return memoryPicture(compiled.value, compiled.value.machine.start().state);
  };

  it('goes in the given order, passes over who can not move, and ends by itself', () => {
    const cpus = [uses('slow_pin', 'device_write', 'unpin'), uses('fast_pin')];
    const schedule = ['device', ...Array<string>(60).fill('cpu1'), 'cpu0', 'device:7'];
    // The fast pin comes first, then the slow one, which counts twice and is given back.
    expect(startAfter({ cpus, schedule })).toMatch(
      /^P: next 0000000000000002, prev poison:2, refcount 3, .*pins 1/m,
    );
    // The other way round there is one pin.
    expect(startAfter({ cpus, schedule: [] })).toMatch(/^P: .*refcount 3, .*pins 1/m);
    expect(startAfter({ cpus, schedule: [] })).not.toContain('prev poison:2');
  });

  it('is run by every design with its own functions', () => {
    const cpus = [uses('slow_pin', 'unpin'), uses('fast_pin')];
    expect(startAfter({ cpus, schedule: ['cpu0', 'cpu1'] }, 'v4.18')).toMatch(
      /^P: next inactive_file, .*refcount 3, .*pins 1, linked 1/m,
    );
  });
});

describe('pins of the file', () => {
  it('are taken by slow_pin before the start', () => {
    const scenario = parseScenario(file({ pins: 2 }));
    const [, design] = designs;
    if (!scenario.ok || design === undefined) throw new Error('bad test');
    const compiled = compileScenario({ design, scenario: scenario.value, debug: 'none' });
    if (!compiled.ok) throw new Error('bad test');
    const { value } = compiled;
    expect(memoryPicture(value, value.machine.start().state)).toMatch(
      /^P: next 0000000000000002, prev poison:3, refcount 4, .*pins 2/m,
    );
  });
});
