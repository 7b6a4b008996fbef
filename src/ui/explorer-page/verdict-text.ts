/** The verdict of a search in words: never more than the search has shown. */
import type { EngineName, Exploration, PropertyVerdict } from '../../store/explorer-state.ts';
import { byteText, counted, durationText, grouped, rateText } from './number-text.ts';

const ENGINES: Readonly<Record<EngineName, string>> = {
  interpreter: 'breadth-first, interpreted',
  bfs: 'breadth-first, in WebAssembly',
  sweep: 'sweep by distance, in WebAssembly',
};

/** `breadth-first, in WebAssembly`. */
export const engineText = (engine: EngineName): string => ENGINES[engine];

/** What it comes to, as a heading. */
export function verdictHeading({ verdicts, complete, states }: Exploration): string {
  const broken = verdicts.filter(({ verdict }) => verdict === 'broken').length;
  if (broken > 0) {
    const least = complete ? '' : 'at least ';
    const all = verdicts.length === 1 ? '1 property' : `${verdicts.length} properties`;
    return `Breaks ${least}${broken} of ${all}`;
  }
  return complete ? `Holds: all ${counted(states, 'state')} searched` : 'Nothing broken so far';
}

/**
 * That the rule which the scenario is there to break is not: who repairs a listing asks for that, and
 * not how much else is broken. Undefined where it is broken or not known, or there is no such rule.
 */
export function goalSentence(
  { verdicts }: Pick<Exploration, 'verdicts'>,
  goal: string | undefined,
): string | undefined {
  const found = verdicts.find(({ id }) => id === goal);
  return found?.verdict === 'holds'
    ? `“${found.title}”, the rule that this scenario is there to break, holds in every schedule.`
    : undefined;
}

/** What was searched, what was left out, and what that proves. */
export function verdictSentence(exploration: Exploration): string {
  const { complete, states, transitions, depth, verdicts } = exploration;
  const isBroken = verdicts.some(({ verdict }) => verdict === 'broken');
  if (!complete) {
    const so = isBroken
      ? 'what is not broken so far is not proved'
      : 'nothing broken so far; this is no proof';
    return `${stopText(exploration)}; ${so}.`;
  }
  const all = `Searched all ${counted(states, 'state')} and ${counted(transitions, 'transition')}`;
  const holds = verdicts.some(({ verdict }) => verdict === 'holds');
  const proved = !holds
    ? 'Nothing was cut off.'
    : isBroken
      ? 'Nothing was cut off: what holds here holds in every schedule.'
      : 'Nothing was cut off: within these bounds this is a proof.';
  return `${all}, the farthest ${counted(depth, 'step')} from the start. ${proved}`;
}

function stopText({ interrupted, states, bytes }: Exploration): string {
  switch (interrupted) {
    case 'memory':
      return `Stopped at ${byteText(bytes)} of memory, after ${counted(states, 'state')}`;
    case 'cancelled':
      return `Cancelled after ${counted(states, 'state')}`;
    default:
      return `Stopped at ${counted(states, 'state')}`;
  }
}

/** How it was searched: engine, time, memory, rate. */
export function costText({ engine, elapsed, bytes, states, symmetry }: Exploration): string {
  const rate = rateText(states, elapsed);
  return [
    engineText(engine),
    durationText(elapsed),
    byteText(bytes),
    ...(rate === undefined ? [] : [`${rate} states a second`]),
    ...(symmetry ? ['alike CPUs counted once'] : []),
  ].join(' · ');
}

/** What stands at the right of a property: how short it breaks, or that it does not. */
export function verdictMark({ verdict, shortest }: PropertyVerdict): string {
  if (verdict === 'holds') return 'holds';
  if (verdict === 'unknown') return 'not broken so far';
  const steps = shortest?.schedule.length;
  if (steps === undefined) return 'broken';
  return steps === 0 ? 'at the start' : counted(steps, 'step');
}

/** The end of a search, as it is announced. */
export function announcedEnd(exploration: Exploration): string {
  return `${verdictHeading(exploration)}. ${verdictSentence(exploration)}`;
}

/** `3 of 8 broken so far`. */
export function brokenSoFar(broken: number): string {
  return broken === 0 ? 'nothing broken so far' : `${grouped(broken)} broken so far`;
}
