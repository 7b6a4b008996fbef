/**
 * The July 2018 patch on a running kernel (Linux 4.17 with v2 5/6 applied, recorded in QEMU) against
 * `run`: after each operation the same flags, counts, lists and words. In 4.17 the two words lie at
 * bytes 32 and 40 of struct page, so list pointers end in 20, 60, a0, e0 there and in 08 … c8 here.
 */
import { describe, expect, test } from 'vitest';
import { compileScenario } from '../kernel/compile-scenario.ts';
import { designById } from '../kernel/design.ts';
import { parseScenario } from '../kernel/scenario.ts';
import recording from './fixtures/july-2018-on-4.17.jsonl?raw';
import { runReport } from './run.ts';

interface RecordedPage {
  readonly l: string;
  readonly pfn: number;
  readonly word8: string;
  readonly word16: string;
  readonly fl: readonly string[];
  readonly ref: number;
  readonly mapc: number;
  readonly on: string | null;
  readonly pos: number | null;
  /** Address of the head of the list it is on. */
  readonly head?: string;
}

interface RecordedStep {
  readonly sc: string;
  readonly n: number;
  readonly step: string;
  readonly pages: readonly RecordedPage[];
}

const steps = recording
  .trim()
  .split('\n')
  .map((line): RecordedStep => JSON.parse(line));

/** A stretch of a recording that the listings' operations cover: step number and what was done there. */
interface Stretch {
  readonly sc: string;
  /** Step whose pages are the start. */
  readonly from: number;
  /** Pages of the recording whose words at the start no scenario file can lay: stranded ones. */
  readonly without?: readonly string[];
  /** Pages on the list that the recording does not label but points at; absent `pos`: at the tail. */
  readonly others?: readonly {
    readonly pfn: number;
    readonly on: string;
    readonly pos?: number;
  }[];
  readonly done: readonly (readonly [n: number, operations: readonly string[]])[];
}

const times = (count: number, operation: string): string[] => Array(count).fill(operation);

const stretches: readonly Stretch[] = [
  {
    sc: 'a_slow',
    from: 0,
    done: [
      [1, ['slow_pin A']],
      [2, ['unpin A']],
      [3, ['slow_pin B', 'slow_pin C']],
      [4, ['unpin B', 'unpin C']],
    ],
  },
  {
    sc: 'a_slow',
    from: 6,
    done: [
      [7, ['slow_pin_read F2']],
      [8, ['unpin F2']],
    ],
  },
  {
    sc: 'b_fast',
    from: 0,
    done: [
      [1, ['fast_pin A']],
      [2, ['fast_pin A']],
      [3, ['fast_pin A']],
      [4, ['unpin A']],
      [5, ['unpin A']],
      [6, ['unpin A']],
    ],
  },
  {
    sc: 'b_fast',
    from: 8,
    without: ['A'],
    done: [
      [9, ['fast_pin C']],
      // The unhooked entry takes its reference without looking at the pin; PG_referenced is set already.
      [10, ['get_page_unless_zero C']],
      [11, ['put_page C']],
      [12, ['unpin C']],
    ],
  },
  {
    sc: 'b_fast',
    from: 13,
    others: [{ pfn: 65438, on: 'active_anon' }],
    done: [
      [14, ['fast_pin A', 'fast_pin B', 'fast_pin C', 'fast_pin D']],
      [15, ['A', 'B', 'C', 'D'].map((page) => `release_pages_of ${page}`)],
    ],
  },
  {
    sc: 'd_read',
    from: 0,
    done: [
      [1, ['slow_pin_read F3']],
      [2, ['read F3']],
      [3, ['unpin F3']],
    ],
  },
  {
    sc: 'd_read',
    from: 4,
    done: [
      [5, times(12, 'fast_pin_read F4')],
      [6, ['read F4']],
      [7, ['read F4']],
      // The first write(2) attaches buffers, and so does a +1; the second finds them.
      [8, ['write F4']],
      [9, ['write F4']],
      // splice holds a reference of the look-up for as long as the page is in the pipe.
      [11, ['read F4']],
      [12, ['find_get_page F4', 'put_page F4']],
      // What is left of a second mapping that came and went: munmap saw its entry young.
      [14, ['mark_page_accessed F4']],
      [16, ['mark_page_accessed F4']],
      // fsync; then FADV_DONTNEED, which leaves a mapped page alone; then msync of a clean page.
      [17, ['writeback F4']],
      [18, ['drop_caches F4']],
      [21, ['writeback F4']],
      [22, times(12, 'unpin F4')],
    ],
  },
  {
    sc: 'odirect',
    from: 5,
    others: [
      { pfn: 6865, on: 'inactive_file', pos: 0 },
      { pfn: 5689, on: 'inactive_file', pos: 1 },
      { pfn: 58026, on: 'inactive_file', pos: 4 },
    ],
    done: [
      // O_DIRECT pins with get_user_pages_fast and marks the page dirty when the disk is done.
      [6, ['fast_pin G0']],
      [7, ['writeback G0', 'writeback G1']],
      [8, ['read G0']],
      [9, ['set_page_dirty_lock G0', 'unpin G0']],
      [10, ['writeback G0']],
    ],
  },
  {
    sc: 'd_read',
    from: 23,
    done: [
      [24, ['slow_pin_read F5']],
      [25, ['read F5']],
      [26, ['unpin F5']],
    ],
  },
  {
    sc: 'i_r1',
    from: 0,
    done: [
      [1, ['get_page A']],
      [2, ['slow_pin A']],
      [3, ['put_page A']],
      [4, ['unpin A']],
      [5, ['slow_pin B']],
      [6, ['get_page B']],
      [7, ['put_page B']],
      [8, ['unpin B']],
      [9, ['slow_pin C']],
      [10, ['get_page_unless_zero C']],
      [11, ['put_page C']],
      [12, ['unpin C']],
    ],
  },
  {
    sc: 'i_r1',
    from: 13,
    done: [
      [14, times(3, 'fast_pin A')],
      [15, ['put_page A']],
      [16, ['put_page A']],
      [17, ['unpin A']],
      [18, ['unpin A']],
      [19, ['unpin A']],
    ],
  },
];

/**
 * Steps of the recordings that no operation covers: frames that were freed are reused at random there;
 * the unhooked entry takes a reference in another stretch; half a splice; page
 * faults; readahead; and fork leaves the entries of a shared file to faults.
 */
const notCovered = {
  a_slow: ['5 munmap A,B,C: frames freed'],
  b_fast: ['7 __get_user_pages_fast B (unhooked entry)'],
  d_read: [
    '10 splice file -> pipe',
    '13 fault through the second mapping (fault-around on)',
    '15 new mapping, touch page 2 (fault-around maps page 4 too)',
    '19 posix_fadvise WILLNEED',
    '20 fork + exit (shared file mapping)',
  ],
  i_r1: [],
  odirect: [],
};

function recorded(sc: string, n: number): RecordedStep {
  const found = steps.find((step) => step.sc === sc && step.n === n);
  if (found === undefined) throw new Error(`the recording has no step ${n} of ${sc}`);
  return found;
}

/** The flags of a page of which only the list is known. */
function flagsOn(list: string): readonly string[] {
  return [
    'PG_lru',
    'PG_uptodate',
    ...(list.startsWith('active') ? ['PG_active'] : []),
    ...(list.endsWith('anon') ? ['PG_swapbacked'] : []),
  ];
}

/** The start as a scenario file would have it; what was written to has a dirty entry. */
function scenarioFrom({ sc, from, done, without = [], others = [] }: Stretch) {
  const isWritten = ({ fl }: RecordedPage) => fl.includes('swapbacked') || fl.includes('dirty');
  const parsed = parseScenario({
    id: `${sc.replace('_', '-')}-${from}`,
    title: recorded(sc, from).step,
    pages: [
      ...recorded(sc, from)
        .pages.filter((page) => !without.includes(page.l))
        .map((page) => ({
          name: page.l,
          pfn: page.pfn,
          ...(page.on === null ? {} : { list: page.on, position: page.pos ?? 0 }),
          flags: page.fl.map((flag) => `PG_${flag}`),
          refcount: page.ref,
          mapcount: page.mapc,
          pte: { writable: isWritten(page), young: true, dirty: isWritten(page) },
        })),
      ...others.map(({ pfn, on, pos }, i) => ({
        name: `Z${i}`,
        pfn,
        list: on,
        ...(pos === undefined ? {} : { position: pos }),
        flags: flagsOn(on),
        refcount: 1,
        mapcount: on.endsWith('anon') ? 1 : 0,
      })),
    ],
    cpus: [
      {
        role: 'lab',
        operations: done
          .flatMap(([, operations]) => operations)
          .map((text) => {
            const [operation, page] = text.split(' ');
            return { operation, page };
          }),
      },
    ],
  });
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

/** A word of 4.17 as it would be in 4.18; a list's own head is called by name. */
function translated(word: string, heads: ReadonlySet<string>): string {
  if (heads.has(word)) return 'head';
  const value = BigInt(`0x${word}`);
  const isListPointer = value >> 40n === 0xffffean && value % 64n === 32n;
  return (isListPointer ? value - 24n : value).toString(16).padStart(16, '0');
}

describe.each(stretches)('$sc from step $from', (stretch) => {
  const design = designById('july-2018');
  if (design === undefined) throw new Error('the design july-2018 is gone');
  const scenario = scenarioFrom(stretch);
  const compiled = compileScenario({ design, scenario, debug: 'vm' });
  if (!compiled.ok) throw new Error(compiled.error[0]?.message);
  const { entries, problem } = runReport(compiled.value);
  const ownHeads = new Set(
    compiled.value.lists
      .filter((head) => head.kind === 'lru')
      .map((head) => head.address.toString(16).padStart(16, '0')),
  );
  let operations = 0;
  const points = stretch.done.map(([n, done]) => {
    operations += done.length;
    return { n, after: operations };
  });

  test('runs to the end', () => {
    expect(problem).toBeNull();
  });

  test.each([{ n: stretch.from, after: 0 }, ...points])('step $n', ({ n, after }) => {
    const pages = recorded(stretch.sc, n).pages.filter(
      (page) => !(stretch.without ?? []).includes(page.l),
    );
    const heads = new Set(steps.flatMap((step) => step.pages.flatMap((page) => page.head ?? [])));
    const own = entries[after]?.pages.filter(({ name }) => !/^Z\d$/.test(name));
    const here = own?.map((page) => ({
      name: page.name,
      word8: ownHeads.has(page.word8) ? 'head' : page.word8,
      word16: ownHeads.has(page.word16) ? 'head' : page.word16,
      refcount: page.refcount,
      mapcount: page.mapcount,
      flags: page.flags.toSorted(),
      list: page.list,
      position: page.position,
    }));
    expect(here).toEqual(
      pages.map((page) => ({
        name: page.l,
        word8: translated(page.word8, heads),
        word16: translated(page.word16, heads),
        refcount: page.ref,
        mapcount: page.mapc,
        flags: page.fl.map((flag) => `PG_${flag}`).toSorted(),
        list: page.on,
        position: page.pos,
      })),
    );
  });
});

test('every step of the recordings is covered, is a start, or is named as not covered', () => {
  const touched = new Set(
    stretches.flatMap(({ sc, from, done }) => [
      `${sc} ${from}`,
      ...done.map(([n]) => `${sc} ${n}`),
    ]),
  );
  expect(steps.map((step) => `${step.sc} ${step.n}`)).toEqual(expect.arrayContaining([...touched]));
  const counts = { a_slow: 9, b_fast: 16, d_read: 27, i_r1: 20, odirect: 6 };
  for (const [sc, count] of Object.entries(counts)) {
    const covered = [...touched].filter((one) => one.startsWith(`${sc} `)).length;
    const named = Object.entries(notCovered).find(([name]) => name === sc)?.[1].length ?? 0;
    expect(covered + named).toBe(count);
  }
});
