/** Test support: what our own search counts, put as SPIN puts it. */
import { BreadthFirst } from '../../explorer/breadth-first.ts';
import type { Model, Transition } from '../../explorer/model.ts';
import type { SpinNumbers } from '../../export/promela/testing/spin.ts';

/** Counts the transitions that stop the machine: SPIN counts each as a failed assertion. */
class CountingModel<M> implements Model<M> {
  stops = 0;
  readonly #model: Model<M>;

  constructor(model: Model<M>) {
    this.#model = model;
  }

  start(): Transition {
    return this.#model.start();
  }

  moves(state: Uint8Array): readonly M[] {
    return this.#model.moves(state);
  }

  next(state: Uint8Array, move: M): Transition {
    const transition = this.#model.next(state, move);
    if (this.#model.ending(transition.state) === 'stopped') this.stops++;
    return transition;
  }

  ending(state: Uint8Array): ReturnType<Model<M>['ending']> {
    return this.#model.ending(state);
  }

  brokenAtEnd(...end: Parameters<Model<M>['brokenAtEnd']>): ReturnType<Model<M>['brokenAtEnd']> {
    return this.#model.brokenAtEnd(...end);
  }
}

export interface OwnNumbers {
  readonly numbers: SpinNumbers;
  /** Shortest schedule by broken property. */
  readonly broken: Readonly<Record<string, number>>;
}

/** The whole search; undefined where there are more states than `most`. */
export function ownNumbers<M>(model: Model<M>, most: number): OwnNumbers | undefined {
  const counting = new CountingModel(model);
  const search = new BreadthFirst(counting, { maxStates: most });
  while (search.run(1_000_000));
  // The report replays schedules, which would count their stops again.
  const assertions = counting.stops;
  const report = search.report();
  if (!report.complete) return undefined;
  const { states, transitions, stoppedStates, stuckStates, violations } = report;
  const invalidEnds = stoppedStates.length + stuckStates.length;
  return {
    numbers: { states, transitions, assertions, invalidEnds, unreached: false },
    broken: Object.fromEntries(violations.map((one) => [one.property, one.length])),
  };
}
