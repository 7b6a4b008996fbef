/** What is wrong, at the place that is wrong. */
import type { ProblemPlace } from '../../store/sandbox/draft-problem.ts';
import { useSandbox } from './sandbox-context.ts';

/** The sentence of the first problem at a place; undefined: nothing is wrong there. */
export function useProblemAt(isHere: (place: ProblemPlace) => boolean): string | undefined {
  const check = useSandbox((state) => state.check);
  if (check.kind !== 'wrong') return undefined;
  return check.problems.find(({ place }) => isHere(place))?.text;
}
