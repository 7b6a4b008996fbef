/**
 * dma-safe in whole searches: broken where a device writes without a pin, after it, or into a page that
 * is truncated; kept by a pin against reclaim, munmap and drop_caches; and lost again when reclaim expects
 * one reference too many, which nobody notices without a device.
 */
import { describe, expect, test } from 'vitest';
import { compileScenario } from '../kernel/compile-scenario.ts';
import { designById } from '../kernel/design.ts';
import { parseScenario } from '../kernel/scenario.ts';
import { problemText } from '../listing/problem.ts';
import { ScenarioModel } from './scenario-model.ts';
import { numbersOf, searched } from './testing/search-numbers.ts';

const file = { list: 'inactive_file', flags: ['PG_uptodate', 'PG_lru'], refcount: 2, mapcount: 1 };
const anonymous = {
  list: 'inactive_anon',
  flags: ['PG_uptodate', 'PG_lru', 'PG_swapbacked'],
  refcount: 1,
  mapcount: 1,
};

/** Whether some schedule of two CPUs over P breaks the rule under v4.18. */
function isBroken(page: object, driver: string, other: string, overlay?: string): boolean {
  const scenario = parseScenario({
    id: 'dma',
    title: 'A device and somebody else',
    pages: [{ name: 'P', pfn: '0x5000', ...page }],
    cpus: [driver, other].map((script) => ({
      operations: script.split(' ').map((operation) => ({ operation, page: 'P' })),
    })),
  });
  const design = designById('v4.18');
  if (!scenario.ok || design === undefined) throw new Error('no such scenario or design');
  const compiled = compileScenario({
    design,
    scenario: scenario.value,
    debug: 'none',
    ...(overlay === undefined ? {} : { overlay: { file: 'overlay.step', text: overlay } }),
  });
  if (!compiled.ok) throw new Error(compiled.error.map(problemText).join('\n'));
  const numbers = numbersOf(searched(new ScenarioModel(compiled.value)));
  return 'dma-safe' in numbers.broken;
}

const pinned = 'slow_pin_read device_write unpin';

describe('a device that writes while the page is pinned', { timeout: 60_000 }, () => {
  test.each(['reclaim', 'munmap', 'munmap drop_caches', 'writeback reclaim'])(
    'is safe against %s',
    (other) => {
      expect(isBroken(file, pinned, other)).toBe(false);
    },
  );

  test('is safe where the process unmaps anonymous memory', () => {
    expect(isBroken(anonymous, pinned, 'munmap')).toBe(false);
  });

  test('is not safe against truncation', () => {
    expect(isBroken(file, pinned, 'truncate')).toBe(true);
  });

  test('is not safe where reclaim counts one reference too many as its own', () => {
    const mistaken = `source "a mistake"

# Takes all references, if there are three.
fn page_ref_freeze(page, count: s32) -> u32
    seen = cmpxchg(page._refcount, count + 1, 0)
    return seen == count + 1
`;
    expect(isBroken(file, pinned, 'reclaim', mistaken)).toBe(true);
  });
});

describe('a device that writes without a pin', { timeout: 60_000 }, () => {
  test.each([
    ['reclaim of a page of a file', file, 'reclaim'],
    ['munmap of anonymous memory', anonymous, 'munmap'],
  ])('is not safe against %s', (_, page, other) => {
    expect(isBroken(page, 'device_write', other)).toBe(true);
  });

  test('is not safe either when its driver has unpinned too early', () => {
    expect(isBroken(file, 'slow_pin_read unpin device_write', 'reclaim')).toBe(true);
  });

  test('is safe against munmap of a page that its file keeps', () => {
    expect(isBroken(file, 'device_write', 'munmap')).toBe(false);
  });
});
