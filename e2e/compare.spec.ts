/** Two designs beside each other as a difference of their listings. */
import { expect, test } from './fixtures.ts';

test('what July changes of v4.18 is told line by line, and who feels it', async ({ page }) => {
  await page.goto('./#/compare');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'What July 2018 changes of Linux v4.18',
  );
  const put = page.getByRole('article', { name: 'put_page', exact: true });
  await expect(put.locator('pre')).toContainText('new:     if PageDmaPinned(head)');
  const callees = page.getByRole('region', { name: 'The same lines, another behaviour' });
  await expect(
    callees.getByRole('listitem').filter({ hasText: /^putback_lru_page / }),
  ).toContainText('through put_page');
  // What it changes itself is not told a second time.
  await expect(callees.getByRole('listitem').filter({ hasText: /^put_page / })).toHaveCount(0);
});

test('other designs are chosen by keyboard, and the address names them', async ({ page }) => {
  await page.goto('./#/compare/v4.18/july-2018');
  await page.getByLabel('From').selectOption('July 2018');
  await expect(page).toHaveURL(/#\/compare\/july-2018\/july-2018$/);
  await expect(page.getByRole('status')).toHaveText('The listings say the same.');
  await page.getByLabel('To', { exact: true }).selectOption('Linux v4.18');
  await expect(page.getByRole('article', { name: 'pin_page_for_dma' })).toContainText('gone');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'What Linux v4.18 changes of July 2018',
  );
});

test('a design that there is not is said', async ({ page }) => {
  await page.goto('./#/compare/v4.18/v2.4');
  await expect(page.getByRole('main')).toContainText('/compare/v4.18/v2.4');
});
