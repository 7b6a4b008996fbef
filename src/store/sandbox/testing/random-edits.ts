/** Edits as somebody might make them who tries everything: for properties of drafts. */
import * as fc from 'fast-check';
import { lruLists } from '../../../kernel/lru-list.ts';
import { pageFlagNames } from '../../../kernel/page-flag.ts';
import { goals } from '../../../kernel/scenario-goal.ts';
import type { ScenarioOperation } from '../../../kernel/scenario.ts';
import type { ScriptPlace } from '../draft.ts';
import type { Edit } from '../edit.ts';
import type { PageChange, PageWhere } from '../page-edit.ts';
import type { PageKind } from '../page-kind.ts';

const pageName = fc.constantFrom('P', 'B', 'C', 'P1', 'Z');
const cpu = fc.nat(3);
const index = fc.nat(4);
const operation = fc.constantFrom(
  'get_page',
  'put_page',
  'slow_pin',
  'unpin',
  'isolate',
  'nonsense',
);
const use: fc.Arbitrary<ScenarioOperation> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ operation, page: pageName }) },
  { weight: 1, arbitrary: fc.constant({ operation: 'lru_add_drain' }) },
);
const place: fc.Arbitrary<ScriptPlace> = fc.oneof(
  cpu.map((number): ScriptPlace => ({ kind: 'cpu', cpu: number })),
  fc.constant<ScriptPlace>({ kind: 'before' }),
);
const where: fc.Arbitrary<PageWhere> = fc.oneof(
  fc.constantFrom(...lruLists).map((list): PageWhere => ({ kind: 'list', list })),
  cpu.map((number): PageWhere => ({ kind: 'pagevec', cpu: number })),
  fc.constant<PageWhere>({ kind: 'none' }),
);
const count = fc.nat(5);
export const pageKind: fc.Arbitrary<PageKind> = fc.constantFrom(
  'plain',
  'huge',
  'private',
  'public',
  'fs_dax',
);

export const pageChange: fc.Arbitrary<PageChange> = fc.oneof(
  fc.record({ kind: fc.constant('where' as const), where }),
  fc.record({
    kind: fc.constant('owner' as const),
    owner: fc.constantFrom('file' as const, 'anonymous' as const, 'nothing' as const),
  }),
  fc.record({
    kind: fc.constant('flag' as const),
    flag: fc.constantFrom(...pageFlagNames),
    on: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom('mapcount' as const, 'plain' as const, 'pins' as const),
    count,
  }),
  fc.record({
    kind: fc.constant('pte' as const),
    bit: fc.constantFrom('writable' as const, 'young' as const, 'dirty' as const),
    on: fc.boolean(),
  }),
);

export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('title' as const), title: fc.string({ maxLength: 90 }) }),
  fc.record({ kind: fc.constant('role' as const), cpu, role: fc.string({ maxLength: 45 }) }),
  fc.record({ kind: fc.constantFrom('add-page' as const, 'add-cpu' as const) }),
  fc.record({ kind: fc.constant('remove-page' as const), page: pageName }),
  fc.record({
    kind: fc.constant('rename-page' as const),
    page: pageName,
    name: fc.constantFrom('P', 'Q', 'B2'),
  }),
  fc.record({ kind: fc.constant('page-kind' as const), page: pageName, as: pageKind }),
  fc.record({ kind: fc.constant('summary' as const), summary: fc.string({ maxLength: 650 }) }),
  fc.record({
    kind: fc.constant('goal' as const),
    goal: fc.option(fc.constantFrom(...goals), { nil: undefined }),
  }),
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('change-page' as const),
      page: pageName,
      change: pageChange,
    }),
  },
  fc.record({
    kind: fc.constant('move-page' as const),
    page: pageName,
    by: fc.integer({ min: -3, max: 3 }),
  }),
  fc.record({ kind: fc.constant('remove-cpu' as const), cpu }),
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('add-operation' as const), to: place, use }),
  },
  fc.record({ kind: fc.constant('change-operation' as const), in: place, at: index, use }),
  fc.record({ kind: fc.constant('remove-operation' as const), in: place, at: index }),
  fc.record({
    kind: fc.constant('move-operation' as const),
    from: place,
    index,
    to: place,
    at: index,
  }),
  fc.record({
    kind: fc.constant('interrupt' as const),
    cpu,
    use: fc.option(use, { nil: undefined }),
  }),
);
