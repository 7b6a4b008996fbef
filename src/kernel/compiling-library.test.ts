import { describe, expect, test } from 'vitest';
import { keeperScenario } from '../trace/testing/own-edition.ts';
import { plainReferences } from '../trace/testing/keeper.ts';
import { compiledChoice } from './compiling-library.ts';
import { editionOfPart } from './edition-part.ts';
import type { Edition } from './edition.ts';
import { scenarioById } from './scenario.ts';
import { choiceName, firstChoice } from './scenario-library.ts';

function opened(edition: Edition) {
  const scenario = edition.scenario?.id ?? firstChoice.scenario;
  const compiled = compiledChoice({ ...firstChoice, scenario, edition });
  if (!compiled.ok) throw new Error(compiled.error);
  return compiled.value;
}

function refusal(edition: Edition): string {
  const compiled = compiledChoice({ ...firstChoice, edition });
  return compiled.ok ? 'it compiles' : compiled.error;
}

describe('what is the user’s own', () => {
  test('is compiled, and stands in the compiled scenario as its link has it', () => {
    const both = { scenario: keeperScenario, overlay: plainReferences };
    const compiled = opened(both);
    expect(compiled.scenario).toEqual(keeperScenario);
    expect(compiled.edition).toEqual(both);
    expect(editionOfPart(compiled.editionPart ?? '')).toEqual({ ok: true, value: both });
    const putPage = compiled.program.functions.find(({ name }) => name === 'put_page');
    expect(putPage?.file).toBe('edited.step');
  });

  test('is none where the scenario is the built-in one, and the listing has nothing in it', () => {
    const kara = scenarioById('kara-race');
    if (kara === undefined) throw new Error('kara-race is gone');
    for (const edition of [{}, { scenario: kara }, { overlay: ' \n' }]) {
      const compiled = opened(edition);
      expect(compiled).not.toHaveProperty('edition');
      expect(compiled).not.toHaveProperty('editionPart');
    }
    expect(opened({ scenario: { ...kara, title: 'Other' } }).edition?.scenario?.title).toBe(
      'Other',
    );
  });

  test('that cannot be compiled is refused in one sentence: the first problem, and how many more', () => {
    const wrong = 'operation get_page(page)\n    page._refcount += 1\n';
    expect(refusal({ overlay: wrong })).toMatch(
      /^Kara's race cannot run under July 2018, edited: edited\.step, line 2, column \d+: [^\n]+[^.]\.$/,
    );
    expect(refusal({ overlay: `${wrong}operation put_page(page)\n    xyz\n    zyx\n` })).toMatch(
      /^Kara's race cannot run under July 2018, edited: edited\.step, line \d+, column \d+: [^\n]+; and \d+ more problems?\.$/,
    );
    const { cpus } = keeperScenario;
    const scenario = {
      ...keeperScenario,
      cpus: [...cpus, { role: 'x', operations: [{ operation: 'fly' }] }],
    };
    expect(refusal({ scenario })).toMatch(
      /^Keeps a reference cannot run under July 2018: [^\n]*fly[^\n]*\.$/,
    );
    expect(refusal({ scenario: { ...keeperScenario, pages: [] } })).toBe(
      'The own scenario cannot be used: pages needs at least one page.',
    );
    expect(refusal({ overlay: '#'.repeat(300_000) })).toMatch(/What was edited is too long/);
  });

  test('of the latest eight the program is kept, the oldest is let go', () => {
    const made = Array.from({ length: 9 }, (_, at) =>
      opened({ overlay: `# ${at}\n${plainReferences}` }),
    );
    expect(opened({ overlay: `# 8\n${plainReferences}` })).toBe(made[8]);
    expect(opened({ overlay: `# 1\n${plainReferences}` })).toBe(made[1]);
    expect(opened({ overlay: `# 0\n${plainReferences}` })).not.toBe(made[0]);
    // The one asked for last but one is not the oldest any more.
    expect(opened({ overlay: `# 1\n${plainReferences}` })).toBe(made[1]);
    expect(opened({ overlay: `# 2\n${plainReferences}` })).not.toBe(made[2]);
  });

  test('is part of the name of a choice', () => {
    const name = choiceName({ ...firstChoice, edition: { overlay: plainReferences } });
    expect(name).toMatch(/^kara-race\/july-2018\/vm\/[0-9a-f]{8}$/);
    expect(name).not.toBe(choiceName({ ...firstChoice, edition: { scenario: keeperScenario } }));
    expect(choiceName(firstChoice)).toBe('kara-race/july-2018/vm');
  });
});
