import { describe, expect, test } from 'vitest';
import { promela } from './promela.ts';

const noFiles = (path: string): string => {
  throw new Error(`no file ${path}`);
};
const words = (line: string): readonly string[] => line.split(' ');

describe('promela', () => {
  const { exit, output, error } = promela(
    words('--design july-2018 --scenario kara-race --debug none'),
    noFiles,
  );

  test('prints a process for every actor, and nothing else', () => {
    expect({ exit, error }).toEqual({ exit: 0, error: '' });
    expect(output.match(/^active proctype \w+/gm)).toEqual([
      'active proctype cpu0',
      'active proctype cpu1',
      'active proctype device',
    ]);
    expect(output).toContain("/* Kara's race (kara-race) under ");
  });

  test('shows a step with its line of the listing, and the two names of one word', () => {
    expect(output).toContain('#define P_dma_pinned_count P_lru_prev\n');
    const step = output.slice(output.indexOf('atomic page.dma_pinned_count += 1'));
    expect(step.slice(0, step.indexOf('fi;'))).toContain(
      'P_dma_pinned_count = P_dma_pinned_count + 1;',
    );
  });

  test('has a comment with file, line and function at every label', () => {
    const labels = output.match(/^(end_)?L\d+:.*$/gm) ?? [];
    expect(labels.length).toBeGreaterThan(50);
    expect(labels.filter((label) => !/\/\* [\w./-]+\.step:\d+, \w+: .+ \*\/$/.test(label))).toEqual(
      [],
    );
  });

  test('says when it has not walked all states', () => {
    const cut = promela(
      words('--design july-2018 --scenario kara-race --debug none --max-states 100'),
      noFiles,
    );
    expect(cut.exit).toBe(0);
    expect(cut.error).toContain('More than 100 states');
  });

  test('refuses what it does not know', () => {
    expect(promela(words('--design none --scenario kara-race'), noFiles)).toMatchObject({
      exit: 2,
      error: expect.stringContaining('There is no design “none”'),
    });
    expect(promela(words('--max-states 0'), noFiles).error).toBe(
      '--max-states needs a whole number of at least 1.',
    );
  });
});
