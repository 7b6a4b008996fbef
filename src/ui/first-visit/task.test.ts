import { describe, expect, test } from 'vitest';
import { scenarios } from '../../kernel/scenario.ts';
import { summaryOf, taskOf } from './task.ts';

describe('what a scenario is about', () => {
  test('calls the CPUs as the page does', () => {
    expect(scenarios.some(({ summary }) => /\bcpu\d/.test(summary))).toBe(true);
    for (const scenario of scenarios) {
      expect(summaryOf(scenario)).not.toMatch(/\bcpu\d/);
      expect(taskOf(scenario)).not.toMatch(/\bcpu\d/);
    }
    expect(summaryOf({ summary: 'cpu0 and cpu11 of cpus' })).toBe('CPU0 and CPU11 of cpus');
  });
});
