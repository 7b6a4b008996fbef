/**
 * The script that starts the commands: it bundles them at first, keeps V8's code of them, and says the
 * same every time.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache/pinscope');
const question = ['explore', '--design', 'july-2018', '--scenario', 'two-putters', '--json'];

interface Started {
  readonly output: string;
  readonly error: string;
  readonly exit: number | null;
}

function start(words: readonly string[]): Started {
  const script = join(root, 'scripts/pinscope.cjs');
  const run = spawnSync(process.execPath, [script, ...words], { encoding: 'utf8' });
  return { output: run.stdout, error: run.stderr, exit: run.status };
}

/** Without what a clock says. */
const untimed = ({ output }: Started): string => output.replace(/"(seconds|rate)": .*/g, '');

const bundle = (): string => join(cache, readFileSync(join(cache, 'current'), 'utf8'));

let first: Started;
beforeAll(() => {
  first = start(question);
}, 120_000);

test('the first call and those after it, which compile nothing, say the same', () => {
  expect(first).toMatchObject({ error: '', exit: 1 });
  expect(JSON.parse(first.output)).toMatchObject({ scenario: 'two-putters', complete: true });
  const again = start(question);
  expect(again).toMatchObject({ error: '', exit: 1 });
  expect(untimed(again)).toBe(untimed(first));
}, 60_000);

test('kept code that is not whole is compiled again', () => {
  const path = join(bundle(), 'compiled-code');
  const whole = readFileSync(path);
  const zeros = Buffer.from(whole).fill(0, Math.floor(whole.length / 2));
  for (const damaged of [zeros, whole.subarray(0, -1), Buffer.from('no code at all')]) {
    writeFileSync(path, damaged);
    const again = start(question);
    expect(again).toMatchObject({ error: '', exit: 1 });
    expect(untimed(again)).toBe(untimed(first));
  }
  expect(statSync(path).size).toBeGreaterThan(10_000);
}, 60_000);

test('bad words are refused in a sentence', () => {
  expect(start(['explain'])).toEqual({
    output: '',
    error: 'There is no command “explain”; there are explore, promela, replay, run.\n',
    exit: 2,
  });
  expect(start(['explore', '--scenario', 'two-putters'])).toMatchObject({
    output: '',
    error: expect.stringMatching(/^--design is missing; there are .*july-2018.*\.\n$/),
    exit: 2,
  });
}, 60_000);
