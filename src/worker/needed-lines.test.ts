import { describe, expect, test } from 'vitest';
import { designById } from '../kernel/design.ts';
import { designFunctions, joined, withFunction } from '../kernel/overlay.ts';
import { scenarioById } from '../kernel/scenario.ts';
import pinned from './counts.snapshot.json';
import { NeededLines } from './needed-lines.ts';
import type { NeededLine, NeededLinesProgress, NeededLinesRequest } from './needed-lines-report.ts';

const scenario = scenarioById('kara-race');
const july = designById('july-2018');
if (scenario === undefined || july === undefined) throw new Error('kara-race is gone');

const kara: NeededLinesRequest = {
  design: 'july-2018',
  scenario,
  debug: 'vm',
  overlay: '',
  functions: ['put_page'],
  limits: { maxStates: 200_000, maxBytes: 2 ** 30 },
};

function ticking(): () => number {
  let time = 0;
  return () => (time += 1);
}

function answered(request: Partial<NeededLinesRequest> = {}): NeededLinesProgress {
  const lines = new NeededLines({ ...kara, ...request }, ticking());
  while (lines.slice(100));
  return lines.progress();
}

/** A row in one line. */
function told({ deleted: { line, text, how }, outcome }: NeededLine): string {
  const what = `${line} ${text}${how === '' ? '' : ` (${how})`}`;
  if (outcome.kind === 'left-out') {
    const { why } = outcome;
    return `${what}: left out, ${why.kind === 'debug' ? why.level : `${why.name} is ${why.is}`}`;
  }
  if (outcome.kind !== 'searched') {
    return `${what}: ${outcome.kind === 'refused' ? `refused, ${outcome.message}` : 'unreached'}`;
  }
  const changes = outcome.changes.map(
    ({ property, before, after }) => `${property} ${before ?? 'holds'}→${after ?? 'holds'}`,
  );
  return `${what}: ${changes.join(', ') || (outcome.complete ? 'the same' : 'limit')}`;
}

describe('which lines are needed', { timeout: 60_000 }, () => {
  test('of put_page in kara-race: what breaks without each, against what breaks anyway', () => {
    const { of, lines, isBaseComplete, isDone } = answered();
    expect(isDone).toBe(true);
    expect(isBaseComplete).toBe(true);
    expect(of).toBe(13);
    expect(lines.map(told)).toEqual([
      '3 head = compound_head(page): refused, nothing is called head here',
      '4 if PageDmaPinned(head) (with its block): pin-seen 76→holds, no-phantom-pin 89→77, ' +
        'union-exclusive 85→holds, not-stranded 89→77',
      '4 if PageDmaPinned(head) (its block kept): pin-seen 76→73, no-phantom-pin 89→84, ' +
        'union-exclusive 85→7, lists-whole holds→7, not-stranded 89→84',
      '5 __put_page_for_pinned_dma(head): pin-seen 76→holds, no-phantom-pin 89→83, ' +
        'union-exclusive 85→holds, not-stranded 89→83',
      '6 if DEVMAP_MANAGED_KEY (with its block): left out, DEVMAP_MANAGED_KEY is 0',
      '6 if DEVMAP_MANAGED_KEY (its block kept): pin-seen 76→77, no-phantom-pin 89→92, ' +
        'union-exclusive 85→86, not-stranded 89→92',
      '7 managed = put_devmap_managed_page(head): refused, nothing is called managed here',
      '8 if managed (with its block): left out, DEVMAP_MANAGED_KEY is 0',
      '8 if managed (its block kept): left out, DEVMAP_MANAGED_KEY is 0',
      '9 return: left out, DEVMAP_MANAGED_KEY is 0',
      '10 if put_page_testzero(head) (with its block): pin-seen 76→74, no-phantom-pin 89→83, ' +
        'union-exclusive 85→83, not-stranded 89→83, references-balance holds→83',
      '10 if put_page_testzero(head) (its block kept): pin-seen 76→45, no-phantom-pin 89→110, ' +
        'union-exclusive 85→90, not-stranded 89→79, dma-safe holds→62, references-balance holds→27, ' +
        'bug holds→60',
      '11 __put_page(head): unreached',
    ]);
  });

  test('without any line the numbers against which the rest is told are the pinned ones', () => {
    const { lines } = answered();
    const before = new Map(
      lines.flatMap(({ outcome }) =>
        outcome.kind === 'searched'
          ? outcome.changes.flatMap(({ property, before: steps }) =>
              steps === undefined ? [] : [[property, steps] as const],
            )
          : [],
      ),
    );
    const broken: Readonly<Record<string, number>> = pinned['kara-race | july-2018 | vm'].broken;
    expect(before.size).toBeGreaterThan(0);
    for (const [property, steps] of before) expect(steps).toBe(broken[property]);
  });

  test('lines of a function that nobody calls are reached by no schedule', () => {
    const { lines } = answered({ functions: ['fork'] });
    expect(lines.length).toBeGreaterThan(5);
    expect(new Set(lines.map(({ outcome }) => outcome.kind))).toEqual(
      new Set(['unreached', 'refused']),
    );
  });

  test('checks of a debug kernel are left out where they are off, but not their block alone', () => {
    const { lines } = answered({ debug: 'none', functions: ['ClearPageDmaPinned'] });
    expect(lines.map(told)).toEqual([
      '4 debug bug if page.compound_head & 1 "the pin flag of a tail page is cleared": left out, vm',
      '5 debug if not PageDmaPinnedFlags(page) (with its block): left out, vm',
      expect.stringMatching(/^5 debug if not PageDmaPinnedFlags.page. .its block kept.: pin-seen /),
      '6 bug "the pin flag is cleared twice": left out, vm',
      expect.stringMatching(/^7 INIT_LIST_HEAD/),
      expect.stringMatching(/^8 ghost/),
    ]);
    const all = answered({ debug: 'vm,list', functions: ['ClearPageDmaPinned'] }).lines;
    expect(all.map(({ outcome }) => outcome.kind)).not.toContain('left-out');
  });

  test('the lines of an edited function are those of its new text', () => {
    const own = designFunctions(july).get('get_page')?.text ?? '';
    const changed = own.replace(
      '    if PageDmaPinned(head)',
      '    count = 1\n    if PageDmaPinned(head)',
    );
    const overlay = joined(withFunction([], july, 'get_page', changed)).text;
    const { lines } = answered({ overlay, functions: ['get_page'] });
    const idle = lines.find(({ deleted }) => deleted.text === 'count = 1');
    expect(idle?.outcome).toMatchObject({ kind: 'searched', complete: true, changes: [] });
  });

  test('a search that comes to its limit says so and claims nothing', () => {
    const { lines, isBaseComplete } = answered({ limits: { maxStates: 300, maxBytes: 2 ** 30 } });
    expect(isBaseComplete).toBe(false);
    const searched = lines.flatMap(({ outcome }) => (outcome.kind === 'searched' ? [outcome] : []));
    expect(searched).toHaveLength(7);
    for (const outcome of searched) {
      expect(outcome).toMatchObject({ complete: false, changes: [] });
    }
  });

  test('a slice ends, and what is done is told on the way', () => {
    const lines = new NeededLines(kara, ticking());
    let slices = 0;
    const seen: number[] = [];
    while (lines.slice(2)) {
      slices += 1;
      seen.push(lines.progress().lines.length);
    }
    expect(slices).toBeGreaterThan(10);
    expect(new Set(seen).size).toBeGreaterThan(3);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  test('a listing that does not compile is refused with its sentence', () => {
    const lines = new NeededLines({ ...kara, overlay: 'fn x(\n' }, ticking());
    expect(() => {
      while (lines.slice(100));
    }).toThrow(/expected/);
  });
});
