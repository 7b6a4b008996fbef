/** How much a step makes the browser do: counted, never timed. */
import { expect, test } from './fixtures.ts';
import { nodeCounter } from './node-counter.ts';

const slowSlow = { scenario: 'slow-slow', design: 'july-2018', debug: 'vm' } as const;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

test('a step touches as few nodes in a long recording as in a short one', async ({
  page,
  stepper,
  emulator,
}) => {
  const moves = emulator.randomSchedule(slowSlow, 11);
  expect(moves.length).toBeGreaterThan(120);
  const tenSteps = async (known: number): Promise<number> => {
    await page.goto('about:blank');
    await stepper.open(emulator.linkTo(slowSlow, moves.slice(0, known), 5));
    await stepper.expectStep(5);
    const take = await nodeCounter(page);
    await take();
    for (let step = 6; step <= 15; step += 1) {
      await page.keyboard.press('ArrowRight');
      await stepper.expectStep(step);
    }
    return take();
  };
  const short = await tenSteps(20);
  const long = await tenSteps(moves.length);
  expect(short).toBeGreaterThan(100);
  expect(long).toBeLessThan(1.25 * short);
});

test('no step of a long schedule touches more nodes than a listing has', async ({
  page,
  stepper,
  emulator,
}) => {
  const moves = emulator.randomSchedule(slowSlow, 11);
  // At the start there is another screen; it is left once.
  await stepper.open(emulator.linkTo(slowSlow, moves, 1));
  await stepper.expectStep(1);
  const take = await nodeCounter(page);
  await take();
  const counts: number[] = [];
  for (let step = 2; step <= moves.length; step += 1) {
    await page.keyboard.press('ArrowRight');
    await stepper.expectStep(step);
    counts.push(await take());
  }
  expect(Math.max(...counts)).toBeLessThan(1200);
  const half = Math.floor(counts.length / 2);
  expect(sum(counts.slice(half))).toBeLessThan(2 * sum(counts.slice(0, half)));
});

test('stepping through a long schedule has no more long tasks late than early', async ({
  page,
  stepper,
  emulator,
}) => {
  const moves = emulator.randomSchedule(slowSlow, 12);
  await stepper.open(emulator.linkTo(slowSlow, moves, 0));
  await stepper.expectStep(0);
  const tasks = await page.evaluateHandle(() => {
    const count = { long: 0 };
    new PerformanceObserver((list) => {
      count.long += list.getEntries().length;
    }).observe({ type: 'longtask' });
    return count;
  });
  const stepsFrom = async (from: number): Promise<number> => {
    await stepper.playback.step.fill(String(from));
    await stepper.playback.step.press('Enter');
    await stepper.expectStep(from);
    const before = await tasks.evaluate((count) => count.long);
    await page.getByRole('heading', { level: 1 }).click();
    for (let step = 1; step <= 30; step += 1) await page.keyboard.press('ArrowRight');
    await stepper.expectStep(from + 30);
    return (await tasks.evaluate((count) => count.long)) - before;
  };
  const early = await stepsFrom(0);
  const late = await stepsFrom(moves.length - 31);
  expect(late).toBeLessThanOrEqual(early + 10);
});
