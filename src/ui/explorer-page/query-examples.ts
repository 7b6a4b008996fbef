/** Questions to begin with, in the names of the scenario that is open. */
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';

/** Each is a question that the search understands. The first is the one that the whole story asks. */
export function queryExamples({ pages, program }: CompiledScenario): readonly string[] {
  const page = pages[0]?.name ?? 'P';
  const last = program.actors.filter(({ kind }) => kind === 'cpu').at(-1)?.id ?? 'cpu0';
  return [
    `pins(${page}) > 0 and ${page} says unpinned`,
    `rest and pins(${page}) == 0 and ${page} says pinned`,
    `rest and ${page} on no list`,
    `${page}._refcount == 0`,
    `lru_lock held by ${last.toUpperCase()}`,
  ];
}

/** Who and what a question can be about: pages, CPUs, devices, interrupts. */
export function queryNames({ pages, program }: CompiledScenario): readonly string[] {
  const actors = program.actors.map(({ id }) => id.replace(/^cpu(?=\d+$)/, 'CPU'));
  return [...pages.map(({ name }) => name), ...actors];
}

/** Words of a page, by the names that the page of the stepper uses too; without rarely asked ones. */
export function queryWords({ program }: CompiledScenario): readonly string[] {
  const fields = program.structs.find(({ name }) => name === 'page')?.fields ?? [];
  const own = fields.map(({ name }) => name).filter((name) => name.startsWith('dma_'));
  return ['flags', 'word8', 'word16', 'refcount', 'mapcount', ...own];
}

export interface QueryForm {
  /** A question of this form that the search understands. */
  readonly form: string;
  readonly means: string;
}

/** Every form of condition, one of each, in the names of the scenario that is open. */
export function queryForms(compiled: CompiledScenario): readonly QueryForm[] {
  const { pages, program } = compiled;
  const page = pages[0]?.name ?? 'P';
  const cpu = program.actors.find(({ kind }) => kind === 'cpu');
  const name = (cpu?.id ?? 'cpu0').toUpperCase();
  const frame = cpu?.code.operations[0]?.stack.at(-1);
  const fn = frame === undefined ? undefined : program.functions[frame.fn]?.name;
  return [
    { form: `${page} has PG_lru`, means: 'a flag is set' },
    { form: `${page} says pinned`, means: 'the design takes it for pinned; or unpinned' },
    { form: `pins(${page}) == 1`, means: 'so many pins are really outstanding' },
    { form: `${page} on inactive_file`, means: 'it is on this list' },
    { form: `${page} on no list`, means: 'it is on none' },
    { form: `${page}.refcount >= 2`, means: 'a word compared: == != < <= > >=, with + and -' },
    { form: `${page}.word8 == LIST_POISON1`, means: 'with a constant, or an address, as &P' },
    ...(fn === undefined
      ? []
      : [{ form: `${name} at ${fn}`, means: 'it runs this; with :17 a line' }]),
    { form: `${name} done`, means: 'or waits, ready, idle' },
    { form: `lru_lock held by ${name}`, means: 'or only held' },
    { form: 'rest', means: 'all have ended; or stopped, stuck' },
    { form: `not (${page} says pinned or rest)`, means: 'joined; and binds closer than or' },
  ];
}
