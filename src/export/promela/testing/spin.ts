/**
 * Test support: runs SPIN on a text and reads what it counts. Two runs at a time; what a text gave
 * once is kept in node_modules/.cache by the hash of text, flags and tools.
 */
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface SpinNumbers {
  readonly states: number;
  /** Without the one into the first state, which SPIN counts, too. */
  readonly transitions: number;
  /** Failed assertions: transitions that stop the machine, or break the pin check. */
  readonly assertions: number;
  /** Ends that are none: stopped states and deadlocks. */
  readonly invalidEnds: number;
  /** A step came to what was left out of the text. */
  readonly unreached: boolean;
}

/** Versions of the tools, or what is missing and how to get it. */
export const spinTools: { readonly missing: string; readonly versions: string } = toolsHere();

function toolsHere(): typeof spinTools {
  const versions = [
    ['spin', '-V'],
    ['gcc', '--version'],
  ].map(([tool = '', flag = '']) => {
    const { status, stdout } = spawnSync(tool, [flag], { encoding: 'utf8' });
    return { tool, version: status === 0 ? (stdout.split('\n')[0] ?? '') : undefined };
  });
  const missing = versions.filter(({ version }) => version === undefined);
  const names = missing.map(({ tool }) => tool).join(' and ');
  return {
    missing:
      missing.length === 0
        ? ''
        : `${names} ${missing.length === 1 ? 'is' : 'are'} not installed: apt-get install spin gcc`,
    versions: versions.map(({ version = '' }) => version).join('; '),
  };
}

const run = promisify(execFile);
const cache = join('node_modules', '.cache', 'pinscope', 'spin');

interface SpinOptions {
  /** For the C compiler. */
  readonly flags?: readonly string[];
  /** For SPIN. */
  readonly defines?: readonly string[];
}

/** Searches a text in full. */
export function spinNumbers(text: string, options: SpinOptions = {}): Promise<SpinNumbers> {
  return kept(text, options, async (pan) => {
    // Of errors that follow one another SPIN prints the first only, so they are told apart by a
    // second run that ignores the ends.
    const all = await pan(['-c0', '-m1000000', '-w18']);
    const assertions = numberIn(await pan(['-c0', '-E', '-m1000000', '-w18']), /errors: (\d+)/);
    return {
      states: numberIn(all, /(\d+) states, stored/),
      transitions: numberIn(all, /(\d+) transitions/) - 1,
      assertions,
      invalidEnds: numberIn(all, /errors: (\d+)/) - assertions,
      unreached: all.includes('stopped!='),
    };
  });
}

/** Steps of a shortest schedule to the first failed assertion; 0 where there is none. */
export function spinShortest(text: string, defines: readonly string[]): Promise<number> {
  return kept(text, { flags: ['-DBFS'], defines }, async (pan) => {
    const said = await pan(['-E', '-w18']);
    return said.includes('assertion violated') ? numberIn(said, /at depth (\d+)/) + 1 : 0;
  });
}

type Pan = (words: readonly string[]) => Promise<string>;

/** By key, so that rows with the same program are searched once. */
const asked = new Map<string, Promise<unknown>>();

async function kept<Result>(
  text: string,
  options: SpinOptions,
  search: (pan: Pan) => Promise<Result>,
): Promise<Result> {
  const all = JSON.stringify([text, options, spinTools.versions, search.toString()]);
  const file = join(cache, `${createHash('sha256').update(all).digest('hex')}.json`);
  const first = asked.get(file) ?? searched(file, text, options, search);
  asked.set(file, first);
  await first;
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Puts the answer into the file, unless it is there. */
async function searched<Result>(
  file: string,
  text: string,
  options: SpinOptions,
  search: (pan: Pan) => Promise<Result>,
): Promise<void> {
  if (existsSync(file)) return;
  const result = await oneOfTwo(() => withPan(text, options, search));
  mkdirSync(cache, { recursive: true });
  writeFileSync(file, JSON.stringify(result));
}

async function withPan<Result>(
  text: string,
  { flags = [], defines = [] }: SpinOptions,
  search: (pan: Pan) => Promise<Result>,
): Promise<Result> {
  const cwd = mkdtempSync(join(tmpdir(), 'pinscope-spin-'));
  try {
    writeFileSync(join(cwd, 'model.pml'), text);
    const made = await run('spin', [...defines, '-a', '-o3', 'model.pml'], { cwd });
    if (/error/i.test(made.stdout)) throw new Error(made.stdout);
    const options = ['-O0', '-w', '-DNOREDUCE', '-DSAFETY', ...flags, '-o', 'pan', 'pan.c'];
    await run('gcc', options, { cwd });
    return await search(async (words) => {
      return (await run('./pan', words, { cwd, maxBuffer: 1 << 28 })).stdout;
    });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

function numberIn(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`SPIN does not say ${String(pattern)}:\n${text}`);
  return Number(found);
}

/** Two lanes: what is running in each. */
const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
let turn = 0;

function oneOfTwo<Result>(work: () => Promise<Result>): Promise<Result> {
  const lane = turn++ % lanes.length;
  const result = Promise.resolve(lanes[lane]).then(work);
  lanes[lane] = result.catch(() => undefined);
  return result;
}
