/** A link is a moment: whole, broken, foreign, cut, old; what was open survives a reload. */
import { expect, karaRace, test } from './fixtures.ts';
import { readScreen } from './screen.ts';

const pagevec = { scenario: 'pin-in-pagevec', design: 'v4.18', debug: 'vm,list' } as const;

test.describe('a link', () => {
  test('restores scenario, design, debug setting, schedule and cursor exactly', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.randomSchedule(pagevec, 7);
    const link = emulator.linkTo(pagevec, moves, 13);
    const expected = new emulator.ExpectedScreens(pagevec, moves);
    await stepper.open(link);
    expect(await readScreen(page, 13)).toEqual(expected.at(13, moves.length));
    await expect(stepper.header.scenario).toHaveValue(pagevec.scenario);
    await expect(stepper.header.chosenDesign).toHaveText('Linux v4.18');
    await expect(stepper.header.debug).toHaveValue(pagevec.debug);
    await expect(stepper.notice).toBeEmpty();
    expect(new URL(page.url()).hash).toBe(link);

    await page.keyboard.press('End');
    expect(await readScreen(page, moves.length)).toEqual(expected.at(moves.length, moves.length));
    await expect
      .poll(() => new URL(page.url()).hash)
      .toBe(emulator.linkTo(pagevec, moves, moves.length));
  });

  test('pasted over an open moment opens the other one', async ({ page, stepper, emulator }) => {
    const moves = emulator.randomSchedule(karaRace, 3);
    await stepper.open(emulator.linkTo(karaRace, moves, 20));
    await stepper.expectStep(20);
    await page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      emulator.linkTo(karaRace, moves, 31),
    );
    expect(await readScreen(page, 31)).toEqual(
      new emulator.ExpectedScreens(karaRace, moves).at(31, moves.length),
    );
  });

  test('that is followed while the page is still opening another is the one that opens', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.randomSchedule(karaRace, 3);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let asked = 0;
    await page.route('**/programs/**', async (route) => {
      asked += 1;
      await held;
      await route.continue();
    });
    await page.goto(`./${emulator.linkTo(karaRace, moves, 20)}`);
    await expect.poll(() => asked).toBe(1);
    await page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      emulator.linkTo(karaRace, moves, 31),
    );
    release();
    expect(await readScreen(page, 31)).toEqual(
      new emulator.ExpectedScreens(karaRace, moves).at(31, moves.length),
    );
    await expect(stepper.notice).toBeEmpty();
  });

  test('is what Share copies', async ({ page, context, stepper, emulator }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const moves = emulator.randomSchedule(karaRace, 4);
    const link = emulator.linkTo(karaRace, moves, 17);
    await stepper.open(link);
    await stepper.header.share.click();
    await expect(stepper.notice).toContainText('Copied the link to step 17.');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(copied).hash).toBe(link);
  });

  test('that Share can not copy is shown instead', async ({ page, stepper, emulator }) => {
    const link = emulator.linkTo(karaRace, emulator.randomSchedule(karaRace, 4), 17);
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    });
    await stepper.open(link);
    await stepper.header.share.click();
    await expect(stepper.notice).toContainText(link);
  });
});

test.describe('a link with a defect says what is wrong and opens what it can:', () => {
  test('no link at all', async ({ page, stepper, emulator }) => {
    await stepper.open('#/s/%F0%9F%98%80');
    await expect(stepper.notice).toContainText('cannot be the name of a scenario');
    expect(await readScreen(page, 0)).toEqual(new emulator.ExpectedScreens(karaRace, []).at(0, 0));
  });

  test('a scenario that does not exist here', async ({ page, stepper, emulator }) => {
    await stepper.open('#/s/memcg-dance/july-2018/vm/AAAA');
    await expect(stepper.notice).toContainText('There is no scenario “memcg-dance” here.');
    expect(await readScreen(page, 0)).toEqual(new emulator.ExpectedScreens(karaRace, []).at(0, 0));
  });

  test('a design that does not exist here: the scenario is opened', async ({ stepper }) => {
    await stepper.open('#/s/slow-slow/june-1918/none/AAAA');
    await expect(stepper.notice).toContainText('There is no design “june-1918” here.');
    await expect(stepper.header.scenario).toHaveValue('slow-slow');
    await expect(stepper.header.debug).toHaveValue('none');
  });

  test('cut off in its schedule: the steps that are there are shown', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.randomSchedule(karaRace, 5);
    const link = emulator.linkTo(karaRace, moves, moves.length);
    await stepper.open(link.slice(0, link.length - 25));
    await expect(stepper.notice).toContainText(
      new RegExp(
        `The link is cut off: it announces ${moves.length} steps and \\d+ of them are there`,
      ),
    );
    const shown = Number(await stepper.playback.step.inputValue());
    expect(shown).toBeGreaterThan(0);
    const expected = new emulator.ExpectedScreens(karaRace, moves.slice(0, shown));
    expect(await readScreen(page, shown)).toEqual(expected.at(shown, shown));
  });

  test('cut off before its schedule: scenario, design and debug are opened', async ({
    stepper,
  }) => {
    await stepper.open('#/s/two-putters/v4.18/none');
    await expect(stepper.notice).toContainText('The link is cut off: its schedule is missing.');
    await expect(stepper.header.scenario).toHaveValue('two-putters');
    await expect(stepper.header.chosenDesign).toHaveText('Linux v4.18');
  });

  test('a character changed on the way', async ({ stepper, emulator }) => {
    const moves = emulator.randomSchedule(karaRace, 6);
    const link = emulator.linkTo(karaRace, moves, 9);
    const at = link.length - 8;
    const other = link.charAt(at) === 'A' ? 'B' : 'A';
    await stepper.open(link.slice(0, at) + other + link.slice(at + 1));
    await expect(stepper.notice).toContainText('The link was changed on its way');
    await expect(stepper.header.scenario).toHaveValue(karaRace.scenario);
  });

  test('made by an older release: up to where the states are the same', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.randomSchedule(karaRace, 8);
    const half = Math.floor(moves.length / 2);
    await stepper.open(emulator.linkOfOtherRelease(karaRace, moves, moves.length, half));
    await expect(stepper.notice).toContainText(
      /(At step|Between steps) \d+.* memory becomes something else here than where the link was made\. Shown up to step \d+\. The listings or the scenario have changed since the link was made\./,
    );
    const shown = Number(await stepper.playback.step.inputValue());
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(half);
    const expected = new emulator.ExpectedScreens(karaRace, moves.slice(0, shown));
    expect(await readScreen(page, shown)).toEqual(expected.at(shown, shown));
  });

  test('made by a newer release', async ({ stepper }) => {
    await stepper.open('#/s/kara-race/july-2018/vm/_AAAAAAAAA');
    await expect(stepper.notice).toContainText('The link was made by a newer version of Pinscope');
    await expect(stepper.header.scenario).toHaveValue(karaRace.scenario);
  });
});

test.describe('what was open', () => {
  const stranded = { scenario: 'stranded', design: 'july-2018', debug: 'none' } as const;

  test('survives a reload, and a visit to the bare address', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.schedule(stranded, [['CPU0', 6]]);
    const expected = new emulator.ExpectedScreens(stranded, moves);
    await stepper.open(emulator.linkTo(stranded, [], 0));
    for (let step = 1; step <= moves.length; step += 1) await page.keyboard.press('1');
    await page.keyboard.press('ArrowLeft');
    expect(await readScreen(page, 5)).toEqual(expected.at(5, 6));
    // The address follows three times a second: browsers refuse more.
    const link = emulator.linkTo(stranded, moves, 5);
    await expect.poll(() => new URL(page.url()).hash).toBe(link);
    await page.reload();
    expect(await readScreen(page, 5)).toEqual(expected.at(5, 6));

    await page.goto('about:blank');
    await page.goto('./');
    expect(await readScreen(page, 5)).toEqual(expected.at(5, 6));
    await expect(stepper.header.debug).toHaveValue('none');
  });

  test('is open after a reload right after a step, before the address has followed', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.schedule(karaRace, [['CPU0', 9]]);
    const link = emulator.linkTo(karaRace, moves, 4);
    await stepper.open(link);
    await stepper.expectStep(4);
    // The address follows three times a second; here it never does, however slow the machine is.
    await page.evaluate(() => {
      window.history.replaceState = () => undefined;
    });
    for (let step = 5; step <= 9; step += 1) await page.keyboard.press('ArrowRight');
    await stepper.expectStep(9);
    expect(new URL(page.url()).hash).toBe(link);
    await page.reload();
    expect(await readScreen(page, 9)).toEqual(
      new emulator.ExpectedScreens(karaRace, moves).at(9, 9),
    );
    await expect.poll(() => new URL(page.url()).hash).toBe(emulator.linkTo(karaRace, moves, 9));
  });

  test('survives a reload with its other futures and the page under the lens', async ({
    page,
    stepper,
    emulator,
  }) => {
    await stepper.open();
    for (const key of ['1', '1', '1', 'ArrowLeft', 'ArrowLeft', '2', '2']) {
      await page.keyboard.press(key);
    }
    await page.getByRole('button', { name: /^Page C,/ }).click();
    await stepper.expectStep(3);
    await page.reload();
    await stepper.expectStep(3);
    await expect(page.getByRole('heading', { name: /^Page C\b/ })).toBeVisible();
    await expect(stepper.notice).toBeEmpty();
    await stepper.leftFuture('1: CPU0 goes, 2 steps').click();
    await page.getByRole('button', { name: /^Page P,/ }).click();
    const old = emulator.schedule(karaRace, [['CPU0', 3]]);
    expect(await readScreen(page, 2)).toEqual(new emulator.ExpectedScreens(karaRace, old).at(2, 3));
  });

  test('and can not be read any more is told in a sentence; the address is followed', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.schedule(karaRace, [['CPU0', 6]]);
    await stepper.open(emulator.linkTo(karaRace, moves, 6));
    await stepper.expectStep(6);
    await page.addInitScript(() => {
      const kept = sessionStorage.getItem('pinscope.session') ?? '';
      sessionStorage.setItem('pinscope.session', kept.slice(0, kept.length - 3));
    });
    await page.reload();
    await expect(stepper.notice).toContainText(
      'What this tab had kept of the last visit cannot be read.',
    );
    await stepper.expectStep(6);
  });

  test('is where the other pages lead back to', async ({ page, stepper, emulator }) => {
    const moves = emulator.schedule(karaRace, [['CPU1', 4]]);
    await stepper.open(emulator.linkTo(karaRace, moves, 3));
    await stepper.expectStep(3);
    await page.evaluate(() => {
      location.hash = '#/model';
    });
    await page.getByRole('link', { name: 'Back to the stepper', exact: true }).click();
    expect(await readScreen(page, 3)).toEqual(
      new emulator.ExpectedScreens(karaRace, moves).at(3, moves.length),
    );
  });

  test('is not what the address of the start opens', async ({ page, stepper, emulator }) => {
    await stepper.open(emulator.linkTo(karaRace, emulator.randomSchedule(karaRace, 2), 12));
    await stepper.expectStep(12);
    await page.goto('about:blank');
    await stepper.open('#/');
    await expect(stepper.firstVisit).toBeVisible();
  });

  test('is told to be forgotten where the browser keeps nothing', async ({
    page,
    stepper,
    emulator,
  }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('storage is blocked', 'SecurityError');
        },
      });
    });
    await stepper.open();
    await page.keyboard.press('1');
    await expect(stepper.notice).toContainText('This browser keeps nothing between visits here.');
    const moves = emulator.schedule(karaRace, [['CPU0', 1]]);
    await expect.poll(() => new URL(page.url()).hash).toBe(emulator.linkTo(karaRace, moves, 1));
    await page.reload();
    expect(await readScreen(page, 1)).toEqual(
      new emulator.ExpectedScreens(karaRace, moves).at(1, 1),
    );
  });
});
