import { describe, expect, test } from 'vitest';
import { run, type RunReport } from './run.ts';

const readFile = (path: string): string => {
  const text = files[path];
  if (text === undefined) throw new Error('no such file');
  return text;
};

const page = { name: 'P', pfn: '0x5000', flags: ['PG_lru', 'PG_uptodate'], list: 'inactive_file' };
const mapped = { refcount: 2, mapcount: 1, pte: { writable: true, young: false, dirty: false } };
const files: Readonly<Record<string, string>> = {
  'two.json': JSON.stringify({
    id: 'two',
    title: 'Two CPUs',
    pages: [{ ...page, ...mapped }],
    before: [{ operation: 'get_page', page: 'P' }],
    cpus: [
      { role: 'pinner', operations: ['slow_pin', 'device_write', 'unpin'].map(onP) },
      { role: 'holder', operations: ['put_page'].map(onP) },
    ],
  }),
  'unmapped.json': JSON.stringify({
    id: 'unmapped',
    title: 'Nothing to pin',
    pages: [{ ...page, refcount: 1, mapcount: 0 }],
    cpus: [{ role: 'pinner', operations: ['slow_pin', 'unpin'].map(onP) }],
  }),
};

function onP(operation: string): { operation: string; page: string } {
  return { operation, page: 'P' };
}

function json(...words: string[]): RunReport {
  return JSON.parse(run([...words, '--json'], readFile).output);
}

describe('run', () => {
  test('one operation after another, CPU by CPU, the device while it is waited for', () => {
    const { entries, problem } = json('--design', 'july-2018', '--file', 'two.json');
    expect(problem).toBeNull();
    expect(entries.map(({ kind, actor, operation, ran }) => [kind, actor, operation, ran])).toEqual(
      [
        ['start', null, null, true],
        ['operation', 'cpu0', 'slow_pin', true],
        ['operation', 'cpu0', 'device_write', true],
        ['operation', 'cpu0', 'unpin', true],
        ['operation', 'cpu1', 'put_page', true],
        ['epilogue', null, null, true],
      ],
    );
    expect(entries.map(({ pages }) => pages[0]?.refcount)).toEqual([3, 4, 4, 3, 2, 2]);
    expect(entries.map(({ pages }) => pages[0]?.pins)).toEqual([0, 1, 1, 0, 0, 0]);
    expect(entries[1]?.pages[0]).toMatchObject({
      name: 'P',
      pfn: 0x5000,
      word8: '0000000000000002',
      word16: 'dead000000000001',
      list: null,
      position: null,
      saysPinned: true,
      pinCount: 1,
    });
    expect(entries[0]?.pages[0]).toMatchObject({ list: 'inactive_file', position: 0 });
    expect(entries[5]?.violations.map((one) => one.property)).toEqual(['not-stranded']);
  });

  test('an operation that has nothing to go on with ends its CPU, and that is said', () => {
    const answer = run(['--design', 'v4.18', '--file', 'unmapped.json'], readFile);
    expect(answer.output).toContain('cpu0: slow_pin(P) = 0, ');
    expect(answer.output).toContain('cpu0: unpin(P) did not run: ');
    expect(answer.exit).toBe(0);
  });

  test('a property broken on the way is exit 1, told at the operation that broke it', () => {
    const answer = run(['--design', 'july-2018', '--scenario', 'read-unpins'], readFile);
    expect(answer.exit).toBe(1);
    expect(answer.output).toMatch(
      /cpu0: put_page\(P\), \d+ steps\n(  .*\n)*  pin-seen is broken: /,
    );
  });

  test('bad input is exit 2 with a sentence', () => {
    expect(run(['--design', 'v4.18', '--file', 'gone.json'], readFile)).toEqual({
      exit: 2,
      output: '',
      error: 'gone.json cannot be read: no such file',
    });
  });
});
