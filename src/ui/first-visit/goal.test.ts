import { describe, expect, test } from 'vitest';
import { compiledScenario, scheduled } from '../../trace/testing/scheduled.ts';
import { endingAt, goalOf, isOutOfReach, lastChoice, pinFacts, reachedAt } from './goal.ts';

/** Kara's race, broken: CPU1's plain reference first, then the pin, then CPU1 drops its reference. */
const race = scheduled(compiledScenario('kara-race'), [
  ['cpu1', { through: 'PageDmaPinned: return' }],
  ['cpu0', { through: 'device_write: device.page = page' }],
  ['cpu1', 'end'],
  ['device', 'end'],
  ['cpu0', 'end'],
  ['cpu1', 'end'],
]);
const broke = race.steps.find((step) => step.violations.length > 0)?.index ?? 0;

/** One CPU alone: nobody else can ever go. */
const alone = scheduled(compiledScenario('last-put'), [['cpu0', 'end']]);

describe('the goal', () => {
  test('is the scenario’s, and pin-seen where a design records no pin', () => {
    expect(goalOf(compiledScenario('kara-race'))?.id).toBe('pin-seen');
    expect(goalOf(compiledScenario('slow-slow'))?.id).toBe('no-phantom-pin');
    expect(goalOf(compiledScenario('slow-slow', 'v4.18'))?.id).toBe('pin-seen');
    expect(goalOf(compiledScenario('last-put'))).toBeUndefined();
  });

  test('stays what pins were to be recorded for, also where none are', () => {
    expect(goalOf(compiledScenario('original-bug', 'v4.18'))?.id).toBe('bug');
    expect(goalOf(compiledScenario('truncated', 'v4.18'))?.id).toBe('dma-safe');
    expect(goalOf(compiledScenario('irq-put', 'v4.18'))?.id).toBe('pin-seen');
  });

  test('is reached from the step on that broke its rule', () => {
    expect(broke).toBe(77);
    expect(reachedAt(race, broke - 1, 'pin-seen')).toBeUndefined();
    expect(reachedAt(race, broke, 'pin-seen')).toBe(broke);
    expect(reachedAt(race, race.steps.length, 'pin-seen')).toBe(broke);
    expect(reachedAt(race, race.steps.length, 'no-deadlock')).toBeUndefined();
  });

  test('takes a pin that is promised, and a page that does not say so', () => {
    expect(pinFacts(race, 0, 'P')).toEqual({ promised: false, saysPinned: false });
    expect(pinFacts(race, broke - 1, 'P')).toEqual({ promised: true, saysPinned: true });
    expect(pinFacts(race, broke, 'P')).toEqual({ promised: true, saysPinned: false });
    expect(pinFacts(race, broke, 'N')).toBeUndefined();
  });
});

describe('the goal is out of reach', () => {
  const late = scheduled(compiledScenario('kara-race'), [
    ['cpu0', { through: 'device_write: device.page = page' }],
    ['cpu1', 'end'],
    ['device', 'end'],
    ['cpu0', 'end'],
    ['cpu1', 'end'],
  ]);

  test('when nobody has a choice any more and what is left does not break it', () => {
    expect(late.steps.some(({ violations }) => violations.length > 0)).toBe(true);
    expect(reachedAt(late, late.steps.length, 'pin-seen')).toBeUndefined();
    const first = late.steps.find(({ index }) => isOutOfReach(late, index, 'pin-seen'))?.index ?? 0;
    expect(first).toBe((lastChoice(late, late.steps.length) ?? 0) + 1);
    expect(
      late.steps.slice(first).every(({ index }) => isOutOfReach(late, index, 'pin-seen')),
    ).toBe(true);
  });

  test('not while somebody can choose, and not where what is left does break it', () => {
    expect(isOutOfReach(late, 1, 'pin-seen')).toBe(false);
    expect(isOutOfReach(race, broke - 1, 'pin-seen')).toBe(false);
    const first = late.steps.find(({ index }) => isOutOfReach(late, index, 'pin-seen'))?.index ?? 0;
    expect(isOutOfReach(late, first, 'not-stranded')).toBe(false);
  });
});

describe('the ending of a schedule', () => {
  test('runs, drains once all scripts are done, is over when nobody can move', () => {
    const kinds = alone.steps.map(({ index }) => endingAt(alone, index).kind);
    const drained = alone.steps.filter(
      (step) => endingAt(alone, step.index).kind === 'draining',
    ).length;
    expect(endingAt(alone, 0)).toEqual({ kind: 'running' });
    expect(kinds.lastIndexOf('running')).toBeLessThan(kinds.indexOf('draining'));
    expect(drained).toBe(2);
    expect(kinds.slice(-1)).toEqual(['over']);
    expect(endingAt(alone, alone.steps.length)).toEqual({ kind: 'over', broken: 0 });
  });

  test('counts the steps that broke something, all rules of a step as one', () => {
    const bad = scheduled(compiledScenario('bad-page'), [['cpu0', 'end']]);
    const breaking = bad.steps.filter((step) => step.violations.length > 0);
    expect(breaking.map(({ violations }) => violations.length)).toEqual([1, 1, 2]);
    expect(endingAt(bad, bad.steps.length)).toEqual({ kind: 'over', broken: 3 });
    expect(endingAt(race, broke)).toEqual({ kind: 'running' });
  });

  test('is a deadlock’s, too', () => {
    const stuck = scheduled(compiledScenario('completion-interrupt'), [
      ['cpu0', { to: 'pin_page_for_dma: unlock node.pinned_dma_lock' }],
      ['irq0', 'end'],
    ]);
    expect(endingAt(stuck, stuck.steps.length)).toEqual({ kind: 'over', broken: 1 });
    expect(endingAt(stuck, stuck.steps.length - 1)).toEqual({ kind: 'running' });
  });
});

describe('the last choice', () => {
  test('is the last moment at which another actor could have gone', () => {
    const { machine } = race.compiled;
    const last = lastChoice(race, race.steps.length) ?? -1;
    const others = (depth: number): number => {
      const state = depth === 0 ? race.start.state : race.steps[depth - 1]?.state;
      const went = race.steps[depth]?.actor;
      return state === undefined
        ? 0
        : machine.moves(state).filter(({ actor }) => actor !== went).length;
    };
    expect(others(last)).toBeGreaterThan(0);
    for (let depth = last + 1; depth < race.steps.length; depth += 1) expect(others(depth)).toBe(0);
    expect(lastChoice(race, last)).toBeLessThan(last);
    expect(lastChoice(race, last + 1)).toBe(last);
  });

  test('is none where nobody else could ever go, and none before the first step', () => {
    expect(lastChoice(alone, alone.steps.length)).toBeUndefined();
    expect(lastChoice(race, 0)).toBeUndefined();
  });
});
