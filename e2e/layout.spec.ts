/** Where things fit: one screen on a laptop, no sideways scrolling anywhere, nothing clipped, all to be hit. */
import type { Page } from '@playwright/test';
import { type Emulator, expect, karaRace, test } from './fixtures.ts';
import type { Stepper } from './panels/stepper.ts';

interface Moment {
  readonly name: string;
  open(this: void, stepper: Stepper, emulator: Emulator): Promise<void>;
}

const moments: readonly Moment[] = [
  { name: 'the start', open: (stepper) => stepper.open() },
  ...[
    { name: 'the middle of a deletion', at: 46 },
    { name: 'the violation', at: Infinity },
  ].map(({ name, at }): Moment => ({
    name,
    open: async (stepper, emulator) => {
      const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
      const cursor = Math.min(at, moves.length);
      await stepper.open(emulator.linkTo(karaRace, moves, cursor));
      await stepper.expectStep(cursor);
    },
  })),
];

/** How far the page scrolls, px. */
async function overflow(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { x: scrollWidth - clientWidth, y: scrollHeight - clientHeight };
  });
}

/** Controls that can be hit on less than `least` by `least` px, and are no link within a sentence. */
async function smallTargets(page: Page, least = 24): Promise<readonly string[]> {
  return page.evaluate((wanted) => {
    const small: string[] = [];
    const selector = 'button, select, input, a[href], [role="slider"]';
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      if (element.closest('p, dd') !== null || !element.checkVisibility()) continue;
      // A link between words is as high as its line.
      if (getComputedStyle(element).display === 'inline') continue;
      // An input that is hidden is hit on its label.
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
      const hit = element.closest('.visually-hidden') === null ? element : (label ?? element);
      const { width, height } = hit.getBoundingClientRect();
      // What lies over a small box to enlarge it counts.
      const over = getComputedStyle(hit, '::after');
      const isOver = over.content !== 'none' && over.position === 'absolute';
      const reach = {
        width: Math.max(width, isOver ? Number.parseFloat(over.width) : 0),
        height: Math.max(height, isOver ? Number.parseFloat(over.height) : 0),
      };
      if (reach.width >= wanted && reach.height >= wanted) continue;
      const name =
        element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? '';
      // The rows of the write history: the timeline and the number field go to the same steps.
      if (name.startsWith('Go to step ')) continue;
      small.push(`${name.trim()} ${Math.round(reach.width)} x ${Math.round(reach.height)}`);
    }
    return small;
  }, least);
}

/**
 * Texts that end before their end: wider or higher than a box that hides what is over. Those that
 * announce it by an ellipsis and tell the whole in a title are meant, and what is read aloud only.
 */
async function clippedTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const clipped: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const text = element.textContent?.trim() ?? '';
      if (text === '' || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      if (style.clipPath !== 'none' || element.closest('.visually-hidden, svg, select') !== null)
        continue;
      const isWide =
        ['hidden', 'clip'].includes(style.overflowX) &&
        element.scrollWidth > element.clientWidth + 1;
      const isHigh =
        ['hidden', 'clip'].includes(style.overflowY) &&
        element.scrollHeight > element.clientHeight + 1;
      if (!isWide && !isHigh) continue;
      const isTold =
        element.closest('[title]') !== null || element.querySelector('[title]') !== null;
      if (isWide && !isHigh && style.textOverflow === 'ellipsis' && isTold) continue;
      clipped.push(`${element.tagName.toLowerCase()}.${element.className}: ${text.slice(0, 60)}`);
    }
    return clipped;
  });
}

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
] as const) {
  test.describe(`${width}x${height}`, () => {
    test.use({ viewport: { width, height } });
    for (const { name, open } of moments) {
      test(`shows ${name} whole: no page scroll, nothing clipped`, async ({
        page,
        stepper,
        emulator,
      }) => {
        await open(stepper, emulator);
        expect(await overflow(page)).toEqual({ x: 0, y: 0 });
        expect(await clippedTexts(page)).toEqual([]);
        expect(await smallTargets(page)).toEqual([]);
        for (const panel of [
          stepper.cpus.actor('CPU0'),
          stepper.cpus.actor('CPU1'),
          stepper.word(8),
          stepper.word(16),
          name === 'the start' ? stepper.firstVisit : stepper.timeline,
        ]) {
          await expect(panel).toBeInViewport({ ratio: 0.98 });
        }
      });
    }
  });
}

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
  [1024, 700],
  [390, 844],
] as const) {
  test.describe(`${width}x${height}`, () => {
    test.use({ viewport: { width, height } });
    test('tells how Kara’s race came to its violation to the last word, and where to go from there', async ({
      page,
      stepper,
    }) => {
      await stepper.open();
      // CPU1 takes its reference, CPU0 runs until it waits for the device, CPU1 until it breaks the rule.
      for (const key of ['2', '2', '2', '2', '2', '1', 'e', '2', 'e']) {
        await page.keyboard.press(key);
      }
      await stepper.expectStep(77);
      await expect(stepper.narration).toHaveText(/its put_page at step 70 used up CPU0’s pin\.$/);
      const last = await stepper.narration.evaluate((told) => {
        const box = told.getBoundingClientRect();
        const words = document.createTreeWalker(told, NodeFilter.SHOW_TEXT);
        while (words.nextNode() !== null) continue;
        const range = document.createRange();
        range.selectNodeContents(words.currentNode);
        const rects = [...range.getClientRects()];
        const { right = 0, bottom = 0 } = rects.at(-1) ?? {};
        // What is taken out of the flow is not cut by the box of the rest.
        const cause = told.querySelector('.narration-cause');
        const isApart = cause !== null && getComputedStyle(cause).position === 'absolute';
        const over = isApart ? cause.getBoundingClientRect() : box;
        return { isWhole: right <= over.right + 1 && bottom <= over.bottom + 1 };
      });
      expect(last).toEqual({ isWhole: true });
      const next = page.getByRole('button', { name: 'What else breaks? Find a bug' });
      if ((await next.count()) > 0) await next.click();
      else await page.getByRole('button', { name: 'Find a bug' }).click();
      await expect(page.getByRole('button', { name: 'Back to the stepper' })).toBeVisible();
    });
  });
}

for (const [why, width, height] of [
  ['a phone', 390, 844],
  ['a narrow phone', 320, 640],
  ['a laptop zoomed to 200 %', 640, 360],
  ['a screen zoomed to 200 %', 720, 450],
] as const) {
  test.describe(`${why}, ${width}x${height}`, () => {
    test.use({ viewport: { width, height } });
    for (const { name, open } of moments) {
      test(`shows ${name} without sideways scroll`, async ({ page, stepper, emulator }) => {
        await open(stepper, emulator);
        expect((await overflow(page)).x).toBe(0);
        expect(await clippedTexts(page)).toEqual([]);
        expect(await smallTargets(page)).toEqual([]);
      });
    }

    for (const hash of [
      '#/model',
      '#/notation',
      '#/grammar',
      '#/matrix',
      '#/compare',
      '#/story',
      '#/stories',
    ]) {
      test(`shows ${hash} without sideways scroll`, async ({ page }) => {
        await page.goto(`./${hash}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect((await overflow(page)).x).toBe(0);
        expect(await smallTargets(page)).toEqual([]);
      });
    }
  });
}

test.describe('at 1280x720', () => {
  test.use({ viewport: { width: 1280, height: 720 } });

  /** Lines that the narration takes beside the controls, its words that are cut off, what it covers. */
  const narrationLines = (page: Page) =>
    page.evaluate(() => {
      const told = document.querySelector<HTMLElement>('[data-testid="narration"]');
      const cause = told?.querySelector<HTMLElement>('.narration-cause') ?? null;
      const timeline = document.querySelector('section[aria-label="Timeline"]');
      if (told === null || timeline === null) throw new Error('nothing is told');
      const below = cause?.getBoundingClientRect();
      return {
        lines: Math.round(told.clientHeight / Number.parseFloat(getComputedStyle(told).lineHeight)),
        cut: Math.max(0, told.scrollHeight - told.clientHeight - 1),
        causeIsCut: cause !== null && cause.scrollWidth > cause.clientWidth && below !== undefined,
        covers: below !== undefined && below.bottom > timeline.getBoundingClientRect().top + 1,
      };
    });

  for (const [name, choice] of [
    ['that breaks Kara’s race', karaRace],
    ['that loses its own pin', { scenario: 'read-unpins', design: 'july-2018', debug: 'vm' }],
    ['that no word records', { scenario: 'slow-slow', design: 'v4.18', debug: 'vm' }],
  ] as const) {
    test(`a step ${name} is told in two lines, and how it came to that in the row below`, async ({
      page,
      stepper,
      emulator,
    }) => {
      const moves = emulator.shortestBreaking(choice, 'pin-seen');
      await stepper.open(emulator.linkTo(choice, moves, moves.length));
      await stepper.expectStep(moves.length);
      await expect(stepper.narration).toHaveText(emulator.sentenceAt(choice, moves, moves.length));
      const { lines, ...rest } = await narrationLines(page);
      expect(lines).toBeLessThanOrEqual(2);
      expect(rest).toEqual({ cut: 0, causeIsCut: false, covers: false });
      expect(await overflow(page)).toEqual({ x: 0, y: 0 });
    });
  }

  test('a first step moves nothing but what it replaces, and scrolls nothing', async ({
    page,
    stepper,
  }) => {
    await stepper.open();
    const place = () => page.getByRole('region', { name: 'CPUs' }).boundingBox();
    const before = await place();
    await page.keyboard.press('1');
    await stepper.expectStep(1);
    const after = await place();
    expect({ x: after?.x, y: after?.y, width: after?.width }).toEqual({
      x: before?.x,
      y: before?.y,
      width: before?.width,
    });
    expect(Math.abs((after?.height ?? 0) - (before?.height ?? 0))).toBeLessThan(40);
    expect(await overflow(page)).toEqual({ x: 0, y: 0 });
  });

  test('the start of a recorded schedule is the first screen, whole', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
    await stepper.open(emulator.linkTo(karaRace, moves, 0));
    await stepper.expectStep(0);
    await expect(stepper.firstVisit).toBeInViewport({ ratio: 1 });
    expect(await overflow(page)).toEqual({ x: 0, y: 0 });
    expect(await clippedTexts(page)).toEqual([]);
  });

  test('the header names what is open once', async ({ page, stepper }) => {
    await stepper.open();
    await expect(page.locator('.header-more')).toBeHidden();
  });
});

test.describe('the lens at 1440x900', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test('shows all of itself at the violation, and every write when asked', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
    await stepper.open(emulator.linkTo(karaRace, moves, moves.length));
    await stepper.expectStep(moves.length);
    for (const field of ['flags', '_mapcount', '_refcount']) {
      await expect(page.locator(`[data-field="${field}"]`)).toBeInViewport({ ratio: 1 });
      const isInside = await page.locator(`[data-field="${field}"]`).evaluate((row) => {
        const zone = row.closest('.zone-lens')?.getBoundingClientRect();
        return zone !== undefined && row.getBoundingClientRect().bottom <= zone.bottom;
      });
      expect(isInside, field).toBe(true);
    }
    await stepper.cpus.runToEnd('CPU1').click();
    const writes = page.getByRole('row').filter({ has: page.getByRole('button') });
    const more = page.getByRole('button', { name: /^Show \d+ earlier writes?$/ });
    await expect(more).toHaveAttribute('aria-expanded', 'false');
    const left = Number(/\d+/.exec(await more.innerText())?.[0]);
    const few = await writes.count();
    await more.click();
    await expect(writes).toHaveCount(few + left);
    const fewer = page.getByRole('button', { name: /^Show the last \d+ only$/ });
    await expect(fewer).toHaveAttribute('aria-expanded', 'true');
    await expect(fewer).toBeFocused();
    await page.locator('[data-field="_refcount"]').scrollIntoViewIfNeeded();
    await expect(page.locator('[data-field="_refcount"]')).toBeInViewport({ ratio: 1 });
    await fewer.click();
    await expect(writes).toHaveCount(few);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  /** Whether the line that comes next lies between what is told and the bar, whole; and where the focus is. */
  const nextLine = (page: Page, id: string) =>
    page.evaluate((actor) => {
      const line = document.querySelector(`[data-actor="${actor}"] [data-next]`);
      const bar = document.querySelector('.foot');
      const told = document.querySelector('.narration');
      if (line === null || bar === null || told === null) throw new Error('nothing comes next');
      const { top, bottom } = line.getBoundingClientRect();
      return {
        isBelowTold: top >= told.getBoundingClientRect().bottom,
        isAboveBar: bottom <= bar.getBoundingClientRect().top,
        isInList: bottom <= (line.closest('ol')?.getBoundingClientRect().bottom ?? 0) + 1,
      };
    }, id);
  const seen = { isBelowTold: true, isAboveBar: true, isInList: true };

  test('the line that comes next is seen after every step, and the focus stays', async ({
    page,
    stepper,
  }) => {
    await stepper.open();
    await page.getByRole('group', { name: 'Step' }).or(stepper.firstVisit).first().waitFor();
    await stepper.firstVisit.getByRole('button', { name: 'Step CPU1' }).click();
    const bar = page.getByRole('group', { name: 'Step', exact: true });
    for (const [count, name] of [
      [4, 'CPU1'],
      [28, 'CPU0'],
      [3, 'CPU1'],
    ] as const) {
      const button = bar.getByRole('button', { name: `Step ${name}` });
      for (let step = 0; step < count; step += 1) {
        await button.click();
        expect(await nextLine(page, name.toLowerCase()), `${name}, ${step}`).toEqual(seen);
        await expect(button).toBeFocused();
      }
    }
  });

  test('a link shows the line that comes next', async ({ page, stepper, emulator }) => {
    const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
    for (const [cursor, id] of [
      [20, 'cpu0'],
      [46, 'cpu0'],
      [moves.length, 'cpu1'],
    ] as const) {
      await page.goto('about:blank');
      await stepper.open(emulator.linkTo(karaRace, moves, cursor));
      await stepper.expectStep(cursor);
      await expect.poll(() => nextLine(page, id)).toEqual(seen);
    }
  });

  test('who looks at the memory below is not taken away from it', async ({ page, stepper }) => {
    await stepper.open();
    for (const key of ['1', '1', '1']) await page.keyboard.press(key);
    await stepper.expectStep(3);
    await page.evaluate(() => {
      window.scrollTo(0, document.documentElement.scrollHeight);
    });
    const before = await page.evaluate(() => window.scrollY);
    await page.keyboard.press('1');
    await stepper.expectStep(4);
    expect(Math.abs((await page.evaluate(() => window.scrollY)) - before)).toBeLessThan(60);
  });

  test('what leads on from the header leaves it a bar', async ({ page, stepper }) => {
    await stepper.open();
    const find = page.getByRole('banner').getByRole('button', { name: 'Find a bug' });
    const height = (await find.boundingBox())?.height ?? 0;
    expect(height).toBeLessThanOrEqual(32);
    expect(await smallTargets(page, 44)).toEqual([]);
  });

  for (const { name, open } of moments) {
    test(`${name} can be touched anywhere: 44 by 44 px`, async ({ page, stepper, emulator }) => {
      await open(stepper, emulator);
      await page.locator('.header-more').click();
      expect(await smallTargets(page, 44)).toEqual([]);
    });
  }

  test('left futures have buttons of their own, large enough', async ({ page, stepper }) => {
    await stepper.open();
    for (const key of ['1', '1', '2', '2', 'ArrowLeft', 'ArrowLeft', '1', 'ArrowLeft', '2']) {
      await page.keyboard.press(key);
    }
    await stepper.expectStep(3);
    const futures = page.getByRole('group', { name: 'Other futures' }).getByRole('button');
    await expect(futures).toHaveCount(1);
    expect(await smallTargets(page, 44)).toEqual([]);
    await futures.first().click();
    await stepper.expectStep(3);
  });

  test('a message hides neither the header nor what stands below it', async ({ page, stepper }) => {
    await stepper.open();
    for (const key of ['1', '1', 'r']) await page.keyboard.press(key);
    await expect(stepper.notice).toContainText('Back at the start.');
    const boxOf = async (one: ReturnType<Page['locator']>) => {
      const box = await one.boundingBox();
      if (box === null) throw new Error('it is not there');
      return box;
    };
    const header = await boxOf(page.getByRole('banner'));
    const notice = await boxOf(stepper.notice);
    const below = await boxOf(stepper.firstVisit);
    expect(notice.y).toBeGreaterThanOrEqual(header.y + header.height);
    expect(below.y).toBeGreaterThanOrEqual(notice.y + notice.height - 1);
  });

  test('the race is stepped from the bar at the bottom, which stays in sight', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
    await stepper.open(emulator.linkTo(karaRace, moves, moves.length - 1));
    await stepper.expectStep(moves.length - 1);
    const bar = page.getByRole('group', { name: 'Step', exact: true });
    await expect(bar).toBeInViewport({ ratio: 1 });
    await bar.getByRole('button', { name: /^Step CPU1/ }).click();
    await expect(stepper.alert).toContainText('This breaks the rule “pin is seen”.');
    await bar.getByRole('button', { name: 'Back one step' }).click();
    await expect(stepper.alert).toBeEmpty();
    await expect(bar).toBeInViewport({ ratio: 1 });
  });
});
