import { describe, expect, test } from 'vitest';
import { compilingLibrary } from '../kernel/compiling-library.ts';
import { openLink } from '../trace/open-link.ts';
import { cursorDepth } from '../trace/history.ts';
import { explore, type Exploration } from './explore.ts';
import { replay } from './replay.ts';

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
  'no.json': '{',
  'wrong.json': '{"id": "x", "title": "X", "pages": [], "cpus": []}',
};

function readFile(path: string): string {
  const text = files[path];
  if (text === undefined) throw new Error(`ENOENT: no such file ${path}`);
  return text;
}

const run = (...words: string[]) => explore(words, readFile, () => 0);

function json(...words: string[]): Exploration {
  return JSON.parse(run(...words, '--json').output);
}

const kara = ['--design', 'july-2018', '--scenario', 'kara-race'];

describe('explore', () => {
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
      const opened = await openLink(violation.link ?? '', compilingLibrary);
      if (!opened.ok) throw new Error(opened.error);
      expect(opened.value.notice).toBeUndefined();
      expect(cursorDepth(opened.value.history)).toBe(violation.length);
      const { output } = await replay(['--link', violation.link ?? '', '--json']);
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
    expect(found.violations.every((violation) => violation.link === null)).toBe(true);
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

  test.each([
    [['--scenario', 'kara-race'], /^--design is missing; there are v4\.18, july-2018\.$/],
    [['--design', 'v5', '--scenario', 'kara-race'], /^There is no design “v5”; there are /],
    [['--design', 'v4.18'], /^--scenario or --file is missing; /],
    [['--design', 'v4.18', '--scenario', 'x'], /^There is no scenario “x”; there are /],
    [[...kara, '--file', 'lonely.json'], /both name a scenario/],
    [[...kara, '--debug', 'all'], /^There is no debug setting “all”; there are /],
    [[...kara, '--max-states', 'many'], /^--max-states needs a whole number/],
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
