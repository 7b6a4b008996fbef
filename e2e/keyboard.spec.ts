/** The whole story without a pointer; after every action something visible has the focus. */
import type { Page } from '@playwright/test';
import { expect, karaRace, test } from './fixtures.ts';
import { readScreen } from './screen.ts';

/** What has the focus, and whether a person can see that: in view, not covered, with a ring. */
async function focusOf(
  page: Page,
): Promise<{ readonly name: string; readonly problems: readonly string[] }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) {
      return { name: 'body', problems: ['nothing has the focus'] };
    }
    const problems: string[] = [];
    const box = element.getBoundingClientRect();
    // What a label wears for its hidden input is where the focus is seen.
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLSelectElement
        ? element.labels?.[0]
        : undefined;
    const isTiny = box.width < 2 || box.height < 2;
    const seen = isTiny && label !== undefined ? label : element;
    const { left, top, right, bottom, width, height } = seen.getBoundingClientRect();
    if (width < 4 || height < 4) problems.push(`it is ${width} x ${height} px`);
    if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth) {
      problems.push('it is out of view');
    }
    const x = Math.min(
      innerWidth - 1,
      Math.max(0, (Math.max(left, 0) + Math.min(right, innerWidth)) / 2),
    );
    const y = Math.min(
      innerHeight - 1,
      Math.max(0, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2),
    );
    const over = document.elementFromPoint(x, y);
    if (over !== null && !seen.contains(over) && !over.contains(seen)) {
      problems.push(
        `it is covered by ${over.tagName.toLowerCase()}.${over.getAttribute('class') ?? ''}`,
      );
    }
    const rings = [element, seen, ...seen.querySelectorAll('*')].some((one) => {
      const style = getComputedStyle(one);
      return (
        (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') ||
        style.boxShadow !== 'none'
      );
    });
    if (!element.matches(':focus-visible') || !rings) problems.push('it has no ring');
    return {
      name: element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? '',
      problems,
    };
  });
}

async function expectFocus(page: Page): Promise<void> {
  await expect.poll(async () => (await focusOf(page)).problems).toEqual([]);
}

/** Presses a key; afterwards something visible has the focus. */
async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await expectFocus(page);
}

/** Tab until the element of this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let tabs = 0; tabs < 80; tabs += 1) {
    if (name.test((await focusOf(page)).name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`eighty tabs reach no ${name.source}`);
}

test('the story by keyboard alone: found, broken, back, branched, jumped, looked up', async ({
  page,
  stepper,
  emulator,
}) => {
  await stepper.open();
  const shortest = emulator.shortestBreaking(karaRace, 'pin-seen').length;

  await test.step('the first step is made from the start screen, and the focus stays on the page', async () => {
    await tabTo(page, /^\s*Step CPU1/);
    await expectFocus(page);
    await press(page, 'Enter');
    await stepper.expectStep(1);
  });

  let steps = 1;
  await test.step('the race is found with the keys 1 and 2', async () => {
    const isPutting = stepper.cpus.inCall('CPU1', 'put_page');
    for (; (await isPutting.count()) === 0; steps += 1) await press(page, '2');
    let screen = await readScreen(page, steps);
    while (screen.references.pins === 0) {
      await press(page, '1');
      steps += 1;
      screen = await readScreen(page, steps);
    }
    while (screen.alert === '' && steps < shortest + 10) {
      await press(page, '2');
      steps += 1;
      screen = await readScreen(page, steps);
    }
    await expect(stepper.alert).toContainText('This breaks the rule “pin is seen”.');
  });

  await test.step('back, and by events', async () => {
    await press(page, 'ArrowLeft');
    await expect(stepper.alert).toBeEmpty();
    await press(page, 'Shift+ArrowLeft');
    await press(page, 'Shift+ArrowRight');
    await press(page, 'End');
    await stepper.expectStep(steps);
    await press(page, 'Home');
    await stepper.expectStep(0);
    await press(page, 'ArrowRight');
    await stepper.expectStep(1);
  });

  await test.step('a branch is made, and the old future shown again', async () => {
    await press(page, '1');
    await expect(stepper.moment).toHaveAttribute('aria-valuemax', '2');
    await tabTo(page, /^Other future from step 1: CPU1 goes/);
    await expectFocus(page);
    await press(page, 'Enter');
    await expect(stepper.moment).toHaveAttribute('aria-valuemax', String(steps));
  });

  await test.step('a moment is jumped to on the timeline', async () => {
    await tabTo(page, /^Moment shown/);
    await press(page, 'End');
    await stepper.expectStep(steps);
    await press(page, 'PageUp');
    await stepper.expectStep(steps - 10);
    await press(page, 'Home');
    await stepper.expectStep(0);
    await press(page, 'ArrowUp');
    await stepper.expectStep(1);
  });

  await test.step('a moment is jumped to by its number', async () => {
    await tabTo(page, /^step$/);
    await page.keyboard.type('7');
    await press(page, 'Enter');
    await stepper.expectStep(7);
  });
});

test('help opens by key, keeps the focus inside, and gives it back', async ({ page, stepper }) => {
  await stepper.open();
  await tabTo(page, /^Share/);
  await press(page, '?');
  await expect(stepper.help).toBeVisible();
  const isInside = () => page.evaluate(() => document.activeElement?.closest('dialog') !== null);
  for (let tabs = 0; tabs < 6; tabs += 1) {
    await page.keyboard.press('Tab');
    // Chromium lets the focus leave to its own controls at the end of a dialog, never to the page.
    if (await page.evaluate(() => document.activeElement !== document.body))
      expect(await isInside()).toBe(true);
  }
  for (const does of ['Step CPU0', 'Back one step', 'Play and pause', 'This help']) {
    await expect(stepper.help.getByText(does, { exact: true })).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(stepper.help).toBeHidden();
  expect((await focusOf(page)).name).toMatch(/^Share/);
});

test('single keys can be switched off, and stay off', async ({ page, stepper, emulator }) => {
  await stepper.open();
  await page.keyboard.press('1');
  await stepper.expectStep(1);
  await tabTo(page, /^Help and keys/);
  await press(page, 'Enter');
  await tabTo(page, /Keys below are on/);
  await press(page, 'Space');
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('?');
  await expect(stepper.help).toBeHidden();
  await stepper.expectStep(1);
  const link = emulator.linkTo(karaRace, emulator.schedule(karaRace, [['CPU0', 1]]), 1);
  await expect.poll(() => new URL(page.url()).hash).toBe(link);
  await page.reload();
  await expect(stepper.cpus.region).toBeVisible();
  await page.keyboard.press('1');
  await tabTo(page, /^Step CPU1/);
  await press(page, 'Enter');
  await expect(stepper.moment).toHaveAttribute('aria-valuemax', '2');
});

test('scenario, design and debug checks are chosen by keyboard', async ({
  page,
  stepper,
  emulator,
}) => {
  await stepper.open();
  await tabTo(page, /^Scenario/);
  await press(page, 'ArrowDown');
  const second = [...emulator.scenarioTitles.keys()][1] ?? '';
  await expect(stepper.header.scenario).toHaveValue(second);
  await tabTo(page, /July 2018/);
  await press(page, 'ArrowLeft');
  await expect(stepper.header.chosenDesign).toHaveText('Linux v4.18');
  await tabTo(page, /^Debug/);
  await press(page, 'ArrowUp');
  await expect(stepper.header.debug).toHaveValue('none');
  const choice = { scenario: second, design: 'v4.18', debug: 'none' } as const;
  expect(await readScreen(page, 0)).toEqual(new emulator.ExpectedScreens(choice, []).at(0, 0));
  // A list of choices has its letters for itself; no choice begins with a digit.
  await page.keyboard.press('e');
  expect((await focusOf(page)).name).toMatch(/^Debug/);
  await page.keyboard.press('1');
  const moves = emulator.schedule(choice, [['CPU0', 1]]);
  expect(await readScreen(page, 1)).toEqual(new emulator.ExpectedScreens(choice, moves).at(1, 1));
});

test('a page is put under the lens by keyboard', async ({ page, stepper }) => {
  await stepper.open();
  await page.keyboard.press('1');
  await tabTo(page, /^Page C,/);
  await expectFocus(page);
  await press(page, 'Enter');
  await expect(page.getByRole('heading', { name: /^Page C\b/ })).toBeVisible();
});

test('keys belong to a field that has the focus', async ({ page, stepper }) => {
  await stepper.open();
  for (const key of ['1', '1', '1']) await page.keyboard.press(key);
  await tabTo(page, /^step$/);
  await page.keyboard.type('1');
  await expect(stepper.moment).toHaveAttribute('aria-valuemax', '3');
  await page.keyboard.press('Enter');
  await stepper.expectStep(1);
});
