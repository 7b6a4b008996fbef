/** What breaks without a line, in words: never more than the search has shown. */
import type {
  DeletionOutcome,
  LeftOut,
  NeededLine,
  VerdictChange,
} from '../../store/needed-lines.ts';

/**
 * How a row stands: `needed` where something breaks anew, or it does not compile; `changes` where what
 * breaks anyway breaks otherwise; `idle` where all is as with it; `unrun` where it never runs here.
 */
export type Need = 'needed' | 'changes' | 'idle' | 'unrun' | 'unknown';

/** All of them, in the order in which they are counted. */
const needs: readonly Need[] = ['needed', 'changes', 'idle', 'unrun', 'unknown'];

/** What is said of so many lines that stand so: `43 are needed`. */
export function needText(need: Need, count: number): string {
  const isOne = count === 1;
  switch (need) {
    case 'needed':
      return `${count} ${isOne ? 'is' : 'are'} needed`;
    case 'changes':
      return `${count} ${isOne ? 'changes' : 'change'} how it breaks`;
    case 'idle':
      return `${count} ${isOne ? 'is' : 'are'} not needed`;
    case 'unrun':
      return `${count} ${isOne ? 'does' : 'do'} not run here`;
    case 'unknown':
      return `${count} ${isOne ? 'is' : 'are'} not known`;
  }
}

/** Whether the line is needed, as far as the outcome says. */
export function needOf(outcome: DeletionOutcome): Need {
  switch (outcome.kind) {
    case 'refused':
      return 'needed';
    case 'unreached':
    case 'left-out':
      return 'unrun';
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
    case 'left-out':
      return [leftOutText(outcome.why)];
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

/** Why a line does not run, under the names of the debug setting that the page offers. */
function leftOutText(why: LeftOut): string {
  if (why.kind === 'constant')
    return `does not run here: ${why.name} is ${why.is} in this scenario`;
  return why.level === 'vm'
    ? 'does not run here: the debug checks are off'
    : 'does not run here: the list checks are off';
}

/** `3 of 7 ways to take a line away tried: 2 are needed, 1 is not needed`. */
export function triedText(lines: readonly NeededLine[], of: number): string {
  const all = of === 1 ? '1 way to take a line away' : `${of} ways to take a line away`;
  const told = countedNeeds(lines).map(({ need, count }) => needText(need, count));
  return `${lines.length} of ${all} tried${told.length === 0 ? '' : `: ${told.join(', ')}`}`;
}

/** How many lines stand how; those that none do are left out. */
export function countedNeeds(
  lines: readonly NeededLine[],
): readonly { readonly need: Need; readonly count: number }[] {
  return needs
    .map((need) => ({
      need,
      count: lines.filter(({ outcome }) => needOf(outcome) === need).length,
    }))
    .filter(({ count }) => count > 0);
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
