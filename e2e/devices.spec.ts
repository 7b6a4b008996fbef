/** Two devices: D is the first one's key, Shift and D the second one's; each goes to its end. */
import { expect, test } from './fixtures.ts';
import { readScreen } from './screen.ts';

const slowSlow = { scenario: 'slow-slow', design: 'july-2018', debug: 'vm' } as const;
const DEVICES = ['device 0', 'device 1'] as const;

test('each device has its own key, and neither moves the other', async ({
  page,
  stepper,
  emulator,
}) => {
  test.setTimeout(120_000);
  const names = emulator.actorNames(slowSlow);
  expect(names.filter((name) => name.startsWith('device'))).toEqual(DEVICES);
  const asked = emulator.schedule(slowSlow, [
    ['CPU0', Infinity],
    ['CPU1', Infinity],
  ]);
  const moves = emulator.schedule(slowSlow, [
    ['CPU0', Infinity],
    ['CPU1', Infinity],
    [DEVICES[1], Infinity],
    [DEVICES[0], Infinity],
  ]);
  const expected = new emulator.ExpectedScreens(slowSlow, moves);
  await stepper.open(emulator.linkTo(slowSlow, asked, asked.length));
  await stepper.expectStep(asked.length);
  let step = asked.length;
  for (const { actor } of moves.slice(asked.length)) {
    const isFirst = names[actor] === DEVICES[0];
    await page.keyboard.press(isFirst ? 'd' : 'Shift+D');
    step += 1;
    expect(await readScreen(page, step)).toEqual(expected.at(step, step));
  }
  expect(step).toBeGreaterThan(asked.length + 2);
  // Both have made their write: their keys do nothing now.
  for (const [key, name] of [
    ['d', DEVICES[0]],
    ['Shift+D', DEVICES[1]],
  ] as const) {
    await page.keyboard.press(key);
    expect(await readScreen(page, step)).toEqual(expected.at(step, step));
    await expect(stepper.cpus.step(name)).toHaveCount(0);
  }
});
