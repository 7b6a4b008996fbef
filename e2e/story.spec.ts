/** The story: what was recorded stands beside what is simulated, and each entry leads to where it can be seen. */
import { expect, test } from './fixtures.ts';
import { Explorer } from './panels/explorer.ts';
import { readScreen } from './screen.ts';

test('the words of a running kernel stand beside those of the same operations here', async ({
  page,
}) => {
  await page.goto('./#/story/kara');
  const entry = page.getByRole('article', {
    name: 'An ordinary put_page() drops somebody else’s pin',
  });
  await expect(entry.getByRole('heading', { level: 3 })).toBeFocused();
  const rows = entry.getByRole('table').getByRole('row');
  await expect(rows.filter({ hasText: 'lru.next' })).toHaveText([
    'lru.nextffff 8800 0e30 cc10ffff ea00 0014 0088',
    'lru.next0000 0000 0000 00020000 0000 0000 0002',
    'lru.nextffff ea00 0006 c1e0 its own addressffff ea00 0014 0008 its own address',
  ]);
  await expect(rows.filter({ hasText: '_refcount' })).toHaveText([
    '_refcount2 (+1)3 (+1)',
    '_refcount3 (+2)4 (+2)',
    '_refcount2 (+1)3 (+1)',
  ]);
});

test('a recorded moment opens in the stepper, with the words that stood there', async ({
  page,
}) => {
  await page.goto('./#/story/kara');
  await page
    .getByRole('figure')
    .filter({ hasText: 'One process takes a reference' })
    .getByRole('link', { name: 'Open: driver: get_user_pages' })
    .click();
  await expect(page.getByRole('region', { name: 'CPUs', exact: true })).toBeVisible();
  const cursor = Number(await page.getByRole('slider').first().getAttribute('aria-valuenow'));
  const screen = await readScreen(page, cursor);
  expect(JSON.stringify(screen)).toContain('0000000000000002');
  expect(JSON.stringify(screen)).toContain('dead000000000001');
});

test('an objection leads to the search that finds it, and to what answered it', async ({
  page,
}) => {
  await page.goto('./#/story');
  const entry = page.getByRole('article', { name: 'No race is needed' });
  await entry.getByRole('link', { name: 'A release call of its own' }).click();
  await expect(
    page.getByRole('heading', { name: 'A release call of its own: put_user_page()' }),
  ).toBeFocused();
  await entry.getByRole('link', { name: /^Search every schedule/ }).click();
  const explorer = new Explorer(page);
  await explorer.expectEnd();
  await expect(explorer.broken.filter({ hasText: 'pin is seen' })).toBeVisible();
});

test('the sources of an entry are there to be read, mails with a link to their archive', async ({
  page,
}) => {
  await page.goto('./#/story/kara');
  const entry = page.getByRole('article', {
    name: 'An ordinary put_page() drops somebody else’s pin',
  });
  await entry.getByText('Sources', { exact: true }).click();
  await expect(
    entry.getByRole('link', { name: '20180702095331.n5zfz35d3invl5al@quack2.suse.cz' }),
  ).toHaveAttribute(
    'href',
    'https://lore.kernel.org/r/20180702095331.n5zfz35d3invl5al@quack2.suse.cz',
  );
});
