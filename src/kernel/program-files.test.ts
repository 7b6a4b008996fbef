import { describe, expect, test } from 'vitest';
import { debugSettings } from './compiled-scenario.ts';
import { compiledChoice } from './compiling-library.ts';
import { designs } from './design.ts';
import { programOfFile } from './program-file.ts';
import { programFile, programFileChoices, withoutIdleLines } from './program-files.ts';
import { scenarios } from './scenario.ts';
import { firstChoice } from './scenario-library.ts';

describe('program files', () => {
  test('there is one for every scenario and design of the choosers, and for every debug setting under two designs', () => {
    expect(programFileChoices).toHaveLength(
      scenarios.length * (designs.length + 2 * (debugSettings.length - 1)),
    );
    expect(programFileChoices).toContainEqual(firstChoice);
    expect(programFileChoices).toContainEqual({ ...firstChoice, debug: 'none' });
    expect(programFileChoices).not.toContainEqual({
      ...firstChoice,
      design: 'october-2018',
      debug: 'none',
    });
  });

  test.each(
    [...scenarios.slice(0, 2), ...scenarios.slice(-1)].flatMap(({ id: scenario }) =>
      ['v4.18', 'july-2018'].flatMap((design) =>
        debugSettings.map((debug) => ({ scenario, design, debug })),
      ),
    ),
  )('$scenario under $design, $debug: what is read is what was compiled', (choice) => {
    const compiled = compiledChoice(choice);
    const file = programFile(choice);
    if (!compiled.ok || !file.ok) throw new Error('a built-in scenario does not compile');
    const { machine, ...read } = programOfFile(file.value.text);
    const { machine: expected, ...rest } = compiled.value;
    expect(read).toStrictEqual({ ...rest, program: withoutIdleLines(rest.program) });
    expect(machine.start()).toStrictEqual(expected.start());
  });

  test('are called like the links of the scenario, and are small', () => {
    const file = programFile({ ...firstChoice, debug: 'vm,list' });
    if (!file.ok) throw new Error(file.error);
    expect(file.value.name).toBe('kara-race/july-2018/vm-list.json');
    expect(file.value.text.length).toBeLessThan(200_000);
  });

  test('what does not exist has none', () => {
    expect(programFile({ ...firstChoice, scenario: 'nobodys-race' })).toEqual({
      ok: false,
      error: 'There is no scenario “nobodys-race” here.',
    });
    expect(programFile({ ...firstChoice, design: 'march-1991' })).toEqual({
      ok: false,
      error: 'There is no design “march-1991” here.',
    });
  });

  test('anything else is not taken for one', () => {
    expect(() => programOfFile('<!doctype html><title>Not found</title>')).toThrow(/JSON/);
    expect(() => programOfFile('{"error": 404}')).toThrow('no packed data');
  });
});
