/** Playing, the random scheduler, branches, reset. */
import { expect, karaRace, test } from './fixtures.ts';
import { readScreen } from './screen.ts';

test.describe('play', () => {
  for (const [speed, ms] of [
    ['slow', 1000],
    ['normal', 400],
    ['fast', 120],
  ] as const) {
    test(`${speed} makes one recorded step in ${ms} ms, and pauses at the end`, async ({
      page,
      stepper,
      emulator,
    }) => {
      await page.clock.install({ time: 0 });
      const moves = emulator.schedule(karaRace, [['CPU0', 8]]);
      await stepper.open(emulator.linkTo(karaRace, moves, 0));
      await stepper.playback.speed.selectOption(speed);
      await page.clock.pauseAt(10_000);
      await stepper.playback.play.click();
      for (let step = 1; step <= 5; step += 1) {
        await page.clock.runFor(ms - 10);
        await stepper.expectStep(step - 1);
        await page.clock.runFor(10);
        await stepper.expectStep(step);
      }
      await stepper.playback.pause.click();
      await page.clock.runFor(5 * ms);
      await stepper.expectStep(5);
      await stepper.playback.play.click();
      await page.clock.runFor(4 * ms);
      await stepper.expectStep(8);
      await expect(stepper.playback.play).toBeVisible();
      expect(await readScreen(page, 8)).toEqual(
        new emulator.ExpectedScreens(karaRace, moves).at(8, 8),
      );
    });
  }

  test('remembers its speed', async ({ page, stepper, emulator }) => {
    await stepper.open(emulator.linkTo(karaRace, emulator.schedule(karaRace, [['CPU0', 2]]), 0));
    await stepper.playback.speed.selectOption('fast');
    await page.reload();
    await expect(stepper.playback.speed).toHaveValue('2');
  });

  test('pauses where a step breaks a rule', async ({ page, stepper, emulator }) => {
    await page.clock.install({ time: 0 });
    const moves = emulator.schedule(karaRace, [
      ['CPU1', 5],
      ['CPU0', 60],
      ['CPU1', Infinity],
      ['device', Infinity],
    ]);
    const broken = emulator.breaches(karaRace, moves)[0]?.step ?? 0;
    expect(broken).toBeGreaterThan(10);
    expect(broken).toBeLessThan(moves.length);
    await stepper.open(emulator.linkTo(karaRace, moves, broken - 2));
    await page.clock.pauseAt(10_000);
    await page.keyboard.press('Space');
    await page.clock.runFor(5000);
    await stepper.expectStep(broken);
    await expect(stepper.playback.play).toBeVisible();
  });
});

test.describe('the random scheduler', () => {
  test('throws the same schedule for the same seed, another for another', async ({
    page,
    stepper,
  }) => {
    await page.clock.install({ time: 0 });
    await stepper.open();
    await page.keyboard.press('1');
    await stepper.playback.speed.selectOption('fast');
    await page.clock.pauseAt(10_000);
    const thrown = async (seed: number): Promise<string> => {
      await stepper.playback.seed.fill(String(seed));
      await stepper.playback.seed.press('Enter');
      await stepper.playback.step.fill('0');
      await stepper.playback.step.press('Enter');
      await stepper.expectStep(0);
      await stepper.playback.random.click();
      await page.clock.runFor(30 * 120);
      await stepper.expectStep(30);
      await stepper.playback.random.click();
      await page.clock.runFor(1000);
      return new URL(page.url()).hash;
    };
    const first = await thrown(7);
    const other = await thrown(8);
    const again = await thrown(7);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test('plays on where the recording ends, until all are done', async ({ page, stepper }) => {
    await page.clock.install({ time: 0 });
    await stepper.open('#/s/last-reference/v4.18/none');
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await stepper.playback.speed.selectOption('fast');
    await page.clock.pauseAt(10_000);
    await stepper.playback.play.click();
    await page.clock.runFor(200 * 120);
    await expect(stepper.playback.play).toBeVisible();
    await expect(
      stepper.cpus.actor('CPU0').getByRole('button', { name: 'CPU0: done' }),
    ).toBeVisible();
  });
});

test.describe('a branch', () => {
  test('keeps the future that was left, and shows it again', async ({
    page,
    stepper,
    emulator,
  }) => {
    await stepper.open();
    for (const key of ['1', '1', '1', 'ArrowLeft', 'ArrowLeft', '2'])
      await page.keyboard.press(key);
    await stepper.expectStep(2);
    const left = stepper.timeline.getByRole('button', {
      name: 'Other future from step 1: CPU0 goes, 2 steps',
    });
    await left.click();
    const old = emulator.schedule(karaRace, [['CPU0', 3]]);
    expect(await readScreen(page, 2)).toEqual(new emulator.ExpectedScreens(karaRace, old).at(2, 3));
    await page.keyboard.press('ArrowRight');
    expect(await readScreen(page, 3)).toEqual(new emulator.ExpectedScreens(karaRace, old).at(3, 3));

    const other = stepper.timeline.getByRole('button', {
      name: 'Other future from step 1: CPU1 goes, 1 step',
    });
    await other.click();
    const branch = emulator.schedule(karaRace, [
      ['CPU0', 1],
      ['CPU1', 1],
    ]);
    expect(await readScreen(page, 2)).toEqual(
      new emulator.ExpectedScreens(karaRace, branch).at(2, 2),
    );
  });

  test('is not made by a step that the known future begins with', async ({ page, stepper }) => {
    await stepper.open();
    for (const key of ['1', '1', '1', 'ArrowLeft', 'ArrowLeft', '1'])
      await page.keyboard.press(key);
    await stepper.expectStep(2);
    await expect(stepper.moment).toHaveAttribute('aria-valuemax', '3');
    await expect(stepper.timeline.getByRole('button')).toHaveCount(0);
  });
});

test.describe('reset', () => {
  test('forgets the schedule, and can be taken back', async ({ page, stepper, emulator }) => {
    const moves = emulator.randomSchedule(karaRace, 9);
    await stepper.open(emulator.linkTo(karaRace, moves, 21));
    await stepper.playback.reset.click();
    await expect(stepper.firstVisit).toBeVisible();
    await expect(stepper.notice).toContainText('Back at the start.');
    await stepper.notice.getByRole('button', { name: 'Undo' }).click();
    expect(await readScreen(page, 21)).toEqual(
      new emulator.ExpectedScreens(karaRace, moves).at(21, moves.length),
    );
  });
});

test.describe('the start', () => {
  test('is the first screen again, with the way forward, where no future was left', async ({
    page,
    stepper,
    emulator,
  }) => {
    await stepper.open();
    for (const key of ['1', '2', '1']) await page.keyboard.press(key);
    await page.keyboard.press('Home');
    await expect(stepper.firstVisit).toBeVisible();
    await expect(stepper.firstVisit).toContainText('3 steps are recorded');
    await expect(stepper.timeline).toBeHidden();
    await stepper.playback.forward.click();
    const moves = emulator.schedule(karaRace, [
      ['CPU0', 1],
      ['CPU1', 1],
      ['CPU0', 1],
    ]);
    expect(await readScreen(page, 1)).toEqual(
      new emulator.ExpectedScreens(karaRace, moves).at(1, 3),
    );
    await stepper.playback.back.click();
    await stepper.firstVisit.getByRole('button', { name: 'Step CPU1' }).click();
    await expect(stepper.leftFuture('0: CPU0 goes, 3 steps')).toBeVisible();
  });

  test('keeps the timeline where a future was left: its squares lead there', async ({
    page,
    stepper,
  }) => {
    await stepper.open();
    for (const key of ['1', '1', 'ArrowLeft', '2', 'Home']) await page.keyboard.press(key);
    await stepper.expectStep(0);
    await expect(stepper.firstVisit).toBeHidden();
    await stepper.leftFuture('1: CPU0 goes, 1 step').click();
    await stepper.expectStep(2);
  });
});

test.describe('the timeline', () => {
  test('goes to the start when the pointer that was drawn beyond it lets go', async ({
    page,
    stepper,
    emulator,
  }) => {
    await stepper.open(emulator.linkTo(karaRace, emulator.schedule(karaRace, [['CPU0', 9]]), 9));
    await stepper.expectStep(9);
    const box = await stepper.moment.boundingBox();
    if (box === null) throw new Error('the timeline is not there');
    await page.mouse.move(box.x + 60, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x - 30, box.y + 20, { steps: 4 });
    await stepper.expectStep(1);
    await page.mouse.move(box.x + 60, box.y + 20, { steps: 4 });
    await stepper.expectStep(3);
    await page.mouse.move(box.x - 30, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await expect(stepper.firstVisit).toBeVisible();
  });

  test('is scrubbed by pointer to the step under it', async ({ page, stepper, emulator }) => {
    const moves = emulator.schedule(karaRace, [['CPU0', 30]]);
    await stepper.open(emulator.linkTo(karaRace, moves, 30));
    const box = await stepper.moment.boundingBox();
    if (box === null) throw new Error('the timeline is not there');
    await page.mouse.move(box.x + 2, box.y + 20);
    await page.mouse.down();
    await stepper.expectStep(1);
    await page.mouse.move(box.x + box.width - 2, box.y + 20, { steps: 4 });
    await stepper.expectStep(30);
    await page.mouse.up();
  });
});
