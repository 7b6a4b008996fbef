/** Three and four CPUs with devices and an interrupt: all of them legible, and steady where they are clicked. */
import type { Page } from '@playwright/test';
import { fourCpus, threeCpus, twelveActors } from './crowds.ts';
import type { Choice } from './emulator.ts';
import { expect, test } from './fixtures.ts';
import { readScreen } from './screen.ts';

/** Pairs of what can be hit or read in the panel of the CPUs that lie over each other, by their names. */
async function overlaps(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const parts = [
      ...document.querySelectorAll<HTMLElement>(
        '.cpus .actor-name, .cpus .actor-buttons, .cpus .stack-frames, .cpus .actor-block .listing, .cpus > .listing, .timeline-labels li',
      ),
    ].filter((one) => one.checkVisibility() && one.getClientRects().length > 0);
    const found: string[] = [];
    // What is scrolled out of its zone lies over nothing.
    const seen = (one: HTMLElement): DOMRect => {
      const box = one.getBoundingClientRect();
      const zone = one.closest('.zone')?.getBoundingClientRect() ?? box;
      const top = Math.max(box.top, zone.top);
      return new DOMRect(
        box.x,
        top,
        box.width,
        Math.max(0, Math.min(box.bottom, zone.bottom) - top),
      );
    };
    parts.forEach((one, index) => {
      const a = seen(one);
      for (const other of parts.slice(index + 1)) {
        const b = seen(other);
        const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (x > 1 && y > 1 && a.height > 0 && b.height > 0) {
          found.push(`${one.textContent?.slice(0, 30)} / ${other.textContent?.slice(0, 30)}`);
        }
      }
    });
    return found;
  });
}

/** Pairs of what is written in the picture of the memory that lie over each other, and what lies over a head. */
async function coveredWords(page: Page): Promise<readonly string[]> {
  return page.getByRole('main').evaluate((main) => {
    const picture = main.querySelector('.zone-memory svg');
    if (picture === null) throw new Error('there is no picture of the memory');
    const words = [...picture.querySelectorAll('text')].map((one) => ({
      text: one.textContent,
      box: one.getBoundingClientRect(),
    }));
    return words.flatMap((one, index) =>
      words.slice(index + 1).flatMap((other) => {
        const [a, b] = [one.box, other.box];
        const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        return x > 1 && y > 4 ? [`${one.text} / ${other.text}`] : [];
      }),
    );
  });
}

async function pageScroll(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { x: scrollWidth - clientWidth, y: scrollHeight - clientHeight };
  });
}

const crowds: readonly (readonly [string, Choice])[] = [
  ['three CPUs', threeCpus],
  ['four CPUs', fourCpus],
  ['twelve actors', twelveActors],
];

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
] as const) {
  test.describe(`${width}x${height}`, () => {
    test.use({ viewport: { width, height } });
    for (const [name, choice] of crowds) {
      test(`${name}: nothing lies over anything, and the page does not scroll`, async ({
        page,
        stepper,
        emulator,
      }) => {
        const moves = emulator.randomSchedule(choice, 5);
        for (const cursor of [0, 60, Math.floor(moves.length / 2), moves.length]) {
          await page.goto('about:blank');
          await stepper.open(emulator.linkTo(choice, moves, cursor));
          if (cursor > 0) await stepper.expectStep(cursor);
          expect(await pageScroll(page), `step ${cursor}`).toEqual({ x: 0, y: 0 });
          expect(await overlaps(page), `step ${cursor}`).toEqual([]);
          expect(await coveredWords(page), `step ${cursor}`).toEqual([]);
        }
      });
    }

    test('four CPUs: every CPU with its button, the listing of one, and all lanes are in sight', async ({
      page,
      stepper,
      emulator,
    }) => {
      const moves = emulator.randomSchedule(fourCpus, 5);
      await stepper.open(emulator.linkTo(fourCpus, moves, 60));
      await stepper.expectStep(60);
      const shown = stepper.cpus.region.locator('.actor-block');
      for (const block of await shown.all()) await expect(block).toBeInViewport({ ratio: 0.98 });
      await expect(page.locator('.cpus > .listing')).toHaveCount(1);
      await expect(page.locator('.cpus > .listing')).toBeInViewport({ ratio: 0.98 });
      await expect(stepper.timeline.locator('.timeline-labels li')).toHaveText([
        /CPU0/,
        /CPU1/,
        /CPU2/,
        /CPU3/,
        /device 0/,
        /device 2/,
        /irq on CPU1/,
        /P’s pin/,
        /P says pinned/,
      ]);
      await expect(stepper.timeline).toBeInViewport({ ratio: 0.98 });
    });

    test('four CPUs: buttons end at the edge of the column, and one opens the editor', async ({
      page,
      stepper,
      emulator,
    }) => {
      const moves = emulator.randomSchedule(fourCpus, 5);
      await stepper.open(emulator.linkTo(fourCpus, moves, moves.length));
      await stepper.expectStep(moves.length);
      const ends = await page
        .locator('.cpus .actor-buttons')
        .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().right)));
      const edge = Math.max(...ends.slice(0, 4));
      expect(Math.max(...ends)).toBe(edge);
      await stepper.playback.step.fill('60');
      await stepper.playback.step.press('Enter');
      await stepper.expectStep(60);
      await stepper.cpus
        .actor('CPU2')
        .getByRole('button', { name: /^Edit / })
        .click();
      await expect(page.getByRole('dialog', { name: 'Edit the listing' })).toBeVisible();
    });
  });
}

test('every moment of a schedule of four CPUs shows what the core says', async ({
  page,
  stepper,
  emulator,
}) => {
  const moves = emulator.randomSchedule(fourCpus, 5);
  const expected = new emulator.ExpectedScreens(fourCpus, moves);
  await stepper.open(emulator.linkTo(fourCpus, moves, 40));
  for (let cursor = 40; cursor <= 90; cursor += 1) {
    expect(await readScreen(page, cursor), `step ${cursor}`).toEqual(
      expected.at(cursor, moves.length),
    );
    await page.keyboard.press('ArrowRight');
  }
});

test('no button moves when another CPU goes', async ({ page, stepper, emulator }) => {
  const moves = emulator.randomSchedule(fourCpus, 5).slice(0, 60);
  await stepper.open(emulator.linkTo(fourCpus, moves, moves.length));
  const places = async (): Promise<readonly (number | undefined)[]> =>
    Promise.all(
      ['CPU0', 'CPU1', 'CPU2', 'CPU3'].map(async (name) => {
        const box = await stepper.cpus.actor(name).locator('.actor-head').boundingBox();
        return box?.y;
      }),
    );
  const before = await places();
  for (const key of ['1', '3', '4', '2']) {
    await page.keyboard.press(key);
    expect(await places(), `after key ${key}`).toEqual(before);
  }
});

test('four CPUs are read as sections, each with its calls and its next line', async ({
  stepper,
  emulator,
}) => {
  const moves = emulator.randomSchedule(fourCpus, 5);
  await stepper.open(emulator.linkTo(fourCpus, moves, 60));
  await stepper.expectStep(60);
  await expect(stepper.cpus.actor('CPU1')).toMatchAriaSnapshot({ name: 'four-cpu1.aria.yml' });
  await expect(stepper.cpus.actor('CPU3')).toMatchAriaSnapshot({ name: 'four-cpu3.aria.yml' });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test('four CPUs step from one row at the bottom, without sideways scroll', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.randomSchedule(fourCpus, 5);
    await stepper.open(emulator.linkTo(fourCpus, moves, 60));
    await stepper.expectStep(60);
    expect((await pageScroll(page)).x).toBe(0);
    const bar = page.getByRole('group', { name: 'Step', exact: true });
    await expect(bar).toBeInViewport({ ratio: 1 });
    await bar.getByRole('button', { name: 'Step CPU3' }).click();
    await stepper.expectStep(61);
    expect(await overlaps(page)).toEqual([]);
  });

  test('four CPUs: what waits in the vectors stands beside no words and below no list', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.randomSchedule(fourCpus, 5);
    for (const cursor of [60, 243, moves.length]) {
      await page.goto('about:blank');
      await stepper.open(emulator.linkTo(fourCpus, moves, cursor));
      await stepper.expectStep(cursor);
      expect(await coveredWords(page), `step ${cursor}`).toEqual([]);
    }
  });
});
