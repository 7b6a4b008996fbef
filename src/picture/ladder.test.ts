import { assert, constantFrom, integer, nat, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../kernel/scenario.ts';
import { cuesOf } from './cue.ts';
import { densities } from './density.ts';
import { driven } from './driven-scenario.ts';
import { grammarScenario, withWord } from './grammar-scene.ts';
import { type Ladder, type Place, ladderOf, placeOf } from './ladder.ts';
import { ladderArrows } from './ladder-arrows.ts';
import type { Chain } from './chain.ts';
import { memoryScene } from './memory-scene.ts';
import { pathEnd } from './route.ts';

/** inactive_file with so many pages. */
function chainOf(pages: number): Chain {
  const [queued, ...listed] = grammarScenario.pages;
  const [first] = listed;
  if (queued === undefined || first === undefined) throw new Error('the grammar has no pages');
  const scenario: Scenario = {
    ...grammarScenario,
    pages: [
      queued,
      ...Array.from({ length: pages }, (_, index) => ({
        ...first,
        name: `B${index}`,
        pfn: 0x5001 + index,
      })),
    ],
  };
  const compiled = driven('july-2018', scenario);
  const scene = memoryScene(compiled, compiled.machine.start().state, cuesOf([]), []);
  const chain = scene.chains.find(({ head }) => head.id === 'inactive_file');
  if (chain === undefined) throw new Error('no inactive_file');
  return chain;
}

const chains = Array.from({ length: 16 }, (_, pages) => chainOf(pages));

function overlap(one: Place, other: Place): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

describe('a list of any length', () => {
  const cases = record({
    pages: nat({ max: 15 }),
    width: integer({ min: 264, max: 900 }),
    density: constantFrom(...Object.values(densities)),
  });

  test('has no boxes over each other and none outside its frame', () => {
    assert(
      property(cases, ({ pages, width, density }) => {
        const ladder = ladderOf(chains[pages] ?? chainOf(0), density, { left: 10, top: 5, width });
        for (const [index, place] of ladder.places.entries()) {
          expect(place.x).toBeGreaterThanOrEqual(10);
          expect(place.x + place.width).toBeLessThanOrEqual(10 + width);
          expect(place.y + place.height).toBeLessThanOrEqual(ladder.bottom);
          expect(ladder.places.slice(index + 1).some((other) => overlap(place, other))).toBe(false);
        }
      }),
      { seed: 2018, numRuns: 300 },
    );
  });

  test('has one arrow per word, each ending on the box that the word points at', () => {
    assert(
      property(cases, ({ pages, width, density }) => {
        const ladder = ladderOf(chains[pages] ?? chainOf(0), density, { left: 10, top: 5, width });
        if (pages === 0) return;
        const arrows = ladderArrows(ladder, density).items.filter((item) => item.kind === 'arrow');
        expect(arrows).toHaveLength(2 * (pages + 1));
        ladder.places.forEach((place, index) => {
          const next = ladder.places[(index + 1) % ladder.places.length];
          const prev = ladder.places.at(index - 1);
          expect(endOf(arrows, `${place.node.id}.next`)).toEqual({
            x: (next?.x ?? 0) - 1,
            y: next?.next,
          });
          expect(endOf(arrows, `${place.node.id}.prev`)).toEqual({
            x: (prev?.x ?? 0) + (prev?.width ?? 0) + 1,
            y: prev?.prev,
          });
        });
      }),
      { seed: 2018, numRuns: 200 },
    );
  });
});

function endOf(arrows: readonly { id: string; d: string }[], id: string): { x: number; y: number } {
  return pathEnd(arrows.find((arrow) => arrow.id === id)?.d ?? '');
}

describe('with room at 1440 px', () => {
  const ladder = ladderOf(chainOf(4), densities.roomy, { left: 62, top: 62, width: 533 });

  test('four pages stand where the design has them', () => {
    expect(ladder.places.map(({ x, width }) => [x, width])).toEqual(
      [
        [62, 74],
        [162, 84],
        [272, 84],
        [382, 84],
        [492, 84],
      ].map(([x, width]) => [x, width]),
    );
    expect(ladder.places[0]).toMatchObject({ y: 62, height: 84, next: 104, prev: 132 });
  });

  test('straight arrows join neighbours, two quiet lines close the ring', () => {
    const arrows = ladderArrows(ladder, densities.roomy).items.filter(
      (item) => item.kind === 'arrow',
    );
    expect(arrows.filter(({ tone }) => tone === 'ink')).toHaveLength(8);
    expect(arrows.filter(({ tone }) => tone === 'quiet').map(({ id }) => id)).toEqual([
      'head:inactive_file.prev',
      'page:B3.next',
    ]);
    expect(arrows.find(({ id }) => id === 'page:B0.next')?.d).toBe('M246 104L271 104');
  });
});

describe('a corrupt list', () => {
  const compiled = driven('july-2018', grammarScenario);
  const value = (compiled.pages.find(({ name }) => name === 'B')?.address ?? 0n) + 7n;
  const state = withWord(compiled, compiled.machine.start().state, {
    page: 'C',
    offset: 16,
    value,
  });
  const chain = memoryScene(compiled, state, cuesOf([]), []).chains[0];
  if (chain === undefined) throw new Error('no list');
  const ladder: Ladder = ladderOf(chain, densities.roomy, { left: 62, top: 20, width: 533 });
  const arrows = ladderArrows(ladder, densities.roomy);

  test('bends off and ends in a cross short of the box, and says why', () => {
    const bent = arrows.items.find(({ id }) => id === 'page:C.prev');
    const cross = arrows.items.find(({ id }) => id === 'page:C.prev.cross');
    const before = placeOf(ladder, 'page:B');
    expect(bent).toMatchObject({ kind: 'arrow', tone: 'bad', head: false });
    expect(cross).toMatchObject({ kind: 'cross', tone: 'bad' });
    if (cross?.kind !== 'cross' || before === undefined) throw new Error('no cross');
    expect(cross.x).toBeGreaterThan(before.x + before.width);
    expect(arrows.notes).toEqual(['C.prev is 1 short of B']);
  });
});
