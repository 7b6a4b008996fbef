/** What breaks without a line, in words: never more than the search has shown. */
import type { DeletionOutcome, NeededLine, VerdictChange } from '../../store/needed-lines.ts';

/** How a row stands: `needed` where something breaks, or it does not compile. */
export type Need = 'needed' | 'changes' | 'idle' | 'unknown';

/** Whether the line is needed, as far as the outcome says. */
export function needOf(outcome: DeletionOutcome): Need {
  switch (outcome.kind) {
    case 'refused':
      return 'needed';
    case 'unreached':
      return 'idle';
    case 'searched':
      if (outcome.changes.some(({ before }) => before === undefined)) return 'needed';
      if (outcome.changes.length > 0) return 'changes';
      return outcome.complete ? 'idle' : 'unknown';
  }
}

/** What then breaks, as sentences without full stops. */
export function outcomeText(outcome: DeletionOutcome): readonly string[] {
  switch (outcome.kind) {
    case 'refused':
      return [`does not compile: ${outcome.message}`];
    case 'unreached':
      return ['no schedule of this scenario comes to it'];
    case 'searched': {
      const { changes, complete, states } = outcome;
      const cut = `stopped at ${states.toLocaleString('en')} states`;
      if (changes.length === 0) {
        return [complete ? 'nothing breaks that did not before' : `${cut}: nothing new so far`];
      }
      return [...changes.toSorted(byNews).map(changeText), ...(complete ? [] : [cut])];
    }
  }
}

/** `3 of 7 ways to take a line away tried; 2 are needed`. */
export function triedText(lines: readonly NeededLine[], of: number): string {
  const needed = lines.filter(({ outcome }) => needOf(outcome) === 'needed').length;
  const all = of === 1 ? '1 way to take a line away' : `${of} ways to take a line away`;
  return `${lines.length} of ${all} tried; ${needed} ${needed === 1 ? 'is' : 'are'} needed`;
}

/** What breaks anew first, then what breaks otherwise, then what holds. */
function byNews(one: VerdictChange, other: VerdictChange): number {
  return news(one) - news(other);
}

function news({ before, after }: VerdictChange): number {
  if (before === undefined) return 0;
  return after === undefined ? 2 : 1;
}

function changeText({ title, before, after }: VerdictChange): string {
  if (after === undefined) return `“${title}” holds then`;
  const steps = after === 1 ? '1 step' : `${after} steps`;
  return before === undefined
    ? `breaks “${title}” in ${steps}`
    : `“${title}” breaks in ${steps} instead of ${before}`;
}
