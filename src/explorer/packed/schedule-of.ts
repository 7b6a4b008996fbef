/** Schedules from the ways that the engines keep: who moved, and which of its successors it was. */
import type { Learning } from './learning.ts';
import type { PackedMove } from './packed-report.ts';

/** `place`: of the successor among those of the step. */
export interface Step {
  readonly actor: number;
  readonly place: number;
}

/** The moves of a way from the first state on, and of one more step where there is one. */
export function scheduleOf(
  learning: Learning,
  way: readonly Step[],
  last?: Step,
): readonly PackedMove[] {
  const schedule: PackedMove[] = [];
  let numbers = learning.first;
  for (const { actor, place } of last === undefined ? way : [...way, last]) {
    const leaf = learning.steps.known(numbers, actor);
    const successor = leaf?.successors[place];
    if (successor === undefined) throw new Error('the way leads through a step nobody has made');
    const { choice, changes } = successor;
    schedule.push(choice === undefined ? { actor } : { actor, choice });
    numbers = numbers.slice();
    for (const { cell, value } of changes) numbers[cell] = value;
  }
  return schedule;
}
