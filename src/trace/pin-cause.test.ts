import { describe, expect, test } from 'vitest';
import { pinCause } from './pin-cause.ts';
import { references } from './references.ts';
import type { Run } from './run.ts';
import { plainText } from './sentence.ts';
import { compiledScenario, scheduled } from './testing/scheduled.ts';

const cause = (run: Run): string | undefined => {
  const parts = pinCause(run, run.steps.length, 'P');
  return parts === undefined ? undefined : plainText(parts);
};

describe('why a page denies a pin', () => {
  test('a reference that was taken before the page was marked is put out of the count', () => {
    const run = scheduled(compiledScenario('kara-race'), [
      ['cpu1', { through: 'PageDmaPinned: return' }],
      ['cpu0', { through: 'device_write: device.page = page' }],
      ['cpu1', { through: 'list.next = list' }],
    ]);
    expect(cause(run)).toBe(
      'CPU1 took its reference at step 3 while P was not marked pinned, so it was never counted; its put_page at step 70 used up CPU0’s pin.',
    );
  });

  test('a lookup without a lock takes a reference that is never counted', () => {
    const run = scheduled(compiledScenario('lockless-lookup'), [
      ['cpu0', { through: 'device_write: device.page = page' }],
      ['cpu1', { through: 'list.next = list' }],
    ]);
    const spent = references(run, run.steps.length, 'P').spent;
    expect(cause(run)).toMatch(
      /^CPU1 took its reference at step \d+ in get_page_unless_zero, and it was never counted; its put_page at step \d+ used up CPU0’s pin\.$/,
    );
    expect(cause(run)).toContain(`put_page at step ${spent?.step} used up`);
  });

  test('the pinner’s own read spends its own pin', () => {
    const run = scheduled(compiledScenario('read-unpins'), [
      ['cpu0', { through: 'list.next = list' }],
    ]);
    expect(cause(run)).toMatch(/^CPU0 took another reference .* used up its own pin\.$/);
  });

  test('a page in a pagevec is refused, and the pin is handed out all the same', () => {
    const run = scheduled(compiledScenario('pin-in-pagevec'), [
      ['cpu0', { to: 'device_write: device.page = page' }],
    ]);
    expect(cause(run)).toBe(
      'The pin was never counted: pin_page_for_dma gave -EBUSY, and the caller went on.',
    );
  });

  test('a design without a count says so', () => {
    const run = scheduled(compiledScenario('kara-race', 'v4.18'), [
      ['cpu0', { to: 'device_write: device.page = page' }],
    ]);
    expect(cause(run)).toBe(
      'No word of P records a pin in this design: a pin is one more reference, like any other.',
    );
  });

  test('there is none where the page says what is so', () => {
    const run = scheduled(compiledScenario('kara-race'), [
      ['cpu0', { to: 'device_write: device.page = page' }],
    ]);
    expect(cause(run)).toBeUndefined();
  });
});

describe('a count that is larger than the references in it', () => {
  test('two slow pins: the get_page of the second was counted, and then the pin again', () => {
    const run = scheduled(compiledScenario('slow-slow'), [
      ['cpu0', { to: 'device_write: device.page = page' }],
      ['cpu1', { to: 'device_write: device.page = page' }],
    ]);
    const seen = references(run, run.steps.length, 'P');
    expect([seen.pins.length, seen.pinCount]).toEqual([2, 3]);
    expect(seen.surplus).toEqual({ actor: 1, step: expect.any(Number), fn: 'get_page' });
  });
});
