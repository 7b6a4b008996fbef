import { expect, test } from 'vitest';
import { checkedDraft } from './checked-draft.ts';
import { type Draft, emptyDraft } from './draft.ts';
import { edited } from './edit.ts';
import { placedProblem } from './draft-problem.ts';

const under = { design: 'july-2018', debug: 'vm' } as const;

function problemsOf(draft: Draft) {
  const checked = checkedDraft(draft, under);
  return checked.kind === 'wrong' ? checked.problems : [];
}

const withPage = (change: Partial<Draft['pages'][number]>): Draft => ({
  ...emptyDraft,
  pages: emptyDraft.pages.map((page) => ({ ...page, ...change })),
});

test('a draft that runs has no problems, and its compiled form carries what it is', () => {
  const checked = checkedDraft(emptyDraft, under);
  expect(checked.kind).toBe('ready');
  if (checked.kind !== 'ready') return;
  expect(checked.compiled.edition).toEqual({ scenario: emptyDraft });
});

test('what is wrong with a page is said at that page, by its name', () => {
  expect(problemsOf(withPage({ refcount: 1 }))).toEqual([
    {
      place: { kind: 'page', page: 0 },
      text: 'P has refcount 1, lower than what holds it: 1 by page tables and 1 by the page cache make 2.',
    },
  ]);
  expect(problemsOf(withPage({ mapcount: -1, refcount: 1 }))).toEqual([
    { place: { kind: 'page', page: 0 }, text: 'P: mapcount must not be negative.' },
  ]);
});

test('every operation that the design does not have is told at its place', () => {
  const draft: Draft = {
    ...emptyDraft,
    before: [{ operation: 'nothing', page: 'P' }],
    cpus: [
      { role: 'first', operations: [{ operation: 'read', page: 'P' }, { operation: 'get_page' }] },
      { role: 'second', operations: [{ operation: 'end_io', page: 'P' }] },
    ],
    interrupts: [{ cpu: 1, operation: 'unknown', page: 'P' }],
  };
  expect(problemsOf(draft)).toEqual([
    {
      place: { kind: 'operation', in: { kind: 'before' }, at: 0 },
      text: 'Before the start, operation 1: this design has no operation nothing.',
    },
    {
      place: { kind: 'operation', in: { kind: 'cpu', cpu: 0 }, at: 1 },
      text: 'CPU0, operation 2: get_page needs a page.',
    },
    {
      place: { kind: 'operation', in: { kind: 'cpu', cpu: 1 }, at: 0 },
      text: 'CPU1, operation 1: end_io comes as an interrupt only.',
    },
    {
      place: { kind: 'interrupt', cpu: 1 },
      text: 'The interrupt on CPU1: this design has no operation unknown.',
    },
  ]);
});

test('what a script means and is not there is told at its operation', () => {
  const draft = edited(emptyDraft, {
    kind: 'add-operation',
    to: { kind: 'cpu', cpu: 1 },
    use: { operation: 'get_page', page: 'Q' },
  });
  expect(problemsOf(draft)).toEqual([
    {
      place: { kind: 'operation', in: { kind: 'cpu', cpu: 1 }, at: 0 },
      text: 'CPU1, operation 1: page names Q, but the pages are P.',
    },
  ]);
});

test('names that are missing are told at the name', () => {
  expect(problemsOf({ ...emptyDraft, title: '' })).toEqual([
    { place: { kind: 'title' }, text: 'The name must not be empty.' },
  ]);
  expect(problemsOf(edited(emptyDraft, { kind: 'role', cpu: 1, role: '' }))).toEqual([
    { place: { kind: 'cpu', cpu: 1 }, text: 'CPU1: role must not be empty.' },
  ]);
});

test('a start that cannot be made is told at the start', () => {
  const draft = edited(emptyDraft, {
    kind: 'add-operation',
    to: { kind: 'before' },
    use: { operation: 'device_write', page: 'P' },
  });
  expect(problemsOf(draft)).toEqual([
    {
      place: { kind: 'start' },
      text: 'The start cannot be made: it waits for something that nobody does.',
    },
  ]);
});

test('an edited listing that is wrong is told by its line', () => {
  const checked = checkedDraft(emptyDraft, {
    ...under,
    overlay: 'fn broken(page)\n    page = = 1\n',
  });
  expect(checked.kind === 'wrong' && checked.problems[0].text).toMatch(
    /^edited\.step, line 2: .*\.$/,
  );
});

test('a sentence without a place is one of the whole scenario', () => {
  expect(placedProblem('this is no scenario: a scenario is a JSON object', emptyDraft)).toEqual({
    place: { kind: 'scenario' },
    text: 'This is no scenario: a scenario is a JSON object.',
  });
  expect(
    placedProblem('interrupts has two for cpu1; one per CPU is modelled', emptyDraft).text,
  ).toBe('Interrupts has two for cpu1; one per CPU is modelled.');
});
