import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compileScenario } from '../kernel/compile-scenario.ts';
import { designById } from '../kernel/design.ts';
import { scenarioById } from '../kernel/scenario.ts';
import { explore } from './explore.ts';
import { exploreKept } from './kept-program.ts';
import { keepingCompiler } from './kept-programs.ts';
import { programFolder } from './program-folder.ts';

const design = designById('july-2018');
const scenario = scenarioById('two-putters');
if (design === undefined || scenario === undefined) throw new Error('there is no such program');
const request = { design, scenario, debug: 'vm' } as const;
const name = 'two-putters/july-2018/vm';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pinscope-programs-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function programOf(compiled: ReturnType<typeof compileScenario>): unknown {
  return compiled.ok ? compiled.value.program : undefined;
}

test('the second time a program comes from the store, and is the same', () => {
  const store = programFolder(folder);
  const compiled = compileScenario(request);
  expect(programOf(keepingCompiler(store)(request))).toEqual(programOf(compiled));
  expect(readdirSync(join(folder, 'two-putters/july-2018'))).toEqual(['vm']);
  let reads = 0;
  const reading = {
    read: (asked: string) => ((reads += 1), store.read(asked)),
    write: () => {
      throw new Error('it is there already');
    },
  };
  expect(programOf(keepingCompiler(reading)(request))).toEqual(programOf(compiled));
  expect(reads).toBe(1);
});

test('a damaged file is compiled again and replaced', () => {
  const store = programFolder(folder);
  keepingCompiler(store)(request);
  const path = join(folder, name);
  const whole = readFileSync(path);
  for (const damaged of ['', whole.subarray(0, 500), '{"program":[]}']) {
    writeFileSync(path, damaged);
    expect(programOf(keepingCompiler(store)(request))).toEqual(programOf(compileScenario(request)));
    expect(readFileSync(path).equals(whole)).toBe(true);
  }
});

test('a listing laid over a design and a scenario of one’s own are never kept', () => {
  const overlay = { file: 'own.step', text: 'operation put_page(page)\n    get_page(page)\n' };
  keepingCompiler(programFolder(folder))({ ...request, overlay });
  keepingCompiler(programFolder(folder))({ ...request, scenario: { ...scenario, title: 'Mine' } });
  expect(readdirSync(folder)).toEqual([]);
});

const words = ['--design', 'july-2018', '--scenario', 'two-putters'];
const noFile = (): string => {
  throw new Error('no file is read here');
};

test('a kept program is explored without the compiler, with the same answer', () => {
  const store = programFolder(folder);
  expect(exploreKept(words, store, () => 0)).toBeUndefined();
  const compiled = explore(words, noFile, () => 0, keepingCompiler(store));
  expect(compiled.exit).toBe(1);
  for (const more of [[], ['--json'], ['--first', '--table'], ['--can', 'P is free']]) {
    const kept = exploreKept([...words, ...more], store, () => 0);
    expect(kept).toEqual(explore([...words, ...more], noFile, () => 0));
  }
});

test('what takes the lists of designs and scenarios to answer is left to the compiler', () => {
  const store = programFolder(folder);
  keepingCompiler(store)(request);
  expect(exploreKept(words, store, () => 0)).toBeDefined();
  for (const other of [
    [...words, '--frist'],
    [...words, '--max-states', 'many'],
    [...words, '--debug', 'all'],
    [...words, '--listing', 'own.step'],
    ['--design', 'july-2018', '--file', 'own.json'],
    ['--scenario', 'two-putters'],
    ['--design', 'july-2018', '--scenario', '../two-putters'],
    ['--design', 'july-2018/..', '--scenario', 'two-putters'],
    ['--design', 'july-2018', '--scenario', 'three-putters'],
  ]) {
    expect(exploreKept(other, store, () => 0)).toBeUndefined();
  }
});
