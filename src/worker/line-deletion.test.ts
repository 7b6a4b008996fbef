/**
 * Every line of the July 2018 listings counts: without it the listing does not compile, or some
 * number of counts.snapshot.json is another one. Lines that nothing notices are named here, with
 * the reason.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BreadthFirst } from '../explorer/breadth-first.ts';
import { compileScenario } from '../kernel/compiled-scenario.ts';
import { type Design, designById } from '../kernel/design.ts';
import { scenarios } from '../kernel/scenario.ts';
import { ScenarioModel } from './scenario-model.ts';

const pinned: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(new URL('./counts.snapshot.json', import.meta.url), 'utf8'),
);

const found = designById('july-2018');
if (found === undefined) throw new Error('the design july-2018 is gone');
const design = found;
const own = design.layers.at(-1) ?? { id: '', sources: [] };

/** Why nothing notices that a line is gone. */
const unnoticed: Readonly<Record<string, string>> = {
  'july-2018/gup.step: return ret':
    'both callers throw the result away, so a pin that failed goes unheard',
  'july-2018/gup.step: interrupts off': 'no built-in scenario has an interrupt',
  'july-2018/swap.step: ClearPageActive(page)': 'no scenario has an unevictable page in a vector',
  'july-2018/swap.step: SetPageUnevictable(page)':
    'no scenario has an unevictable page in a vector',
  'july-2018/swap.step: add_page_to_lru_list(page, LRU_UNEVICTABLE)':
    'no scenario has an unevictable page in a vector',
};

/** Lines inside functions; not heads, comments, constants, fields. */
const lines = own.sources.flatMap((source) =>
  source.text.split('\n').flatMap((text, index) => {
    const isInside = /^\s+\S/.test(text) && !/^\s+#/.test(text) && isInFunction(source.text, index);
    return isInside ? [{ file: source.file, index, text: text.trim() }] : [];
  }),
);

function isInFunction(text: string, index: number): boolean {
  const head = text
    .split('\n')
    .slice(0, index)
    .findLast((line) => /^\S/.test(line) && !line.startsWith('#'));
  return /^(fn|operation|interrupt|device)\b/.test(head ?? '');
}

function without(file: string, index: number): Design {
  const sources = own.sources.map((source) =>
    source.file === file
      ? { ...source, text: source.text.split('\n').toSpliced(index, 1).join('\n') }
      : source,
  );
  return { ...design, layers: [...design.layers.slice(0, -1), { ...own, sources }] };
}

/** The first scenario whose numbers are others, or undefined. */
function noticedBy(changed: Design): string | undefined {
  for (const scenario of scenarios) {
    const compiled = compileScenario({ scenario, design: changed, debug: 'vm,list' });
    if (!compiled.ok) return 'the compiler';
    const search = new BreadthFirst(new ScenarioModel(compiled.value), { maxStates: 100_000 });
    while (search.run(100_000));
    const report = search.report();
    const counts = {
      states: report.states,
      transitions: report.transitions,
      rest: report.restStates.length,
      stopped: report.stoppedStates.length,
      stuck: report.stuckStates.length,
      broken: Object.fromEntries(report.violations.map((one) => [one.property, one.length])),
    };
    const row = pinned[`${scenario.id} | ${design.id} | vm,list`];
    if (JSON.stringify(counts) !== JSON.stringify(row)) return scenario.id;
  }
  return undefined;
}

test('with all lines there, no number is another one', () => {
  expect(noticedBy(design)).toBeUndefined();
}, 60_000);

test('each line is noticed when it is gone', () => {
  const silent = lines
    .filter(({ file, index }) => noticedBy(without(file, index)) === undefined)
    .map(({ file, text }) => `${file}: ${text.replace(/\s+#.*$/, '')}`);
  expect(silent).toEqual(Object.keys(unnoticed));
}, 600_000);
