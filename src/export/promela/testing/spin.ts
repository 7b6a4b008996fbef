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

/** Searches a text with SPIN; `flags` for the C compiler, `defines` for SPIN. */
export async function spinNumbers(
  text: string,
  {
    flags = [],
    defines = [],
  }: { readonly flags?: readonly string[]; readonly defines?: readonly string[] } = {},
): Promise<SpinNumbers> {
  const all = JSON.stringify([text, flags, defines, spinTools.versions]);
  const key = createHash('sha256').update(all).digest('hex');
  const asked = runs.get(key) ?? keptOr(key, () => searched(text, flags, defines));
  runs.set(key, asked);
  return asked;
}

/** By key, so that rows with the same program are searched once. */
const runs = new Map<string, Promise<SpinNumbers>>();

async function keptOr(key: string, search: () => Promise<SpinNumbers>): Promise<SpinNumbers> {
  const kept = join(cache, `${key}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  const numbers = await oneOfTwo(search);
  mkdirSync(cache, { recursive: true });
  writeFileSync(kept, JSON.stringify(numbers));
  return numbers;
}

async function searched(
  text: string,
  flags: readonly string[],
  defines: readonly string[],
): Promise<SpinNumbers> {
  const cwd = mkdtempSync(join(tmpdir(), 'pinscope-spin-'));
  try {
    writeFileSync(join(cwd, 'model.pml'), text);
    const made = await run('spin', [...defines, '-a', '-o3', 'model.pml'], { cwd });
    if (/error/i.test(made.stdout)) throw new Error(made.stdout);
    const options = ['-O0', '-w', '-DNOREDUCE', '-DSAFETY', ...flags, '-o', 'pan', 'pan.c'];
    await run('gcc', options, { cwd });
    const maxBuffer = 1 << 28;
    // Of errors that follow one another SPIN prints the first only, so they are told apart by a
    // second run that ignores the ends.
    const { stdout } = await run('./pan', ['-c0', '-m1000000'], { cwd, maxBuffer });
    const { stdout: ignoring } = await run('./pan', ['-c0', '-E', '-m1000000'], { cwd, maxBuffer });
    const assertions = numberIn(ignoring, /errors: (\d+)/);
    return {
      states: numberIn(stdout, /(\d+) states, stored/),
      transitions: numberIn(stdout, /(\d+) transitions/) - 1,
      assertions,
      invalidEnds: numberIn(stdout, /errors: (\d+)/) - assertions,
      unreached: stdout.includes('stopped!='),
    };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

function numberIn(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`SPIN does not say ${String(pattern)}:\n${text}`);
  return Number(found);
}

const waiting: (() => void)[] = [];
let running = 0;

async function oneOfTwo<Result>(work: () => Promise<Result>): Promise<Result> {
  while (running >= 2) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}
