/**
 * `npm run bench`: the explorer beside SPIN on the same programs, in one run. Figures are ratios of
 * pairs that ran one after the other, and medians of them: machines are noisy. Prints tables in
 * Markdown; `--write` puts them into docs/performance.md as well. `--pairs N`: how many, 5 at least
 * for figures that are to be quoted. `--only search,cold,growth,chromium,page`: some of the tables.
 * Needs spin and gcc.
 */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { coldStart, coldTable } from './bench-cold.mjs';
import { builtPan, fixed, grouped, median, spread, timed } from './bench-command.mjs';
import { pageTable, pageTimes } from './bench-page.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(join(tmpdir(), 'pinscope-bench-'));
/** What `npm run explore` and the others start. */
const commands = join(root, 'scripts', 'pinscope.cjs');
const scenarioFile = (name) => join(root, 'src', 'kernel', 'scenarios', 'bench', `${name}.json`);
const pairs = Number(valueAfter('--pairs') ?? 5);

function valueAfter(flag) {
  const at = process.argv.indexOf(flag);
  return at < 0 ? undefined : process.argv[at + 1];
}

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
  const run = timed(process.execPath, words, { cwd: scratch, ok: [0, 1] });
  return { ...run, report: JSON.parse(run.output) };
}

function pan(name, model, flags) {
  const cwd = join(scratch, name);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'model.pml'), model);
  return builtPan(cwd, flags).pan;
}

function promela(args) {
  const words = [commands, 'promela', '--design', 'july-2018', ...args];
  return timed(process.execPath, words, { cwd: scratch }).output;
}

/** A whole search beside pan's, pair by pair. */
function wholeSearch(name, engine, rival, flags) {
  const file = scenarioFile(name);
  const search = pan(name, promela(['--file', file]), ['-O2', ...flags]);
  const rows = [];
  for (let pair = 0; pair < pairs; pair++) {
    const ours = explore(['--file', file, '--engine', engine, '--max-states', '33000000']);
    const theirs = timed(search, ['-c0', '-m1000000'], { cwd: dirname(search) });
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

/** How the number of states grows with CPUs and pages. */
function growth() {
  const kara = JSON.parse(readFileSync(join(root, 'src/kernel/scenarios/kara-race.json'), 'utf8'));
  const [pinner, anybody] = kara.cpus;
  const other = {
    ...anybody,
    operations: anybody.operations.map((each) => ({ ...each, page: 'B' })),
  };
  const rows = [
    { what: 'pinner, 1 other', list: [pinner, anybody] },
    { what: 'pinner, 2 others', list: [pinner, anybody, anybody] },
    { what: 'pinner, 3 others', list: [pinner, anybody, anybody, anybody] },
    { what: 'pinner, 1 other, 1 on another page', list: [pinner, anybody, other] },
  ];
  return rows.map(({ what, list }) => {
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

function searchTable() {
  const searches = [
    wholeSearch('bench-sweep', 'sweep', 'pan, depth-first, -O2', []),
    wholeSearch('bench-bfs', 'bfs', 'pan -DBFS, -O2', ['-DBFS']),
  ];
  return [
    '| program | states | transitions | against | CPU time, ours / theirs | wall | ours, CPU s | theirs, CPU s | bytes per state, ours | theirs |',
    '| --- | ---: | ---: | --- | --- | --- | ---: | ---: | ---: | ---: |',
    ...searches.map(
      (row) =>
        `| \`${row.name}\` | ${grouped(row.states)} | ${grouped(row.transitions)} | ${row.rival} | ${spread(row.cpu)} | ${spread(row.wall)} | ${fixed(row.oursCpu)} | ${fixed(row.theirsCpu)} | ${fixed(row.oursBytes, 1)} | ${fixed(row.theirsBytes, 1)} |`,
    ),
  ];
}

function growthTable() {
  return [
    '| Kara’s race with | states | with symmetry |',
    '| --- | ---: | ---: |',
    ...growth().map(
      ({ what, plain, symmetric }) => `| ${what} | ${grouped(plain)} | ${grouped(symmetric)} |`,
    ),
  ];
}

async function chromiumTable() {
  return [
    '| program | search in headless Chromium / in node |',
    '| --- | --- |',
    ...(await inBrowser()).map(({ name, ratio }) => `| \`${name}\` | ${fixed(ratio)} |`),
  ];
}

/** Lines of Markdown, by the name of their place in the document. */
const tables = {
  search: searchTable,
  cold: () => coldTable(coldStart({ root, scratch, commands, pairs })),
  growth: growthTable,
  chromium: chromiumTable,
  page: async () => pageTable(await pageTimes({ root, scratch })),
};

async function write(name, table) {
  const file = join(root, 'docs', 'performance.md');
  const text = readFileSync(file, 'utf8');
  const [begin, end] = [`<!-- bench ${name} -->`, `<!-- /bench ${name} -->`];
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`docs/performance.md has no place for ${name}`);
  const written = `${before}${begin}\n\n${table}\n${end}${after}`;
  writeFileSync(
    file,
    await format(written, { ...(await resolveConfig(file)), parser: 'markdown' }),
  );
}

try {
  // The bundle of the commands is no part of any figure.
  spawnSync(process.execPath, [commands, 'explore', '--help'], { stdio: 'ignore' });
  const names = valueAfter('--only')?.split(',') ?? Object.keys(tables);
  for (const name of names) {
    if (!Object.hasOwn(tables, name)) throw new Error(`there is no table ${name}`);
    const many = name === 'page' ? 'Medians of five searches after five more' : `${pairs} pairs`;
    const how = `${many}, ${cpus()[0]?.model ?? 'unknown CPU'}, node ${process.version.slice(1)}.`;
    const lines = [...(await tables[name]()), '', `(${how})`];
    const table = `${lines.join('\n')}\n`;
    process.stdout.write(`${table}\n`);
    if (process.argv.includes('--write')) await write(name, table);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
