import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageWords } from '../../kernel/page-words.ts';
import type { State } from '../../machine/state.ts';
import { compiledScenario, scheduled } from '../../trace/testing/scheduled.ts';
import { stateAt } from '../../trace/run.ts';
import { compiledQuery } from './compiled-query.ts';
import type { QueryProblem } from './query-answer.ts';
import { problemSentence } from './query-problem.ts';

const kara = compiledScenario('kara-race');

/** cpu1 has done all that it does; cpu0 has not begun. */
const run = scheduled(kara, [['cpu1', 'end']]);
const start = stateAt(run, 0);
const pinning = scheduled(kara, [['cpu0', { through: 'unlock node.pinned_dma_lock' }]]);
const pinned = stateAt(pinning, pinning.steps.length);
const end = stateAt(run, run.steps.length);

function holds(text: string, state: State): boolean {
  const query = compiledQuery(kara, text);
  if (!query.ok) throw new Error(problemSentence(query.error));
  return query.value(state);
}

function problem(text: string): string {
  const query = compiledQuery(kara, text);
  if (query.ok) throw new Error(`${text} was read`);
  return problemSentence(query.error);
}

/** What is odd about the place of a problem; undefined: nothing. */
function misplaced(text: string, { line, column, length, message }: QueryProblem): unknown {
  const own = text.split('\n')[line - 1];
  if (own === undefined || column - 1 > own.length || length < 1) return { line, column, length };
  return /[.\n]$/.test(message) ? message : undefined;
}

describe('conditions', () => {
  test.each([
    // Words by their fields, by the names that pages use, and as bytes.
    ['P._refcount == 2', true, false],
    ['P.refcount == 2', true, false],
    ['P.mapcount == 1 and P._mapcount == 0', true, true],
    ['P.word8 == 0xffffea0000140088', true, false],
    ['P.word8 == &C.lru', true, false],
    ['P.lru.next == &C + 8', true, false],
    ['P.lru.next - 8 == &C', true, false],
    ['P.dma_pinned_flags == 2', false, true],
    ['P.dma_pinned_count == 1', false, true],
    ['P.word16 == 0xdead000000000001', false, true],
    ['P.word16 != LIST_POISON2', true, true],
    ['B.lru.prev == inactive_file', true, true],
    ['P._mapcount > -1', true, true],
    ['pte_P > 0 and cpu0.device == 0', true, true],
    ['cpu1.lru_add_pvec.nr == 0 and cpu1.lru_add_pvec.pages[14] == 0', true, true],
    // Flags, lists, what the design says, ghosts.
    ['P.flags has PG_lru', true, false],
    ['P has PG_lru', true, false],
    ['P has lru', true, false],
    ['pte_P has user', true, true],
    ['P on inactive_file', true, false],
    ['P on no list', false, true],
    ['P on active_file', false, false],
    ['P says pinned', false, true],
    ['P says unpinned', true, false],
    ['pins(P) == 1', false, true],
    ['pin_count(P) == 1', false, true],
    ['linked(P.lru) == 1', true, false],
    // Where everybody is.
    ['cpu0 at slow_pin', true, false],
    ['cpu0 at device_write', false, true],
    ['CPU0 at follow_page_pte:14', true, false],
    ['cpu1 at get_page:8', true, true],
    ['cpu0 ready', true, true],
    ['device idle', true, true],
    ['cpu0 done or cpu0 waits', false, false],
    ['lru_lock held', false, false],
    ['node.lru_lock held by cpu0', false, false],
    ['rest or stopped or stuck', false, false],
    // Joined.
    ['not P says pinned', true, false],
    ['P says pinned or P has PG_lru and pins(P) == 0', true, true],
    ['(P says pinned or P has PG_lru) and pins(P) == 0', true, false],
    ['not (P says pinned) and not rest', true, false],
  ])('%s', (text, atStart, whenPinned) => {
    expect([holds(text, start), holds(text, pinned)]).toEqual([atStart, whenPinned]);
  });

  test('an actor that waits at a lock is waiting, and the lock is held', () => {
    const slow = compiledScenario('slow-slow');
    const first = scheduled(slow, [['cpu0', { through: 'lock node.pinned_dma_lock' }]]);
    const both = scheduled(slow, [
      ['cpu0', { through: 'lock node.pinned_dma_lock' }],
      ['cpu1', 'end'],
    ]);
    const query = compiledQuery(slow, 'pinned_dma_lock held by cpu0 and cpu1 waits');
    if (!query.ok) throw new Error(query.error.message);
    expect(query.value(stateAt(first, first.steps.length))).toBe(false);
    expect(query.value(stateAt(both, both.steps.length))).toBe(true);
  });

  test('done is whoever has come to the end of the script, whether the others have or not', () => {
    expect(holds('cpu1 done', end)).toBe(true);
    expect(holds('cpu0 done', end)).toBe(false);
  });

  test('a question over several lines', () => {
    expect(holds('P says unpinned\n  and P.refcount == 2\n', start)).toBe(true);
  });

  test('numbers compare as the words hold them: signed where the field is', () => {
    const values = fc.bigInt({ min: -(2n ** 31n), max: 2n ** 31n - 1n });
    const { refcount } = pageWords(kara, start, kara.pages[0] ?? { name: '', pfn: 0, address: 0n });
    fc.assert(
      fc.property(values, (value) => {
        expect(holds(`P._refcount < ${value}`, start)).toBe(BigInt(refcount) < value);
        expect(holds(`P._refcount >= ${value}`, start)).toBe(BigInt(refcount) >= value);
      }),
      { seed: 20180702, numRuns: 100 },
    );
  });
});

describe('what cannot be read is told with its place', () => {
  test.each([
    ['', 'line 1, column 1: something is missing; expected a page, a word as P.word8, or a CPU.'],
    ['P says', 'line 1, column 7: something is missing; expected pinned or unpinned.'],
    [
      'P.word8 = 3',
      'line 1, column 9: “=” does not fit here; expected ==, has or says; equal is written ==.',
    ],
    [
      'P says pinned\nand Q says pinned',
      'line 2, column 5: there is no page Q; there are P, B, C.',
    ],
    ['P.refcont == 1', /there is no field of a page called refcont; did you mean refcount\?\.$/],
    [
      'P.nothing == 1',
      'line 1, column 3: there is no field of a page called nothing; there are word8, ',
    ],
    ['P._refcont == 1', /there is no field of a page called _refcont; did you mean _refcount\?\.$/],
    [
      'P has PG_lur',
      'line 1, column 7: there is no flag of P called PG_lur; did you mean PG_lru?.',
    ],
    [
      'cpu7 done',
      'line 1, column 1: there is no CPU, device or interrupt cpu7; did you mean cpu0?.',
    ],
    ['cpu1 at putpage', 'line 1, column 9: there is no function putpage; did you mean put_page?.'],
    ['cpu1 at put_page:99', 'line 1, column 18: put_page has no line 99; it has lines 16 to 24.'],
    ['cpu1 at slow_pin', 'line 1, column 9: cpu1 never runs slow_pin in this scenario.'],
    [
      'cpu1 at put_page:',
      'line 1, column 18: something is missing; expected the number of a line.',
    ],
    ['P on list', 'line 1, column 6: there is no list list; there are inactive_anon, '],
    [
      'P on no lists',
      'line 1, column 9: “lists” does not fit here; expected list, as in “on no list”.',
    ],
    ['lru_lok held', 'line 1, column 1: there is no lock lru_lok; did you mean lru_lock?.'],
    ['P.word8 held', 'line 1, column 1: P.word8 is no lock; there are lru_lock, '],
    ['pin(P) > 0', 'line 1, column 1: there is no ghost of a page called pin; did you mean pins?.'],
    ['lru_add_pvec.nr > 0', /every CPU has its own lru_add_pvec: write cpu0\.lru_add_pvec\.$/],
    [
      'P > 0',
      /^line 1, column 1: P is more than one word: write P\.word8, or another of its fields\.$/,
    ],
    ['P says pinned or', 'line 1, column 17: something is missing; expected a page, '],
    ['(P says pinned', 'line 1, column 15: something is missing; expected a closing bracket.'],
    [
      'P says pinned)',
      'line 1, column 14: “)” does not fit here; expected and, or, or nothing more.',
    ],
    ['P.word8 == 12ab', 'line 1, column 12: 12ab is no number of 64 bits.'],
    ['P.word8 == 0x10000000000000000', /is no number of 64 bits\.$/],
    ['P § 3', 'line 1, column 3: “§” does not fit here; expected ==, has or says.'],
    [
      'device writing',
      'line 1, column 8: “writing” does not fit here; expected at, done or waits.',
    ],
    ['pins(P) is 1', 'line 1, column 9: “is” does not fit here; expected ==, < or >.'],
    [
      'elsewhere.home == 3',
      'line 1, column 1: there is no page, word or constant elsewhere; there are P, ',
    ],
  ])('%s', (text, said) => {
    const sentence = problem(text);
    const isIt = typeof said === 'string' ? sentence.startsWith(said) : said.test(sentence);
    expect({ sentence, isIt }).toEqual({ sentence, isIt: true });
  });

  test('brackets without end are refused, not followed', () => {
    expect(problem('('.repeat(5000))).toMatch(/nested too deeply\.$/);
    expect(problem('not '.repeat(5000))).toMatch(/nested too deeply\.$/);
  });

  test('any text is read or refused, and the place lies in it', () => {
    const words = fc.constantFrom(
      ...'P cpu1 at put_page : 17 and or not ( ) == > + - has PG_lru says pinned on no list pins & . 3'.split(
        ' ',
      ),
      '§',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 20 }), (parts) => {
        const text = parts.join(' ');
        const query = compiledQuery(kara, text);
        expect(query.ok ? typeof query.value(start) : misplaced(text, query.error)).toBe(
          query.ok ? 'boolean' : undefined,
        );
      }),
      { seed: 20180702, numRuns: 2000 },
    );
  });
});
