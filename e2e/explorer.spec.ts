/** The explorer in the page: what it shows is what the core finds, and nothing stops the page. */
import type { Page, Worker } from '@playwright/test';
import { type Emulator, expect, karaRace, test } from './fixtures.ts';
import { Explorer } from './panels/explorer.ts';

const HASH = '#/explore/kara-race/july-2018/vm';

/** Larger than any built-in scenario: the page is served it in place of one. */
const crowd = { ...karaRace, others: 3 };

let explorer: Explorer;
test.beforeEach(({ page }) => {
  explorer = new Explorer(page);
});

/** Serves Kara's race with more CPUs: millions of states. */
async function serveCrowd(page: Page, emulator: Emulator): Promise<void> {
  const body = emulator.programText(crowd);
  await page.route('**/programs/**/kara-race/july-2018/vm.json', (route) =>
    route.fulfill({ contentType: 'application/json', body }),
  );
}

/** An event of Chromium's trace; times in microseconds, `tdur` on the processor. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * How long the tasks of the page's main thread took, in milliseconds, the longest first: their own
 * time, since a machine that has more to do than it can makes every task long by the clock.
 */
function taskTimes(trace: Buffer): readonly number[] {
  const { traceEvents }: { traceEvents: readonly TraceEvent[] } = JSON.parse(trace.toString());
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && mains.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000)
    .toSorted((one, other) => other - one);
}

const grouped = (value: number): string => value.toLocaleString('en');

test.describe('the search of Kara’s race', () => {
  test('is one click away, and its verdicts are the core’s', async ({ stepper, emulator }) => {
    await stepper.open();
    await explorer.find.click();
    await explorer.expectEnd();
    const { verdicts, states, transitions } = emulator.explored(karaRace);
    const lengths = emulator.shortestLengths(karaRace);
    await expect(explorer.heading).toHaveText(
      `Breaks ${lengths.size} of ${verdicts.length} properties`,
    );
    await expect(explorer.verdict).toContainText(
      `Searched all ${grouped(states)} states and ${grouped(transitions)} transitions`,
    );
    expect(await explorer.verdicts()).toEqual(
      Object.fromEntries(
        verdicts.map(({ id, title }) => {
          const length = lengths.get(id);
          return [title, length === undefined ? 'holds' : `${length} steps`];
        }),
      ),
    );
  });

  test('shows the shortest schedule, whose last row says what breaks', async ({ emulator }) => {
    await explorer.open(HASH);
    await explorer.expectEnd();
    const found = emulator.explored(karaRace).verdicts.find(({ id }) => id === 'pin-seen');
    const length = found?.shortest?.schedule.length ?? 0;
    await expect(explorer.schedule.getByRole('heading').first()).toHaveText(
      `Shortest schedule, ${length} steps, ${found?.shortest?.switches} switches`,
    );
    const last = explorer.table.getByRole('row').last();
    await expect(last.getByRole('cell').first()).toHaveText(String(length));
    await expect(last).toContainText(found?.message ?? 'no message');
    await expect(last.getByRole('cell').last()).toHaveText('no');
    await expect(explorer.schedule).toContainText(found?.criticalPair?.sentence ?? 'no pair');
  });

  test('tells how likely it is, and the ways it can end', async ({ emulator }) => {
    await explorer.open(HASH);
    await explorer.expectEnd();
    const { verdicts, ends } = emulator.explored(karaRace);
    const odds = verdicts.find(({ id }) => id === 'pin-seen')?.odds;
    expect(odds).toBeDefined();
    const share = Number((BigInt(odds?.breaking ?? 0) * 1000n) / BigInt(odds?.schedules ?? 1)) / 10;
    const told = /^(\d+)% of/m.exec(await explorer.odds.getByRole('paragraph').first().innerText());
    expect(Number(told?.[1])).toBeCloseTo(share, -0.5);
    await expect(explorer.ends.getByRole('listitem')).toHaveCount(ends.length);
  });

  test('opens in the stepper at the violation, and nothing that was tried is lost', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
    const other = emulator.schedule(karaRace, [['CPU1', 2]]);
    await stepper.open(emulator.linkTo(karaRace, other, 2));
    await page.keyboard.press('f');
    await explorer.expectEnd();
    await explorer.stepThrough.click();
    await stepper.expectStep(moves.length);
    await expect(stepper.alert).toContainText('This breaks the rule “pin is seen”.');
    await expect(stepper.leftFuture('0: CPU1 goes, 2 steps')).toBeAttached();
    await expect
      .poll(() => new URL(page.url()).hash)
      .toBe(emulator.linkTo(karaRace, moves, moves.length));
  });

  test('is kept while one is in the stepper', async ({ page, stepper }) => {
    await explorer.open(HASH);
    await explorer.expectEnd();
    const cost = await explorer.verdict.locator('.verdict-cost').innerText();
    await explorer.property('union is exclusive').check({ force: true });
    await page.keyboard.press('Escape');
    await expect(stepper.cpus.region).toBeVisible();
    await page.goBack();
    await expect(explorer.verdict.locator('.verdict-cost')).toHaveText(cost);
    await expect(explorer.property('union is exclusive')).toBeChecked();
  });

  test('goes into a mail as the core writes it', async ({ page, context, stepper, emulator }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await explorer.open(HASH);
    await explorer.expectEnd();
    const found = emulator.explored(karaRace).verdicts.find(({ id }) => id === 'pin-seen');
    if (found === undefined) throw new Error('there is no property pin-seen');
    const text = emulator.mailText(karaRace, found, page.url());
    await explorer.copy.click();
    await expect(stepper.notice).toContainText('Copied the schedule');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
    await expect(explorer.mail).toHaveValue(text);
    await explorer.link.click();
    await expect(stepper.notice).toContainText('Copied the link');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const moves = found.shortest?.schedule ?? [];
    expect(new URL(link).hash).toBe(emulator.linkTo(karaRace, moves, moves.length));
  });

  test('begins again when another design is chosen, and the address says which', async ({
    page,
    stepper,
    emulator,
  }) => {
    await explorer.open(HASH);
    await explorer.expectEnd();
    await stepper.header.chooseDesign('Linux v4.18');
    const choice = { ...karaRace, design: 'v4.18' };
    const { states } = emulator.explored(choice);
    await expect(explorer.verdict).toContainText(`Searched all ${grouped(states)} states`);
    await expect.poll(() => new URL(page.url()).hash).toBe('#/explore/kara-race/v4.18/vm');
  });
});

test('the choice between few steps and few switches stays where it is when it is made', async ({
  page,
}) => {
  await explorer.open(HASH);
  await explorer.expectEnd();
  const calmest = explorer.schedule.getByText('Fewest switches: 2');
  const top = async () => (await calmest.boundingBox())?.y;
  const before = await top();
  expect(before).toBeDefined();
  await calmest.click();
  await expect(explorer.schedule.getByRole('heading').first()).toHaveText(
    'Calmest schedule, 76 steps, 2 switches',
  );
  expect(await top()).toBe(before);
  await expect(page.getByRole('radio', { name: 'Fewest switches: 2' })).toBeChecked();
});

test.describe('an address of the explorer', () => {
  test('has its title and one heading of the first level', async ({ page }) => {
    await explorer.open('#/explore');
    await explorer.expectEnd();
    await expect(page).toHaveTitle('Every schedule · Pinscope');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pinscope');
    await expect(page.getByRole('main')).toHaveCount(1);
  });

  test('searches what it names, without a schedule that was open before', async ({
    page,
    stepper,
    emulator,
  }) => {
    await stepper.open(emulator.linkTo(karaRace, emulator.schedule(karaRace, [['CPU1', 2]]), 2));
    await page.evaluate(() => {
      location.hash = '#/explore/stranded/july-2018/vm';
    });
    const { states } = emulator.explored({ ...karaRace, scenario: 'stranded' });
    await expect(explorer.verdict).toContainText(`Searched all ${grouped(states)} states`);
    await expect(stepper.header.scenario).toHaveValue('stranded');
    await stepper.notice.getByRole('button', { name: 'Undo' }).click();
    await expect(explorer.verdict).toContainText('Searched all 1,280 states');
    await explorer.back.click();
    await stepper.expectStep(2);
  });

  test('of a scenario that does not exist says so, and searches what is open', async ({
    page,
    stepper,
  }) => {
    await explorer.open('#/explore/no-such-race/july-2018/vm');
    await expect(stepper.notice).toContainText('There is no scenario “no-such-race” here.');
    await explorer.expectEnd();
    await expect(explorer.heading).toHaveText('Breaks 4 of 9 properties');
    await expect.poll(() => new URL(page.url()).hash).toBe(HASH);
  });
});

test.describe('a question', () => {
  test('that is true somewhere is answered with a way there', async ({ stepper, page }) => {
    await explorer.open(HASH);
    await explorer.expectEnd();
    await explorer.query.getByRole('textbox').fill('pins(P) > 0 and P says unpinned');
    await page.keyboard.press('Enter');
    await expect(explorer.query.getByRole('log')).toContainText(/^Yes, in \d+ of 1,280 states/);
    await explorer.query.getByRole('button', { name: 'Step there' }).click();
    await expect(stepper.alert).toContainText('This breaks the rule “pin is seen”.');
  });

  test('that is true nowhere is answered with how many were looked at', async ({ page }) => {
    await explorer.open(HASH);
    await explorer.expectEnd();
    await explorer.query.getByRole('textbox').fill('P._refcount == 0');
    await page.keyboard.press('Enter');
    await expect(explorer.query.getByRole('log')).toHaveText('No: in none of all 1,280 states.');
  });

  test.describe('asked at the lower edge of the window', () => {
    test.use({ viewport: { width: 1440, height: 900 } });
    test('is answered where one looks, with the way there in sight', async ({ page }) => {
      await explorer.open(HASH);
      await explorer.expectEnd();
      await expect(explorer.map.getByRole('img')).toBeVisible();
      await explorer.query.getByRole('textbox').fill('P.dma_pinned_count == 2');
      await page.keyboard.press('Enter');
      await expect(explorer.query.getByRole('log')).toContainText('Yes, in 40 of 1,280 states');
      await expect(explorer.query.getByRole('button', { name: 'Step there' })).toBeInViewport({
        ratio: 1,
      });
    });
  });

  test('that cannot be read is told where', async ({ page }) => {
    await explorer.open(HASH);
    await explorer.expectEnd();
    await explorer.query.getByRole('textbox').fill('P says pined');
    await page.keyboard.press('Enter');
    await expect(explorer.query.getByRole('log')).toContainText(
      'Column 8: “pined” does not fit here; expected pinned or unpinned.',
    );
  });
});

test('the map in words leads to a state of each class', async ({ stepper }) => {
  await explorer.open(HASH);
  await explorer.expectEnd();
  await explorer.map.getByText('The map in words').click();
  const rows = explorer.map.getByRole('row');
  await expect(rows.nth(3)).toBeVisible();
  await rows.nth(2).getByRole('button').click();
  await expect(stepper.cpus.region).toBeVisible();
  await expect(stepper.playback.step).not.toHaveValue('0');
});

test('a field of the map is a click away from the stepper', async ({ page, stepper }) => {
  await explorer.open(HASH);
  await explorer.expectEnd();
  const picture = explorer.map.getByRole('img');
  await expect(picture).toBeVisible();
  const box = await picture.boundingBox();
  if (box === null) throw new Error('the map has no box');
  await page.mouse.click(box.x + box.width * 0.3, box.y + box.height * 0.18);
  await expect(stepper.cpus.region).toBeVisible();
});

test.describe('a large search', () => {
  test.describe.configure({ timeout: 180_000 });

  test('shows how far it is, pauses, goes on, and is cancelled without a verdict', async ({
    page,
    emulator,
  }) => {
    await serveCrowd(page, emulator);
    await explorer.open(HASH);
    await expect(explorer.verdict.getByText('States a second')).toBeVisible();
    await explorer.pause.click();
    await expect(explorer.heading).toHaveText('Paused');
    await expect(explorer.log).toHaveText('Paused.');
    const states = () => explorer.verdict.getByRole('definition').first().innerText();
    // What was on its way when it paused may still arrive; that nothing comes later takes time to see.
    await page.waitForTimeout(600);
    const paused = await states();
    await page.waitForTimeout(600);
    expect(await states()).toBe(paused);
    await page.keyboard.press('Space');
    await expect.poll(states).not.toBe(paused);
    await explorer.cancel.click();
    await explorer.expectEnd();
    await expect(explorer.verdict).toContainText(/Cancelled after [\d,]+ states; /);
    await expect(explorer.verdict).toContainText(/no proof|not proved/);
    await expect(explorer.log).toContainText('Cancelled after');
  });

  test('ends at its limit of states and says that it is no proof', async ({ page, emulator }) => {
    await serveCrowd(page, emulator);
    await explorer.open(HASH);
    await explorer.cancel.click();
    await explorer.expectEnd();
    await explorer.searchWith({ states: 3000 });
    await expect(explorer.verdict).toContainText(/Stopped at 3,0\d\d states; /);
    await expect(explorer.verdict).toContainText(/no proof|not proved/);
    const told = Object.values(await explorer.verdicts());
    expect(told).not.toContain('holds');
  });

  test('of four million states leaves no task of the page longer than 50 ms', async ({
    page,
    browser,
    stepper,
    emulator,
  }) => {
    await serveCrowd(page, emulator);
    await stepper.open();
    await explorer.find.hover();
    await page.waitForLoadState('networkidle');
    await browser.startTracing(page, {
      categories: ['__metadata', 'toplevel', 'disabled-by-default-devtools.timeline'],
    });
    await explorer.find.click();
    await expect(explorer.verdict).toContainText(/(?:[4-9]|\d\d),\d{3},\d{3} states/, {
      timeout: 120_000,
    });
    const times = taskTimes(await browser.stopTracing());
    expect(times.length).toBeGreaterThan(100);
    expect(times.slice(0, 3).filter((time) => time > 50)).toEqual([]);
  });
});

test.describe('a worker', () => {
  test('that dies is told, and the next search works', async ({ page, emulator }) => {
    await serveCrowd(page, emulator);
    const started = page.waitForEvent('worker');
    await explorer.open(HASH);
    const worker: Worker = await started;
    await expect(explorer.verdict.getByText('States a second')).toBeVisible();
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new RangeError('out of memory');
      });
    });
    await expect(explorer.heading).toHaveText('The search ended without a verdict');
    await expect(explorer.verdict.getByRole('alert')).toContainText('The search broke down');
    await explorer.searchWith({ states: 2000 });
    await expect(explorer.verdict).toContainText('Stopped at 2,0');
  });

  test('that cannot be loaded is told, and the page goes on', async ({ page, stepper }) => {
    await page.route('**/explorer-worker-*.js', (route) => route.abort('aborted'));
    await explorer.open(HASH);
    await expect(explorer.verdict.getByRole('alert')).toContainText('The search broke down');
    await explorer.back.click();
    await page.keyboard.press('1');
    await stepper.expectStep(1);
    await page.unroute('**/explorer-worker-*.js');
    await page.keyboard.press('f');
    await explorer.verdict.getByRole('button', { name: 'Search again' }).click();
    await expect(explorer.heading).toHaveText(/^Breaks \d of 9 properties$/);
  });
});
