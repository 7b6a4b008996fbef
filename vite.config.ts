import { lezer } from '@lezer/generator/rollup';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { compiledPrograms } from './scripts/compiled-programs.mjs';

/** What the built site may load: itself. The dev server needs inline scripts, so it goes without. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Small parts of the first screen that what comes later uses, too. */
const SHARED = [
  'ui/glyph/',
  'ui/header/logo',
  'ui/store-context',
  'ui/use-layout-kind',
  'ui/cpus/highlighted-text.tsx',
  'store/session',
  'store/memory',
  'store/kept-session',
  'store/run-ahead',
  'kernel/edition.ts',
  'kernel/hex-word',
  'kernel/lru-list',
  'kernel/pagevecs',
  'kernel/scenario-library',
  'kernel/short-hash',
  'kernel/word-meaning',
  'picture/text-width',
  'trace/bit-stream',
  'trace/call-stack',
  'trace/checksum',
  'trace/link',
  'trace/run',
];

const isShared = (file: string): boolean =>
  !file.includes('.css') && SHARED.some((part) => file.includes(`/src/${part}`));

/** The listings as text, which only a compiler needs: they grow with every design. */
const LISTINGS = /\/src\/kernel\/listings\/.*\.step/;

function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}

export default defineConfig({
  base: './',
  plugins: [react(), lezer(), compiledPrograms(), contentSecurityPolicy()],
  // Parts of the editor that are too large for one file.
  build: {
    // Of a part that comes later only its styles are named beforehand: the names of all its files
    // would make the first load larger, and each of them names the next by itself.
    modulePreload: {
      resolveDependencies: (_, files, { hostType }) =>
        hostType === 'js' ? files.filter((file) => file.endsWith('.css')) : files,
    },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'code-state', test: /node_modules\/@codemirror\/state\//, priority: 1 },
            { name: 'code-view', test: /node_modules\/@codemirror\/view\// },
            // One file costs less than twenty.
            { name: 'shared', test: isShared },
            { name: 'listings', test: LISTINGS },
          ],
        },
      },
    },
  },
  // What a worker seldom needs comes in files of its own.
  worker: {
    format: 'es',
    plugins: () => [lezer()],
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'reading', test: /src\/listing\/read\/|node_modules\/@lezer\// },
            { name: 'listings', test: LISTINGS },
          ],
        },
      },
    },
  },
  test: {
    include: ['src/**/*.test.ts'],
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
  },
});
