import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { designs } from '../kernel/design.ts';
import { scenarios } from '../kernel/scenario.ts';
import { narration } from './narration.ts';
import { replaySchedule, type Run } from './run.ts';
import { compiledScenario, type Leg, pickedSchedule, scheduled } from './testing/scheduled.ts';

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
      'CPU1 counts down P’s dma_pinned_count: 1 to 0, no lock held. The pin it counted off was CPU0’s.',
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
      'CPU1 stores &P.lru as lru.next over P’s dma_pinned_flags, which was 2, under pinned_dma_lock. Page P now reports unpinned while CPU0’s pin is outstanding and the device writes. This breaks the rule “pin is seen”.',
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
        fc.constantFrom(...designs.map((design) => design.id)),
        fc.array(fc.nat(5), { minLength: 1, maxLength: 150 }),
        (scenario, design, picks) => {
          const compiled = compiledScenario(scenario, design, 'vm,list');
          const { run } = replaySchedule(compiled, pickedSchedule(compiled, picks));
          const cursor = run.steps.length;
          const { plain, parts } = narration(run, cursor);
          expect(plain).toMatch(/^(CPU\d|The device|Device \d|All are done; CPU\d|Nobody).*[.”]$/s);
          expect(plain).not.toMatch(/undefined|\[object|NaN| {2}/);
          expect(parts.every((part) => part.text !== '' || part.kind === 'text')).toBe(true);
        },
      ),
      { seed: 2018, numRuns: 300 },
    );
  }, 60_000);
});
