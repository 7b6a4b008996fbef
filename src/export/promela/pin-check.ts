/** "While a pin is outstanding the page says that it is pinned", over the variables of the export. */
import type { Program } from '../../listing/program.ts';
import type { Cells } from './cells.ts';
import { type Test, allOf, anyOf, isLess, negated, zero } from './half.ts';
import { Moment } from './moment.ts';
import { comment } from './listing-line.ts';
import { constantWord, signExtended, truth } from './word.ts';
import { probeResults } from './probe.ts';

export interface PinCheck {
  readonly text: string;
  readonly reads: ReadonlySet<string>;
  /** It can fail. */
  readonly isOpen: boolean;
}

/** The macro CHECK_PINS, which asserts it where SPIN was called with -DPIN_SEEN. */
export function pinCheck(program: Program, cells: Cells): PinCheck {
  const probe = program.probes.find(({ name }) => name === 'says_pinned');
  const pages = program.objects.filter(({ struct }) => struct === 'page');
  const tests = pages.flatMap(({ address }): readonly Test[] => {
    const ghost = cells.ghostCell(address, 'pins');
    if (probe === undefined || ghost === undefined) return [];
    const moment = new Moment(cells, () => constantWord(0n));
    const pins = moment.cell(ghost);
    const isPinned = isLess(zero, signExtended(pins).low);
    const says = anyOf(
      probeResults(probe, cells, address).map(({ tests: when, result }) =>
        allOf([...when, truth(result)]),
      ),
    );
    return [anyOf([negated(isPinned), says])];
  });
  const seen = allOf(tests);
  const text = [
    comment('pin-seen: while a pin is outstanding, the page says that it is pinned'),
    `#define pin_seen ${seen.text}`,
    '#ifdef PIN_SEEN',
    '#define CHECK_PINS assert(pin_seen);',
    '#else',
    '#define CHECK_PINS',
    '#endif',
  ].join('\n');
  return { text, reads: seen.reads, isOpen: seen.value !== true };
}
