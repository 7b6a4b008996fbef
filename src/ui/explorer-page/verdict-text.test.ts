import { describe, expect, test } from 'vitest';
import type { Exploration, PropertyVerdict } from '../../store/explorer-state.ts';
import {
  costText,
  goalSentence,
  verdictHeading,
  verdictMark,
  verdictSentence,
} from './verdict-text.ts';

const verdict = (kind: PropertyVerdict['verdict'], steps = 3): PropertyVerdict => ({
  id: kind,
  title: kind,
  verdict: kind,
  ...(kind === 'broken'
    ? { shortest: { schedule: Array.from({ length: steps }, () => ({ actor: 0 })), switches: 0 } }
    : {}),
});

const exploration = (more: Partial<Exploration>): Exploration => ({
  engine: 'bfs',
  complete: true,
  states: 622,
  transitions: 1117,
  depth: 70,
  bytes: 40_000,
  elapsed: 12,
  symmetry: false,
  verdicts: [verdict('holds')],
  ends: [],
  unreached: [],
  ...more,
});

describe('a verdict', () => {
  test('of a whole search that breaks something tells how much, and what holds is proved', () => {
    const found = exploration({ verdicts: [verdict('broken'), verdict('holds')] });
    expect(verdictHeading(found)).toBe('Breaks 1 of 2 properties');
    expect(verdictSentence(found)).toBe(
      'Searched all 622 states and 1,117 transitions, the farthest 70 steps from the start. ' +
        'Nothing was cut off: what holds here holds in every schedule.',
    );
  });

  test('of a whole search that breaks nothing is a proof', () => {
    expect(verdictHeading(exploration({}))).toBe('Holds: all 622 states searched');
    expect(verdictSentence(exploration({}))).toMatch(/within these bounds this is a proof\.$/);
  });

  test.each([
    ['states', 'Stopped at 20,000,000 states; nothing broken so far; this is no proof.'],
    [
      'memory',
      'Stopped at 1,000 MB of memory, after 20,000,000 states; nothing broken so far; this is no proof.',
    ],
    ['cancelled', 'Cancelled after 20,000,000 states; nothing broken so far; this is no proof.'],
  ] as const)('of a search that was cut off by %s proves nothing', (interrupted, sentence) => {
    const found = exploration({
      complete: false,
      interrupted,
      states: 20_000_000,
      bytes: 1_000_000_000,
      verdicts: [verdict('unknown')],
    });
    expect(verdictHeading(found)).toBe('Nothing broken so far');
    expect(verdictSentence(found)).toBe(sentence);
  });

  test('of a search that was cut off but broke something says “at least”', () => {
    const found = exploration({
      complete: false,
      interrupted: 'states',
      verdicts: [verdict('broken'), verdict('unknown')],
    });
    expect(verdictHeading(found)).toBe('Breaks at least 1 of 2 properties');
    expect(verdictSentence(found)).toBe(
      'Stopped at 622 states; what is not broken so far is not proved.',
    );
  });

  test('per property says how short it breaks, holds, or is not known', () => {
    expect(
      [verdict('broken'), verdict('broken', 0), verdict('holds'), verdict('unknown')].map(
        verdictMark,
      ),
    ).toEqual(['3 steps', 'at the start', 'holds', 'not broken so far']);
  });

  test('of the rule that the scenario is there to break is told where it holds, and only there', () => {
    const found = exploration({
      verdicts: [verdict('broken'), verdict('holds'), verdict('unknown')],
    });
    expect(goalSentence(found, 'holds')).toBe(
      '“holds”, the rule that this scenario is there to break, holds in every schedule.',
    );
    expect(
      ['broken', 'unknown', 'none', undefined].map((goal) => goalSentence(found, goal)),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('tells what it cost', () => {
    expect(costText(exploration({ symmetry: true }))).toBe(
      'breadth-first, in WebAssembly · 12 ms · 40 kB · 52,000 states a second · alike CPUs counted once',
    );
  });
});
