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
