/** What a screen reader hears: never more than one message in a second, and at last the true one. */
import type { Page } from '@playwright/test';
import { expect, karaRace, test } from './fixtures.ts';

/** Milliseconds by which the page's clock is moved on: no time is known better than this. */
const TICK = 50;

interface Message {
  readonly at: number;
  readonly text: string;
}

/** From here on every text that a live region gets is kept, with the time of the page's clock. */
async function listen(page: Page): Promise<() => Promise<readonly Message[]>> {
  await expect(page.getByRole('log')).toBeAttached();
  const messages = await page.evaluateHandle(() => {
    const kept: { at: number; text: string }[] = [];
    const log = document.querySelector('[role="log"]');
    if (log === null) throw new Error('there is no log');
    new MutationObserver(() => {
      const text = log.textContent ?? '';
      if (text !== '') kept.push({ at: Date.now(), text });
    }).observe(log, { childList: true, characterData: true, subtree: true });
    return kept;
  });
  return () => messages.jsonValue();
}

test('both live regions are there before the first step, in nothing hidden', async ({
  stepper,
}) => {
  await stepper.open();
  for (const region of [stepper.log, stepper.alert]) {
    await expect(region).toBeEmpty();
    // A region within something hidden has no role, and is no region when it begins to speak.
    await expect(region).toHaveCount(1);
    expect(await region.evaluate((one) => one.checkVisibility())).toBe(true);
    expect(await region.evaluate((one) => one.closest('[hidden], [inert]'))).toBeNull();
  }
});

test.describe('the log', () => {
  test('tells the very first step of a visit, though what tells it comes late', async ({
    page,
    stepper,
    emulator,
  }) => {
    await stepper.open();
    await expect(stepper.log).toBeEmpty();
    await page.keyboard.press('2');
    const moves = emulator.schedule(karaRace, [['CPU1', 1]]);
    await expect(stepper.log).toHaveText(emulator.announcementAt(karaRace, moves, 1));
  });

  test('is empty when the page loads', async ({ stepper, emulator }) => {
    await stepper.open(emulator.linkTo(karaRace, emulator.randomSchedule(karaRace, 1), 10));
    await stepper.expectStep(10);
    await expect(stepper.log).toBeEmpty();
    await expect(stepper.alert).toBeEmpty();
  });

  test('has at most one message a second while steps are played fast, the last one true', async ({
    page,
    stepper,
    emulator,
  }) => {
    await page.clock.install({ time: 0 });
    const moves = emulator.schedule(karaRace, [['CPU0', 40]]);
    await stepper.open(emulator.linkTo(karaRace, moves, 0));
    await stepper.playback.speed.selectOption('fast');
    const heard = await listen(page);
    await page.clock.pauseAt(10_000);
    await stepper.playback.play.click();
    // 40 steps of 120 ms, and the second in which the last message waits.
    for (let passed = 0; passed < 6200; passed += TICK) await page.clock.runFor(TICK);
    await stepper.expectStep(40);

    const messages = await heard();
    expect(messages.length).toBeGreaterThanOrEqual(4);
    expect(messages.length).toBeLessThanOrEqual(7);
    const gaps = messages.slice(1).map(({ at }, index) => at - (messages[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000 - TICK);
    expect(messages.at(-1)?.text).toBe(emulator.announcementAt(karaRace, moves, 40));
    await expect(stepper.log).toHaveText(emulator.announcementAt(karaRace, moves, 40));
  });

  test('says twenty quick steps by key in two messages: the first and the last', async ({
    page,
    stepper,
    emulator,
  }) => {
    await page.clock.install({ time: 0 });
    const moves = emulator.schedule(karaRace, [['CPU0', 20]]);
    await stepper.open(emulator.linkTo(karaRace, moves, 0));
    const heard = await listen(page);
    await page.clock.pauseAt(10_000);
    for (let step = 1; step <= 20; step += 1) await page.keyboard.press('1');
    await page.clock.runFor(3000);
    expect((await heard()).map(({ text }) => text)).toEqual([
      emulator.announcementAt(karaRace, moves, 1),
      emulator.announcementAt(karaRace, moves, 20),
    ]);
  });

  test('leaves a broken rule to the alert, at once and whole', async ({
    page,
    stepper,
    emulator,
  }) => {
    await page.clock.install({ time: 0 });
    const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
    await stepper.open(emulator.linkTo(karaRace, moves, moves.length - 2));
    await page.clock.pauseAt(10_000);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(stepper.alert).toHaveText(emulator.announcementAt(karaRace, moves, moves.length));
    await page.keyboard.press('ArrowLeft');
    await expect(stepper.alert).toBeEmpty();
  });
});
