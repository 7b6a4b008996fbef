import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageWords } from '../kernel/page-words.ts';
import { scenarios } from '../kernel/scenario.ts';
import { references } from './references.ts';
import { replaySchedule, type Run } from './run.ts';
import { compiledScenario, pickedSchedule, scheduled } from './testing/scheduled.ts';

/** `cache pte plain1 pin0*`: kind, actor, and a star where the pin count has it in. */
function told(run: Run, cursor = run.steps.length): string {
  return references(run, cursor, 'P')
    .holders.map((one) => `${one.kind}${one.actor ?? ''}${one.counted ? '*' : ''}`)
    .join(' ');
}

const kara = () =>
  scheduled(compiledScenario('kara-race'), [
    ['cpu1', { through: 'PageDmaPinned: return' }],
    ['cpu0', { through: 'device_write: device.page = page' }],
    ['cpu1', 'end'],
  ]);

describe('references', () => {
  test('as many are told as the word counts, in every state of 1,500 random schedules', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...scenarios.map((scenario) => scenario.id)),
        fc.constantFrom('v4.18', 'july-2018', 'november-2018', 'v5.7', 'v6.12'),
        fc.array(fc.nat(5), { maxLength: 150 }),
        (scenario, design, picks) => {
          const compiled = compiledScenario(scenario, design);
          const { run } = replaySchedule(compiled, pickedSchedule(compiled, picks));
          const { steps } = run;
          for (const cursor of [0, steps.length >> 1, steps.length]) {
            for (const page of compiled.pages) {
              const seen = references(run, cursor, page.name);
              const state = steps[cursor - 1]?.state ?? run.start.state;
              // Below zero, after an unpin without a pin, there is nobody to tell of.
              if (seen.refcount < 0) continue;
              const counted = seen.holders.reduce((sum, { weight }) => sum + weight, 0);
              expect(counted).toBe(seen.refcount);
              expect(seen.pins).toHaveLength(Math.max(0, pageWords(compiled, state, page).pins));
            }
          }
        },
      ),
      { seed: 2018, numRuns: 1500 },
    );
  }, 120_000);

  test('at the start: the page cache and the page-table entry', () => {
    const run = scheduled(compiledScenario('kara-race'), []);
    expect(told(run)).toBe('cache pte');
  });

  test('a page in a pagevec: the vector of that CPU', () => {
    const run = scheduled(compiledScenario('pin-in-pagevec'), []);
    expect(told(run)).toBe('cache pte pagevec1');
  });

  test('pinned before the start: whose pin and whose plain reference follows from the scripts', () => {
    const run = scheduled(compiledScenario('two-putters'), []);
    expect(told(run)).toBe('cache pte pin0* plain1');
  });

  test('isolating takes one reference and put_page of the pin gives that one back', () => {
    const compiled = compiledScenario('stranded');
    const isolated = scheduled(compiled, [['cpu0', { through: 'ClearPageLRU' }]]);
    expect(told(isolated)).toBe('cache pte plain0 isolated0');
    const counted = scheduled(compiled, [['cpu0', { through: 'dma_pinned_count = 1' }]]);
    expect(told(counted)).toBe('cache pte plain0*');
  });

  test('a reference is a pin from the return of the pinning call', () => {
    const compiled = compiledScenario('stranded');
    const run = scheduled(compiled, [['cpu0', { to: 'device_write: device.page = page' }]]);
    expect(told(run)).toBe('cache pte pin0*');
    expect(references(run, run.steps.length, 'P').pins[0]?.step).toBe(run.steps.length);
  });

  test('CPU1 spends the pin of CPU0, because its own reference was never counted', () => {
    const run = kara();
    const spent = references(run, run.steps.length, 'P').spent;
    expect(spent).toEqual({ actor: 1, step: expect.any(Number), owner: 0 });
    const before = references(run, (spent?.step ?? 0) - 1, 'P');
    const after = references(run, spent?.step ?? 0, 'P');
    expect([before.pinCount, after.pinCount]).toEqual([1, 0]);
    expect(before.pins[0]?.counted).toBe(true);
    expect(after.pins[0]?.counted).toBe(false);
    expect(told(run)).toBe('cache pte pin0');
  });

  test('nobody is told to have spent a pin when each gives back their own', () => {
    const run = scheduled(compiledScenario('slow-slow'), [
      ['cpu0', 'end'],
      ['device0', 'end'],
      ['cpu0', 'end'],
      ['cpu1', 'end'],
      ['device1', 'end'],
      ['cpu1', 'end'],
    ]);
    for (let cursor = 0; cursor <= run.steps.length; cursor += 1) {
      expect(references(run, cursor, 'P').spent).toBeUndefined();
    }
  });

  test('reclaim holds a page while it has it, and gives that reference back, not the pin’s', () => {
    const compiled = compiledScenario('pin-while-isolated');
    const pinned = scheduled(compiled, [
      ['cpu1', { through: '__isolate_lru_page: ClearPageLRU' }],
      ['cpu0', { to: 'device_write: device.page = page' }],
    ]);
    expect(told(pinned)).toBe('cache pte isolated1 pin0');
    const back = scheduled(compiled, [
      ['cpu1', { through: '__isolate_lru_page: ClearPageLRU' }],
      ['cpu0', { to: 'device_write: device.page = page' }],
      ['cpu1', 'end'],
    ]);
    expect(told(back)).toBe('cache pin0');
  });

  test('reclaim that finds nobody else takes its own reference and the page cache’s at once', () => {
    const compiled = compiledScenario('pin-while-isolated');
    const before = scheduled(compiled, [['cpu1', { to: 'page_ref_freeze: seen' }]]);
    expect(told(before)).toBe('cache isolated1');
    const after = scheduled(compiled, [['cpu1', { through: 'page_ref_freeze: seen' }]]);
    expect(told(after)).toBe('');
  });

  test('a count that was frozen and thawed is held by the same two', () => {
    const compiled = compiledScenario('dirtied-late');
    const thawed = scheduled(compiled, [
      ['cpu1', { to: '__remove_mapping: lock space' }],
      ['cpu0', 'end'],
      ['cpu1', { through: '__remove_mapping: page._refcount = 2' }],
    ]);
    expect(told(thawed)).toBe('cache isolated1');
  });

  test('buffers hold a reference of their own until they are dropped', () => {
    const compiled = compiledScenario('original-bug', 'v4.18');
    expect(told(scheduled(compiled, []))).toBe('cache pte buffers');
    const dropped = scheduled(compiled, [
      ['cpu0', { to: 'device_write: device.page = page' }],
      ['cpu1', { to: 'cancel_dirty_page: if PageDirty' }],
    ]);
    expect(told(dropped)).toBe('cache pin0 isolated1');
  });

  test('a page that the scenario does not have throws', () => {
    expect(() => references(kara(), 0, 'Q')).toThrow('the scenario has no page Q');
  });
});
