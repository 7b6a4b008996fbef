/** One schedule under two designs, side by side. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Opens Kara's order in the stepper, at its end, by the story's link. */
test.beforeEach(async ({ page }) => {
  await page.goto('./#/story/kara');
  await page.getByRole('link', { name: 'Open: anybody: put_page, and the pin is gone' }).click();
  await expect(page.getByRole('region', { name: 'CPUs', exact: true })).toBeVisible();
});

test('what July does to the page is seen beside v4.18, from the first difference on', async ({
  page,
}) => {
  await page.goto('./#/beside');
  const july = page.getByRole('region', { name: 'July 2018' });
  const v418 = page.getByRole('region', { name: 'Linux v4.18' });
  await expect(july).toContainText('breaks pin is seen');
  await expect(v418).toContainText('breaks pin is seen');
  const differences = page.getByRole('table', { name: 'What differs at this moment' });
  await expect(differences.getByRole('row')).toHaveText([
    'pagefieldJuly 2018Linux v4.18',
    'PflagsPG_referenced PG_uptodate PG_dirtyPG_referenced PG_uptodate PG_dirty PG_lru',
    'lru.nextffff ea00 0014 0008ffff ea00 0014 0088',
    'lru.prevffff ea00 0014 0008ffff ea00 0014 0048',
    'Blru.nextffff ea00 0014 0088ffff ea00 0014 0008',
    'Clru.prevffff ea00 0014 0048ffff ea00 0014 0008',
  ]);

  await page.getByRole('button', { name: /^First difference: step \d+$/ }).click();
  await expect(differences.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Step back' }).click();
  await expect(page.getByText('All pages are the same under both designs.')).toBeVisible();
});

test('the moment is moved by keyboard, and is the stepper’s', async ({ page, stepper }) => {
  await page.goto('./#/beside/v4.18');
  const slider = page.getByRole('slider', { name: 'Step of the schedule' });
  await slider.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/^step 2 of \d+$/)).toBeVisible();
  await page.getByRole('link', { name: 'Back to the stepper', exact: true }).click();
  await stepper.expectStep(2);
});

test('another design is chosen, and one that there is not is said', async ({ page }) => {
  await page.goto('./#/beside/v4.18');
  await page.getByRole('combobox', { name: 'The other design' }).selectOption('July 2018');
  await expect(page).toHaveURL(/#\/beside\/july-2018$/);
  await expect(page.getByText('All pages are the same under both designs.')).toBeVisible();
  await page.goto('./#/beside/v2.4');
  await expect(page.getByRole('alert')).toHaveText('There is no design “v2.4” here.');
});

test('where nobody has made a step, it says what to do', async ({ page, stepper }) => {
  await stepper.open();
  await page.goto('./#/beside');
  await expect(page.getByText('Nobody has made a step yet.')).toBeVisible();
});

for (const [scheme, width, height] of [
  ['light', 1280, 720],
  ['dark', 390, 844],
] as const) {
  test(`axe finds nothing, ${scheme}, ${width} wide, and nothing is wider than the window`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height });
    await page.goto('./#/beside/v4.18');
    await expect(page.getByRole('table', { name: 'What differs at this moment' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}
