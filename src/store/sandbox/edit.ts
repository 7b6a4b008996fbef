/** Everything that can be done to a draft, one edit at a time. Pure: the draft before stays as it was. */
import {
  mostCpus,
  mostPages,
  type ScenarioInterrupt,
  type ScenarioOperation,
} from '../../kernel/scenario.ts';
import type { Goal } from '../../kernel/scenario-goal.ts';
import { type Draft, named, newPage, operationsAt, type ScriptPlace } from './draft.ts';
import type { PageChange } from './page-edit.ts';
import {
  changedAmong,
  kindOf,
  type PageKind,
  tailsOf,
  withKind,
  withoutPages,
} from './page-kind.ts';
import { movedOnList, withPositions } from './page-order.ts';
import { raceWithoutCpu, withRaceUses } from './race-edit.ts';

export type Edit =
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'summary'; readonly summary: string }
  | { readonly kind: 'goal'; readonly goal: Goal | undefined }
  | { readonly kind: 'add-page' }
  | { readonly kind: 'remove-page'; readonly page: string }
  | { readonly kind: 'rename-page'; readonly page: string; readonly name: string }
  | { readonly kind: 'page-kind'; readonly page: string; readonly as: PageKind }
  | { readonly kind: 'change-page'; readonly page: string; readonly change: PageChange }
  /** Towards the tail of its list; negative: towards the head. */
  | { readonly kind: 'move-page'; readonly page: string; readonly by: number }
  | { readonly kind: 'add-cpu' }
  | { readonly kind: 'remove-cpu'; readonly cpu: number }
  /** What raced before the start. */
  | { readonly kind: 'remove-race' }
  | { readonly kind: 'role'; readonly cpu: number; readonly role: string }
  /** `at`: before that operation; absent: behind all. A CPU that is not there yet is added. */
  | {
      readonly kind: 'add-operation';
      readonly to: ScriptPlace;
      readonly use: ScenarioOperation;
      readonly at?: number;
    }
  | {
      readonly kind: 'change-operation';
      readonly in: ScriptPlace;
      readonly at: number;
      readonly use: ScenarioOperation;
    }
  | { readonly kind: 'remove-operation'; readonly in: ScriptPlace; readonly at: number }
  /** To before the operation that stands at `at` of `to` once it is taken out. */
  | {
      readonly kind: 'move-operation';
      readonly from: ScriptPlace;
      readonly index: number;
      readonly to: ScriptPlace;
      readonly at: number;
    }
  /** Undefined: no interrupt comes on that CPU. */
  | {
      readonly kind: 'interrupt';
      readonly cpu: number;
      readonly use: ScenarioOperation | undefined;
    }
  | { readonly kind: 'replace'; readonly draft: Draft };

/** The draft after an edit; the same object where there was nothing to do. */
export function edited(draft: Draft, edit: Edit): Draft {
  switch (edit.kind) {
    case 'title':
      return { ...draft, ...named(edit.title) };
    case 'summary':
      return { ...draft, summary: edit.summary };
    case 'goal': {
      const { goal: _goal, ...rest } = draft;
      return edit.goal === undefined ? rest : { ...rest, goal: edit.goal };
    }
    case 'add-page':
      return withNewPage(draft);
    case 'remove-page':
      return withoutPage(draft, edit.page);
    case 'rename-page':
      return withPageNamed(draft, edit.page, edit.name);
    case 'page-kind': {
      const of = withKind(draft, edit.page, edit.as);
      return of === draft ? draft : { ...of, pages: withPositions(of.pages) };
    }
    case 'change-page': {
      const pages = changedAmong(draft.pages, edit.page, edit.change);
      return pages === draft.pages ? draft : { ...draft, pages: withPositions(pages) };
    }
    case 'move-page':
      return { ...draft, pages: movedOnList(draft.pages, edit.page, edit.by) };
    case 'add-cpu':
      return withCpu(draft, draft.cpus.length);
    case 'remove-race': {
      const { race: _race, ...rest } = draft;
      return rest;
    }
    case 'remove-cpu':
      return withoutCpu(draft, edit.cpu);
    case 'role':
      return {
        ...draft,
        cpus: draft.cpus.map((cpu, i) => (i === edit.cpu ? { ...cpu, role: edit.role } : cpu)),
      };
    case 'add-operation': {
      const there = edit.to.kind === 'cpu' ? withCpu(draft, edit.to.cpu) : draft;
      const list = operationsAt(there, edit.to);
      return withOperations(there, edit.to, list.toSpliced(edit.at ?? list.length, 0, edit.use));
    }
    case 'change-operation': {
      const list = operationsAt(draft, edit.in);
      if (list[edit.at] === undefined) return draft;
      return withOperations(draft, edit.in, list.with(edit.at, edit.use));
    }
    case 'remove-operation': {
      const list = operationsAt(draft, edit.in);
      if (list[edit.at] === undefined) return draft;
      return withOperations(draft, edit.in, list.toSpliced(edit.at, 1));
    }
    case 'move-operation': {
      const use = operationsAt(draft, edit.from)[edit.index];
      if (use === undefined) return draft;
      const out = edited(draft, { kind: 'remove-operation', in: edit.from, at: edit.index });
      // Which CPU runs it is said by the script, before the start by the operation.
      const { cpu: _cpu, ...plain } = use;
      const moved = edit.to.kind === 'before' ? use : plain;
      return edited(out, { kind: 'add-operation', to: edit.to, use: moved, at: edit.at });
    }
    case 'interrupt': {
      const others = draft.interrupts.filter(({ cpu }) => cpu !== edit.cpu);
      const own: readonly ScenarioInterrupt[] =
        edit.use === undefined ? [] : [{ ...edit.use, cpu: edit.cpu }];
      return { ...draft, interrupts: [...others, ...own].sort((a, b) => a.cpu - b.cpu) };
    }
    case 'replace':
      return edit.draft;
  }
}

function withOperations(
  draft: Draft,
  place: ScriptPlace,
  operations: readonly ScenarioOperation[],
): Draft {
  if (place.kind === 'before') return { ...draft, before: operations };
  return {
    ...draft,
    cpus: draft.cpus.map((cpu, i) => (i === place.cpu ? { ...cpu, operations } : cpu)),
  };
}

const roles = ['first', 'second', 'third', 'fourth'];

/** With CPUs up to that number, as many as there may be. */
function withCpu(draft: Draft, cpu: number): Draft {
  const added = roles
    .slice(draft.cpus.length, Math.min(cpu + 1, mostCpus))
    .map((role) => ({ role, operations: [] }));
  return added.length === 0 ? draft : { ...draft, cpus: [...draft.cpus, ...added] };
}

/** Without a CPU, and what only it did; what lay in its vector lies in the one of its neighbour. */
function withoutCpu(draft: Draft, gone: number): Draft {
  const last = draft.cpus.length - 2;
  if (last < 0 || draft.cpus[gone] === undefined) return draft;
  const now = (cpu: number): number => Math.min(last, cpu > gone ? cpu - 1 : cpu);
  const { race: whole, ...rest } = draft;
  const race = whole === undefined ? undefined : raceWithoutCpu(whole, gone);
  return {
    ...rest,
    ...(race === undefined ? {} : { race }),
    cpus: draft.cpus.toSpliced(gone, 1),
    before: draft.before.map((use) =>
      use.cpu === undefined ? use : { ...use, cpu: now(use.cpu) },
    ),
    interrupts: draft.interrupts
      .filter(({ cpu }) => cpu !== gone)
      .map((use) => ({ ...use, cpu: now(use.cpu) })),
    pages: draft.pages.map((page) =>
      page.pagevec === undefined ? page : { ...page, pagevec: { cpu: now(page.pagevec.cpu) } },
    ),
  };
}

const pageNames = 'PBCDEFGHIJKLMNOQRSTUVWXYZ'.split('');

function withNewPage(draft: Draft): Draft {
  if (draft.pages.length >= mostPages) return draft;
  const names = draft.pages.map(({ name }) => name);
  const pfns = draft.pages.map(({ pfn }) => pfn);
  const name = pageNames.find((one) => !names.includes(one));
  let pfn = Math.max(0x4fff, ...pfns) + 1;
  while (pfns.includes(pfn) || pfn > 0xffff_ffff) pfn = pfn > 0xffff_ffff ? 0x5000 : pfn + 1;
  return name === undefined
    ? draft
    : { ...draft, pages: withPositions([...draft.pages, newPage(name, pfn)]) };
}

/** Without a page and its tails, and without everything that is done to them. */
function withoutPage(draft: Draft, gone: string): Draft {
  const page = draft.pages.find(({ name }) => name === gone);
  if (page === undefined || kindOf(page) === 'tail') return draft;
  const all = [gone, ...tailsOf(draft.pages, gone).map(({ name }) => name)];
  if (draft.pages.length === all.length) return draft;
  const left = withoutPages(draft, all);
  return { ...left, pages: withPositions(left.pages) };
}

function withPageNamed(draft: Draft, was: string, name: string): Draft {
  if (was === name || draft.pages.some((page) => page.name === name)) return draft;
  const renamed = <Use extends { readonly page?: string }>(use: Use): Use =>
    use.page === was ? { ...use, page: name } : use;
  return {
    ...draft,
    pages: draft.pages.map((page) => {
      const { compound } = page;
      if (page.name === was) return { ...page, name };
      const isTail = compound !== undefined && 'head' in compound && compound.head === was;
      return isTail ? { ...page, compound: { head: name } } : page;
    }),
    before: draft.before.map(renamed),
    ...withRaceUses(draft, renamed),
    cpus: draft.cpus.map((cpu) => ({ ...cpu, operations: cpu.operations.map(renamed) })),
    interrupts: draft.interrupts.map(renamed),
  };
}
