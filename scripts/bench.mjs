/**
 * `npm run bench`: the explorer beside SPIN on the same programs, in one run. Figures are ratios of
 * pairs that ran one after the other, and medians of them: machines are noisy. Prints a table in
 * Markdown; `--write` puts it into docs/performance.md as well. `--pairs N`: how many, 5 at least
 * for figures that are to be quoted. Needs spin and gcc.
 */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(join(tmpdir(), 'pinscope-bench-'));
/** What `npm run explore` and the others start. */
const commands = join(root, 'scripts', 'pinscope.mjs');
/** Built-in programs that the commands have compiled before. */
const kept = join(root, 'node_modules', '.cache', 'pinscope', 'programs');
const scenarioFile = (name) => join(root, 'src', 'kernel', 'scenarios', 'bench', `${name}.json`);
const pairs = Number(valueAfter('--pairs') ?? 5);

function valueAfter(flag) {
  const at = process.argv.indexOf(flag);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** Runs a command to its end; `wall` and `cpu` in seconds, of all its processes. */
function timed(command, args, { cwd = scratch, ok = [0] } = {}) {
  const line = ['"$@"', '>"$OUT"'].join(' ');
  const out = join(scratch, 'out.txt');
  const run = spawnSync(
    'bash',
    ['-c', `TIMEFORMAT="%R %U %S"; time ${line}`, 'bash', command, ...args],
    {
      cwd,
      env: { ...process.env, OUT: out },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  const times = run.stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
  if (run.status === null || !ok.includes(run.status)) {
    throw new Error(`${command} ${args.join(' ')} ended with ${run.status}: ${run.stderr}`);
  }
  const [wall = NaN, user = NaN, system = NaN] = times;
  return { wall, cpu: user + system, output: readFileSync(out, 'utf8') };
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const fixed = (value, digits = 2) => value.toFixed(digits);
const grouped = (value) => value.toLocaleString('en-US');

function spinFigures(output) {
  const number = (pattern) => Number(pattern.exec(output)?.[1] ?? NaN);
  return {
    states: number(/(\d+) states, stored/),
    transitions: number(/(\d+) transitions/),
    megabytes: number(/([\d.]+)\s+total actual memory usage/),
  };
}

/** What `explore` says, without the sentence that it has found something (exit 1). */
function explore(args) {
  const words = [commands, 'explore', '--design', 'july-2018', '--json', ...args];
  const run = timed(process.execPath, words, { ok: [0, 1] });
  return { ...run, report: JSON.parse(run.output) };
}

function buildPan(name, model, flags, defines = []) {
  const cwd = join(scratch, name);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'model.pml'), model);
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

function promela(args) {
  return timed(process.execPath, [commands, 'promela', '--design', 'july-2018', ...args]).output;
}

/** A whole search beside pan's, pair by pair. */
function wholeSearch(name, engine, rival, flags) {
  const file = scenarioFile(name);
  const { pan } = buildPan(name, promela(['--file', file]), ['-O2', ...flags]);
  const rows = [];
  for (let pair = 0; pair < pairs; pair++) {
    const ours = explore(['--file', file, '--engine', engine, '--max-states', '33000000']);
    const theirs = timed(pan, ['-c0', '-m1000000'], { cwd: dirname(pan) });
    rows.push({ ours, theirs, spin: spinFigures(theirs.output) });
    process.stderr.write(
      `${name} ${pair + 1}/${pairs}: cpu ${fixed(ours.cpu)} s and ${fixed(theirs.cpu)} s\n`,
    );
  }
  const [{ ours, spin }] = rows;
  const { states, transitions, bytes } = ours.report;
  if (spin.states !== states || spin.transitions !== transitions + 1) {
    throw new Error(
      `${name}: SPIN has ${spin.states}/${spin.transitions}, we ${states}/${transitions}`,
    );
  }
  const ratios = (kind) => rows.map((row) => row.ours[kind] / row.theirs[kind]);
  return {
    name,
    rival,
    states,
    transitions,
    cpu: ratios('cpu'),
    wall: ratios('wall'),
    oursCpu: median(rows.map((row) => row.ours.cpu)),
    theirsCpu: median(rows.map((row) => row.theirs.cpu)),
    oursBytes: bytes / states,
    theirsBytes: (spin.megabytes * 2 ** 20) / states,
  };
}

/** From nothing to the shortest counterexample of Kara's race: a cold command line on both sides. */
function firstCounterexample() {
  const model = promela(['--scenario', 'kara-race']);
  const rows = [];
  const question = [
    '--scenario',
    'kara-race',
    '--property',
    'pin-seen',
    '--engine',
    'bfs',
    '--first',
  ];
  for (let pair = 0; pair < pairs; pair++) {
    rmSync(kept, { recursive: true, force: true });
    const compiling = explore(question);
    const ours = explore(question);
    const spin = (flags) => {
      const built = buildPan('first', model, ['-DBFS', ...flags], ['-DPIN_SEEN']);
      const run = timed(built.pan, [], { cwd: dirname(built.pan) });
      if (!/errors: 1\b/.test(run.output)) throw new Error('SPIN finds no error in Kara’s race');
      return built.wall + run.wall;
    };
    rows.push({
      ours: ours.wall,
      compiling: compiling.wall,
      quick: spin(['-O0']),
      fast: spin(['-O2']),
    });
  }
  return {
    ours: median(rows.map((row) => row.ours)),
    compiling: median(rows.map((row) => row.compiling)),
    compilingQuick: median(rows.map((row) => row.compiling / row.quick)),
    compilingFast: median(rows.map((row) => row.compiling / row.fast)),
    quick: median(rows.map((row) => row.ours / row.quick)),
    fast: median(rows.map((row) => row.ours / row.fast)),
  };
}

/** How the number of states grows with CPUs and pages. */
function growth() {
  const kara = JSON.parse(readFileSync(join(root, 'src/kernel/scenarios/kara-race.json'), 'utf8'));
  const [pinner, anybody] = kara.cpus;
  const other = {
    ...anybody,
    operations: anybody.operations.map((each) => ({ ...each, page: 'B' })),
  };
  const rows = [
    ['pinner, 1 other', [pinner, anybody]],
    ['pinner, 2 others', [pinner, anybody, anybody]],
    ['pinner, 3 others', [pinner, anybody, anybody, anybody]],
    ['pinner, 1 other, 1 on another page', [pinner, anybody, other]],
  ];
  return rows.map(([what, list]) => {
    const file = join(scratch, 'growth.json');
    writeFileSync(file, JSON.stringify({ ...kara, id: 'growth', cpus: list }));
    const search = (symmetry) =>
      explore([
        '--file',
        file,
        '--engine',
        'bfs',
        '--symmetry',
        symmetry,
        '--max-states',
        '33000000',
      ]).report.states;
    return { what, plain: search('off'), symmetric: search('on') };
  });
}

/** The same file in node and in headless Chromium: milliseconds of the search alone. */
async function inBrowser() {
  const { build } = await import('vite');
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'silent',
    publicDir: false,
    build: {
      lib: {
        entry: join(root, 'src/cli/bench-search.ts'),
        formats: ['es'],
        fileName: () => 'bench.mjs',
      },
      outDir: join(scratch, 'browser'),
      minify: false,
      rollupOptions: { external: [], output: { codeSplitting: false } },
    },
  });
  const module = join(scratch, 'browser', 'bench.mjs');
  const { benchSearch } = await import(pathToFileURL(module).href);
  const { chromium } = await import('@playwright/test');
  const { chromiumLaunch } = await import('./browser.mjs');
  const worker = `import { benchSearch } from '/bench.mjs';
    onmessage = ({ data }) => postMessage(benchSearch(data.scenario, data.engine));`;
  const server = createServer((request, response) => {
    const isPage = request.url === '/';
    response.setHeader('content-type', isPage ? 'text/html' : 'text/javascript');
    response.end(
      isPage
        ? '<title>bench</title>'
        : request.url === '/worker.mjs'
          ? worker
          : readFileSync(module),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch(chromiumLaunch());
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const rows = [];
  for (const [name, engine] of [
    ['bench-sweep', 'sweep'],
    ['bench-bfs', 'bfs'],
  ]) {
    const scenario = readFileSync(scenarioFile(name), 'utf8');
    const ratios = [];
    for (let pair = 0; pair < pairs; pair++) {
      const here = benchSearch(scenario, engine);
      const there = await page.evaluate(
        (task) =>
          new Promise((resolve, reject) => {
            const thread = new Worker('/worker.mjs', { type: 'module' });
            thread.addEventListener('message', ({ data }) => {
              thread.terminate();
              resolve(data);
            });
            thread.addEventListener('error', (error) => reject(new Error(error.message)));
            // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
            thread.postMessage(task);
          }),
        { scenario, engine },
      );
      if (there.states !== here.states || there.transitions !== here.transitions) {
        throw new Error(`${name}: Chromium and node count differently`);
      }
      ratios.push(there.milliseconds / here.milliseconds);
    }
    rows.push({ name, ratio: median(ratios) });
  }
  await browser.close();
  server.close();
  return rows;
}

function markdown({ searches, first, grown, browser }) {
  const spread = (ratios) =>
    `**${fixed(median(ratios))}** (${fixed(Math.min(...ratios))} to ${fixed(Math.max(...ratios))})`;
  const lines = [
    `${pairs} pairs each, ${cpus()[0]?.model ?? 'unknown CPU'}, node ${process.version.slice(1)}.`,
    '',
    '| program | states | transitions | against | CPU time, ours / theirs | wall | ours, CPU s | theirs, CPU s | bytes per state, ours | theirs |',
    '| --- | ---: | ---: | --- | --- | --- | ---: | ---: | ---: | ---: |',
    ...searches.map(
      (row) =>
        `| \`${row.name}\` | ${grouped(row.states)} | ${grouped(row.transitions)} | ${row.rival} | ${spread(row.cpu)} | ${spread(row.wall)} | ${fixed(row.oursCpu)} | ${fixed(row.theirsCpu)} | ${fixed(row.oursBytes, 1)} | ${fixed(row.theirsBytes, 1)} |`,
    ),
    '',
    `Kara's race from a cold command line to the shortest counterexample: ${fixed(first.ours)} s; as a share of SPIN's`,
    `generation, compilation and breadth-first run: **${fixed(first.quick)}** with gcc -O0, **${fixed(first.fast)}** with -O2. Where the`,
    `listings have to be compiled in the same call: ${fixed(first.compiling)} s, **${fixed(first.compilingQuick)}** and **${fixed(first.compilingFast)}**.`,
    '',
    '| Kara’s race with | states | with symmetry |',
    '| --- | ---: | ---: |',
    ...grown.map(
      ({ what, plain, symmetric }) => `| ${what} | ${grouped(plain)} | ${grouped(symmetric)} |`,
    ),
    '',
    '| program | search in headless Chromium / in node |',
    '| --- | --- |',
    ...browser.map(({ name, ratio }) => `| \`${name}\` | ${fixed(ratio)} |`),
  ];
  return `${lines.join('\n')}\n`;
}

try {
  spawnSync(process.execPath, [commands, 'explore', '--help'], {
    stdio: 'ignore',
  });
  const searches = [
    wholeSearch('bench-sweep', 'sweep', 'pan, depth-first, -O2', []),
    wholeSearch('bench-bfs', 'bfs', 'pan -DBFS, -O2', ['-DBFS']),
  ];
  const table = markdown({
    searches,
    first: firstCounterexample(),
    grown: growth(),
    browser: await inBrowser(),
  });
  process.stdout.write(table);
  if (process.argv.includes('--write')) {
    const file = join(root, 'docs', 'performance.md');
    const [before, after] = readFileSync(file, 'utf8').split(/<!-- bench -->[^]*<!-- \/bench -->/);
    writeFileSync(file, `${before}<!-- bench -->\n\n${table}\n<!-- /bench -->${after}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
