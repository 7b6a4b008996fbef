/** The explorer for everybody: axe in every state, what assistive technology is told, keys alone, every size. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Emulator, expect, karaRace, test } from './fixtures.ts';
import { Explorer } from './panels/explorer.ts';

const HASH = '#/explore/kara-race/july-2018/vm';
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let explorer: Explorer;
test.beforeEach(({ page }) => {
  explorer = new Explorer(page);
});

interface Scene {
  readonly name: string;
  open(this: void, on: { page: Page; emulator: Emulator }): Promise<void>;
}

/** Kara's race with so many CPUs more that the search takes a while. */
async function openCrowd({ page, emulator }: { page: Page; emulator: Emulator }): Promise<void> {
  const body = emulator.programText({ ...karaRace, others: 3 });
  await page.route('**/programs/**/kara-race/july-2018/vm.json', (route) =>
    route.fulfill({ contentType: 'application/json', body }),
  );
  await explorer.open(HASH);
  await expect(explorer.verdict.getByText('States a second')).toBeVisible();
}

const scenes: readonly Scene[] = [
  {
    name: 'of a search that is under way',
    open: async (on) => {
      await openCrowd(on);
      await explorer.pause.click();
    },
  },
  {
    name: 'of what breaks, all of it opened',
    open: async ({ page }) => {
      await explorer.open(HASH);
      await explorer.expectEnd();
      await expect(explorer.map.getByRole('img')).toBeVisible();
      const details = page.getByRole('main').locator('details:not([open]) > summary');
      while ((await details.count()) > 0) await details.first().click();
      await explorer.verdict.getByLabel('States at most').fill('many');
      await explorer.query.getByRole('textbox').fill('P says pined');
      await explorer.query.getByRole('button', { name: 'Ask' }).click();
      await expect(explorer.query.getByRole('log')).toContainText('Column 8');
    },
  },
  {
    name: 'of what holds',
    open: async () => {
      await explorer.open('#/explore/isolate-putback/v4.18/vm');
      await explorer.expectEnd();
    },
  },
  {
    name: 'of a search that stopped early',
    open: async (on) => {
      await openCrowd(on);
      await explorer.searchWith({ states: 2000 });
      await expect(explorer.verdict).toContainText('Stopped at');
    },
  },
  {
    name: 'of a search that broke down',
    open: async ({ page }) => {
      await page.route('**/explorer-worker-*.js', (route) => route.abort('aborted'));
      await explorer.open(HASH);
      await expect(explorer.verdict.getByRole('alert')).toBeVisible();
    },
  },
];

async function problems(page: Page): Promise<readonly unknown[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
}

for (const [scheme, width, height] of [
  ['light', 1440, 900],
  ['dark', 1280, 720],
  ['light', 390, 844],
  ['dark', 390, 844],
] as const) {
  test.describe(`the page, ${scheme}, ${width} wide,`, () => {
    test.use({ colorScheme: scheme, viewport: { width, height } });
    for (const { name, open } of scenes) {
      test(`${name}: axe finds nothing, and nothing is wider than the window`, async ({
        page,
        emulator,
      }) => {
        await open({ page, emulator });
        expect(await problems(page)).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide).toBeLessThanOrEqual(0);
      });
    }
  });
}

test.describe('assistive technology is told', () => {
  test('the verdicts, the schedule, the odds and the ends', async () => {
    await explorer.open(HASH);
    await explorer.expectEnd();
    for (const [panel, region] of [
      ['broken', explorer.broken],
      ['others', explorer.others],
      ['schedule', explorer.table],
      ['odds', explorer.odds],
      ['ends', explorer.ends],
    ] as const) {
      await expect(region, panel).toMatchAriaSnapshot({ name: `${panel}.aria.yml` });
    }
  });

  test('that a search begins, and what it came to', async () => {
    await explorer.open(HASH);
    await expect(explorer.log).toHaveText(
      /^Breaks 4 of 9 properties\. Searched all 1,280 states and /,
    );
    await expect(explorer.log).toHaveAttribute('aria-live', 'polite');
  });
});

test('keys alone find a bug, choose another, and step through it', async ({ page, stepper }) => {
  await stepper.open();
  await explorer.find.focus();
  await page.keyboard.press('Enter');
  await explorer.expectEnd();
  // The button is gone; what it led to has the focus.
  await expect(explorer.heading).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(explorer.property('pin is seen')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(explorer.property('no phantom pin')).toBeChecked();
  await expect(explorer.schedule).toContainText('no phantom pin');
  for (let tabs = 0; tabs < 20; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await explorer.stepThrough.evaluate((button) => button === document.activeElement)) break;
  }
  await expect(explorer.stepThrough).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(stepper.alert).toContainText('This breaks the rule “no phantom pin”.');
});

test('Enter steps through what is shown, Esc goes back, F searches again, ? helps', async ({
  page,
  stepper,
}) => {
  await explorer.open(HASH);
  await explorer.expectEnd();
  await page.keyboard.press('?');
  await expect(stepper.help).toContainText('Step through the schedule shown');
  await page.keyboard.press('Escape');
  await expect(stepper.help).toBeHidden();
  await page.keyboard.press('f');
  await explorer.expectEnd();
  await expect(explorer.heading).toHaveText('Breaks 4 of 9 properties');
  await page.keyboard.press('Enter');
  await expect(stepper.alert).toContainText('This breaks the rule “pin is seen”.');
  await page.keyboard.press('f');
  await explorer.expectEnd();
  await page.keyboard.press('Escape');
  await stepper.expectStep(76);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test('the columns follow each other, and those of the CPUs are one', async ({ page }) => {
    await explorer.open(HASH);
    await explorer.expectEnd();
    const tops = await Promise.all(
      [explorer.heading, explorer.table, explorer.odds].map(
        async (one) => (await one.boundingBox())?.y ?? 0,
      ),
    );
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    await expect(explorer.table.getByRole('columnheader')).toHaveText([
      'Steps',
      'Who does what',
      'ref',
      'count',
      'pinned?',
    ]);
    await expect(page.getByRole('img', { name: 'CPU1' }).first()).toBeVisible();
  });
});
