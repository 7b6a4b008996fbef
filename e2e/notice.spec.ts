/** What is said about the session leaves by itself, covers no control, and asks for no haste. */
import { expect, test } from './fixtures.ts';

/** Longer than a sentence is seen. */
const LONG = 60_000;

test.beforeEach(async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.clock.install();
});

test('a message leaves the screen by itself, and stays for whoever reads the live region', async ({
  page,
  stepper,
}) => {
  await stepper.open();
  await page.keyboard.press('1');
  await page.getByRole('button', { name: 'Share' }).click();
  const message = stepper.notice.locator('.notice');
  await expect(message).toBeVisible();
  await message.hover();
  await page.clock.runFor(LONG);
  await expect(message).not.toHaveClass(/notice-left/);
  await page.mouse.move(5, 300);
  await page.clock.runFor(LONG);
  await expect(message).toHaveClass(/notice-left/);
  expect((await message.boundingBox())?.width).toBe(1);
  await expect(stepper.notice).toContainText('Copied the link to step 1.');
});

test('what can be taken back can be taken back by key after the message has left', async ({
  page,
  stepper,
}) => {
  await stepper.open();
  for (const key of ['1', '1', 'r']) await page.keyboard.press(key);
  const message = stepper.notice.locator('.notice');
  await expect(message).toBeVisible();
  await page.clock.runFor(LONG);
  await expect(message).toHaveClass(/notice-left/);
  const undo = stepper.notice.getByRole('button', { name: 'Undo' });
  await undo.focus();
  expect((await message.boundingBox())?.width).toBeGreaterThan(100);
  await undo.press('Enter');
  await stepper.expectStep(2);
});

test('what could not be opened is said until it is closed', async ({ page, stepper }) => {
  await page.goto('./#/s/no-such-race/july-2018/vm/');
  const message = stepper.notice.locator('.notice');
  await expect(message).toBeVisible();
  await page.clock.runFor(LONG);
  await expect(message).not.toHaveClass(/notice-left/);
  await stepper.notice.getByRole('button', { name: 'Close this message' }).click();
  await expect(stepper.notice).toBeEmpty();
});

test('a message covers no button of the header, and goes with its screen', async ({
  page,
  stepper,
}) => {
  await stepper.open();
  await page.keyboard.press('1');
  await page.getByRole('button', { name: 'Share' }).click();
  const message = await stepper.notice.locator('.notice').boundingBox();
  const header = await page.getByRole('banner').boundingBox();
  expect(message?.y).toBeGreaterThanOrEqual((header?.y ?? 0) + (header?.height ?? 0));
  await page.getByRole('button', { name: 'Find a bug' }).click();
  await expect(page.getByRole('button', { name: 'Back to the stepper' })).toBeVisible();
  await expect(stepper.notice).toBeEmpty();
});
