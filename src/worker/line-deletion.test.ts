/**
 * Every line of the July 2018 listings counts: without it the design does not compile, or a number
 * of some scenario is another one. A line that heads a block is taken away twice: with its block, and
 * alone, so that the block always runs.
 */
import { describe, expect, test } from 'vitest';
import { compileScenario } from '../kernel/compile-scenario.ts';
import { type Design, designById } from '../kernel/design.ts';
import { scenarios } from '../kernel/scenario.ts';
import type { ListingSource } from '../listing/request.ts';
import pinned from './counts.snapshot.json';
import { ScenarioModel } from './scenario-model.ts';
import {
  compiledRow,
  type Numbers,
  numbersOf,
  type Row,
  rowName,
  rowsFor,
  searched,
} from './testing/search-numbers.ts';
import { smallRows } from './testing/small-rows.ts';

const found = designById('july-2018');
if (found === undefined) throw new Error('the design july-2018 is gone');
const design = found;

/** A listing without one of its lines. */
interface Deletion {
  readonly what: string;
  readonly file: string;
  readonly text: string;
}

const depthOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;
const isComment = (line: string): boolean => /^\s*(#|$)/.test(line);

/** Index behind the block that a line heads: that of the next line if it heads none. */
function blockEnd(lines: readonly string[], index: number): number {
  let end = index + 1;
  while (end < lines.length && depthOf(lines[end] ?? '') > depthOf(lines[index] ?? '')) end++;
  return end;
}

const dedented = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.slice(4));

/** All the ways to take one line of a function away. */
function deletionsOf({ file, text }: ListingSource): readonly Deletion[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index): readonly Deletion[] => {
    const fn = functionAt(lines, index);
    if (isComment(line) || fn === undefined) return [];
    const what = `${file}, ${fn}: ${line.replace(/#.*$/, '').trim()}`;
    const made = (how: string, replaced: readonly string[], end: number): Deletion => ({
      what: how === '' ? what : `${what}, ${how}`,
      file,
      text: lines.toSpliced(index, end - index, ...replaced).join('\n'),
    });
    const end = blockEnd(lines, index);
    if (end === index + 1 || depthOf(line) === 0) return [made('', [], end)];
    const block = dedented(lines.slice(index + 1, end));
    const hasElse = lines[end]?.trim() === 'else' && depthOf(lines[end] ?? '') === depthOf(line);
    if (!hasElse) return [made('with its block', [], end), made('its block kept', block, end)];
    const otherEnd = blockEnd(lines, end);
    const other = dedented(lines.slice(end + 1, otherEnd));
    return [made('never true', other, otherEnd), made('always true', block, otherEnd)];
  });
}

/** Name of the function that a line belongs to; undefined where it belongs to none. */
function functionAt(lines: readonly string[], index: number): string | undefined {
  const head = lines.slice(0, index + 1).findLast((line) => /^[^\s#]/.test(line)) ?? '';
  return /^(?:fn|operation|interrupt|device) (\w+)/.exec(head)?.[1];
}

const deletions = (design.layers.at(-1)?.sources ?? []).flatMap(deletionsOf);

function without({ file, text }: Deletion): Design {
  const layers = design.layers.map((layer) => ({
    ...layer,
    sources: layer.sources.map((source) => (source.file === file ? { file, text } : source)),
  }));
  return { ...design, layers };
}

const table: Readonly<Record<string, Numbers>> = pinned;

/**
 * Pinned numbers; for the scenarios in the corners, and those that only tests have, those of the
 * listing as it is. Those with VM_BUG_ON first, since they notice nearly all; of these the pinned,
 * and of these the quickest.
 */
const rows = [...rowsFor(), ...smallRows()]
  .filter((row) => row.design === design)
  .map((row) => {
    const isPinned = scenarios.includes(row.scenario);
    const numbers = isPinned ? table[rowName(row)] : numbersOf(searchOf(row, 1_000_000));
    if (numbers === undefined) throw new Error(`${rowName(row)} is not pinned`);
    const place = (row.debug === 'vm' ? 0 : 2) + (isPinned ? 0 : 1);
    return { row, isPinned, numbers, place };
  })
  .toSorted((a, b) => a.place - b.place || a.numbers.states - b.numbers.states);

function searchOf(row: Row, most: number): ReturnType<typeof searched> {
  return searched(new ScenarioModel(compiledRow(row)), most);
}

/** What notices a change: `the compiler`, or the first scenario with another number. */
function noticedBy(changed: Design): string | undefined {
  for (const { row, isPinned, numbers } of rows) {
    const compiled = compileScenario({ ...row, design: changed });
    if (!compiled.ok) return 'the compiler';
    const report = searched(new ScenarioModel(compiled.value), numbers.states);
    if (JSON.stringify(numbersOf(report)) === JSON.stringify(numbers)) continue;
    return `${isPinned ? 'pinned' : 'unpinned'} ${rowName(row)}`;
  }
  return undefined;
}

test('with all lines there no number is another one', () => {
  expect(noticedBy(design)).toBeUndefined();
}, 120_000);

/** Lines that only spare loads, by the names of their deletions: no number can tell. */
const sparing: readonly string[] = [
  'july-2018/page-flags.step, pin_words_of: if COMPOUND_PAGES, its block kept',
];

describe('without', () => {
  for (const deletion of deletions) {
    if (sparing.includes(deletion.what)) continue;
    test(`${deletion.what}: something notices`, () => {
      expect(noticedBy(without(deletion))).toBeDefined();
    }, 120_000);
  }
});

test('every deletion has a name', () => {
  const all = deletions.map(({ what }) => what);
  expect(all).toEqual(expect.arrayContaining([...sparing]));
  expect(all.length).toBeGreaterThan(90);
  expect(new Set(all).size).toBe(all.length);
});
