/**
 * 100,000 broken listings, made from the real ones: reader and checker must come to an end with each,
 * and whatever they find must be a sentence with a place in the text. Sizes are chosen so that all of
 * it takes a minute or two: most mutants are one function over the structs, some lie over the whole
 * design as a user's edit does, few are whole files.
 */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLayers } from '../../listing/check.ts';
import { misplacedProblem, mutatedListing } from '../../listing/read/mutated-listing.ts';
import type { Problem } from '../../listing/problem.ts';
import { readListing } from '../../listing/read/read.ts';
import type { DesignLayer } from '../../listing/request.ts';
import { designs } from '../design.ts';

const layers = designs.at(-1)?.layers ?? [];
const files = layers.flatMap(({ sources }) => sources);
/** Constants, structs and objects of v4.18. */
const structs = files.filter(({ file }) => file === 'v4.18/design.step');

/** A function with its comment, without those next to it. */
const functions = files
  .flatMap(({ text }) => text.split('\n\n'))
  .filter((text) => /^(fn|operation|interrupt|device)\b/m.test(text));

/** What is no sentence, or points nowhere in the texts that it is about. */
function wrongOf(
  checked: readonly DesignLayer[],
  problems: readonly Problem[],
): Problem | undefined {
  const texts = new Map(
    checked.flatMap(({ sources }) => sources.map(({ file, text }) => [file, text] as const)),
  );
  return problems.find((problem) => {
    const text = texts.get(problem.file);
    const isOurs = /NaN|\[object|is not a function|Cannot read/.test(problem.message);
    return text === undefined || isOurs || misplacedProblem(text, [problem]) !== undefined;
  });
}

/** What reader or checker says wrongly about a mutant that lies over these designs. */
function wrongOver(below: readonly DesignLayer[], text: string): Problem | undefined {
  const mutant = { file: 'mutant.step', text };
  const checked = [...below, { id: 'mutant', sources: [mutant] }];
  return wrongOf(checked, [...readListing(mutant).problems, ...checkLayers(checked)]);
}

test('there are functions and files to break', () => {
  expect([structs.length, functions.length > 80, files.length > 15]).toEqual([1, true, true]);
});

/** Lots of 10,000, so that a failure says early where it is. */
const lots = Array.from({ length: 10 }, (_, lot) => lot);

describe('one function over the structs', () => {
  test.each(lots)(
    'lot %i of 9,700 gives only sentences with a place',
    (lot) => {
      const below = [{ id: 'v4.18', sources: structs }];
      const property = fc.property(mutatedListing(functions), (text) => {
        expect(wrongOver(below, text)).toBeUndefined();
      });
      fc.assert(property, { seed: 20180702 + lot, numRuns: 9_700 });
    },
    600_000,
  );
});

describe('one function over the whole design', () => {
  test('2,500 of them give only sentences with a place', () => {
    const property = fc.property(mutatedListing(functions), (text) => {
      expect(wrongOver(layers, text)).toBeUndefined();
    });
    fc.assert(property, { seed: 20180702, numRuns: 2_500 });
  }, 600_000);
});

describe('a whole file in its place in the design', () => {
  test('500 of them give only sentences with a place', () => {
    const mutant = fc.constantFrom(...files).chain(({ file, text }) => {
      return mutatedListing([text]).map((broken) => ({ file, text: broken }));
    });
    const property = fc.property(mutant, ({ file, text }) => {
      const broken = layers.map(({ id, sources }) => ({
        id,
        sources: sources.map((source) => (source.file === file ? { file, text } : source)),
      }));
      expect(wrongOf(broken, checkLayers(broken))).toBeUndefined();
    });
    fc.assert(property, { seed: 20180702, numRuns: 500 });
  }, 600_000);
});
