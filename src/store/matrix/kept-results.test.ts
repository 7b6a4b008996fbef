import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MatrixResult } from '../../kernel/matrix/matrix-cell.ts';
import { keptResults, resultsText } from './kept-results.ts';

const results = new Map<string, MatrixResult>([
  [
    'kara-race/july-2018/vm',
    {
      kind: 'searched',
      states: 1280,
      complete: true,
      broken: { 'pin-seen': { steps: 76, message: 'P does not say that it is pinned.' } },
    },
  ],
  ['irq-put/v4.18/vm', { kind: 'searched', states: 122, complete: true, broken: {} }],
]);

test('what was kept comes back for the same version, and for no other', () => {
  const text = resultsText(results, 'matrix-a.js');
  expect(keptResults(text, 'matrix-a.js')).toEqual(results);
  expect(keptResults(text, 'matrix-b.js').size).toBe(0);
  expect(keptResults(undefined, 'matrix-a.js').size).toBe(0);
});

test('a search that broke down, or could not begin, is not kept', () => {
  const failed = new Map(results)
    .set('stranded/v4.18/vm', { kind: 'failed', reason: 'memory' })
    .set('munlock/v4.18/vm', { kind: 'refused', reason: 'The connection is gone.' });
  expect(keptResults(resultsText(failed, 'a'), 'a')).toEqual(results);
});

test('a text that somebody else wrote gives nothing, or results that are whole', () => {
  const text = resultsText(results, 'a');
  fc.assert(
    fc.property(
      fc.nat(text.length),
      fc.nat(8),
      fc.constantFrom('', '0', 'null', '"', '{', '}', '[]', ','),
      (at, length, put) => {
        const kept = keptResults(text.slice(0, at) + put + text.slice(at + length), 'a');
        for (const result of kept.values()) {
          const broken = result.kind === 'searched' ? Object.values(result.broken) : [undefined];
          for (const one of broken) {
            expect([typeof one?.steps, typeof one?.message]).toEqual(['number', 'string']);
          }
        }
      },
    ),
    { seed: 7, numRuns: 5000 },
  );
});
