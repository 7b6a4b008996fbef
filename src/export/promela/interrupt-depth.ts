/** How often the interrupts of a CPU are off. */
import { type Half, choice, constantHalf, difference, isEqual, sum, zero } from './half.ts';

/** After a change: `off` nests, `restore` undoes one `off`, `on` enables. */
export function changedDepth(depth: Half, change: 'off' | 'restore' | 'on'): Half {
  if (change === 'on') return zero;
  if (change === 'off') return sum(depth, constantHalf(1));
  return choice(isEqual(depth, zero), zero, difference(depth, constantHalf(1)));
}
