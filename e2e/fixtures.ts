/**
 * What every test has: the core to compare with, the page as panels, and a watch over the console
 * and the network. An error anywhere, or a request that leaves the origin, fails the test.
 */
import { expect, test as base, type Page } from '@playwright/test';
import { loadEmulator } from './emulator-bundle.ts';
import { Stepper } from './panels/stepper.ts';

export { expect };

/** The core, bundled for Node. */
export type Emulator = typeof import('./emulator.ts');

/** What the page opens with. */
export const karaRace = { scenario: 'kara-race', design: 'july-2018', debug: 'vm' } as const;

export const test = base.extend<{ stepper: Stepper; quiet: undefined }, { emulator: Emulator }>({
  emulator: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from here
    async ({}, use) => {
      await use(await loadEmulator());
    },
    { scope: 'worker' },
  ],
  stepper: async ({ page }, use) => {
    await use(new Stepper(page));
  },
  quiet: [
    async ({ page, baseURL }, use) => {
      const problems = watch(page, baseURL ?? '');
      await use(undefined);
      expect(problems, 'the console and the network stay quiet').toEqual([]);
    },
    { auto: true },
  ],
});

function watch(page: Page, origin: string): readonly string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) problems.push(`request: ${url}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // A page that is left drops what it still waits for.
    if (why !== 'net::ERR_ABORTED') problems.push(`failed: ${request.url()} ${why}`);
  });
  return problems;
}
