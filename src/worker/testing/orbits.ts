/** Test support: what a reduced search must find, counted by way of the plain one. */
import type { LearnableModel } from '../../explorer/packed/learnable-model.ts';
import type { PackedBreadthFirst } from '../../explorer/packed/packed-breadth-first.ts';

/** Classes of states that symmetries make of the plain search's: late ones stand for themselves. */
export function orbits(model: LearnableModel, plain: PackedBreadthFirst): number {
  const classes = new Set<string>();
  for (let number = 0; number < plain.states; number++) {
    const state = plain.state(number);
    const isLate = model.lateActors.every((actor) => model.isLate(state, actor));
    const images = isLate ? [] : model.symmetries.map((symmetry) => symmetry.image(state));
    classes.add([state, ...images].map((each) => each.join()).toSorted()[0] ?? '');
  }
  return classes.size;
}
