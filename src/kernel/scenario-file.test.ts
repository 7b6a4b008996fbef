import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyOwnScenario } from '../trace/testing/own-edition.ts';
import { cornerScenarios, parseScenario, scenarioById, scenarios } from './scenario.ts';
import { scenarioFile } from './scenario-file.ts';

/** As the file would be read again. */
const reread = (file: unknown): unknown => JSON.parse(JSON.stringify(file));

test.each([...scenarios, ...cornerScenarios].map((scenario) => [scenario.id, scenario] as const))(
  '%s: its file is read as that very scenario',
  (_id, scenario) => {
    expect(parseScenario(reread(scenarioFile(scenario)))).toStrictEqual({
      ok: true,
      value: scenario,
    });
  },
);

test('so is that of a scenario with fields changed', () => {
  fc.assert(
    fc.property(anyOwnScenario, (scenario) => {
      expect(parseScenario(reread(scenarioFile(scenario)))).toStrictEqual({
        ok: true,
        value: scenario,
      });
    }),
    { seed: 2018, numRuns: 300 },
  );
});

test('what is filled in when it is read is left out', () => {
  const kara = scenarioById('kara-race');
  if (kara === undefined) throw new Error('kara-race is gone');
  const { pages } = kara;
  expect(scenarioFile({ ...kara, summary: '', pages: pages.slice(0, 1) })).toEqual({
    id: 'kara-race',
    title: "Kara's race",
    task: kara.task,
    goal: 'pin-seen',
    pages: [
      {
        name: 'P',
        pfn: '0x5000',
        list: 'inactive_file',
        position: 1,
        flags: ['PG_uptodate', 'PG_lru'],
        refcount: 2,
        mapcount: 1,
      },
    ],
    cpus: kara.cpus,
  });
});
