/** A page as the commands print it: the two words as raw hex, flags in the kernel's spelling. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { listWalk } from '../kernel/lists.ts';
import { pageWords } from '../kernel/page-words.ts';
import type { State } from '../machine/state.ts';

/** One page of an end state. */
export interface PageReport {
  readonly name: string;
  /** Raw bytes 8-15 and 16-23 as 16 lower-case hex digits. */
  readonly word8: string;
  readonly word16: string;
  readonly refcount: number;
  readonly mapcount: number;
  /** Those that are set: `PG_lru`. */
  readonly flags: readonly string[];
  /** The LRU list it is met on by following the words, or null. */
  readonly list: string | null;
}

/** What `run` adds: where on the list, and what the design says of pins. */
export interface PageState extends PageReport {
  readonly pfn: number;
  /** Distance from the head of the list, 0 is the first; null when on none. */
  readonly position: number | null;
  /** Pins that somebody has been promised and not yet given back. */
  readonly pins: number;
  readonly saysPinned: boolean;
  /** Null when the design keeps none, or none is valid now. */
  readonly pinCount: number | null;
}

/** All pages in the order of the scenario. */
export function pageReports(compiled: CompiledScenario, state: State): readonly PageReport[] {
  return pageStates(compiled, state).map(
    ({ name, word8, word16, refcount, mapcount, flags, list }) => ({
      name,
      word8,
      word16,
      refcount,
      mapcount,
      flags,
      list,
    }),
  );
}

export function pageStates(compiled: CompiledScenario, state: State): readonly PageState[] {
  const walks = compiled.lists
    .filter((head) => head.kind === 'lru')
    .map((head) => listWalk(compiled, state, head));
  return compiled.pages.map((page) => {
    const words = pageWords(compiled, state, page);
    const on = walks.find((walk) => walk.pages.includes(page.name));
    return {
      name: page.name,
      pfn: page.pfn,
      word8: hex(words.word8),
      word16: hex(words.word16),
      refcount: words.refcount,
      mapcount: words.mapcount,
      flags: words.flagNames,
      list: on?.head.id ?? null,
      position: on === undefined ? null : on.pages.indexOf(page.name),
      pins: words.pins,
      saysPinned: words.saysPinned,
      pinCount: words.pinCount ?? null,
    };
  });
}

/** Rows that stand under each other: one line per page. */
export function pageLines(pages: readonly PageReport[]): readonly string[] {
  const name = Math.max(...pages.map((page) => page.name.length));
  return pages.map((page) => {
    const counts = `ref ${page.refcount}  map ${page.mapcount}`;
    const position =
      'position' in page && typeof page.position === 'number' ? ` #${page.position}` : '';
    const list = page.list === null ? 'on no list' : `${page.list}${position}`;
    const flags = page.flags.map((flag) => flag.replace(/^PG_/, '')).join(' ') || '-';
    return `  ${page.name.padEnd(name)}  ${page.word8} ${page.word16}  ${counts}  ${list}  ${flags}`;
  });
}

function hex(word: bigint): string {
  return word.toString(16).padStart(16, '0');
}
