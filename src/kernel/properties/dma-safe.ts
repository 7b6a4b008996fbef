/**
 * dma-safe: when a device's write lands, the page still is what the device was told that it is. The
 * moment is the device's store that tells its driver; what becomes of the page before or afterwards
 * is not asked here. Then, and looked at in this order,
 *
 * - somebody holds the page: it was not given to the allocator, and its refcount is above zero, so
 *   it can not go to a new owner;
 * - a page that the page cache held at the start belongs to its file, as `mapping` says: no
 *   truncation and no reclaim has taken it out, not even to be somebody else's by now. Unmapping it is
 *   no harm: whoever faults gets the same page again;
 * - the page-table entry by which it can be pinned is empty or maps this very page: no copy on
 *   write and no migration has put another page into its place, which would be all that the process
 *   sees;
 * - a page that was mapped at the start is mapped in no other place: it was not freed and allocated
 *   anew for somebody else meanwhile.
 */

import type { Program } from '../../listing/program.ts';
import type { Effect } from '../../machine/effect.ts';
import type { CompiledScenario } from '../compiled-scenario.ts';
import { type MemoryMap, type PageMap, ghostAt, headOf } from '../memory-map.ts';
import { mappingName } from '../placement.ts';
import { type StepMoment, type Violation, type Witness, holds, propertyOf } from '../violation.ts';

const id = 'dma-safe';

export const dmaSafe = propertyOf(
  {
    id,
    title: 'DMA is safe',
    rule: 'No write of a device lands in a page that was freed, taken out of its file, or replaced by another one.',
  },
  { ofStep },
);

function ofStep({ compiled, effects, view }: StepMoment): readonly Violation[] {
  let found = holds;
  for (const effect of effects) {
    const map = landed(compiled, effect);
    if (map === undefined) continue;
    const wrong = wrongOf(compiled, view, map);
    if (wrong === undefined) continue;
    const actor = compiled.program.actors[effect.actor]?.id ?? '';
    const { name: page } = map.page;
    const violation = {
      property: id,
      message: `${actor} writes into ${page}, which ${wrong.because}`,
      witnesses: [...wrong.witnesses, { kind: 'line' as const, actor: effect.actor }],
    };
    found = [...found, violation];
  }
  return found;
}

/** The page that a device has just written into: it tells so by taking the page off its doorbell. */
function landed({ program, map }: CompiledScenario, effect: Effect): PageMap | undefined {
  if (effect.kind !== 'write' || effect.value !== 0n) return undefined;
  if (program.actors[effect.actor]?.kind !== 'device') return undefined;
  return map.pages.find(({ page }) => page.address === effect.old);
}

interface Wrong {
  readonly because: string;
  readonly witnesses: readonly Witness[];
}

function wrongOf(
  { scenario, program, map: memory }: CompiledScenario,
  view: DataView,
  map: PageMap,
): Wrong | undefined {
  const { name: page } = map.page;
  const word = (offset: number): Witness => ({ kind: 'word', page, offset });
  const whole: Witness = { kind: 'page', page };
  if (ghostAt(view, map.freed) > 0) {
    return { because: 'was freed and may be anybody’s', witnesses: [whole, word(48)] };
  }
  if (view.getInt32(headOf(memory, view, map).refcount, true) <= 0) {
    return { because: 'nobody holds any more', witnesses: [whole, word(48)] };
  }
  const atStart = scenario.pages.find(({ name }) => name === page);
  const wasInFile = atStart?.cache === true;
  if (wasInFile && view.getBigUint64(map.mapping, true) !== fileOf(program)) {
    return {
      because: 'was taken out of its file: nobody will ever read what was written',
      witnesses: [word(24), whole],
    };
  }
  const other = mapsAnother(view, map);
  if (other !== undefined) {
    const frame = `0x${other.toString(16)}`;
    return {
      because: `is not the page that the process sees any more: its entry maps pfn ${frame}`,
      witnesses: [whole],
    };
  }
  const owner =
    atStart !== undefined && atStart.mapcount > 0 ? newPlace(memory, view, map) : undefined;
  return owner === undefined
    ? undefined
    : { because: `is somebody else’s by now: the entry of ${owner} maps it`, witnesses: [whole] };
}

/** Address of the one file that the pages of a scenario belong to. */
function fileOf({ objects }: Program): bigint | undefined {
  return objects.find(({ name }) => name === mappingName)?.address;
}

/** Name of the other page whose entry maps this one, if there is one. */
function newPlace({ pages }: MemoryMap, view: DataView, { page }: PageMap): string | undefined {
  return pages.find((other) => other.page !== page && frameOf(view, other) === page.pfn)?.page.name;
}

/** Bits of a page-table entry of x86-64 that hold the page frame number, and the one that it is present. */
const frameMask = 0x000f_ffff_ffff_f000n;
const present = 1n;

/** The page frame that the page's entry maps, if that is another one. */
function mapsAnother(view: DataView, map: PageMap): number | undefined {
  const frame = frameOf(view, map);
  return frame === map.page.pfn ? undefined : frame;
}

/** The page frame that the page's entry maps; undefined: none. */
function frameOf(view: DataView, { pte }: PageMap): number | undefined {
  const entry = pte < 0 ? 0n : view.getBigUint64(pte, true);
  return (entry & present) === 0n ? undefined : Number((entry & frameMask) >> 12n);
}
