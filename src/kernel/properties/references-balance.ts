/**
 * references-balance: nobody uses a page without a reference, a page is freed once and only when
 * nothing holds it, and at rest every reference belongs to somebody who is still there.
 *
 * Who holds a page: the page cache, as long as its slot leads to the page (what is evicted leaves a
 * note there, which holds nothing), each page-table entry, its buffers, each outstanding pin; the head
 * of a huge page is held by what holds any of its parts. Who has a page on a private list or in a vector
 * has given it back before rest, or it is a reference that is never dropped. The references that a
 * scenario starts with beyond these and the vectors' belong to somebody outside of
 * it: they may be dropped or not, so that a leak of as many goes unnoticed.
 */

import type { Effect } from '../../machine/effect.ts';
import type { State } from '../../machine/state.ts';
import type { CompiledScenario } from '../compiled-scenario.ts';
import { type PageMap, blockOf, ghostAt, headOf, viewOf } from '../memory-map.ts';
import { pagevecs } from '../pagevecs.ts';
import {
  type Moment,
  type StepMoment,
  type Violation,
  type Witness,
  holds,
  propertyOf,
} from '../violation.ts';

const id = 'references-balance';

export const referencesBalance = propertyOf(
  {
    id,
    title: 'references balance',
    rule: 'No reference is taken or dropped at zero, no page is freed twice or while something holds it, and at rest no reference is left that nobody holds.',
  },
  { inState, ofStep, atEnd },
);

function inState(compiled: CompiledScenario, state: State): readonly Violation[] {
  const view = viewOf(state);
  return ofPages(compiled.map.pages, (page) => freeing(compiled, view, page));
}

function ofStep({ compiled, effects }: StepMoment): readonly Violation[] {
  return ofPages(compiled.map.pages, (page) => useAtZero(effects, page));
}

/** A page that was freed wrongly is out of balance for that reason; it is not told twice. */
function atEnd({ compiled, state, outcome }: Moment): readonly Violation[] {
  if (outcome.kind !== 'rest') return holds;
  const view = viewOf(state);
  return ofPages(compiled.map.pages, (page) =>
    freeing(compiled, view, page) === undefined ? imbalance(compiled, view, page) : undefined,
  );
}

function ofPages(
  pages: readonly PageMap[],
  wrongOf: (page: PageMap) => Violation | undefined,
): readonly Violation[] {
  let found = holds;
  for (const page of pages) {
    const wrong = wrongOf(page);
    if (wrong !== undefined) found = [...found, wrong];
  }
  return found;
}

/** A page that was freed wrongly; true of every state from then on. */
function freeing(compiled: CompiledScenario, view: DataView, map: PageMap): Violation | undefined {
  const { name } = map.page;
  if (ghostAt(view, map.leaked) > 0) {
    return violation(name, `${name} was freed while something still held it, and is lost for ever`);
  }
  const freed = ghostAt(view, map.freed);
  if (freed === 0) return undefined;
  if (freed > 1) return violation(name, `${name} was freed ${freed} times`);
  const pins = ghostAt(view, map.pins);
  if (pins > 0) return violation(name, `${name} was freed while a pin is outstanding`);
  if (inCache(view, map)) return violation(name, `${name} was freed while it is in the page cache`);
  if (view.getInt32(map.mapcount, true) >= 0) {
    return violation(name, `${name} was freed while it is mapped`);
  }
  if (hasBuffers(compiled, view, map)) {
    return violation(name, `${name} was freed while it has buffers`);
  }
  return undefined;
}

/** An atomic change of the refcount that found zero or less. */
function useAtZero(effects: readonly Effect[], map: PageMap): Violation | undefined {
  for (const effect of effects) {
    if (effect.kind !== 'write' || !effect.atomic || effect.width !== 4) continue;
    if (effect.address !== map.page.address + refcountOffset) continue;
    if (BigInt.asIntN(32, effect.old) > 0n) continue;
    const { name } = map.page;
    const verb = BigInt.asIntN(32, effect.value - effect.old) > 0n ? 'taken' : 'dropped';
    const text = `a reference to ${name} is ${verb} although its refcount is ${BigInt.asIntN(32, effect.old)}`;
    return violation(name, text, { kind: 'line', actor: effect.actor });
  }
  return undefined;
}

/** Byte of `_refcount` in every layout from v4.18 on. */
const refcountOffset = 52n;

/** References against holders, at rest; a tail page has none of its own. */
function imbalance(
  compiled: CompiledScenario,
  view: DataView,
  map: PageMap,
): Violation | undefined {
  const { name } = map.page;
  if (ghostAt(view, map.pins) < 0) {
    return violation(name, `${name} was unpinned more often than it was pinned`);
  }
  if (headOf(compiled.map, view, map) !== map) return undefined;
  const refcount = view.getInt32(map.refcount, true);
  const isFreed = ghostAt(view, map.freed) > 0;
  const held = isFreed ? 0 : holders(compiled, view, map);
  const others = refcount === held ? 0 : othersAtStart(compiled, map);
  if (refcount < held) {
    return violation(name, `${name} has a refcount of ${refcount}, but ${held} hold it`);
  }
  if (refcount > held + (isFreed ? 0 : others)) {
    const left = refcount - held;
    return violation(
      name,
      `${name} has a refcount of ${refcount}, but only ${held} hold it: ${left} ${left === 1 ? 'reference is' : 'references are'} never dropped`,
    );
  }
  return undefined;
}

/** References at the start that belong to nobody in the scenario; vectors drop theirs before rest. */
function othersAtStart(compiled: CompiledScenario, map: PageMap): number {
  const { state } = compiled.machine.start();
  const start = viewOf(state);
  const queued = pagevecs(compiled, state)
    .flatMap((vector) => vector.pages)
    .filter((name) => name === map.page.name).length;
  return Math.max(0, start.getInt32(map.refcount, true) - holders(compiled, start, map) - queued);
}

function holders(compiled: CompiledScenario, view: DataView, map: PageMap): number {
  const block = blockOf(compiled.map, view, map);
  // Pins of a huge page have a count of their own; in its references each is one.
  const bias = compiled.program.constants['GUP_PIN_COUNTING_BIAS'] ?? 1n;
  const perPin = block.length > 1 ? 1 : Number(bias);
  const ofParts = block.reduce(
    (sum, part) => sum + view.getInt32(part.mapcount, true) + 1 + ghostAt(view, part.pins) * perPin,
    0,
  );
  const isPinned = block.some((part) => ghostAt(view, part.pins) > 0);
  return (
    (inCache(view, map) ? 1 : 0) +
    (hasBuffers(compiled, view, map) ? 1 : 0) +
    (isPinned && isIsolatedForPin(compiled, view, map) ? 1 : 0) +
    ofParts
  );
}

/** November 2018 keeps the reference of the isolation while the page is pinned, and notes that there is one. */
function isIsolatedForPin(
  { program }: CompiledScenario,
  view: DataView,
  { word8 }: PageMap,
): boolean {
  const page = program.structs.find(({ name: struct }) => struct === 'page');
  const flags = page?.fields.find(({ name: field }) => field === 'dma_pinned_flags');
  const bit = flags?.bits['dma_pinned_was_lru'];
  return bit !== undefined && ((view.getBigUint64(word8, true) >> BigInt(bit)) & 1n) === 1n;
}

function hasBuffers(
  { map: { flagMasks } }: CompiledScenario,
  view: DataView,
  { flags }: PageMap,
): boolean {
  return (view.getBigUint64(flags, true) & (flagMasks.get('PG_private') ?? 0n)) !== 0n;
}

function inCache(view: DataView, { slot, page }: PageMap): boolean {
  return slot >= 0 && view.getBigUint64(slot, true) === page.address;
}

function violation(page: string, message: string, more?: Witness): Violation {
  const witnesses: readonly Witness[] = [
    { kind: 'word', page, offset: 48 },
    { kind: 'page', page },
  ];
  return {
    property: id,
    message,
    witnesses: more === undefined ? witnesses : [...witnesses, more],
  };
}
