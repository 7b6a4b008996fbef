/** A command timed from outside, and the figures that tables are made of. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs a command to its end; `wall` and `cpu` in seconds, of all its processes. */
export function timed(command, args, { cwd, ok = [0] }) {
  const out = join(cwd, 'out.txt');
  const run = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="%R %U %S"; time "$@" >"$OUT"', 'bash', command, ...args],
    { cwd, env: { ...process.env, OUT: out }, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const times = run.stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
  if (run.status === null || !ok.includes(run.status)) {
    throw new Error(`${command} ${args.join(' ')} ended with ${run.status}: ${run.stderr}`);
  }
  const [wall = NaN, user = NaN, system = NaN] = times;
  return { wall, cpu: user + system, output: readFileSync(out, 'utf8') };
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const fixed = (value, digits = 2) => value.toFixed(digits);
export const grouped = (value) => value.toLocaleString('en-US');

/** The median of ratios, and how far they lie apart. */
export const spread = (ratios) =>
  `**${fixed(median(ratios))}** (${fixed(Math.min(...ratios))} to ${fixed(Math.max(...ratios))})`;

/** Writes a model for SPIN into a folder of its own and compiles its search; seconds of both. */
export function builtPan(cwd, flags, defines = []) {
  const generated = timed('spin', ['-a', '-o3', ...defines, 'model.pml'], { cwd });
  const compiled = timed(
    'gcc',
    ['-w', '-DNOREDUCE', '-DSAFETY', '-DMEMLIM=64000', ...flags, '-o', 'pan', 'pan.c'],
    { cwd },
  );
  return {
    pan: join(cwd, 'pan'),
    wall: generated.wall + compiled.wall,
    cpu: generated.cpu + compiled.cpu,
  };
}
