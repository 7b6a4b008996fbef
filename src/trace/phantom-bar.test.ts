import { describe, expect, test } from 'vitest';
import { pageWords } from '../kernel/page-words.ts';
import { historyOf } from './history.ts';
import { type Bar, lanes } from './lanes.ts';
import { type Run, stateAt } from './run.ts';
import { compiledScenario, scheduled } from './testing/scheduled.ts';

const barsOf = (run: Run, kind: Bar['kind']): readonly (readonly [number, number])[] =>
  lanes(run, 0, 'P', historyOf([])).bars.flatMap((bar) =>
    bar.kind === kind ? [[bar.from, bar.to] as const] : [],
  );

describe('a page that says pinned when nobody pins it', () => {
  const compiled = compiledScenario('slow-slow');

  test('is so for a moment in every pin: said before it is promised, and until it is unsaid', () => {
    const run = scheduled(compiled, [
      ['cpu0', 'end'],
      ['device0', 'end'],
      ['cpu0', 'end'],
    ]);
    const [[from, to] = [0, 0]] = barsOf(run, 'outstanding');
    const [[says, unsaid] = [0, 0]] = barsOf(run, 'says-pinned');
    expect(from).toBeGreaterThan(says);
    expect(unsaid).toBeGreaterThan(to);
    expect(barsOf(run, 'phantom')).toEqual([
      [says, from - 1],
      [to + 1, unsaid],
    ]);
    expect(barsOf(run, 'denied')).toEqual([]);
  });

  test('is so at every step of the bar, and at no other', () => {
    const run = scheduled(compiled, [
      ['cpu0', 'end'],
      ['cpu1', 'end'],
      ['device0', 'end'],
      ['cpu0', 'end'],
      ['device1', 'end'],
      ['cpu1', 'end'],
    ]);
    const page = run.compiled.pages.find(({ name }) => name === 'P');
    if (page === undefined) throw new Error('the scenario has no page P');
    const isPhantom = (step: number): boolean => {
      const { pins, saysPinned } = pageWords(run.compiled, stateAt(run, step), page);
      return saysPinned && pins === 0;
    };
    const bars = barsOf(run, 'phantom');
    const inBar = (step: number): boolean => bars.some(([from, to]) => step >= from && step <= to);
    const steps = Array.from({ length: run.steps.length + 1 }, (_, step) => step);
    expect(steps.filter(inBar)).toEqual(steps.filter(isPhantom));
    expect(steps.filter(isPhantom).length).toBeGreaterThan(0);
  });
});
