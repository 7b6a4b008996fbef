import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Run } from '../trace/run.ts';
import { compiledScenario, type Leg, ownScenario, scheduled } from '../trace/testing/scheduled.ts';
import { MAIL_WIDTH, wrapped } from './mail-columns.ts';
import { twoColumnTable } from './two-column.ts';

/** The table of a run without a sentence of its own, down to the line of dashes. */
function tableOf(run: Run): readonly string[] {
  const text = twoColumnTable({ run, message: 'something is wrong' });
  return text.split('\n').slice(4, text.split('\n').indexOf('', 4));
}

describe('the mail table', { timeout: 30_000 }, () => {
  test('of Kara’s race is what a reviewer would write', () => {
    const pinning: readonly Leg[] = [
      ['cpu0', { to: 'page.dma_pinned_flags = PAGE_DMA_PINNED' }],
      ['cpu1', 5],
      ['cpu0', 2],
      ['cpu1', { through: 'list.next = list' }],
    ];
    const run = scheduled(compiledScenario('kara-race'), pinning);
    expect(run.steps).toHaveLength(76);
    const text = twoColumnTable({
      run,
      message: 'P says that it is not pinned while a pin is outstanding',
      pair: {
        first: 62,
        second: 63,
        sentence: 'CPU1 reads P’s dma_pinned_flags before CPU0 writes it. That decides it.',
      },
      link: 'https://example.org/#/s/kara-race/july-2018/vm/BV_Uy1UTEw',
    });
    expect(text).toBe(`\
Kara's race, July 2018, debug checks: vm

CPU0, pinner                            CPU1, anybody
------------                            -------------
slow_pin(pte_P)
  get_page(P)
    P._refcount: 2 -> 3
  pin_page_for_dma(P)
    lock pinned_dma_lock
    get_page(P)
      P._refcount: 3 -> 4
    list_del(&P.lru)
      P.lru.next: &C.lru
        -> LIST_POISON1
      P.lru.prev: &B.lru
        -> LIST_POISON2
    put_page_testzero(P)
      P._refcount: 4 -> 3
    P.dma_pinned_count: 0x00000200
      -> 1
                                        get_page(P)
                                          P._refcount: 3 -> 4
                                          reads P.dma_pinned_flags:
                                            LIST_POISON1 (1)
    SetPageDmaPinned(P)
      P.dma_pinned_flags: LIST_POISON1
        -> 2 (2)
    unlock pinned_dma_lock
  (P is pinned)
                                        put_page(P)
                                          reads P.dma_pinned_flags: 2
                                          __put_page_for_pinned_dma(P)
                                            P.dma_pinned_count: 1 -> 0
                                            lock pinned_dma_lock
                                            reads P.dma_pinned_flags: 2
                                            INIT_LIST_HEAD(&P.lru)
                                              P.lru.next: 2 -> &P.lru

P before: words ffffea0000140088 ffffea0000140048, _refcount 2
P after:  words ffffea0000140008 dead000000000000, _refcount 4

Step 76: P says that it is not pinned while a pin is outstanding.

(1) before (2): CPU1 reads P's dma_pinned_flags before CPU0 writes it. That
decides it.

https://example.org/#/s/kara-race/july-2018/vm/BV_Uy1UTEw
`);
  });

  test('has no line that a mail would wrap, and only characters that every mail has', () => {
    const schedules: readonly (readonly [string, readonly Leg[]])[] = [
      [
        'kara-race',
        [
          ['cpu1', 'end'],
          ['cpu0', 'end'],
          ['device', 'end'],
          ['cpu0', 'end'],
        ],
      ],
      [
        'slow-slow',
        [
          ['cpu0', 20],
          ['cpu1', 'end'],
          ['cpu0', 'end'],
          ['device0', 'end'],
        ],
      ],
      [
        'pin-in-pagevec',
        [
          ['cpu0', 20],
          ['cpu1', 'end'],
          ['cpu0', 'end'],
        ],
      ],
      [
        'fork-exit',
        [
          ['cpu0', 40],
          ['cpu1', 'end'],
          ['cpu0', 'end'],
        ],
      ],
      [
        'isolate-putback',
        [
          ['cpu1', 30],
          ['cpu0', 'end'],
          ['cpu1', 'end'],
        ],
      ],
    ];
    for (const [id, legs] of schedules) {
      const run = scheduled(compiledScenario(id), legs);
      const text = twoColumnTable({ run, message: 'it is wrong', link: '#/s/x' });
      for (const line of text.split('\n')) {
        expect(line).toMatch(/^[\x20-\x7e]*$/);
        expect(line.length).toBeLessThanOrEqual(MAIL_WIDTH);
        expect(line).toBe(line.trimEnd());
      }
      expect(twoColumnTable({ run, message: 'it is wrong', link: '#/s/x' })).toBe(text);
    }
  });

  test('gives the device a column where it moves, and an interrupt that of its CPU', () => {
    const run = scheduled(compiledScenario('slow-slow'), [
      ['cpu0', 'end'],
      ['device0', 'end'],
      ['cpu1', 3],
    ]);
    const text = twoColumnTable({ run, message: 'it is wrong' });
    const heads = text.split('\n')[2];
    expect(heads).toBe('CPU0, first pinner           CPU1, second pinner          device');
    expect(text).toMatch(/^device_write\(P\)\n device\.page: 0 -> P\n {58}nic\(\)\n/m);

    const interrupted = scheduled(
      ownScenario({
        pages: [
          { name: 'P', pfn: 9, list: 'inactive_file', flags: ['PG_lru'], refcount: 2, mapcount: 1 },
        ],
        cpus: [{ role: 'reader', operations: [{ operation: 'get_page', page: 'P' }] }],
        interrupts: [{ cpu: 0, operation: 'end_io', page: 'P' }],
      }),
      [
        ['irq0', 'end'],
        ['cpu0', 'end'],
      ],
    );
    expect(twoColumnTable({ run: interrupted, message: 'it is wrong' }).split('\n')[2]).toBe(
      'CPU0, reader',
    );
  });

  test('of one CPU alone tells all that it changes; looks and checks it leaves out', () => {
    const lines = tableOf(scheduled(compiledScenario('two-putters'), [['cpu1', 11]]));
    expect(lines).toEqual([
      'put_page(P)',
      '  __put_page_for_pinned_dma(P)',
      '    P.dma_pinned_count: 1 -> 0',
      '    lock pinned_dma_lock',
      '    INIT_LIST_HEAD(&P.lru)',
      '      P.lru.next: 2 -> &P.lru',
    ]);
  });

  test('of a stop says why', () => {
    const text = twoColumnTable({
      run: scheduled(
        ownScenario(
          {
            pages: [{ name: 'P', pfn: 9, flags: [], refcount: 1, mapcount: 0 }],
            cpus: [{ role: 'holder', operations: [{ operation: 'get_page', page: 'P' }] }],
          },
          [
            'operation get_page(page)',
            '    count = page._refcount',
            '    bug if count == 1 "nobody — “else” holds it…"',
            '',
          ].join('\n'),
        ),
        [['cpu0', 1]],
      ),
      message: 'cpu0 has stopped',
    });
    expect(text).toMatch(/^ {2}BUG: nobody - "else" holds it\.\.\.$/m);
  });
});

describe('wrapping', () => {
  test('keeps every word, in order, and no line longer than there is room', () => {
    const word = fc.constantFrom('a', 'bb', '->', 'page', '__put_page_for_pinned_dma(P)', '(1)');
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 14, max: 40 }),
        (words, indent, width) => {
          const lines = wrapped(words.join(' '), indent, width);
          expect(lines.every((line) => line.length <= width)).toBe(true);
          const glued = lines.map((line) => line.trim()).join('');
          expect(glued.replaceAll(' ', '')).toBe(words.join(''));
        },
      ),
      { seed: 20180702, numRuns: 500 },
    );
  });

  test('an arrow stays with its value, a mark with what it marks', () => {
    expect(wrapped('P.dma_pinned_flags: LIST_POISON1 -> 2', 2, 36)).toEqual([
      '  P.dma_pinned_flags: LIST_POISON1',
      '    -> 2',
    ]);
    expect(wrapped('lock pinned_dma_lock (1)', 2, 24)).toEqual([
      '  lock',
      '    pinned_dma_lock (1)',
    ]);
  });
});
