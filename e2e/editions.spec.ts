/** What is the user’s own, a scenario or an edited listing: it opens, stays, is searched and is left like what is built in. */
import { keeperFile as file, plainReferences as overlay } from '../src/trace/testing/keeper.ts';
import { expect, karaRace, test } from './fixtures.ts';
import { Explorer } from './panels/explorer.ts';
import { readScreen } from './screen.ts';

const edited = { ...karaRace, overlay };
const own = { scenario: 'keeper', design: 'july-2018', debug: 'vm', file, overlay } as const;

test.describe('a link to something of one’s own', () => {
  test('shows the same words in a fresh browser, and a reload keeps it with its other futures', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.randomSchedule(own, 5);
    const link = emulator.linkTo(own, moves, 19);
    const expected = new emulator.ExpectedScreens(own, moves);
    await stepper.open(link);
    expect(await readScreen(page, 19)).toEqual(expected.at(19, moves.length));
    await expect(stepper.notice).toBeEmpty();
    expect(new URL(page.url()).hash).toBe(link);
    await expect(stepper.header.scenario.getByRole('option', { selected: true })).toHaveText(
      'own: Keeps a reference',
    );
    await expect(stepper.header.chosenDesign).toHaveText('July 2018, edited');

    const cursor = emulator.lastChoice(own, moves) ?? 0;
    await page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      emulator.linkTo(own, moves, cursor),
    );
    await stepper.expectStep(cursor);
    const other = moves[cursor]?.actor === 0 ? 'CPU1' : 'CPU0';
    await stepper.cpus.step(other).click();
    await stepper.expectStep(cursor + 1);
    const before = await readScreen(page, cursor + 1);
    await page.reload();
    expect(await readScreen(page, cursor + 1)).toEqual(before);
    await expect(stepper.timeline.getByRole('button', { name: /^Other future/ })).toHaveCount(1);
    await expect(stepper.header.chosenDesign).toHaveText('July 2018, edited');
    await expect(stepper.notice).toBeEmpty();
  });

  test('that is cut says what is wrong, and opens the built-in scenario of that name', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.randomSchedule(edited, 3);
    const link = emulator.linkTo(edited, moves, 6);
    await stepper.open(link.slice(0, -30));
    await expect(stepper.notice).toContainText(
      /The link is cut off: its edited part has \d+ of \d+ characters\. Shown without what was edited\./,
    );
    await expect(stepper.header.scenario).toHaveValue('kara-race');
    await expect(stepper.header.chosenDesign).toHaveText('July 2018');
    const shown = Number(await stepper.playback.step.inputValue());
    const kept = Number(
      /Shown up to step (\d+)/.exec((await stepper.notice.textContent()) ?? '')?.[1],
    );
    expect(shown).toBe(Math.min(6, kept));
    const expected = new emulator.ExpectedScreens(karaRace, moves.slice(0, kept));
    expect(await readScreen(page, shown)).toEqual(expected.at(shown, kept));
  });

  test('that is cut and has no built-in scenario of its name opens the first, and says both', async ({
    stepper,
    emulator,
  }) => {
    await stepper.open(emulator.linkTo(own, [], 0).slice(0, -3));
    await expect(stepper.notice).toContainText('The link is cut off: its edited part has');
    await expect(stepper.notice).toContainText('There is no scenario “keeper” here.');
    await expect(stepper.header.scenario).toHaveValue('kara-race');
  });
});

test.describe('what is one’s own, in the header', () => {
  test('gives way to a built-in scenario, which keeps the listing; Undo brings it back', async ({
    stepper,
    emulator,
  }) => {
    const { header, notice } = stepper;
    await stepper.open(emulator.linkTo(own, [], 0));
    await expect(
      header.scenario.getByRole('option', { name: 'own: Keeps a reference' }),
    ).toHaveCount(1);
    await header.scenario.selectOption('stranded');
    await expect(header.scenario).toHaveValue('stranded');
    await expect(header.scenario.getByRole('option', { name: /^own/ })).toHaveCount(0);
    await expect(header.chosenDesign).toHaveText('July 2018, edited');
    await expect(notice).toContainText('Your “Keeps a reference” is left behind.');
    await notice.getByRole('button', { name: 'Undo' }).click();
    await expect(header.scenario.getByRole('option', { selected: true })).toHaveText(
      'own: Keeps a reference',
    );
  });

  test('a button leads back to the listing as posted, with the steps that are the same there', async ({
    page,
    stepper,
    emulator,
  }) => {
    const { header, notice } = stepper;
    const moves = emulator.schedule(edited, [['CPU0', 9]]);
    await stepper.open(emulator.linkTo(edited, moves, 4));
    await header.asPosted.click();
    await expect(header.chosenDesign).toHaveText('July 2018');
    await expect(header.asPosted).toHaveCount(0);
    await expect(notice).toContainText('The edited listing of July 2018 is left behind.');
    const kept = moves.length;
    const asPosted = new emulator.ExpectedScreens(karaRace, moves);
    expect(await readScreen(page, 4)).toEqual(asPosted.at(4, kept));
    await expect.poll(() => new URL(page.url()).hash).toBe(emulator.linkTo(karaRace, moves, 4));
    await notice.getByRole('button', { name: 'Undo' }).click();
    await expect(header.chosenDesign).toHaveText('July 2018, edited');
    await stepper.expectStep(4);
  });

  test('another design drops the listing, and says so', async ({ stepper, emulator }) => {
    const { header, notice } = stepper;
    await stepper.open(emulator.linkTo(own, [], 0));
    await header.chooseDesign('Linux v4.18');
    await expect(header.chosenDesign).toHaveText('Linux v4.18');
    await expect(header.scenario.getByRole('option', { selected: true })).toHaveText(
      'own: Keeps a reference',
    );
    await expect(header.design.locator('option', { hasText: 'July 2018, edited' })).toHaveCount(0);
    await expect(notice).toContainText('The edited listing of July 2018 is left behind.');
  });
});

test('a title as long as titles may be fits into the header of every screen', async ({
  page,
  stepper,
  emulator,
}) => {
  const title = 'A scenario of my own, with a title as long as titles may be: eighty characters.';
  const long = { ...own, file: { ...file, title } };
  await stepper.open(emulator.linkTo(long, [], 0));
  for (const width of [1440, 1280, 1024, 900, 768, 390, 320]) {
    await page.setViewportSize({ width, height: 720 });
    const more = page.getByRole('button', { name: title });
    if (width < 700 && (await more.getAttribute('aria-expanded')) === 'false') await more.click();
    await expect(stepper.header.asPosted).toBeInViewport();
    const beyond = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(beyond, `at ${width} px`).toBe(0);
  }
});

test.describe('a search of what is edited', () => {
  test('judges the edited listing: the pin is seen; its address holds it over a reload', async ({
    page,
    stepper,
    emulator,
  }) => {
    const explorer = new Explorer(page);
    const { verdicts } = emulator.explored(edited);
    expect(verdicts.find(({ id }) => id === 'pin-seen')?.verdict).toBe('holds');
    const found = emulator.explored(karaRace).verdicts.find(({ id }) => id === 'pin-seen');
    expect(found?.verdict).toBe('broken');
    const holding = verdicts.filter(({ verdict }) => verdict === 'holds').map(({ title }) => title);

    await stepper.open(emulator.linkTo(edited, [], 0));
    await explorer.find.click();
    for (const how of ['the button', 'a reload', 'a fresh page']) {
      await test.step(how, async () => {
        if (how === 'a reload') await page.reload();
        if (how === 'a fresh page') {
          await page.evaluate(() => {
            sessionStorage.clear();
            localStorage.clear();
          });
          await page.goto('about:blank');
          await explorer.open(emulator.searchOf(edited));
        }
        await explorer.expectEnd();
        const shown = await explorer.verdicts();
        expect(
          Object.keys(shown)
            .filter((title) => shown[title] === 'holds')
            .toSorted(),
        ).toEqual(holding.toSorted());
        expect(new URL(page.url()).hash).toBe(emulator.searchOf(edited));
        await expect(stepper.header.chosenDesign).toHaveText('July 2018, edited');
      });
    }
  });

  test('by a broken address says what is wrong, and searches what is built in', async ({
    page,
    stepper,
    emulator,
  }) => {
    const explorer = new Explorer(page);
    await explorer.open(`${emulator.searchOf(edited)}xx`);
    await explorer.expectEnd();
    await expect(stepper.notice).toContainText(
      'The edited part of the link has 2 characters too many at its end.',
    );
    await expect(explorer.property('pin is seen')).toBeVisible();
    await expect.poll(() => new URL(page.url()).hash).toBe('#/explore/kara-race/july-2018/vm');
  });
});
