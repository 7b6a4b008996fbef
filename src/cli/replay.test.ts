import { describe, expect, test } from 'vitest';
import { compiledChoice } from '../kernel/compiling-library.ts';
import { firstChoice } from '../kernel/scenario-library.ts';
import { encodeLink } from '../trace/link.ts';
import { replaySchedule } from '../trace/run.ts';
import { keeperScenario } from '../trace/testing/own-edition.ts';
import { plainReferences } from '../trace/testing/keeper.ts';
import { compiledScenario, scheduled } from '../trace/testing/scheduled.ts';
import { replay } from './replay.ts';

const run = scheduled(compiledScenario('kara-race'), [
  ['cpu0', { through: 'dma_pinned_count = 1' }],
]);
const link = (cursor: number): string =>
  encodeLink(
    {
      scenario: 'kara-race',
      design: 'july-2018',
      debug: 'vm',
      schedule: run.steps.map((step) => step.move),
      cursor,
    },
    run,
  );

describe('replay', () => {
  test('prints the words at the cursor and what the step did', async () => {
    const { output, exit } = await replay(['--link', link(run.steps.length)]);
    expect(exit).toBe(0);
    expect(output).toContain("Kara's race under July 2018, debug checks: vm");
    expect(output).toContain(`step ${run.steps.length} of ${run.steps.length}: CPU0 stores 1 as`);
    expect(output).toContain('P  dead000000000100 dead000000000001');
  });

  test('as JSON: schedule, cursor and pages', async () => {
    const { output } = await replay(['--link', `http://localhost:5173/${link(0)}`, '--json']);
    expect(JSON.parse(output)).toMatchObject({
      design: 'july-2018',
      scenario: 'kara-race',
      cursor: 0,
      edited: { scenario: false, functions: [] },
      steps: run.steps.length,
      schedule: Array(run.steps.length).fill('cpu0'),
      violations: [],
      pages: [{ name: 'P', word8: 'ffffea0000140088' }, { name: 'B' }, { name: 'C' }],
    });
  });

  test('says what the link has of its own: its scenario, and which functions are edited', async () => {
    const edition = { scenario: keeperScenario, overlay: plainReferences };
    const own = compiledChoice({ ...firstChoice, scenario: 'keeper', edition });
    if (!own.ok) throw new Error('this edition does not compile');
    const start = replaySchedule(own.value, []).run;
    const choice = { scenario: 'keeper', design: 'july-2018', debug: 'vm' } as const;
    const address = encodeLink({ ...choice, schedule: [], cursor: 0 }, start);
    const { output } = await replay(['--link', address, '--json']);
    expect(JSON.parse(output)).toMatchObject({
      edited: { scenario: true, functions: ['get_page', 'put_page'] },
    });
    const plain = await replay(['--link', address]);
    expect(plain.output).toContain('Keeps a reference (own scenario) under July 2018, edited');
  });

  test.each([
    [[], /^--link is missing/],
    [['--link', 'nonsense'], /^This is no link to a moment/],
    [['--link', link(3).slice(0, -5)], /^The link is cut off/],
    [['--link', link(3).replace('kara-race', 'nobodys-race')], /^The link was changed on its way/],
  ])('bad input %j: exit 2 and a sentence', async (words, error) => {
    const answer = await replay(words);
    expect(answer).toMatchObject({ exit: 2, output: '' });
    expect(answer.error).toMatch(error);
  });
});
