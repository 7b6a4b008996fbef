/** The story of the seed: July's patch broken by hand, as Jan Kara said it breaks. */
import { expect, karaRace, test } from './fixtures.ts';
import { readScreen } from './screen.ts';

/** Where the words of P point when it is on no list and nobody's: its own list_head. */
const OWN_ADDRESS = 'ffffea0000140008';

/** Does something until it says that it is enough; `most` times at most. */
async function until(most: number, isDone: () => Promise<boolean>): Promise<void> {
  for (let times = 1; !(await isDone()); times += 1) {
    if (times >= most) throw new Error(`not done after ${most} times`);
  }
}

test.describe("Kara's race", () => {
  test('is made line by line, in at most ten steps more than the shortest schedule there is', async ({
    page,
    stepper,
    emulator,
  }) => {
    const shortest = emulator.shortestBreaking(karaRace, 'pin-seen').length;
    await stepper.open();
    const seen: string[] = [];
    let steps = 0;
    const step = async (name: string): Promise<Awaited<ReturnType<typeof readScreen>>> => {
      await stepper.cpus.step(name).click();
      steps += 1;
      const screen = await readScreen(page, steps);
      seen.push(screen.lens.word8, screen.lens.word16);
      return screen;
    };

    // Anybody takes a reference while P is not pinned yet, the pinner pins, anybody drops it.
    const isPutting = stepper.cpus.inCall('CPU1', 'put_page');
    await until(shortest, async () => {
      await step('CPU1');
      return (await isPutting.count()) > 0;
    });
    await until(shortest, async () => (await step('CPU0')).references.pins > 0);
    await expect(stepper.alert).toBeEmpty();
    await until(shortest, async () => (await step('CPU1')).alert !== '');

    const last = await readScreen(page, steps);
    expect(steps).toBeLessThanOrEqual(shortest + 10);
    expect(seen).toContain('0000000000000002');
    expect(seen).toContain('dead000000000001');
    expect(last.lens.word8).toBe(OWN_ADDRESS);
    expect(last.references).toEqual({ refcount: 4, holders: 4, pins: 1, pinCount: null });
    await expect(stepper.alert).toContainText('This breaks the rule “pin is seen”.');
  });

  test('is made in at most twelve clicks with step over and run to the end', async ({
    stepper,
  }) => {
    await stepper.open();
    let clicks = 0;
    const click = async (button: ReturnType<typeof stepper.cpus.step>): Promise<void> => {
      await button.click();
      clicks += 1;
    };
    const isPutting = stepper.cpus.inCall('CPU1', 'put_page');
    await until(12, async () => {
      await click(stepper.cpus.stepOver('CPU1'));
      return (await isPutting.count()) > 0;
    });
    await click(stepper.cpus.runToEnd('CPU0'));
    await click(stepper.cpus.runToEnd('CPU1'));
    await expect(stepper.alert).toContainText('This breaks the rule “pin is seen”.');
    await expect(stepper.word(8)).toContainText(OWN_ADDRESS);
    expect(clicks).toBeLessThanOrEqual(12);
  });

  test('is made in three clicks by who knows the call stack', async ({ stepper }) => {
    await stepper.open();
    await stepper.cpus.inCall('CPU1', 'get_page').getByRole('button').click();
    await stepper.cpus.inCall('CPU0', 'slow_pin').getByRole('button').click();
    await stepper.cpus.runToEnd('CPU1').click();
    await expect(stepper.alert).toContainText('This breaks the rule “pin is seen”.');
  });

  test('says why: the narration names whose pin was lost', async ({ stepper, emulator }) => {
    const moves = emulator.shortestBreaking(karaRace, 'pin-seen');
    await stepper.open(emulator.linkTo(karaRace, moves, moves.length - 1));
    await expect(stepper.alert).toBeEmpty();
    await stepper.cpus.step('CPU1').click();
    await expect(stepper.alert).toContainText(
      emulator.announcementAt(karaRace, moves, moves.length),
    );
    await expect(stepper.narration).toHaveText(emulator.sentenceAt(karaRace, moves, moves.length));
  });

  test('does not happen in v4.18, where the pin leaves no trace to lose', async ({
    stepper,
    emulator,
  }) => {
    const choice = { ...karaRace, design: 'v4.18' };
    await stepper.open(emulator.linkTo(choice, [], 0));
    await stepper.cpus.runToEnd('CPU1').click();
    await expect(stepper.alert).toBeEmpty();
    await stepper.cpus.runToEnd('CPU0').click();
    await expect(stepper.alert).toContainText('This breaks the rule “pin is seen”.');
    await expect(stepper.word(8)).not.toContainText(OWN_ADDRESS);
  });
});
