import { describe, expect, test } from 'vitest';
import type { Odds } from '../../store/explorer-state.ts';
import { oddsSentence, runsText, shareText, stressText } from './odds-text.ts';

const odds = (schedules: string, breaking: string, likelihood: number): Odds => ({
  schedules,
  breaking,
  likelihood,
});

/** Numbers of a study of Kara’s race with coarser lines. */
const kara = odds('18386694522', '4305743442', 6.54e-7);

describe('the share of the schedules', () => {
  test.each([
    [kara, '23%'],
    [odds('1000', '4', 0.1), '0.4%'],
    [odds('100000', '3', 0.1), 'less than 0.1%'],
    [odds('100000', '99999', 0.1), 'more than 99.9%'],
    [odds('1000', '994', 0.1), '99.4%'],
    [odds('7', '7', 1), 'all'],
    [odds('7', '0', 0), 'none'],
    [odds('1'.padEnd(40, '0'), '5'.padEnd(39, '0'), 0.1), '50%'],
  ])('of %o is %s', (of, share) => {
    expect(shareText(of)).toBe(share);
  });
});

describe('the odds', () => {
  test('of Kara’s race are a share, yet one run in a million and a half', () => {
    expect(oddsSentence(kara)).toEqual({
      share: '23%',
      rest: ' of the 18,386,694,522 schedules break it, yet flipping a coin at every step finds one in',
      runs: '1,529,000',
      because: expect.stringMatching(/counts each schedule once, .* the unlikely ones\.$/),
    });
  });

  test('of what few schedules break, but a coin soon does, are told with “already”', () => {
    expect(oddsSentence(odds('100000', '3', 0.0045)).rest).toBe(
      ' of the 100,000 schedules break it, yet flipping a coin at every step already finds one in',
    );
  });

  test('that are no surprise are told without “yet”', () => {
    const { rest, because } = oddsSentence(odds('70', '7', 0.1));
    expect(rest).toContain(' break it, and flipping a coin');
    expect(because).toBeUndefined();
  });

  test('of a scenario in which nobody has a choice are none', () => {
    expect(oddsSentence(odds('1', '1', 1))).toEqual({
      share: 'Every run',
      rest: ' breaks it: there is one schedule, and it does.',
    });
  });

  test('of what every schedule breaks are no odds', () => {
    expect(oddsSentence(odds('7', '7', 1))).toEqual({
      share: 'Every one',
      rest: ' of the 7 schedules breaks it: so does every run.',
    });
  });

  test.each([
    [1, '1'],
    [0.77, '1.3'],
    [0.0589, '17'],
    [1 / 4.1e12, 'about 4.1 × 10^12'],
    [0, 'never'],
  ])('of %d are one run in %s', (likelihood, runs) => {
    expect(runsText(likelihood)).toBe(runs);
  });

  test('of a stress test follow from the odds of a run', () => {
    expect(stressText(kara, 1000)).toBe(
      'A stress test of 1,000 runs meets it with 0.07% probability.',
    );
    expect(stressText(odds('7', '3', 0.0589), 1000)).toBe(
      'A stress test of 1,000 runs all but surely meets it.',
    );
    expect(stressText(odds('7', '3', 2e-12), 1000)).toBe(
      'A stress test of 1,000 runs meets it once in 500,000,000 tries.',
    );
  });
});
