import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { rateLimited } from './rate-limit.ts';

describe('announcements', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('of twenty steps in a second are two: the first and the last', () => {
    const said: string[] = [];
    const limited = rateLimited((text) => said.push(text), 1000);
    for (let step = 1; step <= 20; step += 1) {
      limited.send(`step ${step}`);
      vi.advanceTimersByTime(40);
    }
    expect(said).toEqual(['step 1']);
    vi.advanceTimersByTime(1000);
    expect(said).toEqual(['step 1', 'step 20']);
  });

  test('never come closer than a second', () => {
    const times: number[] = [];
    const limited = rateLimited(() => times.push(Date.now()), 1000);
    for (let step = 0; step < 50; step += 1) {
      limited.send(String(step));
      vi.advanceTimersByTime(120);
    }
    vi.advanceTimersByTime(2000);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
  });

  test('that were cancelled are not said later', () => {
    const said: string[] = [];
    const limited = rateLimited((text) => said.push(text), 1000);
    limited.send('a');
    limited.send('b');
    limited.cancel();
    vi.advanceTimersByTime(5000);
    expect(said).toEqual(['a']);
  });
});
