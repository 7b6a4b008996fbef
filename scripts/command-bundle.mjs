/** Bundles the commands of src/cli for scripts/pinscope.cjs. */
import {
  existsSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';

/**
 * Each bundle has a folder of its own below `cache`, so that two commands started at once do not meet
 * half of one; the file `current` names the newest. The one before is left alone: a command may be
 * at work in it.
 */
export async function buildCommands(root, cache, current) {
  mkdirSync(cache, { recursive: true });
  const before = existsSync(current) ? readFileSync(current, 'utf8') : '';
  const folder = mkdtempSync(join(cache, 'bundle-'));
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'silent',
    publicDir: false,
    build: {
      ssr: join(root, 'src', 'cli', 'main.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rollupOptions: {
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name]-[hash].cjs',
          codeSplitting: true,
        },
      },
    },
  });
  const own = `${current}.${process.pid}`;
  writeFileSync(own, basename(folder));
  renameSync(own, current);
  const kept = new Set([basename(folder), before, basename(current)]);
  for (const name of readdirSync(cache)) {
    if (!kept.has(name)) rmSync(join(cache, name), { recursive: true, force: true });
  }
}
