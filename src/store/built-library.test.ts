import { describe, expect, test } from 'vitest';
import { compilingLibrary } from '../kernel/compiling-library.ts';
import { choiceOfFile, programFile } from '../kernel/program-files.ts';
import { firstChoice } from '../kernel/scenario-library.ts';
import { plainReferences } from '../trace/testing/keeper.ts';
import { builtLibrary } from './built-library.ts';

const { catalogue } = compilingLibrary;

/** A site that has all files, and counts what is asked of it. */
function site() {
  const asked: string[] = [];
  const load = (name: string): Promise<string> => {
    asked.push(name);
    const choice = choiceOfFile(name);
    const file = choice === undefined ? undefined : programFile(choice);
    return file?.ok === true ? Promise.resolve(file.value.text) : Promise.reject(new Error('404'));
  };
  const compiler = () => {
    asked.push('compiler');
    return Promise.resolve(compilingLibrary);
  };
  return { asked, load, compiler };
}

const offline = () => Promise.reject(new Error('offline'));

describe('the library of the page', () => {
  test('fetches a program once, and no compiler', async () => {
    const { asked, load, compiler } = site();
    const library = builtLibrary(catalogue, load, compiler);
    const first = await library.compiled(firstChoice);
    const again = await library.compiled(firstChoice);
    expect(asked).toEqual(['kara-race/july-2018/vm.json']);
    expect(again).toEqual(first);
    expect(first.ok && first.value.program.actors.map(({ id }) => id)).toEqual([
      'cpu0',
      'cpu1',
      'device',
    ]);
  });

  test.each([
    ['cannot be fetched', offline],
    ['is answered with a page', () => Promise.resolve('<!doctype html><title>Pinscope</title>')],
  ])('compiles what %s', async (_how, load) => {
    const library = builtLibrary(catalogue, load, site().compiler);
    const compiled = await library.compiled(firstChoice);
    expect(compiled).toEqual(await compilingLibrary.compiled(firstChoice));
  });

  test('compiles what only links can name, and asks for no file', async () => {
    const { asked, load, compiler } = site();
    const [corner] = catalogue.corners;
    const library = builtLibrary(catalogue, load, compiler);
    const compiled = await library.compiled({ ...firstChoice, scenario: corner?.id ?? '' });
    expect(asked).toEqual(['compiler']);
    expect(compiled.ok && compiled.value.scenario.id).toBe(corner?.id);
  });

  test('compiles what is rarely asked for, and asks for no file', async () => {
    const { asked, load, compiler } = site();
    const library = builtLibrary(catalogue, load, compiler);
    const compiled = await library.compiled({
      ...firstChoice,
      design: 'october-2018',
      debug: 'none',
    });
    expect(asked).toEqual(['compiler']);
    expect(compiled.ok && compiled.value.design.id).toBe('october-2018');
  });

  test('compiles what is edited, and takes no file for it', async () => {
    const { asked, load, compiler } = site();
    const library = builtLibrary(catalogue, load, compiler);
    const choice = { ...firstChoice, edition: { overlay: plainReferences } };
    const compiled = await library.compiled(choice);
    expect(asked).toEqual(['compiler']);
    expect(compiled).toEqual(await compilingLibrary.compiled(choice));
    expect(compiled.ok && compiled.value.edition).toEqual(choice.edition);
    await library.compiled(firstChoice);
    expect(asked).toEqual(['compiler', 'kara-race/july-2018/vm.json']);
  });

  test('says what is wrong where not even the compiler can be fetched, and tries again', async () => {
    const { load, compiler } = site();
    let isOffline = true;
    const library = builtLibrary(
      catalogue,
      (name) => (isOffline ? offline() : load(name)),
      () => (isOffline ? offline() : compiler()),
    );
    expect(await library.compiled(firstChoice)).toEqual({
      ok: false,
      error:
        'The scenario could not be loaded. Check the connection, then choose it again or reload the page.',
    });
    isOffline = false;
    expect((await library.compiled(firstChoice)).ok).toBe(true);
  });
});
