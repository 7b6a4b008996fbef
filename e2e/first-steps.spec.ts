/** The first clicks of a visit: who has found a large button finds the next click in the same place. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { Stepper } from './panels/stepper.ts';

/** The large buttons once the first screen has gone; on a phone they are those of the bar. */
const again = (page: Page): Locator =>
  page
    .getByRole('region', { name: 'Large step buttons' })
    .or(page.getByRole('group', { name: 'Step', exact: true }));

async function boxOf(button: Locator): Promise<Record<'x' | 'y' | 'width' | 'height', number>> {
  const box = await button.boundingBox();
  if (box === null) throw new Error('the button is not there');
  const { x, y, width, height } = box;
  const [left, top, wide, high] = [x, y, width, height].map(Math.round);
  return { x: left ?? 0, y: top ?? 0, width: wide ?? 0, height: high ?? 0 };
}

async function firstClick(page: Page, stepper: Stepper, name: string) {
  await stepper.open();
  const first = stepper.firstVisit.getByRole('button', { name });
  const before = await boxOf(first);
  await first.click();
  await stepper.expectStep(1);
  const next = again(page).getByRole('button', { name });
  await expect(next).toBeVisible();
  return { before, next };
}

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
  [390, 844],
] as const) {
  test.describe(`${width}x${height}`, () => {
    test.use({ viewport: { width, height } });

    for (const name of ['Step CPU0', 'Step CPU1']) {
      test(`“${name}” stays under the pointer and keeps the focus, step after step`, async ({
        page,
        stepper,
      }) => {
        const { before, next } = await firstClick(page, stepper, name);
        expect(await boxOf(next)).toEqual(before);
        await expect(next).toBeFocused();
        const [x, y] = [before.x + before.width / 2, before.y + before.height / 2];
        for (const step of [2, 3, 4]) {
          await page.mouse.click(x, y);
          await stepper.expectStep(step);
          expect(await boxOf(next)).toEqual(before);
        }
        await page.keyboard.press('ArrowLeft');
        await stepper.expectStep(3);
        await expect(next).toBeVisible();
        const scrolls = await page.evaluate(
          () => document.documentElement.scrollHeight > document.documentElement.clientHeight,
        );
        expect(scrolls).toBe(width < 1280);
      });
    }
  });
}

test('the large buttons go once the small ones beside the CPUs are used', async ({
  page,
  stepper,
}) => {
  await firstClick(page, stepper, 'Step CPU0');
  await expect(again(page)).toBeVisible();
  await stepper.cpus.step('CPU1').click();
  await stepper.expectStep(2);
  await expect(again(page)).toHaveCount(0);
  await expect(stepper.cpus.step('CPU1')).toBeFocused();
});

test('a large button of a CPU that waits says why, and does nothing', async ({ page, stepper }) => {
  await firstClick(page, stepper, 'Step CPU1');
  const large = again(page);
  const cpu1 = large.getByRole('button', { name: 'Step CPU1' });
  let steps = 1;
  while ((await cpu1.count()) > 0) {
    await cpu1.click();
    steps += 1;
    await stepper.expectStep(steps);
  }
  const done = large.getByRole('button', { name: 'CPU1: done' });
  await expect(done).toHaveAttribute('aria-disabled', 'true');
  await done.click({ force: true });
  await stepper.expectStep(steps);
});

test('the first screen says what the CPUs are there for, and so does each of them', async ({
  stepper,
}) => {
  await stepper.open();
  await expect(stepper.firstVisit).toContainText('CPU1, anybody, calls get_page and put_page.');
  await expect(stepper.cpus.actor('CPU1')).toHaveAccessibleDescription(
    'CPU1, anybody, calls get_page and put_page.',
  );
  await expect(stepper.firstVisit).toContainText(
    'until it ends, P must say that it is pinned: that is “pin is seen”.',
  );
});
