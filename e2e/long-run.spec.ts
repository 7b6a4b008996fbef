/**
 * A schedule of more than 10,000 steps is scrubbed like a short one. Asserted is work that can be
 * counted; the time of each task is measured and printed, at a quarter of the processor's speed.
 */
import type { CDPSession, Page } from '@playwright/test';
import { longRun } from './crowds.ts';
import { type Emulator, expect, test } from './fixtures.ts';
import { nodeCounter } from './node-counter.ts';
import type { Stepper } from './panels/stepper.ts';

const STEPS = 10_000;

/** The fixture's first use of a long schedule takes its time. */
test.describe.configure({ timeout: 300_000 });
/** A recording takes a picture of the page at every act, in the page's own time. */
test.use({ trace: 'off' });

async function openLong(stepper: Stepper, emulator: Emulator, at: number): Promise<number> {
  const moves = emulator.randomSchedule(longRun, 3);
  expect(moves.length).toBeGreaterThan(STEPS);
  const cursor = Math.min(at, moves.length);
  await stepper.page.goto(`./${emulator.linkTo(longRun, moves, cursor)}`);
  await expect(stepper.playback.step).toHaveValue(String(cursor), { timeout: 120_000 });
  return moves.length;
}

/** Drags along the timeline in so many moves, each with a frame of its own. */
async function drag(page: Page, stepper: Stepper, moves: number): Promise<void> {
  const box = await stepper.timeline.locator('.timeline-scroller').boundingBox();
  if (box === null) throw new Error('there is no timeline');
  const y = box.y + 60;
  await page.mouse.move(box.x + 20, y);
  await page.mouse.down();
  for (let move = 1; move <= moves; move += 1) {
    await page.mouse.move(box.x + 20 + ((box.width - 40) * move) / moves, y);
  }
  await page.mouse.up();
}

test('the timeline of 10,000 steps draws what is in sight', async ({ stepper, emulator }) => {
  const picture = stepper.timeline.locator('.timeline-picture *');
  const last = await openLong(stepper, emulator, 5000);
  const counts = [await picture.count()];
  for (const step of [1, 2500, last]) {
    await stepper.playback.step.fill(String(step));
    await stepper.playback.step.press('Enter');
    await stepper.expectStep(step);
    counts.push(await picture.count());
    // The dot of the step shown is among what is drawn.
    await expect(stepper.timeline.locator('.timeline-now')).toBeInViewport();
  }
  expect(Math.max(...counts)).toBeLessThan(1800);
});

test('a step of the cursor touches as few nodes far out as near the start', async ({
  page,
  stepper,
  emulator,
}) => {
  await openLong(stepper, emulator, 100);
  const take = await nodeCounter(page);
  const mostOf = async (from: number): Promise<number> => {
    await stepper.playback.step.fill(String(from));
    await stepper.playback.step.press('Enter');
    await stepper.expectStep(from);
    await page.getByRole('heading', { level: 1 }).click();
    await take();
    for (let step = 1; step <= 20; step += 1) {
      await page.keyboard.press('ArrowRight');
      await stepper.expectStep(from + step);
    }
    return take();
  };
  const early = await mostOf(200);
  const late = await mostOf(9500);
  expect(early).toBeGreaterThan(100);
  expect.soft(late).toBeLessThan(2 * early);
  expect(late / 20).toBeLessThan(900);
});

test('a step makes the browser lay out once, and gives no more nodes a style than it changes', async ({
  page,
  stepper,
  emulator,
}) => {
  await openLong(stepper, emulator, 9000);
  await page.getByRole('heading', { level: 1 }).click();
  const session = await page.context().newCDPSession(page);
  const take = await nodeCounter(page);
  const events = await eventsOf(session, async () => {
    for (let step = 1; step <= 20; step += 1) {
      await page.keyboard.press('ArrowRight');
      await stepper.expectStep(9000 + step);
    }
  });
  const layouts = events.filter(({ name }) => name === 'Layout').length;
  const styled = events.reduce(
    (all, { name, args }) => all + (name === 'UpdateLayoutTree' ? (args?.elementCount ?? 0) : 0),
    0,
  );
  const touched = await take();
  console.log(`per step: ${layouts / 20} layouts, ${styled / 20} styles, ${touched / 20} nodes`);
  expect(layouts / 20).toBeLessThan(1.8);
  expect(styled).toBeLessThan(touched);
});

test('what is passed in between is not shown, and what is shown is one moment', async ({
  page,
  stepper,
  emulator,
}) => {
  await openLong(stepper, emulator, 9000);
  await page.getByRole('heading', { level: 1 }).click();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const seen = await page.evaluateHandle(() => {
    const moments: string[][] = [];
    const look = (): void => {
      const told = [
        document.querySelector('[role="slider"]')?.getAttribute('aria-valuenow'),
        document.querySelector<HTMLInputElement>('.transport-step input')?.value,
        document.querySelector('.timeline-picture text[font-weight="650"]')?.textContent,
      ].map((one) => one ?? '');
      if (moments.at(-1)?.join() !== told.join()) moments.push(told);
      requestAnimationFrame(look);
    };
    look();
    return moments;
  });
  for (let step = 0; step < 60; step += 1) await page.keyboard.press('ArrowRight');
  await stepper.expectStep(9060);
  const moments = await seen.jsonValue();
  for (const told of moments) expect(new Set(told).size, told.join(', ')).toBe(1);
  expect(moments.length).toBeGreaterThan(2);
  expect(moments.length).toBeLessThan(55);
});

test('scrubbing 10,000 steps at a quarter of the speed: time per task, printed', async ({
  page,
  stepper,
  emulator,
}) => {
  await openLong(stepper, emulator, 9000);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.getByRole('heading', { level: 1 }).click();
  for (const [name, act] of [
    [
      'arrow key held',
      async () => {
        for (let step = 0; step < 60; step += 1) await page.keyboard.press('ArrowRight');
      },
    ],
    ['drag', () => drag(page, stepper, 60)],
  ] as const) {
    const tasks = await tasksOf(session, act);
    const sorted = tasks.toSorted((a, b) => a - b);
    const at = (part: number): string =>
      (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1);
    console.log(
      `${name}: ${tasks.length} tasks of more than 1 ms; processor ms, median ${at(0.5)}, 95 % ${at(0.95)}, most ${at(1)}; over 16 ms: ${tasks.filter((ms) => ms > 16).length}`,
    );
    expect(tasks.length).toBeGreaterThan(10);
  }
});

/** Processor time in ms of every task of the page's main thread while `act` runs, those over 1 ms. */
async function tasksOf(session: CDPSession, act: () => Promise<void>): Promise<readonly number[]> {
  return (await eventsOf(session, act)).flatMap(({ name, tdur = 0 }) =>
    name === 'RunTask' && tdur > 1000 ? [tdur / 1000] : [],
  );
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time, µs. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly elementCount?: number };
}

/** What the main thread of the page does while `act` runs. */
async function eventsOf(
  session: CDPSession,
  act: () => Promise<void>,
): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { readonly value: readonly unknown[] }): void => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the protocol leaves the shape of its events open
    for (const event of value as readonly TraceEvent[]) events.push(event);
  };
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    traceConfig: {
      includedCategories: [
        'disabled-by-default-devtools.timeline',
        'devtools.timeline',
        'toplevel',
      ],
    },
    transferMode: 'ReportEvents',
  });
  await act();
  const done = new Promise<void>((resolve) => {
    session.once('Tracing.tracingComplete', () => {
      resolve();
    });
  });
  await session.send('Tracing.end');
  await done;
  session.off('Tracing.dataCollected', collect);
  const main = new Set(
    events.flatMap((one) =>
      one.name === 'thread_name' && one.args?.name === 'CrRendererMain'
        ? [`${one.pid} ${one.tid}`]
        : [],
    ),
  );
  return events.filter(({ pid, tid }) => main.has(`${pid} ${tid}`));
}
