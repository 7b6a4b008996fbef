/**
 * The ladder of designs: what each rung breaks and what it mends, as searches find it. A row is a
 * defect by its number in the story, the scenario that shows it and the property that it breaks; a
 * cell is the length of the shortest counterexample under a design, or null where there is none.
 */
import { describe, expect, test } from 'vitest';
import { designById } from '../kernel/design.ts';
import { scenarioById } from '../kernel/scenario.ts';
import { ScenarioModel } from './scenario-model.ts';
import { compiledRow, searched } from './testing/search-numbers.ts';

const rungs = [
  'v4.18',
  'july-2018',
  'october-2018',
  'november-2018',
  'repaired-2018',
  'v5.7',
  'v6.1',
  'v6.12',
] as const;

type Cells = readonly (number | null)[];

/** Cells in the order of the rungs. */
const ladder: readonly (readonly [string, string, string, Cells])[] = [
  ['R1, Kara’s race', 'kara-race', 'pin-seen', [23, 76, null, null, null, null, null, null]],
  ['R2, a look-up', 'lockless-lookup', 'pin-seen', [23, 78, null, null, null, null, null, null]],
  ['R2, alone', 'read-unpins', 'pin-seen', [23, 78, null, null, null, null, null, null]],
  ['R5, twice zero', 'double-zero', 'bug', [null, null, 38, 54, null, null, null, null]],
  ['R6, not recorded', 'pin-in-pagevec', 'pin-seen', [23, 32, 30, 52, 52, null, null, null]],
  [
    'R6, with no race',
    'pin-in-vector-again',
    'pin-seen',
    [23, 102, 95, null, null, null, null, null],
  ],
  ['R8, stranded', 'stranded', 'not-stranded', [null, 81, 76, null, null, null, null, null]],
  [
    'R8, pinned again',
    'pin-in-vector-again',
    'not-stranded',
    [null, 115, null, 155, 155, null, null, null],
  ],
  [
    'R10, pinned for ever',
    'slow-slow',
    'no-phantom-pin',
    [null, 112, null, null, null, null, null, null],
  ],
  ['R15, an interrupt', 'irq-put', 'no-deadlock', [null, 31, 30, 27, null, null, null, null]],
  [
    'R21, a device’s page',
    'device-memory',
    'union-exclusive',
    [null, null, null, 19, 19, null, null, null],
  ],
  ['R21, not recorded', 'device-memory', 'pin-seen', [12, 21, 19, null, null, null, null, null]],
  ['R22, fork', 'fork-write', 'dma-safe', [59, 75, 59, 59, 59, 59, null, null]],
];

function broken(scenarioId: string, designId: string): ReadonlyMap<string, number> {
  const scenario = scenarioById(scenarioId);
  const design = designById(designId);
  if (scenario === undefined || design === undefined) throw new Error('no such row');
  const report = searched(new ScenarioModel(compiledRow({ scenario, design, debug: 'vm' })));
  expect(report.complete).toBe(true);
  return new Map(report.violations.map(({ property, length }) => [property, length]));
}

const kept = new Map<string, ReadonlyMap<string, number>>();

function brokenOnce(scenario: string, design: string): ReadonlyMap<string, number> {
  const name = `${scenario} ${design}`;
  const found = kept.get(name) ?? broken(scenario, design);
  kept.set(name, found);
  return found;
}

describe('up the ladder', () => {
  test.each(ladder)(
    '%s: %s breaks %s',
    { timeout: 60_000 },
    (_defect, scenario, property, cells) => {
      expect(rungs.map((design) => brokenOnce(scenario, design).get(property) ?? null)).toEqual(
        cells,
      );
    },
  );

  test(
    'the bug that all of it is about is hit until reclaim asks for pins',
    { timeout: 60_000 },
    () => {
      expect(broken('original-bug', 'v5.7').get('bug')).toBe(233);
      expect(broken('original-bug', 'v6.1')).toEqual(new Map());
    },
  );
});

describe('misuse and limits', () => {
  test('an unpin without a pin hits a list under October and November, and the count since', () => {
    expect(brokenOnce('unpin-unpinned', 'october-2018')).toEqual(new Map([['bug', 5]]));
    expect(brokenOnce('unpin-unpinned', 'november-2018').get('lists-whole')).toBe(5);
    expect(brokenOnce('unpin-unpinned', 'v5.7').get('bug')).toBe(7);
  });

  test('a pin given back as a reference leaves the page pinned, but in July', () => {
    const lengths = rungs.map(
      (design) => brokenOnce('pin-put-as-reference', design).get('no-phantom-pin') ?? null,
    );
    expect(lengths).toEqual([null, null, 63, 64, 64, 15, 17, 34]);
  });

  test('1024 references look like a pin from v5.7 on', () => {
    const lengths = rungs.map(
      (design) => brokenOnce('thousand-references', design).get('no-phantom-pin') ?? null,
    );
    expect(lengths).toEqual([null, null, null, null, null, 111, 140, 140]);
  });

  test('putting back from an interrupt loses a page of the vector, with the repaired lock, too', () => {
    const lengths = rungs.map(
      (design) => brokenOnce('irq-vector', design).get('references-balance') ?? null,
    );
    expect(lengths).toEqual([null, null, null, 103, 103, null, null, null]);
  });
});
