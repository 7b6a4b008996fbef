/**
 * v6.1 against what a running Linux 6.1.192 showed (fixtures/linux-6.1.jsonl: Debian's kernel in a QEMU
 * guest, struct page read from /proc/kcore after every system call). Each recorded step is the
 * operations that do the same here; references, map counts, flags, the list and the place on it have to
 * come out as recorded.
 *
 * Not held against it: where other pages of the guest came onto the list between two steps; faults (a
 * shared page that is pinned for writing is copied first); the mapping of a huge page as a whole, so that
 * only changes of its counts are compared; tmpfs, MADV_PAGEOUT, mlock_count.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { PageState } from './page-report.ts';
import { run, type RunReport } from './run.ts';

interface RecordedPage {
  readonly l: string;
  readonly pfn: number;
  readonly ref: number;
  readonly mapc: number;
  /** Those of lru, active, referenced and anon_exclusive that are set. */
  readonly fl: readonly string[];
  readonly on: string | null;
  readonly pos: number | null;
  readonly pincount?: number;
}

interface Recorded {
  readonly sc: string;
  readonly n: number;
  readonly step: string;
  readonly pages: readonly RecordedPage[];
}

const recorded: readonly Recorded[] = readFileSync(
  new URL('./fixtures/linux-6.1.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line): Recorded => JSON.parse(line));

function stepsOf(sc: string): readonly Recorded[] {
  return recorded.filter((step) => step.sc === sc);
}

const anonymous = {
  flags: ['PG_uptodate', 'PG_lru', 'PG_swapbacked'],
  list: 'inactive_anon',
  refcount: 1,
  mapcount: 1,
  pte: { writable: true, young: true, dirty: true },
};
const queued = {
  ...anonymous,
  flags: ['PG_uptodate', 'PG_swapbacked'],
  list: null,
  pagevec: { cpu: 0 },
  refcount: 2,
};
const free = { flags: [], refcount: 1, mapcount: 0, cache: false };

type Start = Readonly<Record<string, object>>;

/** `slow_pin A`; what makes the start comes before. */
function ranUnder(start: Start, operations: readonly string[]): RunReport {
  const use = (text: string): object => {
    const [operation, page] = text.split(' ');
    return page === undefined ? { operation } : { operation, page };
  };
  const file = JSON.stringify({
    id: 'recorded',
    title: 'As recorded',
    pages: Object.entries(start).map(([name, page], i) => ({ name, pfn: 0x5000 + i, ...page })),
    before: Object.entries(start).flatMap(([name, page]) =>
      page === free ? [{ operation: 'put_page', page: name }] : [],
    ),
    cpus: [{ role: 'lab', operations: operations.map(use) }],
  });
  const { output } = run(['--design', 'v6.1', '--file', 'recorded.json', '--json'], () => file);
  return JSON.parse(output);
}

/** The pages after each group of operations, the start first. */
function momentsOf(start: Start, groups: readonly string[]): readonly (readonly PageState[])[] {
  const operations = groups.map((group) => group.split(', ').filter((text) => text !== ''));
  const { entries, problem } = ranUnder(start, operations.flat());
  expect(problem).toBeNull();
  const done = entries.filter(({ kind }) => kind === 'operation' || kind === 'start');
  let at = 0;
  return operations.map((group) => {
    at += group.length;
    return done[at]?.pages ?? [];
  });
}

const compared = ['lru', 'active', 'referenced', 'anon_exclusive'];

function asRecorded(page: PageState): string {
  const flags = page.flags.map((flag) => flag.slice(3)).filter((flag) => compared.includes(flag));
  return told(page.name, { ...page, mapc: page.mapcount, ref: page.refcount, fl: flags });
}

function told(
  name: string,
  page: Pick<RecordedPage, 'ref' | 'mapc' | 'fl'> & {
    readonly list: string | null;
    readonly position: number | null;
  },
): string {
  const flags = [...page.fl].sort().join(' ');
  return `${name}: ${page.ref} references, mapped ${page.mapc}, ${page.list ?? 'no list'} ${page.position ?? ''} ${flags}`;
}

/** Moments and recorded steps in the same words; `names` are recorded labels by names here. */
function heldAgainst(
  steps: readonly Recorded[],
  moments: readonly (readonly PageState[])[],
  names: Readonly<Record<string, string>>,
): { readonly ours: readonly unknown[]; readonly theirs: readonly unknown[] } {
  const ours = moments.map((pages) =>
    pages.filter(({ name }) => name in names).map((page) => asRecorded(page)),
  );
  const theirs = steps.map(({ pages }) =>
    Object.entries(names).flatMap(([name, label]) => {
      const page = pages.find(({ l }) => l === label);
      return page === undefined ? [] : [told(name, { ...page, list: page.on, position: page.pos })];
    }),
  );
  return { ours, theirs };
}

const same = (...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, name]));

describe('v6.1 does what Linux 6.1.192 did', { timeout: 60_000 }, () => {
  test('pins of six pages: again, eight times, four at once, and given back', () => {
    const eight = (operation: string): string => Array(8).fill(`${operation} B`).join(', ');
    const all = (operation: string): string =>
      ['C', 'D', 'E', 'F'].map((page) => `${operation} ${page}`).join(', ');
    const moments = momentsOf(
      { A: queued, B: queued, C: queued, D: queued, E: queued, F: queued },
      [
        '',
        'lru_add_drain',
        'slow_pin A',
        'slow_pin A',
        'unpin A',
        eight('slow_pin'),
        eight('unpin'),
        all('slow_pin'),
        all('unpin'),
        'unpin A',
        'slow_pin A',
        'unpin A',
      ],
    );
    const held = heldAgainst(stepsOf('pin_basic'), moments, same('A', 'B', 'C', 'D', 'E', 'F'));
    expect(held.ours).toEqual(held.theirs);
  });

  test('a pin of a page that waits in a vector: it comes onto its list while it is pinned', () => {
    const moments = momentsOf({ A: queued, B: queued }, [
      '',
      'slow_pin A',
      'lru_add_drain',
      'unpin A',
    ]);
    const held = heldAgainst(stepsOf('pin_in_batch'), moments, same('A', 'B'));
    expect(held.ours).toEqual(held.theirs);
  });

  test('munmap of a pinned page leaves it on its list with 1024 references, and the unpin frees it', () => {
    const steps = stepsOf('unmap');
    const start = { C: anonymous, B: anonymous, A: anonymous };
    const moments = momentsOf(start, ['', 'slow_pin A', 'munmap A, munmap B', 'unpin A']);
    const held = heldAgainst(steps.slice(0, 3), moments.slice(0, 3), same('C', 'B', 'A'));
    expect(held.ours).toEqual(held.theirs);
    // The guest had used B's frame again by then.
    const then = heldAgainst(steps.slice(3), moments.slice(3), same('C', 'A'));
    expect(then.ours).toEqual(then.theirs);
  });

  test('vmsplice takes plain references beside a pin', () => {
    const start = { C: anonymous, B: anonymous, A: anonymous };
    const moments = momentsOf(start, ['', '', 'fast_get A', 'fast_get A', 'slow_pin B']);
    const held = heldAgainst(stepsOf('get_vs_pin').slice(0, 5), moments, same('C', 'B', 'A'));
    expect(held.ours).toEqual(held.theirs);
  });

  test('fork copies a pinned page and one with 1024 references, and shares the third', () => {
    const [before, after] = stepsOf('get_vs_pin').slice(6);
    if (before === undefined || after === undefined) throw new Error('nothing is recorded');
    const referenced = [...anonymous.flags, 'PG_referenced'];
    const start = {
      C: anonymous,
      B: anonymous,
      A: { ...anonymous, refcount: 1025, flags: referenced },
      N1: free,
      N2: free,
    };
    const moments = momentsOf(start, ['slow_pin B', 'fork A, fork B, fork C']);
    const held = heldAgainst([before, after], moments, { C: 'C', B: 'B', A: 'A' });
    expect(held.ours).toEqual(held.theirs);
    // The last page that was freed is the first to be taken.
    const then = heldAgainst([after], moments.slice(1), {
      N1: 'childB',
      N2: 'childA',
    });
    expect(then.ours).toEqual(then.theirs);
  });

  test('fork with nothing pinned shares, and a store of the parent gets it a copy', () => {
    const steps = stepsOf('fork_cow');
    const start = { D: anonymous, C: anonymous, B: anonymous, A: anonymous, N: free };
    const moments = momentsOf(start, [
      '',
      'fork A, fork B, fork C, fork D',
      'user_write B, lru_add_drain',
    ]);
    const held = heldAgainst(steps.slice(0, 2), moments.slice(0, 2), same('D', 'C', 'B', 'A'));
    expect(held.ours).toEqual(held.theirs);
    const counts = moments[2]?.map(({ name, refcount, mapcount, flags }) => [
      name,
      refcount,
      mapcount,
      flags.includes('PG_anon_exclusive'),
    ]);
    const theirs = ['D', 'C', 'B', 'A', 'pB'].map((label) => {
      const page = steps[2]?.pages.find(({ l }) => l === label);
      const isExclusive = page?.fl.includes('anon_exclusive');
      return [label === 'pB' ? 'N' : label, page?.ref, page?.mapc, isExclusive];
    });
    expect(counts).toEqual(theirs);
  });

  test('a pin of a part of a huge page is one reference of its head, and one in the exact count', () => {
    const tail = { flags: [], refcount: 0, mapcount: 1, compound: { head: 'H' } };
    const head = {
      ...anonymous,
      flags: [...anonymous.flags, 'PG_head'],
      refcount: 4,
      compound: { order: 2 },
    };
    const moments = momentsOf({ H: head, T1: tail, T2: tail, T3: tail }, [
      '',
      'slow_pin T1',
      'slow_pin T1, slow_pin T2, slow_pin T3',
      'unpin T1, unpin T2, unpin T3',
    ]);
    const ours = moments.map(([page]) => [(page?.refcount ?? 0) - 4, page?.pinCount ?? 0]);
    const steps = stepsOf('thp').filter(({ n }) => [0, 1, 4, 5].includes(n));
    expect(ours).toEqual(steps.map(({ pages: [page] }) => [(page?.ref ?? 0) - 1, page?.pincount]));
  });
});
