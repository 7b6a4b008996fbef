/**
 * What a scenario says about the kernel that runs it, as constants of the listings: each is 0 in
 * them, and 1 in a scenario that needs it. They stand for what costs a kernel no memory operation (a
 * static key patches code), and for tests that have one outcome where a scenario has no such page:
 * to load for them would only make more of the same states.
 */

import type { Outline } from './outline.ts';
import type { Scenario } from './scenario.ts';

interface Switch {
  /** The constant. */
  readonly name: string;
  readonly isOn: (scenario: Scenario, outline: Outline) => boolean;
}

const switches: readonly Switch[] = [
  {
    name: 'COPY_ON_WRITE',
    isOn: (scenario, outline) => reaches(scenario, outline, ['do_wp_page']),
  },
];

/** Objects that exist only where some operation calls one of these functions. */
const objectsOf: readonly { readonly names: readonly string[]; readonly of: readonly string[] }[] =
  [{ names: ['pvec_putback'], of: ['__munlock_pagevec'] }];

/** Constants that are 1 in this scenario; only those that the listings have. */
export function switchedOn(scenario: Scenario, outline: Outline): readonly string[] {
  return switches
    .filter(({ name, isOn }) => outline.constants.has(name) && isOn(scenario, outline))
    .map(({ name }) => name);
}

/** Objects of the listings that this scenario has no use for. */
export function leftOut(scenario: Scenario, outline: Outline): ReadonlySet<string> {
  return new Set(
    objectsOf.filter(({ of }) => !reaches(scenario, outline, of)).flatMap(({ names }) => names),
  );
}

/** Whether some operation of the scenario calls one of these functions, directly or not. */
function reaches(scenario: Scenario, outline: Outline, names: readonly string[]): boolean {
  const uses = [
    ...scenario.before,
    ...scenario.cpus.flatMap(({ operations }) => operations),
    ...scenario.interrupts,
  ];
  const open = uses.map(({ operation }) => operation);
  const met = new Set(open);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (names.includes(name)) return true;
    for (const called of outline.functions.get(name) ?? []) {
      if (met.has(called)) continue;
      met.add(called);
      open.push(called);
    }
  }
  return false;
}
