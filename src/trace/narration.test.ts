import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarios } from '../kernel/scenario.ts';
import { narration } from './narration.ts';
import { replaySchedule, type Run } from './run.ts';
import {
  compiledScenario,
  type Leg,
  ownScenario,
  pickedSchedule,
  scheduled,
} from './testing/scheduled.ts';

const kara = (...legs: Leg[]): Run => scheduled(compiledScenario('kara-race'), legs);
const last = (run: Run): string => narration(run, run.steps.length).plain;

/** CPU1's plain reference, CPU0's pin with its device at work. */
const pinned: readonly Leg[] = [
  ['cpu1', { through: 'PageDmaPinned: return' }],
  ['cpu0', { through: 'device_write: device.page = page' }],
];

describe('narration', () => {
  test('before the first step: where the page is and who is about to run what', () => {
    const told = narration(kara(), 0);
    expect(told.plain).toBe(
      'Nobody has moved yet. Page P is on inactive_file, _refcount 2. CPU0, pinner, is about to run slow_pin(pte_P). CPU1, anybody, is about to run get_page(P).',
    );
    expect(told.actor).toBeUndefined();
  });

  test('an atomic count: whose word, old and new value, and the line’s reason', () => {
    const told = narration(kara(['cpu1', { through: 'atomic head._refcount += 1' }]), 3);
    expect(told.plain).toBe('CPU1 counts up P’s _refcount: 2 to 3.');
    expect(told.actor).toBe(1);
  });

  test('a second look under a lock says so, and that nothing has changed', () => {
    const run = kara(...pinned, ['cpu1', { through: 'if page.dma_pinned_count == 0' }]);
    expect(last(run)).toBe(
      'CPU1 reads P’s dma_pinned_count again, now under pinned_dma_lock: still 0.',
    );
  });

  test('the decrement without the lock says that no lock is held and whose pin it was', () => {
    const run = kara(...pinned, ['cpu1', { through: 'atomic page.dma_pinned_count -= 1' }]);
    expect(last(run)).toBe(
      'CPU1 counts down P’s dma_pinned_count: 1 to 0, no lock held. The pin it counted off was CPU0’s. Its own reference, taken at step 3 while P was not marked pinned, was never counted.',
    );
    expect(narration(run, run.steps.length).why).toMatch(/no lock/);
  });

  test('the violation: the view that is overwritten, and what it comes to', () => {
    const run = kara(...pinned, ['cpu1', { through: 'list.next = list' }]);
    const told = narration(run, run.steps.length);
    expect(told.parts.filter((part) => part.kind === 'bad')).toEqual([
      {
        kind: 'bad',
        text: 'Page P now reports unpinned while CPU0’s pin is outstanding',
      },
    ]);
    expect(told.plain).toBe(
      'CPU1 stores &P.lru as lru.next over P’s dma_pinned_flags, which was 2, under pinned_dma_lock. Page P now reports unpinned while CPU0’s pin is outstanding and the device may write. CPU1 took its reference at step 3 while P was not marked pinned, so it was never counted; its put_page at step 70 used up CPU0’s pin. This breaks the rule “pin is seen”.',
    );
    expect(told.violation?.property).toBe('pin-seen');
  });

  test('a flag word read where a pointer stands is told as the pointer it is', () => {
    const run = kara(['cpu1', { through: 'PageDmaPinned: return' }]);
    expect(last(run)).toBe(
      'CPU1 reads P’s dma_pinned_flags: the pointer &C.lru. get_page is done.',
    );
  });

  test('half of a pointer is overwritten by the count', () => {
    const run = kara(['cpu0', { through: 'dma_pinned_count = 1' }]);
    expect(last(run)).toBe(
      'CPU0 stores 1 as dma_pinned_count over the low half of P’s lru.prev, which was LIST_POISON2, under pinned_dma_lock.',
    );
  });

  test('a flag bit is looked at, set and cleared by its kernel name', () => {
    const cleared = kara(['cpu0', { through: 'ClearPageLRU' }]);
    expect(last(cleared)).toBe('CPU0 clears P’s PG_lru, under lru_lock.');
    const looked = kara(['cpu0', { through: 'mark_page_accessed: if not PageActive' }]);
    expect(last(looked)).toBe('CPU0 looks at P’s PG_active: clear.');
  });

  test('who has to wait now, and who can go on', () => {
    const compiled = compiledScenario('slow-slow');
    const first: readonly Leg[] = [['cpu0', { through: 'lock page_table.ptl' }]];
    expect(last(scheduled(compiled, first))).toBe(
      'CPU0 takes ptl. CPU1 has to wait for ptl, which CPU0 holds.',
    );
    const after = scheduled(compiled, [...first, ['cpu0', { through: 'unlock page_table.ptl' }]]);
    expect(last(after)).toBe('CPU0 releases ptl. CPU1 can go on.');
  });

  test('the doorbell: the driver waits, the device can begin', () => {
    expect(last(kara(...pinned))).toBe(
      'CPU0 writes its device.page: 0 to P. CPU0 waits until device.page == 0. The device can begin.',
    );
  });

  test('the pin begins with the return of the call and ends where unpin begins', () => {
    const begun = kara(['cpu0', { to: 'device_write: device.page = page' }]);
    expect(last(begun)).toContain('CPU0’s pin on P is outstanding from here. slow_pin is done.');
    const ended = kara(...pinned, ['device', 'end'], ['cpu0', 2]);
    expect(last(ended)).toContain('CPU0’s pin on P ends here.');
  });

  test('after the scripts the vectors are drained, and then everything is at rest', () => {
    const run = kara(
      ['cpu0', 'end'],
      ['device', 'end'],
      ['cpu0', 'end'],
      ['cpu1', 'end'],
      ['cpu0', 'end'],
      ['cpu1', 'end'],
    );
    expect(last(run)).toMatch(
      /^All are done; CPU1 reads its \w+\.nr: 0\. .*Everything is at rest\./,
    );
  });

  test('every step of 300 random schedules is told in whole sentences', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...scenarios.map((scenario) => scenario.id)),
        fc.constantFrom('v4.18', 'july-2018', 'november-2018', 'v6.12'),
        fc.array(fc.nat(5), { minLength: 1, maxLength: 150 }),
        (scenario, design, picks) => {
          const compiled = compiledScenario(scenario, design, 'vm,list');
          const { run } = replaySchedule(compiled, pickedSchedule(compiled, picks));
          const cursor = run.steps.length;
          const { plain, parts } = narration(run, cursor);
          expect(plain).toMatch(
            /^((The interrupt on )?CPU\d|The device|Device \d|All are done; CPU\d|Nobody).*[.”]$/s,
          );
          expect(plain).not.toMatch(/undefined|\[object|NaN| {2}/);
          expect(parts.every((part) => part.text !== '' || part.kind === 'text')).toBe(true);
          // A browser that lays the parts out one by one drops what is only a space.
          expect(parts.map((part) => part.text)).not.toContain(' ');
        },
      ),
      { seed: 2018, numRuns: 300 },
    );
  }, 60_000);
});

describe('narration of ends and alarms', () => {
  const page = {
    flags: ['PG_lru', 'PG_uptodate'],
    list: 'inactive_file',
    refcount: 2,
    mapcount: 1,
  };
  const pte = { writable: true, young: true, dirty: true };
  const P = { name: 'P', pfn: 0x5000, ...page, pte };
  const Q = { name: 'Q', pfn: 0x5001, ...page, pte };
  const lines = (...own: string[]): string =>
    ['operation own(page)', ...own.map((one) => `    ${one}`), ''].join('\n');
  const own = (...text: string[]): Run =>
    scheduled(
      ownScenario(
        { pages: [P], cpus: [{ role: 'own', operations: [{ operation: 'own', page: 'P' }] }] },
        lines(...text),
      ),
      [['cpu0', 'end']],
    );

  test('a bug line stops the machine', () => {
    const run = own('bug if page._refcount == 2 "two is one too many"', 'page.index = 1');
    expect(last(run)).toBe(
      'CPU0 reads P’s _refcount: 2. CPU0: two is one too many. The machine has stopped. This breaks the rule “no bug is hit”.',
    );
  });

  test('a warning is told, and that it goes on', () => {
    const run = own('warn if page._refcount == 2 "two is many"', 'page.index = 1');
    expect(narration(run, 1).plain).toBe(
      'CPU0 reads P’s _refcount: 2. The kernel warns: two is many. It goes on.',
    );
  });

  test('a store through a wild pointer stops with the address', () => {
    const run = own('page.lru.next = LIST_POISON1', 'next = page.lru.next', 'next.prev = next');
    expect(last(run)).toMatch(
      /^CPU0 writes through list_head\.prev to dead000000000108\. CPU0: store of list_head\.prev at dead000000000108: a wild pointer, .* The machine has stopped\./,
    );
  });

  test('an access outside the scenario is told as such and breaks no rule', () => {
    const run = own('stranger = page + 4096', 'stranger.index = 1');
    const told = narration(run, run.steps.length);
    expect(told.plain).toContain(
      'outside the scenario, a kernel address that is not modelled here.',
    );
    expect(told.violation).toBeUndefined();
  });

  test('a compare and exchange that finds something else writes nothing', () => {
    const run = own('seen = cmpxchg(page._refcount, 3, 0)');
    expect(narration(run, 1).plain).toMatch(
      /^CPU0 finds 2 in P’s _refcount, not what it compares with, and writes nothing\./,
    );
  });

  test('a lock that is tried, a choice, a pause', () => {
    const run = own(
      'if trylock node.lru_lock',
      '    n = choose 0..1',
      '    pause "thinks"',
      '    unlock node.lru_lock',
    );
    expect(run.steps.map((step) => narration(run, step.index).plain).slice(0, 4)).toEqual([
      'CPU0 tries lru_lock and gets it.',
      'CPU0 chooses 0.',
      'CPU0 thinks.',
      'CPU0 releases lru_lock. own is done. CPU0 is done.',
    ]);
  });

  test('a CPU against its own interrupt: who waits for whom when nobody can go on', () => {
    const compiled = ownScenario({
      pages: [{ ...P, pins: 1 }, Q],
      cpus: [{ role: 'pinner', operations: [{ operation: 'slow_pin', page: 'Q' }] }],
      interrupts: [{ cpu: 0, operation: 'put_page', page: 'P' }],
    });
    const run = scheduled(compiled, [
      ['cpu0', { through: 'pin_page_for_dma: lock node.pinned_dma_lock' }],
      ['irq0', 'end'],
    ]);
    expect(last(run)).toContain(
      'Nobody can go on. CPU0 stands still until its interrupt is finished. The interrupt on CPU0 has to wait for pinned_dma_lock, which CPU0 holds.',
    );
    expect(narration(run, run.steps.length).violation?.property).toBe('no-deadlock');
  });
});
