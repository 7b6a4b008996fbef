/**
 * Starts a command of src/cli. Node cannot load the listings (`*.step`) or the grammar, so Vite
 * bundles the commands on first use and whenever a source is newer than the bundle. Nothing but
 * the command's own output goes to stdout. CommonJS, since node starts that sooner.
 */
const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { BundleLoader } = require('./bundle-loader.cjs');

const root = dirname(__dirname);
const cache = join(root, 'node_modules', '.cache', 'pinscope');
/** Names the folder of the newest bundle; as old as that. */
const current = join(cache, 'current');

/** Folders whose sources end up in the bundle, and files that decide how. */
const sources = [
  'cli',
  'worker',
  'explorer',
  'export',
  'trace',
  'kernel',
  'listing',
  'machine',
].map((folder) => join(root, 'src', folder));
const settings = ['vite.config.ts', 'package-lock.json', 'scripts/command-bundle.mjs'].map((file) =>
  join(root, file),
);

/** Time of the newest change below a folder: a file's, or the folder's own when one was removed. */
function newest(folder) {
  let time = statSync(folder).mtimeMs;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.endsWith('.test.ts')) continue;
    const path = `${folder}/${entry.name}`;
    time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return time;
}

function isStale() {
  if (!existsSync(current)) return true;
  const built = statSync(current).mtimeMs;
  return (
    settings.some((file) => existsSync(file) && statSync(file).mtimeMs > built) ||
    sources.some((folder) => newest(folder) > built)
  );
}

async function newestBundle() {
  if (isStale()) {
    const { buildCommands } = await import('./command-bundle.mjs');
    await buildCommands(root, cache, current);
  }
  return join(cache, readFileSync(current, 'utf8'));
}

async function start() {
  let bundle;
  try {
    bundle = await newestBundle();
  } catch (error) {
    process.stderr.write(`The commands could not be built: ${error.message}\n`);
    process.exitCode = 2;
    return;
  }
  // V8 optimizes what runs for some milliseconds: in a command that is over in fifty, in vain.
  // A search of seconds loses nothing by waiting thirty times as long.
  setFlagsFromString('--interrupt-budget=4000000');
  const loader = new BundleLoader(bundle);
  await loader.load('main.cjs').main(process.argv.slice(2), join(bundle, 'programs'));
  loader.keep();
}

void start();
