import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Draft, emptyDraft } from './draft.ts';
import { edited, type Edit } from './edit.ts';
import { freshHistory, redone, undone, withEdit } from './edit-history.ts';
import { plainReferences } from './page-edit.ts';
import { pagesOn } from './page-order.ts';
import { fileText, scenarioInText } from './scenario-text.ts';
import { anyEdit, pageChange, pageKind } from './testing/random-edits.ts';
import { type PageKind, plainOf } from './page-kind.ts';

const after = (...edits: readonly Edit[]): Draft => edits.reduce(edited, emptyDraft);
const pageIn = (draft: Draft, name = 'P') => {
  const page = draft.pages.find((one) => one.name === name);
  if (page === undefined) throw new Error(`no page ${name}`);
  return page;
};
const problemOf = (draft: Draft): string | undefined => {
  const answer = scenarioInText(fileText(draft));
  return answer.ok ? undefined : answer.error;
};

describe('a race before the start', () => {
  const use = (operation: string, page: string) => ({ operation, page });
  const raced: Draft = {
    ...after({ kind: 'add-page' }),
    race: {
      cpus: [
        { role: 'cpu0', operations: [use('unpin', 'P')] },
        { role: 'cpu1', operations: [use('slow_pin', 'B'), use('device_write', 'B')] },
      ],
      schedule: ['cpu1', 'cpu0', 'device', 'cpu1:2'],
    },
  };

  test('follows its pages when they are renamed or go', () => {
    const renamed = edited(raced, { kind: 'rename-page', page: 'P', name: 'X' });
    expect(renamed.race?.cpus[0]?.operations).toEqual([use('unpin', 'X')]);
    const without = edited(raced, { kind: 'remove-page', page: 'B' });
    expect(without.race?.cpus.map(({ operations }) => operations.length)).toEqual([1, 0]);
    expect(problemOf(without)).toBeUndefined();
  });

  test('loses the steps of a CPU that goes', () => {
    const without = edited(raced, { kind: 'remove-cpu', cpu: 0 });
    expect(without.race?.schedule).toEqual(['cpu0', 'device', 'cpu0:2']);
    expect(problemOf(without)).toBeUndefined();
    expect(edited(raced, { kind: 'remove-cpu', cpu: 1 }).race?.schedule).toEqual(['cpu0']);
  });

  test('of which a device is left gets its name', () => {
    const both: Draft = {
      ...raced,
      race: {
        cpus: [0, 1].map((cpu) => ({
          role: `cpu${cpu}`,
          operations: [use('slow_pin', 'P'), use('device_write', 'P')],
        })),
        schedule: ['device0', 'device1'],
      },
    };
    expect(edited(both, { kind: 'remove-cpu', cpu: 0 }).race?.schedule).toEqual(['device']);
  });

  test('can be left out', () => {
    expect(edited(raced, { kind: 'remove-race' })).toStrictEqual(after({ kind: 'add-page' }));
  });
});

describe('a page', () => {
  test('on another list has the flags that name it, and stands at its tail', () => {
    const draft = after(
      { kind: 'add-page' },
      {
        kind: 'change-page',
        page: 'P',
        change: { kind: 'where', where: { kind: 'list', list: 'active_anon' } },
      },
    );
    const page = pageIn(draft);
    expect([...page.flags].sort()).toEqual(['PG_active', 'PG_lru', 'PG_swapbacked', 'PG_uptodate']);
    // Anonymous: the page cache holds it no longer.
    expect(page).toMatchObject({ cache: false, refcount: 1, list: 'active_anon', position: 0 });
    expect(pageIn(draft, 'B').position).toBe(0);
  });

  test('keeps its plain references when what holds it changes', () => {
    const draft = after(
      { kind: 'change-page', page: 'P', change: { kind: 'plain', count: 3 } },
      { kind: 'change-page', page: 'P', change: { kind: 'mapcount', count: 4 } },
      { kind: 'change-page', page: 'P', change: { kind: 'flag', flag: 'PG_private', on: true } },
    );
    expect(pageIn(draft).refcount).toBe(3 + 4 + 1 + 1);
    expect(plainReferences(pageIn(draft))).toBe(3);
  });

  test('is mapped when it is pinned, and loses its pins with its last page table', () => {
    const pin: Edit = { kind: 'change-page', page: 'P', change: { kind: 'pins', count: 2 } };
    const unmap: Edit = { kind: 'change-page', page: 'P', change: { kind: 'mapcount', count: 0 } };
    expect(pageIn(after(unmap))).toMatchObject({ mapcount: 0, refcount: 1, pins: 0 });
    expect(pageIn(after(unmap)).pte).toBeUndefined();
    expect(pageIn(after(unmap, pin))).toMatchObject({ mapcount: 1, refcount: 2, pins: 2 });
    expect(pageIn(after(pin, unmap)).pins).toBe(0);
  });

  test('moves along its list, to the tail and no further', () => {
    const draft = after({ kind: 'add-page' }, { kind: 'add-page' });
    const names = (one: Draft) => pagesOn(one.pages, 'inactive_file').map(({ name }) => name);
    expect(names(draft)).toEqual(['P', 'B', 'C']);
    expect(names(edited(draft, { kind: 'move-page', page: 'P', by: 1 }))).toEqual(['B', 'P', 'C']);
    expect(names(edited(draft, { kind: 'move-page', page: 'P', by: 9 }))).toEqual(['B', 'C', 'P']);
    expect(names(edited(draft, { kind: 'move-page', page: 'C', by: -1 }))).toEqual(['P', 'C', 'B']);
  });

  test('that is removed takes everything along that is done to it', () => {
    const draft = after(
      { kind: 'add-page' },
      {
        kind: 'add-operation',
        to: { kind: 'cpu', cpu: 0 },
        use: { operation: 'get_page', page: 'B' },
      },
      {
        kind: 'add-operation',
        to: { kind: 'cpu', cpu: 0 },
        use: { operation: 'get_page', page: 'P' },
      },
      { kind: 'interrupt', cpu: 1, use: { operation: 'end_io', page: 'B' } },
      { kind: 'remove-page', page: 'B' },
    );
    expect(draft.cpus[0]?.operations).toEqual([{ operation: 'get_page', page: 'P' }]);
    expect(draft.interrupts).toEqual([]);
  });

  test('with a new name is meant by it everywhere', () => {
    const draft = after(
      {
        kind: 'add-operation',
        to: { kind: 'cpu', cpu: 1 },
        use: { operation: 'unpin', page: 'P' },
      },
      { kind: 'add-operation', to: { kind: 'before' }, use: { operation: 'read', page: 'P' } },
      { kind: 'rename-page', page: 'P', name: 'Q' },
    );
    expect(draft.cpus[1]?.operations).toEqual([{ operation: 'unpin', page: 'Q' }]);
    expect(draft.before).toEqual([{ operation: 'read', page: 'Q' }]);
    expect(problemOf(draft)).toBeUndefined();
  });

  test('gets the next free name and pfn, up to 16', () => {
    const draft = after(...Array.from({ length: 20 }, (): Edit => ({ kind: 'add-page' })));
    expect(draft.pages.map(({ name }) => name).join('')).toBe('PBCDEFGHIJKLMNOQ');
    expect(draft.pages.map(({ pfn }) => pfn.toString(16)).slice(-2)).toEqual(['500e', '500f']);
    expect(problemOf(draft)).toBeUndefined();
  });

  test('never contradicts itself, whatever is changed in whatever order', () => {
    const change = fc.record({
      kind: fc.constant('change-page' as const),
      page: fc.constantFrom('P', 'P', 'P2'),
      change: pageChange,
    });
    const kind = fc.record({
      kind: fc.constant('page-kind' as const),
      page: fc.constant('P'),
      as: pageKind,
    });
    const changes = fc.array(fc.oneof({ weight: 4, arbitrary: change }, kind), { maxLength: 12 });
    const property = fc.property(changes, (made) => {
      const draft = after(...made, { kind: 'add-cpu' }, { kind: 'add-cpu' });
      expect(problemOf(draft)).toBeUndefined();
    });
    fc.assert(property, { seed: 7, numRuns: 2000 });
  });
});

describe('a page of another kind', () => {
  const as = (kind: PageKind, page = 'P'): Edit => ({ kind: 'page-kind', page, as: kind });
  const use = (page: string): Edit => ({
    kind: 'add-operation',
    to: { kind: 'cpu', cpu: 0 },
    use: { operation: 'slow_pin', page },
  });

  test('is the first of a huge page and brings its tails, each mapped as it is', () => {
    const draft = after({ kind: 'add-page' }, as('huge'));
    expect(draft.pages.map(({ name }) => name)).toEqual(['P', 'P1', 'P2', 'P3', 'B']);
    const pfns = draft.pages.map(({ pfn }) => pfn);
    expect(pfns).toEqual([0x5004, 0x5005, 0x5006, 0x5007, 0x5001]);
    expect(pageIn(draft)).toMatchObject({ list: 'inactive_anon', refcount: 4, cache: false });
    expect(pageIn(draft).flags).toContain('PG_head');
    expect(plainOf(draft.pages, pageIn(draft))).toBe(0);
    expect(problemOf(draft)).toBeUndefined();
  });

  test('counts the entries that map a tail at its head', () => {
    const map = (page: string, count: number): Edit => ({
      kind: 'change-page',
      page,
      change: { kind: 'mapcount', count },
    });
    const plain: Edit = { kind: 'change-page', page: 'P', change: { kind: 'plain', count: 2 } };
    const draft = after(as('huge'), plain, map('P2', 0), map('P3', 3));
    expect(pageIn(draft).refcount).toBe(2 + 1 + 1 + 0 + 3);
    expect(plainOf(draft.pages, pageIn(draft))).toBe(2);
    expect(edited(draft, { kind: 'remove-page', page: 'P2' })).toBe(draft);
  });

  test('is a single page again without its tails and what is done to them', () => {
    const draft = after(as('huge'), use('P'), use('P2'), as('plain'));
    expect(draft.pages.map(({ name }) => name)).toEqual(['P']);
    expect(pageIn(draft)).toMatchObject({ refcount: 1, mapcount: 1 });
    expect(pageIn(draft).compound).toBeUndefined();
    expect(draft.cpus[0]?.operations).toEqual([{ operation: 'slow_pin', page: 'P' }]);
  });

  test('is the head of its tails under another name, too, and goes with them', () => {
    const draft = after({ kind: 'add-page' }, as('huge'), {
      kind: 'rename-page',
      page: 'P',
      name: 'Q',
    });
    expect(problemOf(draft)).toBeUndefined();
    expect(edited(draft, { kind: 'remove-page', page: 'Q' }).pages).toHaveLength(1);
  });

  test('is memory of a device, on no list and in no cache, as is every other such page', () => {
    const draft = after({ kind: 'add-page' }, as('fs_dax'), as('private', 'B'));
    expect(draft.pages.map(({ device }) => device)).toEqual(['private', 'private']);
    expect(pageIn(draft)).toMatchObject({ cache: false, mapcount: 0, refcount: 1 });
    expect(pageIn(draft).list).toBeUndefined();
    expect(pageIn(draft).pte).toBeDefined();
    expect(problemOf(draft)).toBeUndefined();
    expect(pageIn(edited(draft, as('plain')))).toMatchObject({
      list: 'inactive_file',
      refcount: 2,
    });
  });

  test('can not be huge where three more pages do not fit', () => {
    const full = after(...Array.from({ length: 13 }, (): Edit => ({ kind: 'add-page' })));
    expect(full.pages).toHaveLength(14);
    expect(edited(full, as('huge'))).toBe(full);
  });
});

describe('a script', () => {
  const add = (operation: string, cpu = 0): Edit => ({
    kind: 'add-operation',
    to: { kind: 'cpu', cpu },
    use: { operation, page: 'P' },
  });
  const names = (draft: Draft, cpu: number) =>
    draft.cpus[cpu]?.operations.map(({ operation }) => operation);

  test('of a CPU that is not there yet brings the CPU, the fourth at most', () => {
    const draft = after(add('read', 3));
    expect(draft.cpus.map(({ role }) => role)).toEqual(['first', 'second', 'third', 'fourth']);
    expect(names(draft, 3)).toEqual(['read']);
    expect(after(add('read', 4)).cpus).toHaveLength(4);
  });

  test('gives an operation to another CPU', () => {
    const draft = after(add('slow_pin'), add('unpin'), add('get_page', 1), {
      kind: 'move-operation',
      from: { kind: 'cpu', cpu: 0 },
      index: 0,
      to: { kind: 'cpu', cpu: 1 },
      at: 1,
    });
    expect(names(draft, 0)).toEqual(['unpin']);
    expect(names(draft, 1)).toEqual(['get_page', 'slow_pin']);
  });

  test('of a CPU that is removed goes; what lay in its vector lies in its neighbour’s', () => {
    const draft = after(
      {
        kind: 'change-page',
        page: 'P',
        change: { kind: 'where', where: { kind: 'pagevec', cpu: 1 } },
      },
      { kind: 'interrupt', cpu: 1, use: { operation: 'end_io', page: 'P' } },
      { kind: 'remove-cpu', cpu: 0 },
    );
    expect(draft.cpus.map(({ role }) => role)).toEqual(['second']);
    expect(draft.interrupts).toEqual([{ operation: 'end_io', page: 'P', cpu: 0 }]);
    expect(pageIn(draft).pagevec).toEqual({ cpu: 0 });
    expect(edited(draft, { kind: 'remove-cpu', cpu: 0 })).toBe(draft);
  });
});

describe('any edits', () => {
  const edits = fc.array(anyEdit, { maxLength: 30 });

  test('give a draft that is a scenario, or one sentence why not', () => {
    let scenarios = 0;
    const property = fc.property(edits, (made) => {
      const problem = problemOf(after(...made));
      if (problem === undefined) scenarios++;
      expect(problem ?? 'It is a scenario.').toMatch(/^[A-Z][^\n]{8,400}\.$/);
    });
    fc.assert(property, { seed: 20180702, numRuns: 3000 });
    expect(scenarios).toBeGreaterThan(300);
  });

  test('are taken back one by one, to the letter, and made again', () => {
    const property = fc.property(edits, (made) => {
      const start = freshHistory(emptyDraft);
      const histories = [start];
      for (const edit of made) {
        const last = histories.at(-1) ?? start;
        const next = withEdit(last, edit);
        if (next === last) continue;
        // Letters typed one behind the other are one edit: the last takes the place of the one before.
        if (next.past.length === last.past.length) histories.pop();
        histories.push(next);
      }
      let history = histories.at(-1) ?? start;
      for (const before of histories.slice(0, -1).toReversed()) {
        const back = undone(history);
        expect(back?.draft).toBe(before.draft);
        if (back !== undefined) history = back;
      }
      expect(undone(history)).toBeUndefined();
      for (const next of histories.slice(1)) {
        const again = redone(history);
        expect(again?.draft).toBe(next.draft);
        if (again !== undefined) history = again;
      }
      expect(redone(history)).toBeUndefined();
    });
    fc.assert(property, { seed: 5, numRuns: 1000 });
  });

  test('leave a file that is read as the very same draft', () => {
    const property = fc.property(edits, (made) => {
      const draft = after(...made);
      const answer = scenarioInText(fileText(draft));
      if (!answer.ok) return;
      expect(answer.value).toEqual(draft);
      expect(fileText(answer.value)).toBe(fileText(draft));
    });
    fc.assert(property, { seed: 11, numRuns: 2000 });
  });
});

test('letters typed one behind the other are one edit; an edit in between ends it', () => {
  const type = (title: string): Edit => ({ kind: 'title', title });
  let history = freshHistory(emptyDraft);
  for (const edit of [
    type('R'),
    type('Ra'),
    { kind: 'add-page' } as const,
    type('Rac'),
    type('Race'),
  ]) {
    history = withEdit(history, edit);
  }
  const titles = [history.draft.title];
  for (let back = undone(history); back !== undefined; back = undone(back)) {
    titles.push(back.draft.title);
  }
  expect(titles).toEqual(['Race', 'Ra', 'Ra', 'My scenario']);
});

test('the id is the title’s letters, never that of a built-in scenario', () => {
  const idOf = (title: string) => edited(emptyDraft, { kind: 'title', title }).id;
  expect(idOf('Kara’s race')).toBe('my-karas-race');
  expect(idOf('Über-Race, 2')).toBe('my-uber-race-2');
  expect(idOf('漢字')).toBe('own');
  expect(idOf('x'.repeat(80))).toBe(`my-${'x'.repeat(36)}`);
});
