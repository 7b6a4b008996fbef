/** What a scenario asks the visitor to try. */
import type { Scenario } from '../../kernel/scenario.ts';

/** Its task, else its summary. Scenario files call the CPUs by their ids, the page by their names. */
export function taskOf(scenario: Scenario): string {
  return (scenario.task ?? scenario.summary).replace(/\bcpu(\d)/g, 'CPU$1');
}
