import { describe, expect, test } from 'vitest';
import { compilingLibrary } from '../kernel/compiling-library.ts';
import { scenarioById } from '../kernel/scenario.ts';
import { scenarioFile } from '../kernel/scenario-file.ts';
import { openLink } from '../trace/open-link.ts';
import { cursorDepth } from '../trace/history.ts';
import type { CommandResult } from './command.ts';
import { explore } from './explore.ts';
import type { ExploreReport } from './explore-report.ts';
import { replay } from './replay.ts';

const kararace = scenarioById('kara-race');
if (kararace === undefined) throw new Error('kara-race is gone');

const files: Readonly<Record<string, string>> = {
  'plain.step': [
    '# References that do not count as pins, as in v4.18.',
    'operation get_page(page)',
    '    head = compound_head(page)',
    '    debug bug if head._refcount <= 0 "get_page of a page that nobody holds"',
    '    atomic head._refcount += 1',
    '',
    'operation put_page(page)',
    '    head = compound_head(page)',
    '    if put_page_testzero(head)',
    '        __put_page(head)',
    '',
  ].join('\n'),
  'broken.step': 'operation get_page(page)\n    page._refcount += 1\n',
  'lonely.json': JSON.stringify({
    id: 'lonely',
    title: 'One reference',
    pages: [{ name: 'P', pfn: 9, flags: [], refcount: 1, mapcount: 0 }],
    cpus: [{ role: 'holder', operations: [{ operation: 'get_page', page: 'P' }] }],
  }),
  'taken.json': JSON.stringify({
    id: 'taken',
    title: 'A reference that is taken',
    pages: [
      {
        name: 'P',
        pfn: 9,
        list: 'inactive_file',
        flags: ['PG_lru'],
        refcount: 2,
        mapcount: 1,
      },
    ],
    cpus: [
      { operations: [{ operation: 'slow_pin', page: 'P' }] },
      { operations: [{ operation: 'get_page', page: 'P' }] },
    ],
  }),
  'kara.json': JSON.stringify(scenarioFile(kararace)),
  'no.json': '{',
  'wrong.json': '{"id": "x", "title": "X", "pages": [], "cpus": []}',
};

function readFile(path: string): string {
  const text = files[path];
  if (text === undefined) throw new Error(`ENOENT: no such file ${path}`);
  return text;
}

const answers = new Map<string, CommandResult>();

/** The same words are run once: nothing in the answer depends on when. */
function run(...words: string[]): CommandResult {
  const key = words.join('\n');
  const answer = answers.get(key) ?? explore(words, readFile, () => 0);
  answers.set(key, answer);
  return answer;
}

function json(...words: string[]): ExploreReport {
  return JSON.parse(run(...words, '--json').output);
}

const kara = ['--design', 'july-2018', '--scenario', 'kara-race'];

describe('explore', { timeout: 30_000 }, () => {
  test('finds Kara’s race, the shortest way first, and exits with 1', () => {
    expect(run(...kara, '--json').exit).toBe(1);
    const found = json(...kara);
    expect(found).toMatchObject({
      design: 'july-2018',
      scenario: 'kara-race',
      debug: 'vm',
      complete: true,
      stopped: [],
      stuck: [],
    });
    const lengths = found.violations.map((violation) => violation.length);
    expect(lengths).toEqual(lengths.toSorted((one, other) => one - other));
    const [first] = found.violations;
    expect(first?.property).toBe('pin-seen');
    expect(first?.schedule).toHaveLength(first?.length ?? -1);
    expect(new Set(first?.schedule)).toEqual(new Set(['cpu0', 'cpu1']));
  });

  test('the end states are those that a running kernel shows: unpinned, stuck at -1, pointer minus 1', () => {
    const words = json(...kara).endStates.map(
      ({ pages }) => `${pages[0]?.word8} ${pages[0]?.word16}`,
    );
    expect(words.sort()).toEqual([
      '0000000000000002 dead0000ffffffff',
      'ffffea0000140008 ffffea0000140007',
      'ffffea0000140008 ffffea0000140008',
    ]);
    const [{ pages } = { pages: [] }] = json(...kara).endStates;
    expect(pages[0]).toMatchObject({
      name: 'P',
      refcount: 2,
      mapcount: 1,
      list: null,
      flags: expect.arrayContaining(['PG_uptodate']),
    });
    expect(pages.map((page) => [page.name, page.list])).toEqual([
      ['P', null],
      ['B', 'inactive_file'],
      ['C', 'inactive_file'],
    ]);
  });

  test('every link opens at the step that breaks its property, without a word', async () => {
    for (const violation of json(...kara).violations) {
      const opened = await openLink(violation.link, compilingLibrary);
      if (!opened.ok) throw new Error(opened.error);
      expect(opened.value.notice).toBeUndefined();
      expect(cursorDepth(opened.value.history)).toBe(violation.length);
      const { output } = await replay(['--link', violation.link, '--json']);
      const replayed = JSON.parse(output);
      expect(replayed.violations.map((one: { property: string }) => one.property)).toContain(
        violation.property,
      );
    }
  });

  test('with get_page and put_page of v4.18 laid over, the pin is seen in every state', () => {
    const found = json(...kara, '--listing', 'plain.step');
    expect(found.complete).toBe(true);
    expect(found.violations.map((violation) => violation.property)).not.toContain('pin-seen');
  });

  test('a listing laid over and a scenario file stand in the links, and replay reads them', async () => {
    const design = kara.slice(0, 2);
    for (const [words, edited] of [
      [[...kara, '--listing', 'plain.step'], ['overlay']],
      [[...design, '--file', 'taken.json'], ['scenario']],
      [
        [...design, '--file', 'taken.json', '--listing', 'plain.step'],
        ['scenario', 'overlay'],
      ],
    ] as const) {
      const { violations } = json(...words);
      expect(violations.length).toBeGreaterThan(0);
      for (const { link, property, length } of violations) {
        const opened = await openLink(link, compilingLibrary);
        if (!opened.ok) throw new Error(opened.error);
        expect(opened.value.notice).toBeUndefined();
        expect(Object.keys(opened.value.compiled.edition ?? {})).toEqual(edited);
        expect(cursorDepth(opened.value.history)).toBe(length);
        const { output } = await replay(['--link', link, '--json']);
        const broken: readonly { property: string }[] = JSON.parse(output).violations;
        expect(broken.map((one) => one.property)).toContain(property);
      }
    }
    const [first] = json(...kara, '--listing', 'plain.step').violations;
    const text = await replay(['--link', first?.link ?? '']);
    expect(text.output).toContain("Kara's race under July 2018, edited, debug checks: vm");
    const cut = await replay(['--link', (first?.link ?? '').slice(0, -5)]);
    expect(cut).toMatchObject({ exit: 2, output: '' });
    expect(cut.error).toMatch(/^The link is cut off: its edited part has \d+ of \d+ characters\./);
  });

  test('a file of a built-in scenario is that scenario, for links too', () => {
    const found = json('--design', 'july-2018', '--file', 'kara.json');
    expect(found.violations).toEqual(json(...kara).violations);
  });

  test('asserts off, asserts on: other lengths', () => {
    const none = json(...kara, '--debug', 'none').violations[0]?.length ?? 0;
    const all = json(...kara, '--debug', 'vm,list').violations[0]?.length ?? 0;
    expect(none).toBeLessThan(json(...kara).violations[0]?.length ?? 0);
    expect(all).toBeGreaterThan(json(...kara).violations[0]?.length ?? 0);
  });

  test('a search that stops early says that it is no proof', () => {
    const stopped = run(...kara, '--max-states', '20');
    expect(stopped.exit).toBe(3);
    expect(stopped.output).toContain('stopped at 20 states, this is not a proof');
    expect(json(...kara, '--max-states', '20')).toMatchObject({ complete: false, states: 20 });
  });

  test('a scenario file is explored like a built-in one', () => {
    const found = json('--design', 'v4.18', '--file', 'lonely.json');
    expect(found).toMatchObject({ scenario: 'lonely', complete: true });
    expect(found.endStates[0]?.pages[0]).toMatchObject({ name: 'P', refcount: 2, list: null });
  });

  test('for readers: verdict, counts, a table with a column per CPU, words where they change', () => {
    const { output } = run(...kara);
    expect(output).toMatch(/4 properties are broken; searched all [\d,]+ states\./);
    expect(output).toMatch(/^ +CPU0, pinner +\| CPU1, anybody$/m);
    expect(output).toContain('P: ffffea0000140088 ffffea0000140048  ref 2');
    expect(output).toMatch(
      /^ *\d+ +\| INIT_LIST_HEAD: list\.next = list\n +P: ffffea0000140008 dead0000/m,
    );
    expect(output).toContain('^ pin-seen: ');
    expect(output).toContain('End states (3):');
  });

  test('says of every property what it found, and of each broken one how and how likely', () => {
    const found = json(...kara);
    expect(found.verdicts.map(({ property, verdict }) => `${property} ${verdict}`)).toEqual([
      'pin-seen broken',
      'no-phantom-pin broken',
      'union-exclusive broken',
      'lists-whole holds',
      'not-stranded broken',
      'dma-safe holds',
      'references-balance holds',
      'no-deadlock holds',
      'bug holds',
    ]);
    const [first] = found.violations;
    expect(first).toMatchObject({
      length: 76,
      switches: 3,
      calmest: { length: 76, switches: 2, link: expect.stringContaining('#/s/kara-race/') },
      criticalPair: {
        first: 63,
        second: 64,
        sentence: expect.stringMatching(/^CPU1 reads P’s dma_pinned_flags before CPU0 writes it\./),
      },
      odds: { schedules: '1416110614418446', breaking: '215326467233922' },
    });
    expect(first?.calmest?.schedule).toHaveLength(76);
    expect(first?.schedule.slice(62, 64)).toEqual(['cpu1', 'cpu0']);
  });

  test('says how it searched: engine, depth, bytes, and the lines that nobody runs', () => {
    const found = json(...kara);
    expect(found).toMatchObject({
      engine: 'bfs',
      symmetry: false,
      interrupted: null,
      depth: 95,
      rate: null,
    });
    expect(found.bytes).toBeGreaterThan(found.states);
    expect(found.endStates.map(({ states, length }) => [states, length])).toEqual([
      [1, 89],
      [1, 93],
      [1, 94],
    ]);
    expect(found.unreached).toContainEqual({
      function: 'put_page',
      file: 'july-2018/mm.step',
      line: 24,
      text: '__put_page(head)',
    });
    expect(json(...kara, '--max-states', '20').unreached).toBeNull();
  });

  test.each(['interpreter', 'bfs', 'sweep'])('--engine %s finds the same', (engine) => {
    const plain = json(...kara);
    const found = json(...kara, '--engine', engine);
    expect(found.engine).toBe(engine);
    expect([found.states, found.transitions]).toEqual([plain.states, plain.transitions]);
    const lengths = ({ violations }: ExploreReport) =>
      violations.map(({ property, length }) => `${property} ${length}`).toSorted();
    expect(lengths(found)).toEqual(lengths(plain));
    expect(found.unreached).toEqual(plain.unreached);
  });

  test('--can finds a state with a link to it, or says that there is none', () => {
    const asked = json(...kara, '--can', 'P says unpinned and pins(P) > 0');
    expect(asked.can).toMatchObject({ states: expect.any(Number), of: 1280 });
    expect(asked.can?.schedule).toHaveLength(76);
    expect(asked.can?.link).toMatch(/^#\/s\/kara-race\/july-2018\/vm\//);
    expect(json(...kara, '--can', 'stuck').can).toEqual({
      query: 'stuck',
      states: 0,
      of: 1280,
      schedule: null,
      link: null,
    });
    expect(run(...kara, '--can', 'stuck').output).toContain('stuck: no reachable state of 1,280\n');
    expect(run(...kara, '--can', 'P says pinned').output).toMatch(
      /^P says pinned: 460 of 1,280 states, the nearest after 59 steps\n {2}#\/s\/kara-race/m,
    );
    expect(run(...kara, '--max-states', '200', '--can', 'stuck').output).toContain(
      'stuck: none of the 200 states searched\n',
    );
  });

  test('--symmetry where no two CPUs are alike says so, and finds the same', () => {
    expect(run(...kara, '--symmetry', 'on').output).toContain(
      'No two CPUs are alike, so that symmetry changes nothing.\n',
    );
    expect(json(...kara, '--symmetry', 'on')).toEqual(json(...kara));
  });

  test('--property judges one property only, and the exit code is that of the one', () => {
    const one = json(...kara, '--property', 'no-deadlock');
    expect(one.verdicts).toEqual([
      { property: 'no-deadlock', title: 'no deadlock', verdict: 'holds' },
    ]);
    expect(one.violations).toEqual([]);
    expect(run(...kara, '--property', 'no-deadlock').exit).toBe(0);
    expect(run(...kara, '--property', 'pin-seen').exit).toBe(1);
  });

  test('--table gives the table for a mail, of the shortest way to break anything', () => {
    const { output, exit } = run(...kara, '--table');
    expect(exit).toBe(1);
    expect(output).toMatch(
      /^Kara's race, July 2018, debug checks: vm\n\nCPU0, pinner +CPU1, anybody\n/,
    );
    expect(output).toMatch(/^\(1\) before \(2\): CPU1 reads P's dma_pinned_flags before CPU0 /m);
    expect(output).toMatch(/\n#\/s\/kara-race\/july-2018\/vm\/\S+\n$/);
    expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(json(...kara, '--table').table).toBe(output);
    expect(run(...kara, '--property', 'bug', '--table').output).toBe('Nothing is broken.\n');
  });

  test.each([
    [
      ['--scenario', 'kara-race'],
      /^--design is missing; there are v4\.18, july-2018, .*, v6\.12\.$/,
    ],
    [['--design', 'v5', '--scenario', 'kara-race'], /^There is no design “v5”; there are /],
    [['--design', 'v4.18'], /^--scenario or --file is missing; /],
    [['--design', 'v4.18', '--scenario', 'x'], /^There is no scenario “x”; there are /],
    [[...kara, '--file', 'lonely.json'], /both name a scenario/],
    [[...kara, '--debug', 'all'], /^There is no debug setting “all”; there are /],
    [[...kara, '--max-states', 'many'], /^--max-states needs a whole number/],
    [[...kara, '--max-memory', '0'], /^--max-memory needs a whole number/],
    [[...kara, '--engine', 'spin'], /^There is no engine “spin”; there are auto, interpreter, /],
    [[...kara, '--symmetry', 'yes'], /^--symmetry is on or off\.$/],
    [
      [...kara, '--symmetry', 'on', '--engine', 'interpreter'],
      /^The interpreter searches without symmetry/,
    ],
    [
      [...kara, '--symmetry', 'on', '--engine', 'sweep'],
      /^The sweep searches without symmetry: turn that off, or take the engine bfs\.$/,
    ],
    [[...kara, '--property', 'pins'], /^There is no property “pins”; there are pin-seen, /],
    [[...kara, '--can', 'Q says pinned'], /^--can: line 1, column 1: there is no page Q; /],
    [
      [...kara, '--engine', 'sweep', '--max-states', '99', '--can', 'rest'],
      /^--can: The sweep does not keep /,
    ],
    [
      ['--design', 'july-2018', '--scenario', 'lockless-lookup', '--engine', 'sweep'],
      /^The sweep needs programs in which nobody /,
    ],
    [[...kara, '--listing', 'gone.step'], /^gone\.step cannot be read: ENOENT/],
    [
      [...kara, '--listing', 'broken.step'],
      /^broken\.step:2:5: page\._refcount \+= … is a load and a store/,
    ],
    [['--design', 'v4.18', '--file', 'no.json'], /^no\.json is no JSON: /],
    [['--design', 'v4.18', '--file', 'wrong.json'], /^wrong\.json: pages /],
    [[...kara, '--jsno'], /^There is no flag --jsno; /],
  ])('bad input %j: exit 2 and a sentence', (words, error) => {
    const answer = run(...words);
    expect(answer.exit).toBe(2);
    expect(answer.output).toBe('');
    expect(answer.error).toMatch(error);
  });
});
