/**
 * What a scenario says about the kernel that runs it, as constants of the listings: each is 0 in
 * them, and 1 in a scenario that needs it. They stand for what costs a kernel no memory operation (a
 * static key patches code), and for tests that have one outcome where a scenario has no such page:
 * to load for them would only make more of the same states.
 */

import type { ListingSource } from '../listing/request.ts';
import type { Outline } from './outline.ts';
import type { Scenario } from './scenario.ts';

interface Switch {
  /** The constant. */
  readonly name: string;
  readonly isOn: (scenario: Scenario, outline: Outline) => boolean;
}

const switches: readonly Switch[] = [
  {
    name: 'DEVMAP_MANAGED_KEY',
    isOn: ({ pages }) => pages.some(({ device }) => device !== undefined),
  },
  {
    name: 'COMPOUND_PAGES',
    isOn: ({ pages }) => pages.some(({ compound }) => compound !== undefined),
  },
  {
    name: 'ZERO_PAGES',
    isOn: ({ pages }) => pages.some(({ flags }) => flags.includes('PG_reserved')),
  },
  {
    name: 'COPY_ON_WRITE',
    isOn: (scenario, outline) => namesMet(scenario, outline).has('do_wp_page'),
  },
  {
    name: 'I_MMAP_RWSEM',
    isOn: (scenario, outline) => namesMet(scenario, outline).has('wait_for_dma_pinned_to_clear'),
  },
  {
    name: 'ROTATE_PVECS',
    isOn: (scenario, outline) => namesMet(scenario, outline).has('rotate_reclaimable_page'),
  },
  {
    name: 'DEACTIVATE_FILE_PVECS',
    isOn: (scenario, outline) => namesMet(scenario, outline).has('deactivate_file_page'),
  },
  {
    name: 'LAZYFREE_PVECS',
    isOn: (scenario, outline) => namesMet(scenario, outline).has('mark_page_lazyfree'),
  },
];

/** Objects that exist only where an operation of the scenario comes to a line that has that name. */
const sparing: Readonly<Record<string, string>> = {
  page_list: 'page_list',
  ret_pages: 'ret_pages',
  free_pages: 'free_pages',
  unheld_pages: 'unheld_pages',
  found_pvec: 'found_pvec',
  pvec_putback: 'pvec_putback',
  child_pte: 'child_pte',
  mm: 'mm',
  lru_rotate_pvecs: 'rotate_reclaimable_page',
  lru_deactivate_file_pvecs: 'deactivate_file_page',
  lru_lazyfree_pvecs: 'mark_page_lazyfree',
};

/** Constants that are 1 in this scenario; only those that the listings have. */
export function switchedOn(scenario: Scenario, outline: Outline): readonly string[] {
  return switches
    .filter(({ name, isOn }) => outline.constants.has(name) && isOn(scenario, outline))
    .map(({ name }) => name);
}

const files = new Map<string, ListingSource>();

/** A listing that says so, the same for the same constants: then it is read and checked once. */
export function constantsOf(names: readonly string[]): readonly ListingSource[] {
  if (names.length === 0) return [];
  const text = names.map((name) => `const ${name} = 1\n`).join('');
  const source = files.get(text) ?? { file: 'scenario/constants.step', text };
  files.set(text, source);
  return [source];
}

/** Objects of the listings that this scenario has no use for. */
export function leftOut(scenario: Scenario, outline: Outline): ReadonlySet<string> {
  const met = namesMet(scenario, outline);
  const absent = Object.entries(sparing).filter(([, name]) => !met.has(name));
  const hasDevice = scenario.pages.some(({ device }) => device !== undefined);
  const hasBlock = scenario.pages.some(({ compound }) => compound !== undefined);
  return new Set([
    ...absent.map(([object]) => object),
    ...(hasDevice ? [] : ['pgmap']),
    ...(hasBlock ? [] : ['zone', 'free_area']),
  ]);
}

/** All names in the lines of the scenario's operations, of what these call, and so on. */
function namesMet(scenario: Scenario, outline: Outline): ReadonlySet<string> {
  const uses = [
    ...scenario.before,
    ...(scenario.race?.cpus ?? []).flatMap(({ operations }) => operations),
    ...scenario.cpus.flatMap(({ operations }) => operations),
    ...scenario.interrupts,
  ];
  const isPinned = scenario.pages.some(({ pins }) => pins > 0);
  return namesBelow(
    [...uses.map(({ operation }) => operation), ...(isPinned ? ['pin'] : [])].map((name) =>
      name === 'pin' ? 'slow_pin' : name,
    ),
    outline,
  );
}

/** Those names, all names in the lines of what they call, and so on. */
export function namesBelow(names: readonly string[], outline: Outline): ReadonlySet<string> {
  const open = [...names];
  const met = new Set(open);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const next of outline.functions.get(name) ?? []) {
      if (met.has(next)) continue;
      met.add(next);
      open.push(next);
    }
  }
  return met;
}
