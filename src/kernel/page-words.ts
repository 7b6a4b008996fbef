/** One page as its bytes say it is, and what the design makes of them. */

import type { State } from '../machine/state.ts';
import type { CompiledScenario } from './compiled-scenario.ts';
import { type PlacedPage, ghostAt, viewOf } from './memory-map.ts';

export interface PageWords {
  readonly name: string;
  readonly pfn: number;
  readonly address: bigint;
  /** The whole flags word. */
  readonly flags: bigint;
  /** The flags that are set, `PG_lru`, by bit number. */
  readonly flagNames: readonly string[];
  /** Bytes 8 … 15 and 16 … 23. */
  readonly word8: bigint;
  readonly word16: bigint;
  readonly refcount: number;
  /** `_mapcount` + 1. */
  readonly mapcount: number;
  /** Pins that somebody has been promised and not yet given back (specification, no word). */
  readonly pins: number;
  readonly saysPinned: boolean;
  /** What the design counts; undefined when it keeps no count, or none is valid now. */
  readonly pinCount: number | undefined;
}

/** Throws when the page is none of this scenario. */
export function pageWords(compiled: CompiledScenario, state: State, page: PlacedPage): PageWords {
  const map = compiled.map.pages.find((candidate) => candidate.page.address === page.address);
  if (map === undefined) throw new Error(`${page.name} is no page of this scenario`);
  const view = viewOf(state);
  const flags = view.getBigUint64(map.flags, true);
  const saysPinned = pageSaysPinned(compiled, state, page);
  return {
    name: page.name,
    pfn: page.pfn,
    address: page.address,
    flags,
    flagNames: [...compiled.map.flagMasks]
      .filter(([, mask]) => (flags & mask) !== 0n)
      .map(([name]) => name),
    word8: view.getBigUint64(map.word8, true),
    word16: view.getBigUint64(map.word16, true),
    refcount: view.getInt32(map.refcount, true),
    mapcount: view.getInt32(map.mapcount, true) + 1,
    pins: ghostAt(view, map.pins),
    saysPinned,
    pinCount: saysPinned ? pagePinCount(compiled, state, page) : undefined,
  };
}

/** The design's `says_pinned(page)`. */
export function pageSaysPinned(
  { machine }: CompiledScenario,
  state: State,
  page: PlacedPage,
): boolean {
  return machine.probe(state, 'says_pinned', page.address) !== 0n;
}

/**
 * The design's `pin_count(page)`, valid while it says pinned; undefined where it keeps none, or none
 * for a page of this kind: then the function says NO_PIN_COUNT.
 */
export function pagePinCount(
  { machine, program }: CompiledScenario,
  state: State,
  page: PlacedPage,
): number | undefined {
  if (!program.probes.some((probe) => probe.name === 'pin_count')) return undefined;
  const count = BigInt.asIntN(64, machine.probe(state, 'pin_count', page.address));
  return count === program.constants['NO_PIN_COUNT'] ? undefined : Number(count);
}
