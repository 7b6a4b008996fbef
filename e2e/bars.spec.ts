/**
 * The bars of the timeline, what is true of a page against what it says: where each stands is found
 * by pointing at its two ends, which shows the steps that it covers.
 */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { Choice, Stretch } from './emulator.ts';
import type { Stepper } from './panels/stepper.ts';

const FILLS = {
  outstanding: 'var(--cpu0)',
  'says-pinned': 'var(--ink2)',
  phantom: 'url(#pattern-phantom)',
  denied: 'url(#pattern-bad)',
  device: 'url(#pattern-device)',
} as const;
type Kind = keyof typeof FILLS;

const barsOf = ({ timeline }: Stepper, kind: Kind): Locator =>
  timeline.locator(`rect[fill="${FILLS[kind]}"][stroke]`);

/** The first and the last step under a bar. */
async function stretchOf(page: Page, stepper: Stepper, bar: Locator): Promise<Stretch> {
  const pointedAt = async (end: 'left' | 'right'): Promise<number> => {
    await bar.scrollIntoViewIfNeeded();
    const box = await bar.boundingBox();
    if (box === null) throw new Error('the bar is not drawn');
    await page.mouse.click(
      end === 'left' ? box.x + 2 : box.x + box.width - 2,
      box.y + box.height / 2,
    );
    return Number(await stepper.moment.getAttribute('aria-valuenow'));
  };
  return { from: await pointedAt('left'), to: await pointedAt('right') };
}

async function stretchesOf(page: Page, stepper: Stepper, kind: Kind): Promise<readonly Stretch[]> {
  const found: Stretch[] = [];
  for (const bar of await barsOf(stepper, kind).all()) {
    found.push(await stretchOf(page, stepper, bar));
  }
  return found;
}

const underJuly = (scenario: string): Choice => ({ scenario, design: 'july-2018', debug: 'vm' });

for (const [what, scenario, property, kind] of [
  ['the page says pinned longer than anybody pins it', 'slow-slow', 'no-phantom-pin', 'phantom'],
  [
    'a pin from before the start, and a claim that outlasts it',
    'two-putters',
    'no-phantom-pin',
    'phantom',
  ],
  ['the pin lasts longer than the page says it', 'kara-race', 'pin-seen', 'denied'],
] as const) {
  test(`${what}: ${scenario}`, async ({ page, stepper, emulator }) => {
    const choice = underJuly(scenario);
    const moves = emulator.shortestBreaking(choice, property);
    const end = moves.length;
    await stepper.open(emulator.linkTo(choice, moves, end));
    await stepper.expectStep(end);
    for (const one of ['outstanding', 'says-pinned', 'device', kind] as const) {
      // The start has no column of its own: what was so then begins at the edge of the first.
      const expected = emulator
        .barsOf(choice, moves, one)
        .map(({ from, to }) => ({ from: Math.max(1, from), to }));
      expect(await stretchesOf(page, stepper, one), one).toEqual(expected);
    }
    expect(emulator.barsOf(choice, moves, kind).at(-1)?.to).toBe(end);
  });
}

test('a phantom pin is named where its bar has room for that', async ({
  page,
  stepper,
  emulator,
}) => {
  const choice = underJuly('two-putters');
  const moves = emulator.shortestBreaking(choice, 'no-phantom-pin');
  const [pin] = emulator.barsOf(choice, moves, 'outstanding');
  const [phantom] = emulator.barsOf(choice, moves, 'phantom');
  if (pin === undefined || phantom === undefined) throw new Error('there is no phantom pin');
  expect(phantom.from).toBe(pin.to + 1);
  const name = stepper.timeline.getByText('says pinned, nobody pins');
  await stepper.open(emulator.linkTo(choice, moves.slice(0, phantom.from), phantom.from));
  await stepper.expectStep(phantom.from);
  await expect(barsOf(stepper, 'phantom')).toHaveCount(1);
  await expect(name).toHaveCount(0);

  await page.goto('about:blank');
  await stepper.open(emulator.linkTo(choice, moves, moves.length));
  await expect(name).toHaveCount(1);
  const [text, bar] = [await name.boundingBox(), await barsOf(stepper, 'phantom').boundingBox()];
  if (text === null || bar === null) throw new Error('the phantom pin is not drawn');
  expect(text.x).toBeGreaterThanOrEqual(bar.x);
  expect(text.x + text.width).toBeLessThanOrEqual(bar.x + bar.width);
  // In the row of the pins, which is empty there.
  const [pins] = await barsOf(stepper, 'outstanding').all();
  const row = await pins?.boundingBox();
  if (row === null || row === undefined) throw new Error('the pin is not drawn');
  expect(text.y + text.height / 2).toBeLessThan(row.y + row.height + 2);
  expect(row.x + row.width).toBeLessThanOrEqual(text.x);
});
