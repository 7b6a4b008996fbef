/**
 * From nothing to the shortest counterexample of Kara's race, beside SPIN: whole processes, from the
 * start of the first to the end of the last. `explore` is started as a user starts it, once by npm
 * and once without it, its commands bundled and the scenario compiled by an earlier call.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtPan, fixed, median, spread, timed } from './bench-command.mjs';

const QUESTION = ['--design', 'july-2018', '--scenario', 'kara-race', '--first'];

/** Calls before the first pair: V8's code of the commands is kept from the first few (bundle-loader.cjs). */
const CALLS_BEFORE = 6;

/** Where the commands keep what they have compiled. */
function keptPrograms(root) {
  const cache = join(root, 'node_modules', '.cache', 'pinscope');
  return join(cache, readFileSync(join(cache, 'current'), 'utf8'), 'programs');
}

/** `commands`: the script that npm starts. */
export function coldStart({ root, scratch, commands, pairs }) {
  const cwd = join(scratch, 'first');
  mkdirSync(cwd, { recursive: true });
  const words = [commands, 'promela', '--design', 'july-2018', '--scenario', 'kara-race'];
  writeFileSync(join(cwd, 'model.pml'), timed(process.execPath, words, { cwd: scratch }).output);
  const directly = () =>
    timed(process.execPath, [commands, 'explore', ...QUESTION], { cwd: scratch, ok: [1] });
  const byNpm = () =>
    timed('npm', ['--prefix', root, 'run', '--silent', 'explore', '--', ...QUESTION], {
      cwd: scratch,
      ok: [1],
    });
  const spin = (flags) => {
    const { pan, wall } = builtPan(cwd, ['-DBFS', ...flags], ['-DPIN_SEEN']);
    const run = timed(pan, [], { cwd: dirname(pan) });
    if (!/errors: 1\b/.test(run.output)) throw new Error('SPIN finds no error in Kara’s race');
    return wall + run.wall;
  };
  for (let call = 0; call < CALLS_BEFORE; call++) directly();
  const rows = [];
  for (let pair = 0; pair < pairs; pair++) {
    const row = { direct: directly().wall, npm: byNpm().wall, quick: spin(['-O0']) };
    rows.push({ ...row, fast: spin(['-O2']), compiling: compiling(root, directly) });
  }
  return rows;
}

function compiling(root, explore) {
  const kept = keptPrograms(root);
  rmSync(kept, { recursive: true, force: true });
  const { wall } = explore();
  if (!existsSync(kept)) throw new Error('the commands keep their programs somewhere else');
  return wall;
}

/** Lines of Markdown. */
export function coldTable(rows) {
  const line = (how, kind) => {
    const share = (rival) => spread(rows.map((row) => row[kind] / row[rival]));
    const seconds = fixed(median(rows.map((row) => row[kind])));
    return `| ${how} | ${seconds} | ${share('quick')} | ${share('fast')} |`;
  };
  const seconds = (kind) => fixed(median(rows.map((row) => row[kind])));
  return [
    `Kara's race from a cold command line to the shortest counterexample, wall time of all processes; SPIN's`,
    `generation, compilation and breadth-first run take ${seconds('quick')} s with gcc -O0, ${seconds('fast')} s with -O2.`,
    '',
    '| started as | seconds | of SPIN with -O0 | with -O2 |',
    '| --- | ---: | --- | --- |',
    line('`node scripts/pinscope.cjs explore …`', 'direct'),
    line('`npm run --silent explore -- …`', 'npm'),
    line('the first, compiling the listings in the same call', 'compiling'),
  ];
}
