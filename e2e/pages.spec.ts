/** The pages that are read: each has its title, its heading, and a way back; an unknown address says so. */
import { expect, test } from './fixtures.ts';

const routes = [
  { hash: '#/', title: 'Pinscope', heading: 'Pinscope' },
  {
    hash: '#/model',
    title: 'What is modelled · Pinscope',
    heading: 'What is modelled, and what is not',
  },
  { hash: '#/notation', title: 'The notation · Pinscope', heading: 'The notation of the listings' },
  { hash: '#/grammar', title: 'How to read the picture · Pinscope', heading: 'Visual grammar' },
  {
    hash: '#/matrix',
    title: 'The matrix of verdicts · Pinscope',
    heading: 'Which design survives?',
  },
  {
    hash: '#/compare',
    title: 'Two designs · Pinscope',
    heading: 'What July 2018 changes of Linux v4.18',
  },
  {
    hash: '#/beside',
    title: 'One schedule, two designs · Pinscope',
    heading: 'One schedule, two designs',
  },
  { hash: '#/story', title: 'The story · Pinscope', heading: 'From the two words to FOLL_PIN' },
  { hash: '#/stories', title: 'No such page · Pinscope', heading: 'There is no such page' },
] as const;

for (const { hash, title, heading } of routes) {
  test(`${hash} has the title “${title}” and one heading of the first level`, async ({ page }) => {
    await page.goto(`./${hash}`);
    await expect(page).toHaveTitle(title);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('main')).toHaveCount(1);
  });
}

test('an unknown address is named, and leads on', async ({ page, stepper }) => {
  await page.goto('./#/stories/2018?x=1');
  await expect(page.getByRole('main')).toContainText('/stories/2018?x=1');
  await page.getByRole('link', { name: 'Start with the first scenario' }).click();
  await expect(stepper.firstVisit).toBeVisible();
});

test('the pages lead to each other and back', async ({ page, stepper }) => {
  await stepper.open();
  await stepper.firstVisit.getByRole('link', { name: 'What is modelled' }).click();
  const pages = page.getByRole('navigation', { name: 'Pages' });
  for (const [link, title] of [
    ['Notation', /notation/],
    ['Picture', /picture/],
    ['Matrix', /matrix/],
    ['Designs', /designs/],
    ['Side by side', /two designs/],
    ['Story', /story/],
    ['Model', /modelled/],
  ] as const) {
    await pages.getByRole('link', { name: link, exact: true }).click();
    await expect(page).toHaveTitle(title);
  }
  await pages.getByRole('link', { name: 'Back to the stepper', exact: true }).click();
  await expect(stepper.firstVisit).toBeVisible();
});

test('the reference of the notation shows what the compiler says of each mistake', async ({
  page,
}) => {
  await page.goto('./#/notation');
  const mistakes = page.getByRole('figure').filter({ hasText: 'refused' });
  await expect(mistakes).not.toHaveCount(0);
  const all = await mistakes.allTextContents();
  expect(all.length).toBeGreaterThanOrEqual(10);
  for (const text of all) expect(text).toMatch(/my\.step:\d+:\d+: \S/);
  expect(all.some((text) => /split/.test(text))).toBe(true);
});

test('the glossary is reached from the first screen by keyboard, and has the focus', async ({
  page,
  stepper,
}) => {
  await stepper.open();
  const link = stepper.firstVisit.getByRole('link', { name: 'glossary' });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle('What is modelled · Pinscope');
  const heading = page.getByRole('heading', { name: 'Glossary' });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
  await expect
    .poll(() => heading.evaluate((one) => one.getBoundingClientRect().top))
    .toBeLessThan(60);
});

test('an address may name a heading; one that is none begins at the top', async ({ page }) => {
  await page.goto('./#/notation/functions');
  await expect(page.locator('h2#functions')).toBeFocused();
  await page.goto('./#/model/nothing');
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
});

test('a heading of a long page is reached from its contents, and has the focus', async ({
  page,
}) => {
  await page.goto('./#/model');
  await page
    .getByRole('navigation', { name: 'On this page' })
    .getByRole('button', { name: 'Glossary' })
    .click();
  const heading = page.getByRole('heading', { name: 'Glossary' });
  await expect(heading).toBeInViewport();
  await expect(heading).toBeFocused();
});
