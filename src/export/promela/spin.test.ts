/**
 * SPIN and our search on the same programs: as many states, transitions, stops and deadlocks, in
 * every built-in scenario under every design held in full and every debug setting, and in the stories
 * of the others that differ from their base. Two tools that share no code cannot
 * both be wrong by the same number, as far as they explore; that the listings are a faithful reading
 * of the kernel is another matter.
 */
import { afterAll, describe, expect, test } from 'vitest';
import type { CompiledScenario, DebugSetting } from '../../kernel/compiled-scenario.ts';
import { cornerScenarios } from '../../kernel/scenario.ts';
import { ScenarioModel } from '../../worker/scenario-model.ts';
import {
  compiledRow,
  differingRows,
  type Row,
  rowName,
  rowsFor,
} from '../../worker/testing/search-numbers.ts';
import { scenarioPromela } from './scenario-promela.ts';
import { ownNumbers } from '../../worker/testing/own-numbers.ts';
import { spinNumbers, spinShortest, spinTools } from './testing/spin.ts';

/** Larger ones are for SPIN by hand. */
const MOST_STATES = 50_000;
const isHere = spinTools.missing === '';
const mustRun = Boolean(process.env['CI']);

if (!isHere && !mustRun) {
  console.warn(`The comparison with SPIN was left out: ${spinTools.missing}`);
}

/** Without a head: rows with the same program have the same text, and SPIN sees it once. */
function promelaText({ program, machine }: CompiledScenario): string {
  const promela = scenarioPromela({ program, machine, head: [], maxStates: MOST_STATES });
  if (!promela.ok) throw new Error(promela.error);
  return promela.text;
}

/** Tells a story, and does not only reach a corner of the listings. */
const isStory = ({ scenario }: Row): boolean => !cornerScenarios.includes(scenario);

function stories(debugs: readonly DebugSetting[]): readonly Row[] {
  return rowsFor(debugs).filter(isStory);
}

test.runIf(mustRun)('SPIN and gcc are there to compare with', () => {
  expect(spinTools.missing).toBe('');
});

describe.runIf(isHere)('SPIN counts what our search counts', () => {
  const compared = { rows: 0, states: 0, transitions: 0, larger: 0 };

  afterAll(() => {
    const { rows, states, transitions, larger } = compared;
    console.info(
      `SPIN agrees in ${rows} searches: ${states} states, ${transitions} transitions ` +
        `(${larger} left out as larger; ${spinTools.versions})`,
    );
  });

  const all = [...rowsFor(), ...differingRows().filter(isStory)];
  test.concurrent.each(all.map((row) => [rowName(row), row] as const))(
    '%s',
    async (_, row) => {
      const compiled = compiledRow(row);
      const own = ownNumbers(new ScenarioModel(compiled), MOST_STATES);
      if (own === undefined) {
        compared.larger++;
        return;
      }
      expect(await spinNumbers(promelaText(compiled))).toEqual(own.numbers);
      compared.rows++;
      compared.states += own.numbers.states;
      compared.transitions += own.numbers.transitions;
    },
    300_000,
  );

  const breadthFirst = stories(['vm,list']).filter(({ design }) => design.id === 'july-2018');
  test.concurrent.each(breadthFirst.map((row) => [rowName(row), row] as const))(
    '%s, breadth-first',
    async (_, row) => {
      const compiled = compiledRow(row);
      const own = ownNumbers(new ScenarioModel(compiled), MOST_STATES);
      if (own === undefined) return;
      const numbers = await spinNumbers(promelaText(compiled), { flags: ['-DBFS'] });
      expect(numbers).toEqual(own.numbers);
    },
    300_000,
  );
});

describe.runIf(isHere)('with -DPIN_SEEN', () => {
  test.concurrent.each(stories(['none']).map((row) => [rowName(row), row] as const))(
    '%s: SPIN finds a pin that is not seen if and only if our search does, and as early',
    async (_, row) => {
      const compiled = compiledRow(row);
      const own = ownNumbers(new ScenarioModel(compiled), MOST_STATES);
      const shortest = await spinShortest(promelaText(compiled), ['-DPIN_SEEN']);
      // What is wrong in the first state SPIN sees with the first step.
      const steps = own?.broken['pin-seen'];
      expect(shortest).toBe(steps === 0 ? 1 : (steps ?? 0));
    },
    300_000,
  );
});
