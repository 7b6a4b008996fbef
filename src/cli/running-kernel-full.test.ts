/**
 * What a running kernel with the whole patch set of July 2018 showed (5/6 and 6/6), each through `run`:
 * what waits for a pin, who waits behind it, what ends the wait, and that the bug of ext4 comes all the
 * same. Whether a schedule has to end so is for `explore`; the searched counts say it.
 */
import { describe, expect, test } from 'vitest';
import { explore } from './explore.ts';
import { run, type RunReport } from './run.ts';

const full = 'july-2018-full';

/** Written to through its mapping: dirty, with buffers. */
const written = {
  name: 'P',
  pfn: '0x5000',
  list: 'inactive_file',
  flags: ['PG_uptodate', 'PG_dirty', 'PG_lru', 'PG_private'],
  refcount: 3,
  mapcount: 1,
  pte: { writable: true, young: false, dirty: true },
};
/** The same, mapped by a forked child, too. */
const shared = { ...written, refcount: 4, mapcount: 2 };

/** The report of operations on P, those of each CPU as words. */
function ran(design: string, page: object, ...cpus: readonly string[]): RunReport {
  const file = JSON.stringify({
    id: 'lab',
    title: 'One operation after the other',
    pages: [page],
    cpus: cpus.map((operations) => ({
      operations: operations.split(' ').map((operation) => ({ operation, page: 'P' })),
    })),
  });
  const words = ['--design', design, '--file', 'lab.json', '--json'];
  const { output, error } = run(words, () => file);
  if (error !== undefined && error !== '') throw new Error(error);
  return JSON.parse(output);
}

/** Who came to an end with what, or to where it waits. */
function course({ entries }: RunReport): readonly string[] {
  return entries
    .filter(({ kind }) => kind === 'operation' || kind === 'wait')
    .map(({ actor, operation, waitsFor }) => {
      return `${actor} ${operation}${waitsFor === null ? '' : ` waits for ${waitsFor}`}`;
    });
}

const broken = ({ entries }: RunReport): readonly string[] =>
  entries.flatMap(({ violations }) => violations.map(({ property }) => property));

describe('writeback of a pinned page', { timeout: 60_000 }, () => {
  test('waits until the driver unpins it, with the page locked', () => {
    const report = ran(full, written, 'slow_pin', 'writeback', 'unpin');
    expect(course(report)).toEqual([
      'cpu0 slow_pin',
      'cpu1 writeback waits for P.dma_pinned_flags',
      'cpu2 unpin',
      'cpu1 writeback',
    ]);
    expect(report.entries[2]?.pages[0]).toMatchObject({ saysPinned: true, pinCount: 1 });
    expect(report.entries[2]?.pages[0]?.flags).toEqual(
      expect.arrayContaining(['PG_locked', 'PG_dirty']),
    );
    expect(report.problem).toBeNull();
    expect(report.entries.at(-1)?.pages[0]?.flags).not.toContain('PG_dirty');
  });

  test.each(['v4.18', 'july-2018'])('waits for nobody in %s', (design) => {
    expect(course(ran(design, written, 'slow_pin', 'writeback', 'unpin'))).toEqual([
      'cpu0 slow_pin',
      'cpu1 writeback',
      'cpu2 unpin',
    ]);
  });

  test('lets fork, mmap, munmap and exit of everybody who maps the file hang', () => {
    for (const operation of ['fork', 'mmap', 'munmap', 'exit']) {
      const report = ran(full, shared, 'slow_pin', 'writeback', operation);
      expect(course(report)).toEqual([
        'cpu0 slow_pin',
        'cpu1 writeback waits for P.dma_pinned_flags',
        `cpu2 ${operation} waits for mapping.i_mmap_rwsem.count`,
      ]);
      expect(report.problem).toBe(
        'nobody can go on: cpu1 waits for P.dma_pinned_flags; cpu2 waits for mapping.i_mmap_rwsem.count',
      );
    }
  });

  test('lets them go on when the pin is gone', () => {
    const report = ran(full, shared, 'slow_pin', 'writeback', 'exit', 'unpin');
    expect(course(report).slice(2)).toEqual([
      'cpu2 exit waits for mapping.i_mmap_rwsem.count',
      'cpu3 unpin',
      'cpu1 writeback',
      'cpu2 exit',
    ]);
    expect(report.problem).toBeNull();
  });

  test('is waited for by a driver that marks the page dirty before it unpins', () => {
    const report = ran(full, written, 'slow_pin', 'writeback', 'set_page_dirty_lock unpin');
    expect(report.problem).toBe(
      'nobody can go on: cpu1 waits for P.dma_pinned_flags; cpu2 waits for P.flags',
    );
  });

  test('ends when a foreign read(2) takes the pin away, though the device still may write', () => {
    const report = ran(full, written, 'slow_pin', 'writeback', 'read');
    expect(course(report).slice(1)).toEqual([
      'cpu1 writeback waits for P.dma_pinned_flags',
      'cpu2 read',
      'cpu1 writeback',
    ]);
    expect(report.entries.at(-1)?.pages[0]).toMatchObject({ pins: 1, saysPinned: false });
    expect(broken(report)).toContain('pin-seen');
    expect(report.problem).toBeNull();
  });
});

describe('a holder that forks', { timeout: 60_000 }, () => {
  test('never comes to unpin, where writeback waits already', () => {
    const report = ran(full, written, 'slow_pin', 'writeback', 'fork unpin');
    expect(course(report).at(-1)).toBe('cpu2 fork waits for mapping.i_mmap_rwsem.count');
    expect(report.problem).toMatch(/^nobody can go on: /);
  });

  const verdict = (design: string, scenario: string): string => {
    const words = ['--design', design, '--scenario', scenario, '--property', 'no-deadlock'];
    const { output } = explore(
      [...words, '--json'],
      () => '',
      () => 0,
    );
    const { verdicts } = JSON.parse(output);
    return verdicts.find((one: { property: string }) => one.property === 'no-deadlock').verdict;
  };

  test.each(['fork-hangs', 'lock-order'])('%s: no-deadlock breaks only with 6/6', (scenario) => {
    expect(verdict('july-2018', scenario)).toBe('holds');
    expect(verdict(full, scenario)).toBe('broken');
  });
});

describe('background writeback that skips a pinned page', { timeout: 60_000 }, () => {
  // Whether the data on the disk is what was stored last is not judged: contents are not modelled.
  test('clears PG_dirty though the entry stays writable, so that the next writeback finds nothing', () => {
    const report = ran(full, written, 'slow_pin background_writeback user_write unpin writeback');
    const dirty = report.entries.map(({ pages: [page] }) => page?.flags.includes('PG_dirty'));
    // start, pin, background writeback, the store, unpin, writeback, rest.
    expect(dirty).toEqual([true, true, false, false, false, false, false]);
    // The store did not fault: nobody was told of it.
    expect(report.entries[3]).toMatchObject({ operation: 'user_write', result: 1 });
    expect(report.problem).toBeNull();
  });

  test('is told by whether the page can be pinned for writing without a fault', () => {
    const again = (operations: string): unknown =>
      ran(full, written, operations).entries.findLast(({ kind }) => kind === 'operation')?.result;
    expect(again('slow_pin background_writeback slow_pin')).toBe(1);
    expect(again('background_writeback slow_pin')).toBe(0);
  });
});

describe('the bug of ext4', { timeout: 60_000 }, () => {
  const bug = /stopped the machine: page_buffers: a dirty page of ext4 has no buffers$/;

  test('comes with the whole patch set, after one read(2) of somebody else', () => {
    const steps = 'slow_pin read writeback munmap drop_caches set_page_dirty_lock unpin writeback';
    const report = ran(full, written, steps);
    expect(report.problem).toMatch(bug);
    const dropped = report.entries.find(({ operation }) => operation === 'drop_caches');
    expect(dropped?.pages[0]).toMatchObject({ refcount: 2, mapcount: 0, pins: 1 });
    expect(dropped?.pages[0]?.flags).not.toContain('PG_private');
  });

  test('does not come without the read: fsync waits', () => {
    const steps = 'slow_pin writeback munmap drop_caches set_page_dirty_lock unpin writeback';
    expect(ran(full, written, steps).problem).toBe(
      'nobody can go on: cpu0 waits for P.dma_pinned_flags',
    );
  });

  test('does not come by way of reclaim: what is pinned stays mapped, and is on no list', () => {
    const steps = 'slow_pin reclaim unpin';
    const report = ran(full, { ...written, flags: ['PG_uptodate', 'PG_lru'], refcount: 2 }, steps);
    expect(report.problem).toBeNull();
    expect(report.entries.at(-1)?.pages[0]).toMatchObject({ mapcount: 1 });
  });
});
