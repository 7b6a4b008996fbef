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
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'code-state', test: /node_modules\/@codemirror\/state\//, priority: 1 },
            { name: 'code-view', test: /node_modules\/@codemirror\/view\// },
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
          groups: [{ name: 'reading', test: /src\/listing\/read\/|node_modules\/@lezer\// }],
        },
      },
    },
  },
  test: {
    include: ['src/**/*.test.ts'],
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
  },
});
