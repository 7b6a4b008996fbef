/**
 * What a running kernel with the July 2018 patch showed beside the recordings held against `run` in
 * conformance.test.ts: reclaim, invalidation, write(2), truncation, and the bug of ext4 that the patch
 * set was to end and, without its last patch, did not. One operation after the other, on one CPU.
 */
import { describe, expect, test } from 'vitest';
import { run, type RunReport } from './run.ts';

interface Page {
  readonly flags?: readonly string[];
  readonly refcount?: number;
  readonly mapcount?: number;
  readonly pte?: object;
}

const mapped: Page = { refcount: 2, mapcount: 1 };
/** Written to through its mapping: dirty, with buffers. */
const written: Page = {
  flags: ['PG_uptodate', 'PG_dirty', 'PG_lru', 'PG_private'],
  refcount: 3,
  mapcount: 1,
  pte: { writable: true, young: false, dirty: true },
};
const withBuffers: Page = {
  flags: ['PG_uptodate', 'PG_lru', 'PG_private'],
  refcount: 3,
  mapcount: 1,
};

/** The report of operations on P, a page of a file on inactive_file. */
function ran(design: string, page: Page, operations: string): RunReport {
  const file = JSON.stringify({
    id: 'lab',
    title: 'One operation after the other',
    pages: [
      {
        name: 'P',
        pfn: '0x5000',
        list: 'inactive_file',
        flags: ['PG_uptodate', 'PG_lru'],
        ...page,
      },
    ],
    cpus: [
      {
        role: 'lab',
        operations: operations.split(' ').map((operation) => ({ operation, page: 'P' })),
      },
    ],
  });
  const { output } = run(['--design', design, '--file', 'lab.json', '--json'], () => file);
  return JSON.parse(output);
}

/** P after each operation: its list, pins, references, and whether it has buffers. */
function lives({ entries }: RunReport): readonly string[] {
  return entries
    .filter(({ kind }) => kind === 'operation')
    .map(({ operation, pages: [page] }) => {
      if (page === undefined) throw new Error('the report has no page');
      const pins = page.saysPinned ? `, ${page.pinCount} pinned` : '';
      const buffers = page.flags.includes('PG_private') ? ', buffers' : '';
      return `${operation}: ${page.list ?? 'no list'}, ${page.refcount}${pins}${buffers}`;
    });
}

describe('a stranded page of a file', () => {
  test('is passed by when reclaim looks for pages, and dropped by drop_caches', () => {
    const report = ran('july-2018', mapped, 'slow_pin_read unpin munmap reclaim drop_caches');
    expect(lives(report)).toEqual([
      'slow_pin_read: no list, 3, 1 pinned',
      'unpin: no list, 2',
      'munmap: no list, 1',
      'reclaim: no list, 1',
      'drop_caches: no list, 0',
    ]);
    expect(report.entries.flatMap(({ violations }) => violations)).toEqual([]);
  });

  test('that is mapped stays, and so does a dirty one', () => {
    expect(lives(ran('july-2018', mapped, 'slow_pin_read unpin drop_caches')).at(-1)).toBe(
      'drop_caches: no list, 2',
    );
    const dirty = ran('july-2018', mapped, 'slow_pin unpin munmap drop_caches');
    expect(lives(dirty).at(-1)).toBe('drop_caches: no list, 1');
  });

  test('that was never pinned is found by reclaim', () => {
    expect(lives(ran('july-2018', mapped, 'reclaim')).at(-1)).toBe('reclaim: no list, 0');
  });
});

describe('write(2) to a pinned page', () => {
  test('first gives with the buffers what it takes with its own reference, then only takes', () => {
    expect(lives(ran('july-2018', mapped, 'fast_pin fast_pin write write'))).toEqual([
      'fast_pin: no list, 3, 1 pinned',
      'fast_pin: no list, 4, 2 pinned',
      'write: no list, 5, 2 pinned, buffers',
      'write: no list, 5, 1 pinned, buffers',
    ]);
  });

  test('that gave it buffers keeps it pinned when all drivers are done, until they are dropped', () => {
    expect(
      lives(ran('july-2018', mapped, 'fast_pin write unpin writeback munmap drop_caches')),
    ).toEqual([
      'fast_pin: no list, 3, 1 pinned',
      'write: no list, 4, 1 pinned, buffers',
      'unpin: no list, 3, buffers',
      'writeback: no list, 3, buffers',
      'munmap: no list, 2, buffers',
      'drop_caches: no list, 0',
    ]);
  });
});

describe('references of the page cache and of buffers', () => {
  test('taken before the pin and dropped during it take a pin each', () => {
    expect(lives(ran('july-2018', withBuffers, 'fast_pin fast_pin fast_pin truncate'))).toEqual([
      'fast_pin: no list, 4, 1 pinned, buffers',
      'fast_pin: no list, 5, 2 pinned, buffers',
      'fast_pin: no list, 6, 3 pinned, buffers',
      // Page table, buffers and page cache let go; the first without put_page.
      'truncate: no list, 3, 1 pinned',
    ]);
  });
});

describe('the bug of ext4', () => {
  const bug = /stopped the machine: page_buffers: a dirty page of ext4 has no buffers$/;

  test.each(['v4.18', 'july-2018'])(
    'comes in %s as on the running kernel: pin, msync, munmap, drop_caches, set_page_dirty_lock, fsync',
    (design) => {
      const steps = 'fast_pin writeback munmap drop_caches set_page_dirty_lock unpin writeback';
      const report = ran(design, written, steps);
      expect(report.problem).toMatch(bug);
      const dropped = report.entries.find(({ operation }) => operation === 'drop_caches');
      expect(dropped?.pages[0]).toMatchObject({ refcount: 2, mapcount: 0 });
      expect(dropped?.pages[0]?.flags).not.toContain('PG_private');
    },
  );

  test('comes with a read in between that takes the pin away first', () => {
    const steps = 'slow_pin read writeback munmap drop_caches set_page_dirty_lock unpin writeback';
    expect(ran('july-2018', written, steps).problem).toMatch(bug);
  });

  test('comes by way of reclaim in v4.18; in July 2018 reclaim does not find the page', () => {
    const steps = 'slow_pin writeback reclaim set_page_dirty_lock unpin writeback';
    expect(ran('v4.18', written, steps).problem).toMatch(bug);
    expect(ran('july-2018', written, steps).problem).toBeNull();
  });

  test('does not come without a device', () => {
    const steps = 'writeback reclaim';
    for (const design of ['v4.18', 'july-2018']) {
      expect(ran(design, written, steps).problem).toBeNull();
    }
  });

  test('does not come while the buffers are there', () => {
    const steps = 'slow_pin writeback set_page_dirty_lock unpin writeback';
    expect(ran('v4.18', written, steps).problem).toBeNull();
  });
});
