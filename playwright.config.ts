import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './scripts/browser.mjs';

const PORT = 4319;

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/emulator-bundle.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: 'reports/playwright.json' }]],
  expect: { toMatchAriaSnapshot: { children: 'equal' } },
  use: {
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1280, height: 720 },
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    launchOptions: chromiumLaunch(),
  },
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort`,
    port: PORT,
    reuseExistingServer: process.env['CI'] === undefined,
  },
});
