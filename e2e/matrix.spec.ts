/** The matrix: every cell is searched in the page, opens what it was made from, and can be taken along. */
import { AxeBuilder } from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { Explorer } from './panels/explorer.ts';
import { Matrix } from './panels/matrix.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Their order among the designs. */
const V418 = 0;
const JULY = 1;

test.describe.configure({ timeout: 120_000 });

test('what the page finds is the pinned table, cell by cell', async ({ page }) => {
  const matrix = new Matrix(page);
  await matrix.open();
  const { name, path } = await matrix.download('Markdown');
  expect(name).toBe('pinscope-matrix.md');
  const pinned = await readFile('docs/matrix.md', 'utf8');
  expect(await readFile(path, 'utf8')).toBe(pinned.slice(pinned.indexOf('|')));
  const broken = await matrix.table.getByRole('link', { name: /^broken in/ }).count();
  expect(broken).toBe(pinned.match(/\*\*breaks\*\*/g)?.length);

  const picture = await matrix.download('SVG');
  const svg = await readFile(picture.path, 'utf8');
  expect(svg.match(/fill="url\(#hatch\)"/g)).toHaveLength(broken);
  const parsed = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, 'image/svg+xml').documentElement.nodeName,
    svg,
  );
  expect(parsed).toBe('svg');
  const png = await readFile((await matrix.download('PNG')).path);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(2 * Number(/width="(\d+)"/.exec(svg)?.[1]));
});

test('a broken cell opens the counterexample of its own rule, a hollow dot the proof', async ({
  page,
  stepper,
}) => {
  const matrix = new Matrix(page);
  await matrix.open();
  await matrix.verdict('Two putters', 'subtracted from a pointer', JULY).click();
  const explorer = new Explorer(page);
  await explorer.expectEnd();
  await expect(explorer.property('union is exclusive')).toBeChecked();
  await explorer.stepThrough.click();
  await expect(stepper.alert).toContainText('This breaks the rule “union is exclusive”.');

  await page.goto('./#/matrix');
  await matrix.verdict('Two putters', 'subtracted from a pointer', V418).click();
  await explorer.expectEnd();
  await expect(explorer.others.getByText('union is exclusive')).toBeVisible();
});

test('what was found is there at the next visit, with nothing loaded to search', async ({
  page,
}) => {
  const matrix = new Matrix(page);
  await matrix.open();
  const found = await matrix.table.innerText();
  let programs = 0;
  await page.route('**/programs/**', (route) => {
    programs += 1;
    return route.continue();
  });
  await page.reload();
  await expect(matrix.progress).toHaveText(/^All/);
  expect(await matrix.table.innerText()).toBe(found);
  // The stepper behind has one scenario open.
  expect(programs).toBeLessThanOrEqual(1);
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
    await new Matrix(page).open();
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}
