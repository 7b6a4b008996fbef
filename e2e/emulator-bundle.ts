/** Bundles emulator.ts once before the tests: Node itself can load neither listings nor grammar. */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const folder = dirname(fileURLToPath(import.meta.url));
const root = dirname(folder);
const bundle = join(root, 'node_modules', '.cache', 'pinscope-e2e');

/** The bundled core. Throws where the tests were started without the set-up of the configuration. */
export async function loadEmulator(): Promise<typeof import('./emulator.ts')> {
  return import(pathToFileURL(join(bundle, 'emulator.mjs')).href);
}

// oxlint-disable-next-line import/no-default-export -- Playwright calls a set-up by its default export
export default async function bundleEmulator(): Promise<void> {
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: join(folder, 'emulator.ts'),
      outDir: bundle,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'emulator.mjs', codeSplitting: false } },
    },
  });
}
