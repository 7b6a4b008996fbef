/**
 * A line that chooses: one button per value, in place of the button that steps. No listing of the
 * kernel's has such a line, so the links are to an edited one, in which get_page has it.
 */
import { expect, karaRace, test } from './fixtures.ts';
import { readScreen } from './screen.ts';

const choosing = {
  ...karaRace,
  overlay: `operation get_page(page)
    many = choose 1..3                  # as many as the caller asks for
    atomic page._refcount += many
`,
};

/** CPU1's first line. */
const VALUES = [1, 2, 3];

const namesOf = (buttons: readonly string[]): string[] => buttons.map((one) => one.trim());

test.describe('a line that chooses', () => {
  for (const value of VALUES) {
    test(`has a button for each of its values; after ${value} the screen is the core’s`, async ({
      page,
      stepper,
      emulator,
    }) => {
      const moves = emulator.schedule(choosing, [
        ['CPU1', 1, value],
        ['CPU1', 1],
      ]);
      const expected = new emulator.ExpectedScreens(choosing, moves);
      await stepper.open(emulator.linkTo(choosing, [], 0));
      expect(await readScreen(page, 0)).toEqual(expected.at(0, 0));
      expect(namesOf(await stepper.cpus.choices('CPU1').allTextContents())).toEqual([
        '1',
        '2',
        '3',
      ]);
      await expect(stepper.cpus.step('CPU1')).toHaveCount(0);
      await expect(stepper.cpus.choices('CPU0')).toHaveCount(0);

      await stepper.cpus.choice('CPU1', value).click();
      const chosen = await readScreen(page, 1);
      expect(chosen).toEqual(expected.at(1, 1));
      expect(chosen.says).toContain(`CPU1 chooses ${value}.`);
      await expect(stepper.narration).toContainText(`CPU1 chooses ${value}.`);
      await expect(stepper.cpus.choices('CPU1')).toHaveCount(0);

      await stepper.cpus.step('CPU1').click();
      const counted = await readScreen(page, 2);
      expect(counted).toEqual(expected.at(2, 2));
      expect(counted.pages['P']?.refcount).toBe(2 + value);
    });
  }

  test('is not gone over by a key, nor by running on: somebody has to choose', async ({
    page,
    stepper,
    emulator,
  }) => {
    await stepper.open(emulator.linkTo(choosing, [], 0));
    await page.keyboard.press('2');
    await page.keyboard.press('e');
    await stepper.cpus.stepOver('CPU1').click();
    await stepper.cpus.runToEnd('CPU1').click();
    expect(await readScreen(page, 0)).toEqual(new emulator.ExpectedScreens(choosing, []).at(0, 0));
    // CPU0 comes to the same line, on its way to the page.
    await stepper.cpus.runToEnd('CPU0').click();
    await expect(stepper.cpus.choices('CPU0')).toHaveCount(VALUES.length);
    const stop = Number(await stepper.playback.step.inputValue());
    const moves = emulator.schedule(choosing, [['CPU0', stop]]);
    expect(await readScreen(page, stop)).toEqual(
      new emulator.ExpectedScreens(choosing, moves).at(stop, stop),
    );
    await expect(stepper.cpus.nextLine('CPU0')).toContainText('many = choose 1..3');
  });

  test('chosen otherwise after going back, keeps the first choice as another future', async ({
    page,
    stepper,
    emulator,
  }) => {
    await stepper.open(emulator.linkTo(choosing, [], 0));
    await stepper.cpus.choice('CPU1', 1).click();
    await stepper.cpus.step('CPU1').click();
    await page.keyboard.press('Home');
    await stepper.cpus.choice('CPU1', 3).click();
    const moves = emulator.schedule(choosing, [['CPU1', 1, 3]]);
    expect(await readScreen(page, 1)).toEqual(
      new emulator.ExpectedScreens(choosing, moves).at(1, 1),
    );
    await stepper.leftFuture('0: CPU1 goes, 2 steps').click();
    await page.keyboard.press('End');
    const first = emulator.schedule(choosing, [
      ['CPU1', 1, 1],
      ['CPU1', 1],
    ]);
    expect(await readScreen(page, 2)).toEqual(
      new emulator.ExpectedScreens(choosing, first).at(2, 2),
    );
  });

  test('is in the link: what was chosen is shown again', async ({ page, stepper, emulator }) => {
    const moves = emulator.schedule(choosing, [
      ['CPU0', 2],
      ['CPU1', 1, 2],
      ['CPU1', 1],
    ]);
    const link = emulator.linkTo(choosing, moves, 4);
    await stepper.open(link);
    const expected = new emulator.ExpectedScreens(choosing, moves);
    expect(await readScreen(page, 4)).toEqual(expected.at(4, 4));
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await readScreen(page, 2)).toEqual(expected.at(2, 4));
    await expect(stepper.cpus.choice('CPU1', 2)).toBeVisible();
  });

  test('is made by keyboard, and by the die', async ({ page, stepper, emulator }) => {
    await page.clock.install({ time: 0 });
    await stepper.open(emulator.linkTo(choosing, [], 0));
    await stepper.cpus.choice('CPU1', 2).focus();
    await page.keyboard.press('Enter');
    const moves = emulator.schedule(choosing, [['CPU1', 1, 2]]);
    expect(await readScreen(page, 1)).toEqual(
      new emulator.ExpectedScreens(choosing, moves).at(1, 1),
    );
    await page.keyboard.press('Home');
    await page.clock.pauseAt(10_000);
    await stepper.playback.speed.selectOption('fast');
    await stepper.playback.random.click();
    await page.clock.runFor(120 * 60);
    await stepper.expectStep(60);
    await expect(stepper.log).toContainText('Step ');
  });
});
