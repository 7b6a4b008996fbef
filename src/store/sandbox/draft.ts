/**
 * A scenario under construction. It has the form of a scenario, but may contradict itself or name what
 * a design does not have: whoever shows a draft shows what is wrong with it, too.
 */
import type { Scenario, ScenarioOperation } from '../../kernel/scenario.ts';
import type { ScenarioPage } from '../../kernel/scenario-page.ts';

export type Draft = Scenario;

/** Where an operation stands: in the script of a CPU, or before the start. */
export type ScriptPlace =
  { readonly kind: 'cpu'; readonly cpu: number } | { readonly kind: 'before' };

/** What a draft begins with where nothing else is asked for: two CPUs, one mapped page of a file. */
export const emptyDraft: Draft = {
  id: 'my-scenario',
  title: 'My scenario',
  summary: '',
  pages: [newPage('P', 0x5000)],
  before: [],
  cpus: [
    { role: 'first', operations: [] },
    { role: 'second', operations: [] },
  ],
  interrupts: [],
};

/** A page as most are: of a file, read, mapped once, on the inactive list. */
export function newPage(name: string, pfn: number): ScenarioPage {
  return {
    name,
    pfn,
    list: 'inactive_file',
    cache: true,
    flags: ['PG_uptodate', 'PG_lru'],
    refcount: 2,
    mapcount: 1,
    pte: { writable: true, young: false, dirty: false },
    pins: 0,
  };
}

/** The operations at a place, in their order. */
export function operationsAt(draft: Draft, place: ScriptPlace): readonly ScenarioOperation[] {
  return place.kind === 'before' ? draft.before : (draft.cpus[place.cpu]?.operations ?? []);
}

/** `CPU1`, or what is done before the start. */
export function placeName(place: ScriptPlace): string {
  return place.kind === 'before' ? 'Before the start' : `CPU${place.cpu}`;
}

/** A built-in scenario as a draft: under a name of its own, without what is said about it. */
export function draftOf(scenario: Scenario, title: string): Draft {
  return { ...scenario, ...named(title) };
}

/** A title with the id that belongs to it: the title's letters and digits, at most 40. */
export function named(title: string): Pick<Scenario, 'id' | 'title'> {
  const words = title
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F’']/g, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const id = (words ?? []).join('-').slice(0, 36).replace(/-$/, '');
  return { id: id === '' ? 'own' : `my-${id.replace(/^my-/, '')}`, title };
}
