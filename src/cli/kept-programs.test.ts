import { expect, test } from 'vitest';
import { compileScenario } from '../kernel/compile-scenario.ts';
import { designById } from '../kernel/design.ts';
import { scenarioById } from '../kernel/scenario.ts';
import { keepingCompiler, type ProgramStore } from './kept-programs.ts';

class Files implements ProgramStore {
  readonly texts = new Map<string, string>();
  read(name: string): string | undefined {
    return this.texts.get(name);
  }
  write(name: string, text: string): void {
    this.texts.set(name, text);
  }
}

const design = designById('july-2018');
const scenario = scenarioById('two-putters');
if (design === undefined || scenario === undefined) throw new Error('there is no such program');
const request = { design, scenario, debug: 'vm' } as const;

function programOf(compiled: ReturnType<typeof compileScenario>): unknown {
  return compiled.ok ? compiled.value.program : undefined;
}

test('the second time a program comes from the store, and is the same', () => {
  const files = new Files();
  const compiled = compileScenario(request);
  expect(programOf(keepingCompiler(files)(request))).toEqual(programOf(compiled));
  expect([...files.texts.keys()]).toEqual(['two-putters/july-2018/vm.json']);
  let reads = 0;
  const reading = {
    read: (name: string) => ((reads += 1), files.read(name)),
    write: () => {
      throw new Error('it is there already');
    },
  };
  expect(programOf(keepingCompiler(reading)(request))).toEqual(programOf(compiled));
  expect(reads).toBe(1);
});

test('a damaged file is compiled again and replaced', () => {
  const files = new Files();
  keepingCompiler(files)(request);
  const [[name = '', text = ''] = []] = files.texts;
  for (const damaged of ['', text.slice(0, 500), '{"tables":[],"whole":[0,0]}']) {
    files.texts.set(name, damaged);
    expect(programOf(keepingCompiler(files)(request))).toEqual(programOf(compileScenario(request)));
    expect(files.texts.get(name)).toBe(text);
  }
});

test('a listing laid over a design and a scenario of one’s own are never kept', () => {
  const files = new Files();
  const overlay = { file: 'own.step', text: 'operation put_page(page)\n    get_page(page)\n' };
  keepingCompiler(files)({ ...request, overlay });
  keepingCompiler(files)({ ...request, scenario: { ...scenario, title: 'Mine' } });
  expect(files.texts.size).toBe(0);
});
