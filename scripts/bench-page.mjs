/**
 * What a page waits for: its client and its worker in headless Chromium, the built-in scenarios of
 * two CPUs one after the other, in one worker that stays warm.
 */
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { lezer } from '@lezer/generator/rollup';
import { build, runnerImport } from 'vite';
import { fixed, grouped, median } from './bench-command.mjs';
import { chromiumLaunch } from './browser.mjs';

/** Searches of each scenario that are measured, after as many that are not. */
const ROUNDS = 5;

/** Milliseconds within which a scenario of two CPUs is to be searched. */
const GOAL = 100;

/** By scenario: medians of milliseconds. */
export async function pageTimes({ root, scratch }) {
  const outDir = join(scratch, 'page');
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'silent',
    publicDir: false,
    build: {
      outDir,
      rolldownOptions: {
        input: join(root, 'src/cli/bench-page.ts'),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'bench-page.js' },
      },
    },
  });
  const server = await served(outDir);
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const measured = ({ text, rounds }) =>
      page.evaluate(
        async (asked) => {
          const { pageTimes: times } = await import(asked.module);
          return times(asked.text, asked.rounds);
        },
        { text, rounds, module: '/bench-page.js' },
      );
    const files = await programs(root);
    for (const { text } of files) await measured({ text, rounds: 1 });
    const rows = [];
    for (const { id, text } of files) {
      const times = (await measured({ text, rounds: 2 * ROUNDS })).slice(ROUNDS);
      const of = (kind) => median(times.map((each) => each[kind]));
      const [{ states, first }] = times;
      const row = { id, states, searched: of('searched'), whole: of('whole') };
      rows.push({ ...row, first: first === undefined ? undefined : of('first') });
    }
    return rows;
  } finally {
    await browser.close();
    server.close();
  }
}

/** The compiled scenarios of two CPUs under july-2018 with VM_BUG_ON, as the page is handed them. */
async function programs(root) {
  const { module: files } = await runnerImport(join(root, 'src/kernel/program-files.ts'), {
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [lezer()],
  });
  return files.programFileChoices.flatMap((choice) => {
    if (choice.design !== 'july-2018' || choice.debug !== 'vm') return [];
    const path = join(root, 'src/kernel/scenarios', `${choice.scenario}.json`);
    if (JSON.parse(readFileSync(path, 'utf8')).cpus.length !== 2) return [];
    const file = files.programFile(choice);
    return file.ok ? [{ id: choice.scenario, text: file.value.text }] : [];
  });
}

async function served(folder) {
  const server = createServer((request, response) => {
    const isScript = extname(request.url ?? '') === '.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? readFileSync(join(folder, request.url)) : '<title>bench</title>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Lines of Markdown. */
export function pageTable(rows) {
  const kara = rows.find(({ id }) => id === 'kara-race');
  const slow = rows.filter(({ searched }) => searched > GOAL);
  const ms = (value) => (value === undefined ? '' : fixed(value, 0));
  return [
    `In headless Chromium, warm worker, milliseconds from the request: Kara's race has its shortest counterexample`,
    `after **${fixed(kara.first, 0)} ms**. Until every state is searched and the verdicts are known, **${slow.length}** of the`,
    `${rows.length} built-in scenarios of two CPUs, under july-2018 with VM_BUG_ON, take more than ${GOAL} ms.`,
    '',
    '| scenario | states | shortest counterexample | searched, verdicts known | all that is shown |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows
      .toSorted((a, b) => b.searched - a.searched)
      .map(
        ({ id, states, first, searched, whole }) =>
          `| \`${id}\` | ${grouped(states)} | ${ms(first)} | ${ms(searched)} | ${ms(whole)} |`,
      ),
  ];
}
