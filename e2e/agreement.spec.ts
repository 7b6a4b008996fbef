/** What is on the screen is what the core says, after every step, forward and back. */
import { expect, test } from './fixtures.ts';
import { readScreen } from './screen.ts';

// Hundreds of steps each, every one painted and read.
test.describe.configure({ timeout: 240_000 });

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

for (const scenario of ['kara-race', 'slow-fast', 'pin-in-pagevec']) {
  const choice = { scenario, design: 'july-2018', debug: 'vm' } as const;
  test.describe(`${scenario} under july-2018`, () => {
    for (const seed of SEEDS) {
      test(`seed ${seed}: every moment agrees with the core, forward and back`, async ({
        page,
        stepper,
        emulator,
      }) => {
        const moves = emulator.randomSchedule(choice, seed);
        const expected = new emulator.ExpectedScreens(choice, moves);
        const names = emulator.actorNames(choice);
        await stepper.open(emulator.linkTo(choice, [], 0));
        expect(await readScreen(page, 0)).toEqual(expected.at(0, 0));

        for (let cursor = 1; cursor <= moves.length; cursor += 1) {
          const name = names[moves[cursor - 1]?.actor ?? -1] ?? '';
          const digit = /^CPU(\d)$/.exec(name)?.[1];
          if (digit !== undefined) await page.keyboard.press(String(Number(digit) + 1));
          // The key D goes to the first device that can go; the button says which.
          else if (name === 'device') await page.keyboard.press('d');
          else await stepper.cpus.step(name).click();
          expect(await readScreen(page, cursor), `step ${cursor}, ${name}`).toEqual(
            expected.at(cursor, cursor),
          );
        }
        for (let cursor = moves.length - 1; cursor >= 0; cursor -= 1) {
          await page.keyboard.press('ArrowLeft');
          expect(await readScreen(page, cursor), `back at step ${cursor}`).toEqual(
            expected.at(cursor, moves.length),
          );
        }
      });
    }
  });
}
