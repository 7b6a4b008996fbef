/**
 * Starts a command of src/cli. Node cannot load the listings (`*.step`) or the grammar, so Vite
 * bundles the commands on first use and whenever a source is newer than the bundle. Nothing but
 * the command's own output goes to stdout.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, 'node_modules', '.cache', 'pinscope');
const bundle = join(cache, 'main.mjs');

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
const settings = ['vite.config.ts', 'package-lock.json'].map((file) => join(root, file));

/** Time of the newest change below a folder: a file's, or the folder's own when one was removed. */
function newest(folder) {
  let time = statSync(folder).mtimeMs;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return time;
}

function isStale() {
  if (!existsSync(bundle)) return true;
  const built = statSync(bundle).mtimeMs;
  return (
    sources.some((folder) => newest(folder) > built) ||
    settings.some((file) => existsSync(file) && statSync(file).mtimeMs > built)
  );
}

/** Into a folder of its own first, so that two commands started at once do not meet half a bundle. */
async function build() {
  const { build: bundled } = await import('vite');
  const own = join(cache, `build-${process.pid}`);
  mkdirSync(own, { recursive: true });
  try {
    await bundled({
      root,
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'silent',
      publicDir: false,
      build: {
        ssr: join(root, 'src', 'cli', 'main.ts'),
        outDir: own,
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        rollupOptions: { output: { entryFileNames: 'main.mjs', codeSplitting: false } },
      },
    });
    rmSync(join(cache, 'programs'), { recursive: true, force: true });
    renameSync(join(own, 'main.mjs'), bundle);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

if (isStale()) {
  try {
    await build();
  } catch (error) {
    process.stderr.write(`The commands could not be built: ${error.message}\n`);
    process.exit(2);
  }
}
await import(pathToFileURL(bundle).href);
