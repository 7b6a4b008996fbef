/** Schedules from the ways that the engines keep: who moved, and which of its successors it was. */
import type { Learning } from './learning.ts';
import type { PackedMove } from './packed-report.ts';

/** `place`: of the successor among those of the step. */
export interface Step {
  readonly actor: number;
  readonly place: number;
}

/** A step of a search with symmetries: it led to the image of a state, which is the one kept. */
export interface ImageStep extends Step {
  readonly to: Int32Array;
}

/**
 * The moves of a way whose states are kept up to symmetry. Where a step leads to a state of which an
 * image is kept, everybody so far changes places with his image: so the way leads to what is kept,
 * and goes on from there, also where the order of the actors matters from then on.
 */
export function unfoldedScheduleOf(
  learning: Learning,
  way: readonly ImageStep[],
  last?: Step,
): readonly PackedMove[] {
  const { images } = learning;
  let real: readonly Step[] = [];
  let numbers = learning.first;
  for (const step of way) {
    real = [...real, { actor: step.actor, place: step.place }];
    numbers = afterStep(learning, numbers, step);
    if (isSame(numbers, step.to)) continue;
    const after = numbers;
    const image = Array.from({ length: images.size }, (_, each) => each).find((each) =>
      isSame(images.of(each, after), step.to),
    );
    if (image === undefined) throw new Error('a state is kept that is no image of what led to it');
    const order = images.actors(image);
    real = real.map(({ actor, place }) => ({ actor: order[actor] ?? actor, place }));
    numbers = step.to;
  }
  return scheduleOf(learning, last === undefined ? real : [...real, last]);
}

function afterStep(learning: Learning, numbers: Int32Array, { actor, place }: Step): Int32Array {
  const known = learning.steps.known(numbers, actor) ?? learning.learn(numbers, actor).path.leaf;
  const successor = known.successors[place];
  if (successor === undefined) throw new Error('the way leads through a step nobody has made');
  const after = numbers.slice();
  for (const { cell, value } of successor.changes) after[cell] = value;
  return after;
}

function isSame(left: Int32Array, right: Int32Array): boolean {
  return left.every((number, index) => number === right[index]);
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
    const leaf = learning.steps.known(numbers, actor) ?? learning.learn(numbers, actor).path.leaf;
    const successor = leaf.successors[place];
    if (successor === undefined) throw new Error('the way leads through a step nobody has made');
    const { choice, changes } = successor;
    schedule.push(choice === undefined ? { actor } : { actor, choice });
    numbers = numbers.slice();
    for (const { cell, value } of changes) numbers[cell] = value;
  }
  return schedule;
}
