import { describe, expect, test } from 'vitest';
import type { DeletionOutcome, LeftOut, VerdictChange } from '../../store/needed-lines.ts';
import { countedNeeds, needOf, outcomeText, triedText } from './outcome-text.ts';

const change = (before: number | undefined, after: number | undefined): VerdictChange => ({
  property: 'pin-seen',
  title: 'pin is seen',
  before,
  after,
});

const searched = (changes: readonly VerdictChange[], complete = true): DeletionOutcome => ({
  kind: 'searched',
  complete,
  states: 12_345,
  changes,
});

describe('what breaks without a line', () => {
  test('is told as far as it is known, what breaks anew first', () => {
    const all = searched([change(76, undefined), change(76, 80), change(undefined, 63)]);
    expect(outcomeText(all)).toEqual([
      'breaks “pin is seen” in 63 steps',
      '“pin is seen” breaks in 80 steps instead of 76',
      '“pin is seen” holds then',
    ]);
    expect(outcomeText(searched([change(undefined, 1)]))).toEqual([
      'breaks “pin is seen” in 1 step',
    ]);
    expect(outcomeText(searched([]))).toEqual(['nothing breaks that did not before']);
    expect(outcomeText({ kind: 'refused', message: 'nothing is called x here' })).toEqual([
      'does not compile: nothing is called x here',
    ]);
    expect(outcomeText({ kind: 'unreached' })).toEqual([
      'no schedule of this scenario comes to it',
    ]);
  });

  test('is nothing where the line is compiled out, and why is told', () => {
    const leftOut = (why: LeftOut): DeletionOutcome => ({ kind: 'left-out', why });
    expect(
      [
        leftOut({ kind: 'debug', level: 'vm' }),
        leftOut({ kind: 'debug', level: 'list' }),
        leftOut({ kind: 'constant', name: 'COMPOUND_PAGES', is: 0n }),
      ].flatMap(outcomeText),
    ).toEqual([
      'does not run here: the debug checks are off',
      'does not run here: the list checks are off',
      'does not run here: COMPOUND_PAGES is 0 in this scenario',
    ]);
    expect(needOf(leftOut({ kind: 'debug', level: 'vm' }))).toBe('unrun');
  });

  test('is no proof where the search was cut off', () => {
    expect(outcomeText(searched([], false))).toEqual([
      'stopped at 12,345 states: nothing new so far',
    ]);
    expect(outcomeText(searched([change(undefined, 9)], false))).toEqual([
      'breaks “pin is seen” in 9 steps',
      'stopped at 12,345 states',
    ]);
  });

  test('makes a line needed, idle, or neither', () => {
    expect(needOf({ kind: 'refused', message: '' })).toBe('needed');
    expect(needOf({ kind: 'unreached' })).toBe('unrun');
    expect(needOf(searched([change(undefined, 3)]))).toBe('needed');
    expect(needOf(searched([change(3, 4)]))).toBe('changes');
    expect(needOf(searched([]))).toBe('idle');
    expect(needOf(searched([], false))).toBe('unknown');
  });

  test('is counted', () => {
    const deleted = { fn: 'f', line: 1, text: 'x', how: '' };
    const lines = [
      searched([]),
      searched([change(undefined, 3)]),
      searched([change(4, 3)]),
      { kind: 'unreached' } as const,
    ].map((outcome) => ({ deleted, outcome }));
    expect(triedText(lines, 7)).toBe(
      '4 of 7 ways to take a line away tried: 1 is needed, 1 changes how it breaks, ' +
        '1 is not needed, 1 does not run here',
    );
    expect(triedText([...lines, ...lines], 8)).toBe(
      '8 of 8 ways to take a line away tried: 2 are needed, 2 change how it breaks, ' +
        '2 are not needed, 2 do not run here',
    );
    expect(triedText([], 1)).toBe('0 of 1 way to take a line away tried');
    expect(countedNeeds(lines.slice(0, 2))).toEqual([
      { need: 'needed', count: 1 },
      { need: 'idle', count: 1 },
    ]);
  });
});
