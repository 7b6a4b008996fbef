import { describe, expect, test } from 'vitest';
import { byteText, counted, durationText, rateText, wholeText } from './number-text.ts';

describe('numbers', () => {
  test('are grouped, and one thing is no things', () => {
    expect(counted(1, 'state')).toBe('1 state');
    expect(counted(4_744_965, 'state')).toBe('4,744,965 states');
  });

  test('of bytes are in kB up to a megabyte', () => {
    expect([12, 512_000, 12_340_000, 1_024_000_000].map(byteText)).toEqual([
      '1 kB',
      '512 kB',
      '12.3 MB',
      '1,024 MB',
    ]);
  });

  test('of milliseconds never say 1000 ms or 60 s', () => {
    expect([0.2, 12.4, 999.4, 999.7, 3449, 59_960, 125_000].map(durationText)).toEqual([
      'less than 1 ms',
      '12 ms',
      '999 ms',
      '1.0 s',
      '3.4 s',
      '1 min 0 s',
      '2 min 5 s',
    ]);
  });

  test('of states in a second have two digits, and none where too little time has passed', () => {
    expect(rateText(622, 2)).toBeUndefined();
    expect(rateText(43_210, 1000)).toBe('43,000');
    expect(rateText(4_744_965, 3000)).toBe('1.6 million');
  });

  test('beyond fifteen digits are rounded to two', () => {
    expect(wholeText('18386694522')).toBe('18,386,694,522');
    expect(wholeText('18386694522000000')).toBe('about 1.8 × 10^16');
    expect(wholeText('1862645149230957')).toBe('about 1.9 × 10^15');
    expect(wholeText('9960000000000000')).toBe('about 1.0 × 10^16');
  });
});
