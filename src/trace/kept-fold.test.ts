import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Fold, KeptFold } from './kept-fold.ts';
import { replaySchedule, type Run } from './run.ts';
import { compiledScenario, pickedSchedule } from './testing/scheduled.ts';

/** Writes down every actor that moved; `made`: how many steps were looked at. */
class Movers implements Fold<number[]> {
  made = 0;
  begin(): number[] {
    return [];
  }
  add(told: number[], _run: Run, { actor }: Run['steps'][number]): void {
    this.made += 1;
    told.push(actor);
  }
  copy(told: number[]): number[] {
    return [...told];
  }
}

const compiled = compiledScenario('slow-slow');

function runOf(picks: readonly number[]): Run {
  return replaySchedule(compiled, pickedSchedule(compiled, picks)).run;
}

const moversUpTo = ({ steps }: Run, cursor: number): readonly number[] =>
  steps.slice(0, cursor).map(({ actor }) => actor);

test('at any cursor, asked for in any order, it is what the steps before it come to', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(3), { minLength: 200, maxLength: 200 }),
      fc.array(fc.nat(200), { minLength: 1, maxLength: 12 }),
      (picks, cursors) => {
        const run = runOf(picks);
        const kept = new KeptFold(new Movers());
        for (const cursor of cursors) {
          expect(kept.at(run, cursor)).toEqual(moversUpTo(run, cursor));
        }
      },
    ),
    { seed: 64, numRuns: 60 },
  );
});

test('what a caller does with its answer changes no other', () => {
  const run = runOf(Array.from({ length: 150 }, (_, step) => step % 3));
  const kept = new KeptFold(new Movers());
  kept.at(run, 64).push(9);
  kept.at(run, 64).length = 0;
  expect(kept.at(run, 70)).toEqual(moversUpTo(run, 70));
});

test('far out a cursor costs a few steps', () => {
  const run = runOf(Array.from({ length: 150 }, (_, step) => step % 3));
  expect(run.steps.length).toBeGreaterThan(100);
  const movers = new Movers();
  const kept = new KeptFold(movers);
  kept.at(run, 100);
  expect(movers.made).toBe(100);
  kept.at(run, 99);
  expect(movers.made).toBe(100 + (99 - 64));
});
