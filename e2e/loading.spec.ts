/**
 * Programs come compiled; the compiler is loaded where one is missing. What fails here on purpose
 * is said in the console, so these tests do without the watch over it.
 */
import { expect, test } from '@playwright/test';
import { Stepper } from './panels/stepper.ts';

const PROGRAMS = '**/programs/**';
const COMPILER = '**/assets/compiling-library-*.js';

test('the first load asks for one program and no compiler', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await new Stepper(page).open();
  await page.waitForLoadState('networkidle');
  expect(asked.filter((path) => path.startsWith('/programs/'))).toEqual([
    expect.stringMatching(/\/kara-race\/july-2018\/vm\.json$/),
  ]);
  expect(asked.filter((path) => /compil(e-|ing-)|\/read-|\/highlight-/.test(path))).toEqual([]);
});

const RUN_STRIP = /\/assets\/run-strip-[^/]*\.js$/;

test('what tells of a schedule is loaded with the first step, and the first screen stays until then', async ({
  page,
}) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  await page.route(RUN_STRIP, async (route) => {
    asked += 1;
    await held;
    await route.continue();
  });
  const stepper = new Stepper(page);
  await stepper.open();
  await page.waitForLoadState('networkidle');
  expect(asked).toBe(0);
  await page.keyboard.press('1');
  await expect.poll(() => asked).toBe(1);
  await page.keyboard.press('1');
  await expect(stepper.firstVisit).toBeVisible();
  release();
  await stepper.expectStep(2);
  await expect(stepper.firstVisit).toBeHidden();
});

test('it is loaded without a step, too, once the page rests', async ({ page }) => {
  const loaded = page.waitForResponse(RUN_STRIP);
  await new Stepper(page).open();
  expect((await loaded).ok()).toBe(true);
});

test('a first step that can not be told is not lost: the message has its address', async ({
  page,
}) => {
  await page.route(RUN_STRIP, (route) => route.abort());
  const stepper = new Stepper(page);
  await stepper.open();
  await page.keyboard.press('1');
  await expect(page.getByRole('alert')).toContainText('#/s/kara-race/july-2018/vm/');
  await page.unroute(RUN_STRIP);
  await page.getByRole('button', { name: 'Open it again' }).click();
  await stepper.expectStep(1);
});

test('a program that cannot be fetched is compiled in the page', async ({ page }) => {
  await page.route(PROGRAMS, (route) => route.abort());
  const stepper = new Stepper(page);
  await stepper.open();
  await page.keyboard.press('1');
  await stepper.expectStep(1);
  await stepper.header.scenario.selectOption('fork-exit');
  await expect(stepper.firstVisit).toBeVisible();
});

test('without program and compiler a sentence says so', async ({ page }) => {
  await page.route(PROGRAMS, (route) => route.abort());
  await page.route(COMPILER, (route) => route.abort());
  await page.goto('./#/');
  await expect(page.getByRole('alert')).toHaveText(
    'The scenario could not be loaded. Check the connection, then choose it again or reload the page.',
  );
});

test('a choice that cannot be loaded leaves open what is open', async ({ page }) => {
  const stepper = new Stepper(page);
  await stepper.open();
  await page.keyboard.press('1');
  await page.route(PROGRAMS, (route) => route.abort());
  await page.route(COMPILER, (route) => route.abort());
  await stepper.header.scenario.selectOption('fork-exit');
  await expect(stepper.notice).toContainText('The scenario could not be loaded.');
  await expect(stepper.header.scenario).toHaveValue('kara-race');
  await stepper.expectStep(1);
});
