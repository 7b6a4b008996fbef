/** What is open in the stepper with one operation more: the start of playing freely. */
import type { Edition } from '../../kernel/edition.ts';
import type { Scenario, ScenarioOperation } from '../../kernel/scenario.ts';
import { named } from './draft.ts';
import { edited } from './edit.ts';

/** The edition with an operation at the end of a CPU's script; a built-in scenario becomes an own one. */
export function withOperation(
  open: { readonly scenario: Scenario; readonly edition?: Edition },
  use: ScenarioOperation,
  cpu: number,
): Edition {
  const { scenario, edition } = open;
  const isOwn = edition?.scenario !== undefined;
  const longer = edited(scenario, { kind: 'add-operation', to: { kind: 'cpu', cpu }, use });
  const { goal: _goal, task: _task, ...plain } = longer;
  const own = isOwn ? longer : { ...plain, ...named(`${scenario.title}, played on`.slice(0, 80)) };
  return { ...edition, scenario: own };
}
