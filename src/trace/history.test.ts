import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  atDepth,
  branchesAt,
  cursorDepth,
  emptyHistory,
  type History,
  historyOf,
  onBranch,
  schedule,
  withMove,
} from './history.ts';

const letters = 'abc';
const walk = (history: History, text: string): History =>
  text.split('').reduce((at, letter) => withMove(at, { actor: letters.indexOf(letter) }), history);
const shown = (history: History): string =>
  schedule(history)
    .map((move) => letters[move.actor])
    .join('');

describe('history', () => {
  test('going back and stepping the same actor again follows the future that is there', () => {
    const back = atDepth(walk(emptyHistory, 'aabb'), 1);
    const again = withMove(back, { actor: 0 });
    expect(shown(again)).toBe('aabb');
    expect(cursorDepth(again)).toBe(2);
    expect(again.nodes).toBe(back.nodes);
  });

  test('another actor opens a branch and keeps the old future', () => {
    const history = walk(atDepth(walk(emptyHistory, 'aabb'), 1), 'ba');
    expect(shown(history)).toBe('aba');
    expect(branchesAt(history)).toEqual([
      { from: 1, node: 2, moves: [{ actor: 0 }, { actor: 1 }, { actor: 1 }] },
    ]);
  });

  test('the kept future can be shown again, whole', () => {
    const history = walk(atDepth(walk(emptyHistory, 'aabb'), 1), 'ba');
    const old = onBranch(history, 2);
    expect(shown(old)).toBe('aabb');
    expect(cursorDepth(old)).toBe(2);
    expect(branchesAt(old).map((branch) => branch.node)).toEqual([5]);
  });

  test('the same actor with another choice is another future', () => {
    const chosen = withMove(emptyHistory, { actor: 0, choice: 1 });
    const other = withMove(atDepth(chosen, 0), { actor: 0, choice: 2 });
    expect(branchesAt(other)).toHaveLength(1);
    expect(schedule(other)).toEqual([{ actor: 0, choice: 2 }]);
  });

  test('a depth off the branch is clamped to it', () => {
    const history = walk(emptyHistory, 'abc');
    expect(cursorDepth(atDepth(history, 99))).toBe(3);
    expect(cursorDepth(atDepth(history, -1))).toBe(0);
  });

  test('any walk with jumps loses no schedule ever shown', () => {
    const act = fc.oneof(
      fc.record({ step: fc.integer({ min: 0, max: 2 }) }),
      fc.record({ jump: fc.nat(20) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let history = emptyHistory;
        const tips = new Map<number, string>();
        for (const one of acts) {
          history =
            'step' in one
              ? withMove(history, { actor: one.step })
              : atDepth(history, one.jump % (schedule(history).length + 1));
          tips.set(history.tip, shown(history));
        }
        for (const [tip, text] of tips) {
          expect(shown(onBranch(history, tip)).startsWith(text)).toBe(true);
        }
        expect(shown(onBranch(history, history.cursor))).toBe(shown(history));
      }),
      { seed: 2018, numRuns: 1000 },
    );
  });

  test('a schedule made at once is the one made step by step, seen from its beginning', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ actor: fc.nat(2) }), { maxLength: 30 }), (moves) => {
        const stepwise = moves.reduce(withMove, emptyHistory);
        expect(historyOf(moves)).toEqual(atDepth(stepwise, 0));
      }),
      { seed: 2018 },
    );
  });
});
