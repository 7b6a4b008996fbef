import { beforeAll, describe, expect, test } from 'vitest';
import { BreadthFirst } from '../../explorer/breadth-first.ts';
import { compiledChoice } from '../../kernel/compiling-library.ts';
import { type Choice, firstChoice } from '../../kernel/scenario-library.ts';
import { type Run, replaySchedule } from '../../trace/run.ts';
import { plainText, type SentencePart } from '../../trace/sentence.ts';
import { ScenarioModel } from '../../worker/scenario-model.ts';
import { shortTouch } from './short-touch.ts';
import { type Pair, type ScheduleRow, scheduleRows } from './schedule-rows.ts';

/** The shortest run that breaks a property. */
function breakingRun(choice: Choice, property: string): Run {
  const compiled = compiledChoice(choice);
  if (!compiled.ok) throw new Error(compiled.error);
  const search = new BreadthFirst(new ScenarioModel(compiled.value), { maxStates: 100_000 });
  while (search.run(10_000));
  const found = search.report().violations.find((one) => one.property === property);
  const replayed = replaySchedule(compiled.value, found?.schedule ?? []);
  if (!replayed.ok) throw new Error(replayed.error.text);
  return replayed.run;
}

/** As text; blanks that keep a value on its line are blanks. */
const words = (parts: readonly SentencePart[]): string =>
  plainText(parts).replaceAll('\u00a0', ' ');

/** `40–56 cpu0 pin_page_for_dma: _refcount 4 → 3 | 3 – no`. */
function told(run: Run, { from, to, actor, fn, parts, facts }: ScheduleRow): string {
  const steps = from === to ? `${to}` : `${from}–${to}`;
  const said = facts.saysPinned ? 'yes' : 'no';
  const id = run.compiled.program.actors[actor]?.id;
  return `${steps} ${id} ${fn}: ${words(parts)} | ${facts.refcount} ${facts.count ?? '–'} ${said}`;
}

describe('the shortest schedule that loses a pin in Kara’s race', () => {
  let run: Run;
  beforeAll(() => {
    run = breakingRun(firstChoice, 'pin-seen');
  });
  const rows = (pair?: Pair): readonly string[] =>
    scheduleRows(run, 'P', pair).map((row) => told(run, row));

  test('is a dozen rows, each ending where a number changes', () => {
    expect(rows()).toEqual([
      '1–5 cpu0 follow_page_pte: _refcount 2 → 3 | 3 – no',
      '6–39 cpu0 __get_user_pages: _refcount 3 → 4 | 4 – no',
      '40–56 cpu0 pin_page_for_dma: _refcount 4 → 3 | 3 – no',
      '57–58 cpu0 pin_page_for_dma: 2 steps | 3 – no',
      '59–61 cpu1 get_page: _refcount 3 → 4 | 4 – no',
      '62–63 cpu1 PageDmaPinned: 2 steps | 4 – no',
      '64 cpu0 SetPageDmaPinned: dma_pinned_flags ← 2 | 4 1 yes',
      '65 cpu0 pin_page_for_dma: releases pinned_dma_lock, pin outstanding | 4 1 yes',
      '66–69 cpu1 put_page: dma_pinned_count 1 → 0 | 4 0 yes',
      '70–75 cpu1 __put_page_for_pinned_dma: 6 steps | 4 0 yes',
      '76 cpu1 INIT_LIST_HEAD: lru.next ← &P.lru | 4 – no',
    ]);
  });

  test('covers every step once, in order', () => {
    for (const pair of [undefined, { first: 62, second: 63 }, { first: 2, second: 50 }]) {
      const all = scheduleRows(run, 'P', pair).flatMap(({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, index) => from + index),
      );
      expect(all).toEqual(run.steps.map(({ index }) => index));
    }
  });

  test('gives the steps of the critical pair rows of their own', () => {
    const found = scheduleRows(run, 'P', { first: 62, second: 63 });
    const marked = found.filter(({ pair }) => pair !== undefined);
    expect(marked.map((row) => [row.pair, told(run, row)])).toEqual([
      ['first', '63 cpu1 PageDmaPinned: dma_pinned_flags is LIST_POISON1 | 4 – no'],
      ['second', '64 cpu0 SetPageDmaPinned: dma_pinned_flags ← 2 | 4 1 yes'],
    ]);
  });

  test('says at the last step what it breaks, and which facts that changes', () => {
    const last = scheduleRows(run, 'P').at(-1);
    expect(last?.breaks).toEqual(['P says that it is not pinned while a pin is outstanding']);
    expect([...(last?.changed ?? [])]).toEqual(['count', 'saysPinned']);
  });
});

test('words of other pages are told with their page, locks and list heads by name', () => {
  const run = breakingRun({ ...firstChoice, scenario: 'stranded' }, 'not-stranded');
  const did = run.steps.map((step) => words(shortTouch(run, step, 'P')));
  expect(did.slice(24, 32)).toEqual([
    'releases ptl',
    'compound_head is &C.lru',
    'takes pinned_dma_lock',
    'compound_head is &C.lru',
    'dma_pinned_flags is &C.lru',
    '_refcount is 3',
    'PG_lru is set',
    'takes lru_lock',
  ]);
  expect(did).toEqual(expect.arrayContaining(['clears PG_lru', 'C’s lru.prev ← &B.lru']));
});
