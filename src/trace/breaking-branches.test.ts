import { describe, expect, test } from 'vitest';
import {
  atDepth,
  branchesAt,
  emptyHistory,
  historyOf,
  onBranch,
  withMove,
  type History,
} from './history.ts';
import { breakingBranches } from './lanes.ts';
import { Replay, type Run } from './run.ts';
import { compiledScenario, scheduled } from './testing/scheduled.ts';

const [CPU0, CPU1, DEVICE] = [0, 1, 2];
const compiled = compiledScenario('kara-race');
const run = scheduled(compiled, [
  ['cpu1', { through: 'PageDmaPinned: return' }],
  ['cpu0', { through: 'device_write: device.page = page' }],
  ['cpu1', { through: 'list.prev = list' }],
  ['device', 'end'],
]);
const moves = run.steps.map((step) => step.move);
/** Step at which P stops saying that it is pinned: the one break of the schedule. */
const breaks = run.steps.find((step) => step.violations.length > 0)?.index ?? 0;

/** The schedule up to a step, with one of its moments left for another actor. */
function leftAt(depth: number, actor: number, length = moves.length): History {
  return withMove(atDepth(historyOf(moves.slice(0, length)), depth), { actor });
}

const shown = (history: History): Run => new Replay(compiled).run(history);
const breaking = (history: History): readonly number[] => [
  ...breakingBranches(shown(history), history),
];

describe('left futures that break a rule', () => {
  test('there are none before anything is tried, and none while no future is left', () => {
    expect(breaking(emptyHistory)).toEqual([]);
    expect(breaking(historyOf(moves))).toEqual([]);
  });

  test('a future that was left before its break is named by its first node', () => {
    expect(breaks).toBe(77);
    const history = leftAt(3, CPU0);
    expect(branchesAt(history).map(({ node }) => node)).toEqual([4]);
    expect(breaking(history)).toEqual([4]);
    expect(breaking(leftAt(breaks - 1, DEVICE))).toEqual([breaks]);
  });

  test('a future that was left before it broke anything is none', () => {
    expect(breaking(leftAt(3, CPU0, breaks - 1))).toEqual([]);
    expect(breaking(leftAt(3, CPU0, breaks))).toEqual([4]);
  });

  test('a break in what both have behind them is not the left future’s', () => {
    const history = leftAt(breaks, DEVICE);
    expect(branchesAt(history).map(({ node }) => node)).toEqual([breaks + 1]);
    expect(breaking(history)).toEqual([]);
  });

  test('of several only those that break', () => {
    const two = withMove(leftAt(3, CPU0), { actor: CPU1 });
    const history = withMove(atDepth(two, 4), { actor: CPU0 });
    expect(branchesAt(history).map(({ from, node }) => [from, node])).toEqual([
      [3, 4],
      [4, moves.length + 2],
    ]);
    expect(breaking(history)).toEqual([4]);
  });

  test('the answer changes with the branch that is shown, not with the cursor', () => {
    const history = leftAt(3, CPU0);
    const replay = new Replay(compiled);
    const answer = (one: History) => breakingBranches(replay.run(one), one);
    const first = answer(history);
    expect([...first]).toEqual([4]);
    expect(answer(atDepth(history, 1))).toBe(first);
    expect([...answer(onBranch(history, 4))]).toEqual([]);
    expect([...answer(history)]).toEqual([4]);
  });
});
