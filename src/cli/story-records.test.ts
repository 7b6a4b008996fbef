/** What the story shows of running kernels is what the records say, and the explorer finds the same ends. */
import { describe, expect, test } from 'vitest';
import { history } from '../kernel/history/history.ts';
import { recordings } from '../kernel/history/recordings.ts';
import counts from '../worker/counts.snapshot.json';
import { explore } from './explore.ts';
import type { ExploreReport } from './explore-report.ts';
import record from './fixtures/july-2018-on-4.17.jsonl?raw';
import races from './fixtures/stress-july-2018-on-4.17.jsonl?raw';

interface RecordedStep {
  readonly sc: string;
  readonly n: number;
  readonly pages: readonly {
    readonly l: string;
    readonly pfn: number;
    readonly word8: string;
    readonly word16: string;
    readonly ref: number;
  }[];
}

const steps = record
  .trim()
  .split('\n')
  .map((line): RecordedStep => JSON.parse(line));

describe('the records in the story', () => {
  test.each(
    recordings.flatMap(({ id, moments, recorded }) =>
      recorded === undefined
        ? []
        : moments.map((moment) => [`${id}, ${moment.did}`, moment, recorded] as const),
    ),
  )('%s: as in the record', (_, { step, word8, word16, refcount }, recorded) => {
    const at = (n: number) =>
      steps
        .find((one) => one.sc === recorded.run && one.n === n)
        ?.pages.find(({ l }) => l === recorded.page);
    expect(at(step)).toMatchObject({ pfn: recorded.pfn, word8, word16, ref: refcount });
    const first = Math.min(
      ...recordings.flatMap((one) =>
        one.recorded === recorded ? one.moments.map((moment) => moment.step) : [],
      ),
    );
    expect(at(first - 1)?.ref).toBe(recorded.references);
  });

  test('two that let go at once end as they were seen to end, and in no other way', () => {
    const recording = recordings.find(({ id }) => id === 'two-putters');
    const result = explore(
      ['--design', 'july-2018', '--scenario', 'two-putters', '--json'],
      () => '',
      () => 0,
    );
    const report: ExploreReport = JSON.parse(result.output);
    const ends = report.endStates.map(({ pages }) => {
      const [p] = pages;
      const pinned = p?.word8 === '0000000000000002';
      const own = 0xffffea0000140008n;
      const prev = BigInt(`0x${p?.word16 ?? ''}`);
      const count = BigInt.asIntN(32, prev);
      const word16 = prev === own ? 'own address' : `own address - ${own - prev}`;
      return {
        word8: pinned ? '2' : BigInt(`0x${p?.word8 ?? ''}`) === own ? 'own address' : p?.word8,
        word16: pinned ? `count ${count}` : word16,
      };
    });
    const byWord = (a: { word16: string }, b: { word16: string }) => (a.word16 < b.word16 ? -1 : 1);
    expect(ends.toSorted(byWord)).toEqual(
      (recording?.ends ?? []).map(({ word8, word16 }) => ({ word8, word16 })).toSorted(byWord),
    );
  });
});

describe('the ends of a race in the story', () => {
  test('are those of the record, as often', () => {
    const recorded: { readonly pages: number; readonly end: Readonly<Record<string, number>> } =
      JSON.parse(races);
    const spelt: Readonly<Record<string, string>> = {
      'own address': 'self',
      'own address - 1': 'self-1',
      'count -1': '-1',
      '2': '0x2',
    };
    const ends = recordings.find(({ id }) => id === 'two-putters')?.ends ?? [];
    const told = ends.map(
      ({ word8, word16, times }) => [`${spelt[word8]}/${spelt[word16]}`, times] as const,
    );
    expect(Object.fromEntries(told)).toEqual(recorded.end);
    expect(told.reduce((sum, [, times]) => sum + times, 0)).toBe(recorded.pages);
  });
});

describe('what the story says is broken', () => {
  const rows = new Map<string, { readonly broken: Readonly<Record<string, number | undefined>> }>(
    Object.entries(counts),
  );

  test.each(history.flatMap(({ id, scenes = [] }) => scenes.map((scene) => [id, scene] as const)))(
    '%s: the search finds it',
    (_, { scenario, design, rule }) => {
      const row = rows.get(`${scenario} | ${design} | vm`);
      expect(row).toBeDefined();
      expect([undefined, ...Object.keys(row?.broken ?? {})]).toContain(rule);
    },
  );
});
