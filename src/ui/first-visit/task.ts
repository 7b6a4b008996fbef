/** What a scenario asks the visitor to try. */
import type { Scenario } from '../../kernel/scenario.ts';

/** Its task, else its summary. */
export function taskOf(scenario: Scenario): string {
  return scenario.task === undefined ? summaryOf(scenario) : withNames(scenario.task);
}

/** What it is about. */
export function summaryOf({ summary }: Pick<Scenario, 'summary'>): string {
  return withNames(summary);
}

/** Scenario files call the CPUs by their ids, the page by their names. */
function withNames(text: string): string {
  return text.replace(/\bcpu(?=\d)/g, 'CPU');
}
