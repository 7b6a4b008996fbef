/** Futures that were left: told of once in a visit, kept, and ringed where they break a rule. */
import type { Page } from '@playwright/test';
import { expect, karaRace, test } from './fixtures.ts';
import { Stepper } from './panels/stepper.ts';
import { readScreen } from './screen.ts';

async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test.describe('that the other future is kept', () => {
  test('is said with its length and where it begins, once in a visit', async ({
    page,
    stepper,
  }) => {
    await stepper.open();
    await press(page, ['1', '1', '1', 'ArrowLeft', 'ArrowLeft']);
    await expect(stepper.notice).toBeEmpty();
    await press(page, ['2']);
    await expect(stepper.notice).toHaveText(
      'The other future is kept: 2 steps from step 1. The small squares below its step bring it back.',
    );

    await press(page, ['Escape']);
    await expect(stepper.notice).toBeEmpty();
    await press(page, ['2', 'ArrowLeft', '1']);
    await stepper.expectStep(3);
    await expect(stepper.leftFuture('')).toHaveCount(2);
    await expect(stepper.notice).toBeEmpty();
    // Another scenario is no other visit.
    await stepper.header.scenario.selectOption('fork-exit');
    await expect(stepper.header.scenario).toHaveValue('fork-exit');
    await press(page, ['Escape', '1', 'ArrowLeft', '2']);
    await expect(stepper.leftFuture('')).toHaveCount(1);
    await expect(stepper.notice).toBeEmpty();
  });

  test('is said again in another tab, and of one step as of one', async ({ context, stepper }) => {
    for (const one of [stepper, new Stepper(await context.newPage())]) {
      await one.open();
      await press(one.page, ['1', 'ArrowLeft', '2']);
      await expect(one.notice).toHaveText(
        'The other future is kept: 1 step from step 0. The small squares below its step bring it back.',
      );
    }
  });

  test('is not said of a step that the known future begins with', async ({ page, stepper }) => {
    await stepper.open();
    await press(page, ['1', '1', 'ArrowLeft', '1']);
    await stepper.expectStep(2);
    await expect(stepper.notice).toBeEmpty();
  });
});

test.describe('a left future', () => {
  test('has a ring where it breaks a rule, and none where it breaks none', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
    const [went, other] = moves[1]?.actor === 0 ? ['CPU0', 'CPU1'] : ['CPU1', 'CPU0'];
    const ring = stepper.timeline.locator('rect[rx][stroke="var(--bad)"]');
    const short = moves.slice(0, -1);
    await stepper.open(emulator.linkTo(karaRace, short, 1));
    await stepper.expectStep(1);
    await stepper.cpus.step(other).click();
    await expect(stepper.leftFuture(`1: ${went} goes, ${short.length - 1} steps`)).toBeVisible();
    await expect(ring).toHaveCount(0);

    await page.goto('about:blank');
    await stepper.open(emulator.linkTo(karaRace, moves, 1));
    await stepper.expectStep(1);
    await stepper.cpus.step(other).click();
    const left = stepper.leftFuture(`1: ${went} goes, ${moves.length - 1} steps`);
    await expect(ring).toHaveCount(1);
    const [around, squares] = [await ring.boundingBox(), await left.boundingBox()];
    if (around === null || squares === null) throw new Error('the left future is not drawn');
    expect(around.x).toBeLessThan(squares.x + squares.width);
    expect(squares.x).toBeLessThan(around.x + around.width);
    expect(around.y).toBeLessThan(squares.y + squares.height);
    expect(squares.y).toBeLessThan(around.y + around.height);

    // Shown again it is the one with the break, and the other has none to ring.
    await left.click();
    await page.keyboard.press('End');
    expect(await readScreen(page, moves.length)).toEqual(
      new emulator.ExpectedScreens(karaRace, moves).at(moves.length, moves.length),
    );
    await expect(ring).toHaveCount(0);
  });
});
