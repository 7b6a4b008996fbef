/**
 * Folds over the steps up to a cursor, with what they came to kept at some of the steps: a cursor in
 * a long run costs a few steps, wherever it stands. Kept by step, so that every run that begins with
 * the same steps shares it.
 */
import type { Run, RunStart, RunStep } from './run.ts';

/** Steps from one kept moment to the next. */
const EVERY = 64;

export interface Fold<Told> {
  /** Before the first step. */
  begin(run: Run): Told;
  /** Told after one step more; may change what it is given. */
  add(told: Told, run: Run, step: RunStep): void;
  /** Another one, which the next steps may change. */
  copy(told: Told): Told;
}

export class KeptFold<Told> {
  readonly #fold: Fold<Told>;
  readonly #kept = new WeakMap<RunStart | RunStep, Told>();

  constructor(fold: Fold<Told>) {
    this.#fold = fold;
  }

  /** What the first `cursor` steps of a run come to; the caller may keep it, nothing changes it. */
  at(run: Run, cursor: number): Told {
    const fold = this.#fold;
    const end = Math.min(cursor, run.steps.length);
    let index = end - (end % EVERY);
    let found: Told | undefined;
    for (; index > 0 && found === undefined; index -= EVERY) {
      const step = run.steps[index - 1];
      found = step === undefined ? undefined : this.#kept.get(step);
      if (found !== undefined) break;
    }
    if (found === undefined) {
      index = 0;
      found = this.#kept.get(run.start) ?? fold.begin(run);
      this.#kept.set(run.start, found);
    }
    const told = fold.copy(found);
    for (const step of run.steps.slice(index, end)) {
      fold.add(told, run, step);
      if (step.index % EVERY === 0) this.#kept.set(step, fold.copy(told));
    }
    return told;
  }
}
