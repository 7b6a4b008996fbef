/**
 * The order in which a model offers its moves must not show in what a search finds. Every scenario
 * is explored twice, the second time with the moves of every state in reverse order.
 */
import { expect, test } from 'vitest';
import type { Model } from '../explorer/model.ts';
import type { Report } from '../explorer/report.ts';
import { hex } from '../explorer/testing/naive.ts';
import { ScenarioModel } from './scenario-model.ts';
import { compiledRow, numbersOf, rowName, rowsFor, searched } from './testing/search-numbers.ts';

/** The same model, its moves offered from the last to the first. */
function reversed<M>(model: Model<M>): Model<M> {
  return {
    start: () => model.start(),
    moves: (state) => model.moves(state).toReversed(),
    next: (state, move) => model.next(state, move),
    ending: (state) => model.ending(state),
    brokenAtEnd: (state, ending) => model.brokenAtEnd(state, ending),
  };
}

/** Numbers and ends, these in an order of their own. */
function found<M>(report: Report<M>): unknown {
  const { depth, restStates, stoppedStates, stuckStates, covered } = report;
  const [rest, stopped, stuck] = [restStates, stoppedStates, stuckStates].map((ends) =>
    ends.map(hex).toSorted(),
  );
  const lines = [...covered].toSorted((a, b) => a - b);
  return { ...numbersOf(report), depth, ends: { rest, stopped, stuck }, lines };
}

test.each(rowsFor(['vm']).map((row) => [rowName(row), row] as const))(
  '%s gives the same in reverse order',
  (_, row) => {
    const forward = searched(new ScenarioModel(compiledRow(row)));
    const backward = searched(reversed(new ScenarioModel(compiledRow(row))));
    expect(forward.complete).toBe(true);
    expect(found(backward)).toEqual(found(forward));
  },
  60_000,
);
