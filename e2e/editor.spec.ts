/** Listings are changed in place: errors where they are, what runs, what is found, what is kept. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Editor } from './panels/editor.ts';
import { Explorer } from './panels/explorer.ts';
import { readScreen } from './screen.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let editor: Editor;
let explorer: Explorer;
test.beforeEach(({ page }) => {
  editor = new Editor(page);
  explorer = new Explorer(page);
});

test('by keys alone put_page is broken, repaired, changed and run; the explorer judges it otherwise', async ({
  page,
  stepper,
  browser,
}) => {
  await explorer.open('#/explore/kara-race/july-2018/vm');
  await explorer.expectEnd();
  expect((await explorer.verdicts())['pin is seen']).toBe('76 steps');
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
  await editor.open('put_page');
  await expect(editor.state).toHaveText('put_page: as July 2018 has it.');

  // An error, below its line; it cannot be applied.
  await editor.goToLine(4);
  await page.keyboard.type('while ');
  await expect(editor.problems).toHaveText(/^✕ .*while/);
  await expect(editor.state).toHaveText(/^Line 4: .*while/);
  await page.keyboard.press('Control+End');
  const before = new URL(page.url()).hash;
  await page.keyboard.press('Control+Enter');
  await expect(editor.state).toHaveText(/^Not applied\. Line 4: /);
  await expect(editor.code).toBeFocused();
  const caretLine = editor.code.locator('.cm-activeLine');
  await expect(caretLine).toContainText('while if PageDmaPinned(head)');
  expect(new URL(page.url()).hash).toBe(before);

  // Repaired by undoing it, then without the two lines that count pins down.
  await page.keyboard.press('Control+z');
  await expect(editor.problems).toHaveCount(0);
  await expect(editor.state).toHaveText('put_page: as July 2018 has it.');
  await editor.deleteLines(4, 2);
  await expect(editor.removed).toContainText('if PageDmaPinned(head)');
  await expect(editor.state).toHaveText('put_page: 2 lines removed; not applied yet.');
  await page.keyboard.press('Control+Enter');
  await expect(editor.state).toHaveText('put_page: 2 lines removed. This is what runs.');
  await expect(stepper.header.chosenDesign).toHaveText('July 2018, edited');
  await stepper.expectStep(1);

  // It is what runs: a put after a get comes to the count at once.
  await page.keyboard.press('Escape');
  await expect(editor.dialog).toBeHidden();
  const listing = page.getByTestId('listing-cpu1');
  for (let steps = 0; steps < 40; steps += 1) {
    await page.keyboard.press('2');
    if (await stepper.cpus.inCall('CPU1', 'put_page').isVisible()) break;
  }
  await expect(listing).toHaveText(
    /put_page\(P\)(?!.*PageDmaPinned).*if put_page_testzero\(head\)/,
  );

  // Every schedule of it.
  await page.keyboard.press('f');
  await explorer.expectEnd();
  expect((await explorer.verdicts())['pin is seen']).toBe('holds');
  await page.keyboard.press('Escape');

  // A reload keeps it, and its link gives the same words to anybody.
  const cursor = Number(await stepper.playback.step.inputValue());
  const screen = await readScreen(page, cursor);
  await page.reload();
  await expect(stepper.header.chosenDesign).toHaveText('July 2018, edited');
  expect(await readScreen(page, cursor)).toEqual(screen);
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('region', { name: 'CPUs', exact: true })).toBeVisible();
  expect(await readScreen(other, cursor)).toEqual(screen);
  await context.close();
});

test('a bug planted in get_page of Linux v4.18 is found from the page, and gone when it is taken back', async ({
  page,
  stepper,
}) => {
  await page.goto('./#/explore/kara-race/v4.18/vm');
  await explorer.expectEnd();
  expect((await explorer.verdicts())['references balance']).toBe('holds');
  await page.keyboard.press('Escape');
  await editor.open('get_page');
  await expect(editor.code).toContainText('atomic head._refcount += 1');
  await editor.deleteLines(5);
  await expect(editor.removed).toContainText('atomic head._refcount += 1');
  await editor.apply.click();
  await expect(editor.state).toHaveText('get_page: 1 line removed. This is what runs.');
  await editor.find.click();
  await explorer.expectEnd();
  expect((await explorer.verdicts())['references balance']).toMatch(/^\d+ steps$/);
  await explorer.property('references balance').check({ force: true });
  await explorer.stepThrough.click();
  await expect(stepper.alert).toContainText('This breaks the rule “references balance”.');

  await editor.takeBack.click();
  await expect(editor.removed).toHaveCount(0);
  await expect(editor.state).toHaveText('get_page: as Linux v4.18 has it; not applied yet.');
  await editor.apply.click();
  await expect(editor.state).toHaveText('get_page: as Linux v4.18 has it.');
  await expect(stepper.header.chosenDesign).toHaveText('Linux v4.18');
  await expect(stepper.notice.first()).toContainText(/up to step \d+ of \d+/);
});

test('what a change breaks in another function is told with its place', async ({
  page,
  stepper,
}) => {
  await stepper.open();
  await editor.open('__put_page');
  await editor.goToLine(2);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(', twice: u32');
  await expect(editor.state).toHaveText(
    'In __put_devmap_managed_page (v4.18/memremap.step, line 35): __put_page takes 2 arguments, not 1 (it is __put_page(page, twice))',
  );
  await editor.apply.click();
  await expect(editor.state).toHaveText(/^Not applied\. In __put_devmap_managed_page/);
});

test('names are completed from the listings, and typing goes on where it was', async ({
  page,
  stepper,
}) => {
  await stepper.open();
  await editor.open('put_page');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('left = head.dma_pinned_c');
  const options = page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
  await expect(options).toHaveText(['dma_pinned_counts32 at 16']);
  // A list that has only just come up takes no keys, so that nobody chooses from it by accident.
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  await expect(editor.code).toContainText('        left = head.dma_pinned_count');
  // A name in full asks for nothing: Enter begins the next line.
  await page.keyboard.press('Enter');
  await page.keyboard.type('return');
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  await expect(editor.code.locator('.cm-activeLine')).toHaveText('    ');
  // Escape closes the list first, and the editor only then.
  await page.keyboard.type('PageDm');
  await expect(options.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(options).toHaveCount(0);
  await expect(editor.dialog).toBeVisible();
});

test('nothing that was typed is lost: not by closing, not by a reload, not by another function', async ({
  page,
  stepper,
}) => {
  await stepper.open();
  await page.keyboard.press('1');
  await editor.open('put_page');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('half a line');
  await expect(editor.problems).toHaveCount(1);
  await editor.choose('get_page');
  await editor.chooser.click();
  await expect(editor.dialog.getByRole('option', { name: 'put_page not applied' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor.dialog).toBeHidden();
  await editor.open('put_page');
  await expect(editor.code).toContainText('half a line');
  // The undo history is there as long as the editor is.
  await page.reload();
  await expect(editor.code).toContainText('half a line');
  await expect(editor.problems).toHaveCount(1);
  await expect(stepper.header.chosenDesign).toHaveText('July 2018');
});

test('a search begun from the editor is of what is typed, and is not begun while that is wrong', async ({
  page,
  stepper,
}) => {
  await stepper.open();
  await editor.open('put_page');
  await editor.deleteLines(4);
  await page.getByRole('banner').getByRole('button', { name: 'Find a bug' }).first().click();
  await expect(editor.state).toHaveText(/^Not applied\. Line 4: /);
  await expect(editor.code).toBeFocused();
  await editor.deleteLines(4);
  await expect(editor.state).toHaveText('put_page: 2 lines removed; not applied yet.');
  await page.getByRole('banner').getByRole('button', { name: 'Find a bug' }).first().click();
  await explorer.expectEnd();
  await expect(stepper.header.chosenDesign).toHaveText('July 2018, edited');
  await expect(page.locator('.verdict-goal')).toHaveText(
    '“pin is seen”, the rule that this scenario is there to break, holds in every schedule.',
  );
  await page.getByRole('button', { name: 'Which lines are needed?' }).click();
  await expect(editor.needed.getByRole('combobox', { name: 'Lines of' })).toHaveValue('own');
});

test('the lines of put_page are tried one by one, and each row leads to its line', async ({
  stepper,
}) => {
  await stepper.open();
  await editor.open('put_page');
  await editor.asksLines.click();
  await editor.needed.getByRole('button', { name: 'Try each' }).click();
  await expect(editor.needed.getByRole('status')).toHaveText(
    '13 of 13 ways to take a line away tried: 5 are needed, 3 change how it breaks, 5 do not run here.',
    { timeout: 60_000 },
  );
  const show = editor.needed.getByRole('combobox', { name: 'Show' });
  await show.selectOption('5 do not run here');
  await expect(editor.lines).toHaveCount(6);
  await expect(editor.lines.nth(1)).toContainText(
    'does not run here: DEVMAP_MANAGED_KEY is 0 in this scenario',
  );
  await show.selectOption('all 13');
  await expect(editor.lines.nth(1)).toContainText('does not compile: nothing is called head here');
  await expect(editor.lines.nth(2)).toContainText('“pin is seen” holds then');
  await expect(editor.lines.nth(3)).toContainText('breaks “lists are whole” in 7 steps');
  await expect(editor.lines.nth(13)).toContainText('no schedule of this scenario comes to it');
  await editor.lines.nth(13).getByRole('button').click();
  await expect(editor.code).toBeFocused();
  await expect(editor.code.locator('.cm-activeLine')).toHaveText('        __put_page(head)');

  await editor.needed.getByRole('combobox', { name: 'Lines of' }).selectOption('own');
  await editor.needed.getByRole('button', { name: 'Try each' }).click();
  await expect(editor.lines.nth(2)).toBeVisible();
  await editor.needed.getByRole('button', { name: 'Cancel' }).click();
  await expect(editor.needed.getByRole('status')).toHaveText(/^Cancelled: \d+ of \d+ ways/);
});

test('Tab goes on, the focus comes back, and single keys can be off', async ({ page, stepper }) => {
  await stepper.open();
  const edit = stepper.cpus.actor('CPU1').getByRole('button', { name: /^Edit / });
  await edit.click();
  await expect(editor.code).toBeFocused();
  await expect(editor.code).toHaveAccessibleDescription(
    /^Tab moves on, Ctrl \] and Ctrl \[ indent/,
  );
  await page.keyboard.press('Tab');
  await expect(editor.apply).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Escape');
  await expect(edit).toBeFocused();
  await stepper.header.help.click();
  await expect(stepper.help).toContainText('Edit the listing');
  await stepper.help.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await expect(editor.dialog).toBeHidden();
});

async function axeProblems(page: Page): Promise<readonly unknown[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
}

for (const [scheme, width, height] of [
  ['light', 1440, 900],
  ['dark', 1280, 720],
  ['light', 390, 844],
  ['dark', 390, 844],
] as const) {
  test.describe(`the editor, ${scheme}, ${width} wide,`, () => {
    test.use({ colorScheme: scheme, viewport: { width, height } });
    test('shows errors, changes, names, functions and needed lines: axe finds nothing', async ({
      page,
      stepper,
    }) => {
      await stepper.open();
      await page.keyboard.press('1');
      await editor.open('put_page');
      await editor.deleteLines(4, 2);
      await page.keyboard.press('Control+End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('x = = 1');
      await expect(editor.problems).toHaveCount(1);
      expect(await axeProblems(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.keyboard.type('he');
      await expect(page.getByRole('listbox', { name: 'Completions' })).toBeVisible();
      expect(await axeProblems(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await editor.takeBack.click();
      await editor.asksLines.click();
      await editor.needed.getByRole('button', { name: 'Try each' }).click();
      await expect(editor.lines.nth(3)).toBeVisible({ timeout: 60_000 });
      await editor.chooser.click();
      await expect(editor.dialog.getByRole('listbox')).toBeVisible();
      expect(await axeProblems(page)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
    });
  });
}

test('assistive technology is told the function, its text, how it stands, and what can be done', async ({
  stepper,
}) => {
  await stepper.open();
  await editor.open('put_page');
  await editor.deleteLines(4, 2);
  await expect(editor.state).toHaveText(/not applied yet/);
  await expect(editor.dialog).toMatchAriaSnapshot({ name: 'editor.aria.yml' });
});

test('the memory stays in sight where there is room', async ({ page, stepper }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await stepper.open();
  await page.keyboard.press('1');
  await editor.open('put_page');
  const memory = page.getByRole('region', { name: 'List inactive_file' });
  const [box, own] = await Promise.all([memory.boundingBox(), editor.dialog.boundingBox()]);
  expect(box?.x ?? 0).toBeGreaterThanOrEqual((own?.x ?? 0) + (own?.width ?? 1e9));
  await page.setViewportSize({ width: 390, height: 844 });
  await expect
    .poll(async () => editor.dialog.boundingBox())
    .toEqual({ x: 0, y: 0, width: 390, height: 844 });
});
