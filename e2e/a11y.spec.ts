/** Accessibility: axe on every page in every state, what assistive technology is told, motion, colours. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Emulator, expect, karaRace, test } from './fixtures.ts';
import type { Stepper } from './panels/stepper.ts';
import { readScreen } from './screen.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Scene {
  readonly name: string;
  open(this: void, on: { page: Page; stepper: Stepper; emulator: Emulator }): Promise<void>;
}

const scenes: readonly Scene[] = [
  {
    name: 'the stepper at the start',
    open: ({ stepper }) => stepper.open(),
  },
  {
    name: 'the stepper in the middle of a schedule',
    open: async ({ stepper, emulator }) => {
      const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
      await stepper.open(emulator.linkTo(karaRace, moves, 46));
      await stepper.expectStep(46);
    },
  },
  {
    name: 'the stepper with a broken rule',
    open: async ({ stepper, emulator }) => {
      const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
      await stepper.open(emulator.linkTo(karaRace, moves, moves.length));
      await expect(stepper.narration).toBeVisible();
    },
  },
  {
    name: 'the stepper with left futures and a message',
    open: async ({ page, stepper }) => {
      await stepper.open();
      for (const key of ['1', '1', '1', 'ArrowLeft', '2', 'r']) await page.keyboard.press(key);
      await stepper.notice.getByRole('button', { name: 'Undo' }).click();
      await stepper.expectStep(3);
      await stepper.header.share.click();
      await expect(stepper.notice).toContainText('link to step 3');
    },
  },
  {
    name: 'the help over the stepper',
    open: async ({ stepper }) => {
      await stepper.open();
      await stepper.header.help.click();
      await expect(stepper.help).toBeVisible();
    },
  },
  ...['#/model', '#/notation', '#/grammar', '#/compare', '#/story', '#/stories'].map(
    (hash): Scene => ({
      name: hash,
      open: async ({ page }) => {
        await page.goto(`./${hash}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      },
    }),
  ),
];

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing, ${scheme},`, () => {
    test.use({ colorScheme: scheme });
    for (const { name, open } of scenes) {
      test(`in ${name}`, async ({ page, stepper, emulator }) => {
        await open({ page, stepper, emulator });
        const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
        const told = violations.map(({ id, nodes }) => ({
          id,
          nodes: nodes.map(({ html }) => html),
        }));
        expect(told).toEqual([]);
      });
    }
  });
}

test.describe('axe finds nothing on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  for (const { name, open } of scenes.slice(0, 3)) {
    test(`in ${name}`, async ({ page, stepper, emulator }) => {
      await open({ page, stepper, emulator });
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
      const told = violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes.map(({ html }) => html),
      }));
      expect(told).toEqual([]);
    });
  }
});

test.describe('assistive technology is told', () => {
  for (const [moment, cursorOf] of [
    ['start', () => 0],
    ['middle', () => 47],
    ['violation', (length: number) => length],
  ] as const) {
    test(`the panels at the ${moment}`, async ({ page, stepper, emulator }) => {
      const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
      const cursor = cursorOf(moves.length);
      await stepper.open(emulator.linkTo(karaRace, moves.slice(0, cursor), cursor));
      await readScreen(page, cursor);
      for (const [panel, region] of [
        ['cpu0', stepper.cpus.actor('CPU0')],
        ['cpu1', stepper.cpus.actor('CPU1')],
        ['inactive_file', page.getByRole('region', { name: 'List inactive_file' })],
        ['locks', page.getByRole('list', { name: 'Locks' })],
        ['references', page.getByRole('region', { name: 'References to page P' })],
        ['word-8', stepper.word(8)],
        ['word-16', stepper.word(16)],
        ...(cursor === 0
          ? [['first-visit', stepper.firstVisit] as const]
          : [
              ['timeline', stepper.timeline] as const,
              ['what-happened', page.getByRole('region', { name: 'What happened' })] as const,
            ]),
      ] as const) {
        await expect(region, panel).toMatchAriaSnapshot({ name: `${moment}-${panel}.aria.yml` });
      }
    });
  }

  test('the lists as lists: P leaves inactive_file and stands alone', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
    await stepper.open(emulator.linkTo(karaRace, moves, 0));
    const pages = (name: string) =>
      page.getByRole('region', { name }).getByRole('listitem').getByRole('button');
    await expect(pages('List inactive_file')).toHaveText([/^Page B,/, /^Page P,/, /^Page C,/]);
    await page.keyboard.press('End');
    await expect(pages('List inactive_file')).toHaveText([/^Page B,/, /^Page C,/]);
    await expect(pages('On no list')).toHaveText([/^Page P,/]);
  });
});

test.describe('motion', () => {
  test('none runs after a step where less motion is wanted', async ({ page, stepper }) => {
    await stepper.open();
    for (const key of ['1', '1', '2', 'ArrowLeft', 'e']) {
      await page.keyboard.press(key);
      expect(await page.evaluate(() => document.getAnimations().length), key).toBe(0);
    }
  });

  test.describe('that is allowed', () => {
    test.use({ reducedMotion: 'no-preference' });
    test('ends, within its time, in the same still picture', async ({
      page,
      stepper,
      emulator,
    }) => {
      const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
      const picture = () =>
        page
          .getByRole('main')
          .locator('svg')
          .evaluateAll((all) => all.map((one) => one.outerHTML).join('\n'));
      await stepper.open(emulator.linkTo(karaRace, moves, 50));
      await stepper.expectStep(50);
      await page.keyboard.press('ArrowRight');
      await stepper.expectStep(51);
      await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
      const moved = await picture();
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto('about:blank');
      await stepper.open(emulator.linkTo(karaRace, moves, 51));
      await stepper.expectStep(51);
      expect(await picture()).toBe(moved);
    });
  });
});

test.describe('forced colours', () => {
  test.use({ forcedColors: 'active' });
  test('leave the focus, the next line and the marks of the actors to be seen', async ({
    page,
    stepper,
  }) => {
    await stepper.open();
    await page.keyboard.press('1');
    await stepper.expectStep(1);
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(
        document.activeElement ?? document.body,
      );
      return `${outlineStyle} ${outlineWidth}`;
    });
    expect(outline).not.toMatch(/none|^\w+ 0px/);
    for (const cpu of ['CPU0', 'CPU1']) {
      const next = stepper.cpus.nextLine(cpu);
      await expect(next).toBeVisible();
      await expect(next).toContainText('next:');
      const marks = await stepper.cpus
        .actor(cpu)
        .locator('svg path')
        .evaluateAll((paths) =>
          paths.map((path) => {
            const { stroke } = getComputedStyle(path);
            return { stroke, ground: getComputedStyle(document.body).backgroundColor };
          }),
        );
      expect(marks.length).toBeGreaterThan(0);
      for (const { stroke, ground } of marks) expect(stroke).not.toBe(ground);
    }
  });
});
