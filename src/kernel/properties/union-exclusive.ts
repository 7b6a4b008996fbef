/**
 * union-exclusive: words 8 and 16 have one owner at a time. The list owns them while the page is
 * linked anywhere, on a private list too; the pin owns them from the store of the count to the
 * second store of the clear; of a tail page its head does, of the memory of a device the device;
 * else nobody does. A store through one view while the other owns the bytes breaks that, and so does
 * a change of the count while nobody does.
 *
 * A matter of the step, not of the state: the owner is the one before the store, except that the
 * store that begins an ownership belongs to the new owner. The two stores by which a pin gives the
 * words up go through the names of the list, and are the pin's own.
 */

import type { Effect } from '../../machine/effect.ts';
import { actorName } from '../actor-name.ts';
import type { CompiledScenario } from '../compiled-scenario.ts';
import { hexWord } from '../hex-word.ts';
import { type PageMap, ghostAt, lruOffset } from '../memory-map.ts';
import { type StepMoment, type Violation, holds, propertyOf } from '../violation.ts';

const id = 'union-exclusive';

type Owner = 'list' | 'pin' | 'head' | 'device' | 'nobody';

type Write = Extract<Effect, { readonly kind: 'write' }>;

export const unionExclusive = propertyOf(
  {
    id,
    title: 'union is exclusive',
    rule: 'Words 8 and 16 belong to the list while the page is linked, to the pin while it is recorded, to its head while it is a tail, to its device if it has one, else to nobody: no store through one view while the other owns them, no change of the count while nobody does.',
  },
  { ofStep },
);

function ofStep(moment: StepMoment): readonly Violation[] {
  let found = holds;
  const { compiled, effects } = moment;
  for (const effect of effects) {
    if (effect.kind !== 'write') continue;
    for (const page of compiled.map.pages) {
      if (!touchesUnion(effect, page.page.address)) continue;
      const wrong = wrongOf(moment, effect, page);
      if (wrong !== undefined) found = [...found, wrong];
    }
  }
  return found;
}

function touchesUnion({ address, width }: Write, page: bigint): boolean {
  return address < page + lruOffset + 16n && address + BigInt(width) > page + lruOffset;
}

/** Through whose names a store goes. Undefined: neither (word 8 as compound_head). */
function viewName({ map }: CompiledScenario, write: Write): 'list' | 'pin' | undefined {
  if (/(^|\.)dma_pinned_(flags|count)$/.test(write.place)) return 'pin';
  if (map.inPinClear[write.actor]?.[write.operation] === true) return 'pin';
  return /(^|\.)(next|prev)$/.test(write.place) ? 'list' : undefined;
}

function wrongOf(
  { compiled, effects, view }: StepMoment,
  write: Write,
  map: PageMap,
): Violation | undefined {
  const through = viewName(compiled, write);
  if (through === undefined) return undefined;
  const { address } = map.page;
  const before = (object: bigint, field: string, offset: number): boolean => {
    const change = effects.find(
      (effect) => effect.kind === 'ghost' && effect.object === object && effect.field === field,
    );
    return change?.kind === 'ghost' ? change.old > 0n : ghostAt(view, offset) > 0;
  };
  const list = before(address + lruOffset, 'linked', map.linked);
  const pin = before(address, 'union_pin', map.unionPin);
  if (compiled.map.hasTails && isTailBefore(view, write, map)) {
    return violation(compiled, write, map, 'head');
  }
  if (through === 'pin' && isOfDevice(compiled, view, map)) {
    return violation(compiled, write, map, 'device');
  }
  if (through === 'list' && pin) return violation(compiled, write, map, 'pin');
  if (through === 'pin' && list) return violation(compiled, write, map, 'list');
  const begins = ghostAt(view, map.unionPin) > 0;
  const isCount = /(^|\.)dma_pinned_count$/.test(write.place);
  if (isCount && !pin && !begins) return violation(compiled, write, map, 'nobody');
  return undefined;
}

/** Bit 0 of word 8, as it was before the store. */
function isTailBefore(view: DataView, { address, old }: Write, { page, word8 }: PageMap): boolean {
  const word = address === page.address + lruOffset ? old : view.getBigUint64(word8, true);
  return (word & 1n) !== 0n;
}

/** The zone in the upper bits of the flags, as the kernel asks. */
function isOfDevice(
  { program: { constants } }: CompiledScenario,
  view: DataView,
  { flags }: PageMap,
): boolean {
  const { ZONE_DEVICE: zone, ZONES_PGSHIFT: shift } = constants;
  if (zone === undefined || shift === undefined) return false;
  return view.getBigUint64(flags, true) >> shift === zone;
}

/** As many digits as were written: half a word must not look like a whole one. */
function hexOf({ old, width }: Write): string {
  return hexWord(old).slice(-2 * width);
}

function violation(
  { program }: CompiledScenario,
  write: Write,
  { page: { name: page, address } }: PageMap,
  owner: Owner,
): Violation {
  const actor = program.actors[write.actor];
  const field = write.place.slice(write.place.lastIndexOf('.') + 1);
  const offset = write.address < address + 16n ? 8 : 16;
  const belongs = {
    list: 'belongs to the list that the page is linked to',
    pin: 'belongs to the pin',
    head: 'says whose tail the page is',
    device: 'belongs to the device whose memory the page is',
    nobody: 'holds no count',
  }[owner];
  return {
    property: id,
    message: `${actor === undefined ? 'somebody' : actorName(actor)} writes ${field} into word ${offset} of ${page}, which ${belongs}: it was ${hexOf(write)}`,
    witnesses: [
      { kind: 'word', page, offset },
      { kind: 'line', actor: write.actor },
    ],
  };
}
