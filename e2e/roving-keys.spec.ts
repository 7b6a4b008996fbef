/** Lists of buttons are one stop for Tab; the arrow keys go through them, and step nothing. */
import type { Locator, Page } from '@playwright/test';
import { expect, karaRace, test } from './fixtures.ts';
import type { Stepper } from './panels/stepper.ts';
import { readScreen } from './screen.ts';

const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);

/** Names of the buttons in the order of the keys, and which of them Tab stops at. */
async function list(buttons: Locator): Promise<{ names: string[]; stops: string[] }> {
  const all = await buttons.evaluateAll((elements) =>
    elements.map((one) => ({
      name: one.getAttribute('aria-label') ?? '',
      isStop: one instanceof HTMLElement && one.tabIndex === 0,
    })),
  );
  return {
    names: all.map(({ name }) => name),
    stops: all.filter(({ isStop }) => isStop).map(({ name }) => name),
  };
}

/** Tab until one of the buttons has the focus; which. */
async function tabInto(page: Page, names: readonly string[]): Promise<string> {
  for (let tabs = 0; tabs < 80; tabs += 1) {
    const name = await focused(page);
    if (name !== null && names.includes(name)) return name;
    await page.keyboard.press('Tab');
  }
  throw new Error(`eighty tabs reach none of ${names.join(', ')}`);
}

const writesOf = (stepper: Stepper): Locator =>
  stepper.page
    .getByRole('table')
    .filter({ has: stepper.page.getByRole('columnheader', { name: 'word 8' }) })
    .getByRole('button', { name: /^Go to step \d+, / });

const toldOf = (stepper: Stepper): Locator =>
  stepper.page
    .getByRole('group', { name: 'Steps told of' })
    .getByRole('button', { name: /^Go to step \d+: / });

test('every write to the words: up and down, first and last, Enter goes there', async ({
  page,
  stepper,
  emulator,
}) => {
  const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
  const end = moves.length;
  await stepper.open(emulator.linkTo(karaRace, moves, end));
  await readScreen(page, end);
  const writes = writesOf(stepper);
  const { names, stops } = await list(writes);
  expect(names.length).toBeGreaterThan(4);
  expect(stops).toEqual(names.slice(-1));
  expect(await tabInto(page, names)).toBe(names.at(-1));

  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toBe(names.at(-1));
  await page.keyboard.press('ArrowUp');
  expect(await focused(page)).toBe(names.at(-2));
  expect((await list(writes)).stops).toEqual([names.at(-2)]);
  await page.keyboard.press('Home');
  expect(await focused(page)).toBe(names[0]);
  await page.keyboard.press('ArrowUp');
  expect(await focused(page)).toBe(names[0]);
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toBe(names[1]);
  await page.keyboard.press('End');
  expect(await focused(page)).toBe(names.at(-1));
  await stepper.expectStep(end);

  await page.keyboard.press('ArrowUp');
  const step = Number(/^Go to step (\d+),/.exec(names.at(-2) ?? '')?.[1]);
  expect(step).toBeGreaterThan(0);
  expect(step).toBeLessThan(end);
  await page.keyboard.press('Enter');
  expect(await readScreen(page, step)).toEqual(
    new emulator.ExpectedScreens(karaRace, moves).at(step, end),
  );
});

test('steps that the picture tells of: the arrows go from one to the next, Enter goes there', async ({
  page,
  stepper,
  emulator,
}) => {
  const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
  const end = moves.length - 1;
  await stepper.open(emulator.linkTo(karaRace, moves, end));
  await readScreen(page, end);
  const told = toldOf(stepper);
  const { names, stops } = await list(told);
  expect(names.length).toBeGreaterThan(1);
  expect(stops).toEqual(names.slice(0, 1));
  expect(await tabInto(page, names)).toBe(names[0]);

  await page.keyboard.press('ArrowLeft');
  expect(await focused(page)).toBe(names[0]);
  for (const name of names.slice(1)) {
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toBe(name);
    expect((await list(told)).stops).toEqual([name]);
  }
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toBe(names.at(-1));
  await page.keyboard.press('ArrowUp');
  expect(await focused(page)).toBe(names.at(-2));
  await stepper.expectStep(end);

  const step = Number(/^Go to step (\d+):/.exec(names.at(-2) ?? '')?.[1]);
  await page.keyboard.press('Enter');
  expect(await readScreen(page, step)).toEqual(
    new emulator.ExpectedScreens(karaRace, moves).at(step, moves.length),
  );
});
