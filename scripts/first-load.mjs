/**
 * Measures what the built page loads: opens it in the browser of the tests, lists the JavaScript it
 * asks for until the first scenario stands there, and fails above the budget. What is loaded later
 * has a budget per file.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { chromiumLaunch } from './browser.mjs';

/** Bytes with gzip, as a server sends them. */
const FIRST_LOAD = 150_000;
const LATER_FILE = 90_000;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const assets = join(root, 'dist', 'assets');
const size = (file) => gzipSync(readFileSync(file)).length;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(6)} kB`;

/** Paths, below dist, of what the page asks for. */
async function loaded() {
  const server = await preview({ root, logLevel: 'error', preview: { port: 0 } });
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const page = await browser.newPage();
    const address = server.resolvedUrls?.local[0] ?? '';
    const paths = [];
    page.on('request', (request) => paths.push(request.url().slice(address.length)));
    await page.goto(`${address}#/`, { waitUntil: 'networkidle' });
    await page.getByRole('button').first().waitFor();
    return paths;
  } finally {
    await browser.close();
    await server.close();
  }
}

const paths = await loaded();
const scripts = paths
  .filter((path) => path.endsWith('.js'))
  .map((path) => ({ path, bytes: size(join(root, 'dist', path)) }))
  .toSorted((a, b) => b.bytes - a.bytes);
const first = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
for (const { path, bytes } of scripts) console.log(`${kilobytes(bytes)}  ${path}`);
console.log(
  `${kilobytes(first)}  JavaScript of the first load, of ${kilobytes(FIRST_LOAD).trim()}`,
);
for (const path of paths.filter((one) => one.startsWith('programs/'))) {
  console.log(`${kilobytes(size(join(root, 'dist', path)))}  ${path}`);
}

const tooLarge = readdirSync(assets)
  .filter((name) => name.endsWith('.js') && !scripts.some(({ path }) => path.endsWith(name)))
  .map((name) => ({ name, bytes: size(join(assets, name)) }))
  .filter(({ bytes }) => bytes > LATER_FILE);
for (const { name, bytes } of tooLarge) {
  console.error(
    `${name} has ${kilobytes(bytes).trim()}; a file that is loaded later may have ${LATER_FILE / 1000} kB.`,
  );
}
if (first > FIRST_LOAD) console.error('The first load is too large.');
if (first > FIRST_LOAD || tooLarge.length > 0) process.exitCode = 1;
