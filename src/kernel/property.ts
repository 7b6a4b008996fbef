/** All properties, in the order in which the page lists them. */

import { bug } from './properties/bug.ts';
import { dmaSafe } from './properties/dma-safe.ts';
import { listsWhole } from './properties/lists-whole.ts';
import { noDeadlock } from './properties/no-deadlock.ts';
import { noPhantomPin } from './properties/no-phantom-pin.ts';
import { notStranded } from './properties/not-stranded.ts';
import { pinSeen } from './properties/pin-seen.ts';
import { referencesBalance } from './properties/references-balance.ts';
import { unionExclusive } from './properties/union-exclusive.ts';
import { type Moment, type Property, type Violation, holds } from './violation.ts';

export type { Moment, Property, Violation } from './violation.ts';

export const properties: readonly Property[] = [
  pinSeen,
  noPhantomPin,
  unionExclusive,
  listsWhole,
  notStranded,
  dmaSafe,
  referencesBalance,
  noDeadlock,
  bug,
];

/** Everything that is broken at this moment, in the order of `properties`. */
export function violationsOf(moment: Moment): readonly Violation[] {
  let all: Violation[] | undefined;
  for (const property of properties) {
    const found = property.check(moment);
    if (found.length === 0) continue;
    all ??= [];
    all.push(...found);
  }
  return all ?? holds;
}
