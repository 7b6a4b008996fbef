/** How a schedule ends: what is told while the vectors are drained, and the verdict at rest. */
import type { Choice } from './emulator.ts';
import { type Emulator, expect, test } from './fixtures.ts';
import { readScreen } from './screen.ts';

const underJuly = (scenario: string): Choice => ({ scenario, design: 'july-2018', debug: 'vm' });

const NOTHING_BROKE = 'Everybody is done; nothing broke on this schedule.';
const DRAINING = 'All are done: each CPU drains its vectors now, then nothing moves any more.';

/** The step from which on only vectors are drained. */
function lastOfScripts(emulator: Emulator, choice: Choice, end: number): number {
  const moves = emulator.randomSchedule(choice, 1);
  const drains = (step: number): boolean =>
    emulator.sentenceAt(choice, moves, step).startsWith('All are done; ');
  let step = end;
  while (step > 0 && drains(step)) step -= 1;
  return step;
}

test('that the goal is out of reach is said as soon as nobody has a choice any more', async ({
  page,
  stepper,
  emulator,
}) => {
  const choice = underJuly('kara-race');
  const moves = emulator.randomSchedule(choice, 1);
  const last = emulator.lastChoice(choice, moves);
  if (last === undefined) throw new Error('nobody else could ever have gone');
  const lost = 'Nobody has a choice any more, and what is left does not break it.';
  await stepper.open(emulator.linkTo(choice, moves, last));
  await expect(stepper.goal).toContainText('Goal: break “pin is seen”.');
  await expect(stepper.goal).not.toContainText(lost);
  await page.keyboard.press('ArrowRight');
  await expect(stepper.goal).toContainText(lost);
  await stepper.goal
    .getByRole('button', { name: `Back to step ${last}, where another could go`, exact: true })
    .click();
  await stepper.expectStep(last);
});

test.describe('at rest', () => {
  test('nothing broke, and another order can be tried from where there was one', async ({
    page,
    stepper,
    emulator,
  }) => {
    const choice = underJuly('last-reference');
    const moves = emulator.randomSchedule(choice, 1);
    const end = moves.length;
    expect(emulator.breaches(choice, moves)).toEqual([]);
    const expected = new emulator.ExpectedScreens(choice, moves);
    await stepper.open(emulator.linkTo(choice, moves, end - 1));
    await stepper.expectStep(end - 1);
    await expect(stepper.goal).not.toContainText(NOTHING_BROKE);
    await page.keyboard.press('ArrowRight');
    expect(await readScreen(page, end)).toEqual(expected.at(end, end));
    await expect(stepper.narration).toContainText('Everything is at rest.');
    await expect(stepper.goal).toContainText(NOTHING_BROKE);
    await expect(stepper.goal).toContainText('Step back and try another order.');
    await expect(stepper.alert).toBeEmpty();

    const last = emulator.lastChoice(choice, moves);
    if (last === undefined) throw new Error('nobody else could ever have gone');
    await stepper.goal
      .getByRole('button', { name: `Back to step ${last}, where another could go`, exact: true })
      .click();
    expect(await readScreen(page, last)).toEqual(expected.at(last, end));
    await expect(stepper.goal).not.toContainText(NOTHING_BROKE);
  });

  test('nothing broke, and there never was another order', async ({ stepper, emulator }) => {
    const choice = underJuly('last-put');
    const moves = emulator.randomSchedule(choice, 1);
    expect(emulator.lastChoice(choice, moves)).toBeUndefined();
    await stepper.open(emulator.linkTo(choice, moves, moves.length));
    await expect(stepper.goal).toHaveText(
      `${NOTHING_BROKE}Nobody else could have gone at any step.`,
    );
    await expect(stepper.goal.getByRole('button')).toHaveCount(0);
  });

  test('a page is stranded: told when everybody is done, and not before', async ({
    page,
    stepper,
    emulator,
  }) => {
    const choice = underJuly('stranded');
    const moves = emulator.shortestBreaking(choice, 'not-stranded');
    const end = moves.length;
    const expected = new emulator.ExpectedScreens(choice, moves);
    const scripts = lastOfScripts(emulator, choice, end);
    expect(scripts).toBeGreaterThan(0);
    expect(scripts).toBeLessThan(end);
    await stepper.open(emulator.linkTo(choice, moves, scripts - 1));
    await stepper.expectStep(scripts - 1);
    await expect(stepper.goal).not.toContainText(DRAINING);
    await page.keyboard.press('1');
    for (let step = scripts; step < end; step += 1) {
      await stepper.expectStep(step);
      await expect(stepper.goal).toContainText(DRAINING);
      await expect(stepper.alert).toBeEmpty();
      await page.keyboard.press('1');
    }
    const last = await readScreen(page, end);
    expect(last).toEqual(expected.at(end, end));
    expect(last.lists).toEqual({ inactive_file: ['B', 'C'] });
    await expect(stepper.alert).toHaveText(emulator.announcementAt(choice, moves, end));
    await expect(stepper.alert).toContainText('nobody is left to put it back');
    await expect(stepper.alert).toContainText('This breaks the rule “not stranded”.');
    await expect(stepper.goal).toContainText(`It ends here. The first rule broke at step ${end}.`);
    await expect(
      stepper.goal.getByRole('button', { name: 'What else breaks? Find a bug' }),
    ).toBeVisible();
  });

  test('two rules break at once: both are told', async ({ page, stepper, emulator }) => {
    const choice = underJuly('fork-exit');
    const moves = emulator.shortestBreaking(choice, 'no-phantom-pin');
    const end = moves.length;
    expect(emulator.breaches(choice, moves)).toEqual([
      { step: end, property: 'no-phantom-pin' },
      { step: end, property: 'not-stranded' },
    ]);
    await stepper.open(emulator.linkTo(choice, moves, end - 1));
    await page.keyboard.press('ArrowRight');
    expect(await readScreen(page, end)).toEqual(
      new emulator.ExpectedScreens(choice, moves).at(end, end),
    );
    await expect(stepper.narration).toContainText('P still says that it is pinned');
    await expect(stepper.narration).toContainText('nobody is left to put it back');
    await expect(stepper.goal).toContainText(`The first rule broke at step ${end}.`);
  });

  test('what broke on the way is one click away', async ({ page, stepper, emulator }) => {
    const choice = { ...underJuly('kara-race'), design: 'v4.18' };
    const moves = emulator.randomSchedule(choice, 1);
    const end = moves.length;
    const broken = emulator.breaches(choice, moves)[0]?.step ?? end;
    expect(broken).toBeLessThan(end);
    const expected = new emulator.ExpectedScreens(choice, moves);
    await stepper.open(emulator.linkTo(choice, moves, end));
    expect(await readScreen(page, end)).toEqual(expected.at(end, end));
    await expect(stepper.goal).toContainText(
      `It ends here. The first rule broke at step ${broken}.`,
    );
    await expect(stepper.alert).toBeEmpty();
    await stepper.goal.getByRole('button', { name: `See step ${broken}`, exact: true }).click();
    expect(await readScreen(page, broken)).toEqual(expected.at(broken, end));
    await expect(stepper.alert).not.toBeEmpty();
  });
});
