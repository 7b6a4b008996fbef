/** What is kept of an exploration for the matrix. */
import type { MatrixResult } from '../../kernel/matrix/matrix-cell.ts';
import type { Exploration } from '../../worker/exploration.ts';

export function resultOf({ states, complete, verdicts }: Exploration): MatrixResult {
  const broken = verdicts.flatMap(({ id, shortest, message = '' }) =>
    shortest === undefined ? [] : [[id, { steps: shortest.schedule.length, message }] as const],
  );
  return { kind: 'searched', states, complete, broken: Object.fromEntries(broken) };
}
