/** An interrupt comes when the user lets it, on the CPU that it belongs to, and stands in its way. */
import { expect, test } from './fixtures.ts';
import { readScreen } from './screen.ts';

const completion = {
  scenario: 'completion-interrupt',
  design: 'july-2018',
  debug: 'vm',
} as const;

const INTERRUPT = 'interrupt on CPU0';

test.describe.configure({ timeout: 240_000 });

test.describe('the completion interrupt', () => {
  for (const seed of [1, 2]) {
    test(`seed ${seed}: by its buttons, every moment agrees with the core, forward and back`, async ({
      page,
      stepper,
      emulator,
    }) => {
      const moves = emulator.randomSchedule(completion, seed);
      const names = emulator.actorNames(completion);
      expect(names).toEqual(['CPU0', INTERRUPT]);
      const expected = new emulator.ExpectedScreens(completion, moves);
      await stepper.open(emulator.linkTo(completion, [], 0));
      expect(await readScreen(page, 0)).toEqual(expected.at(0, 0));
      const gone = new Set<string>();
      for (const [index, { actor }] of moves.entries()) {
        const name = names[actor] ?? '';
        gone.add(name);
        await stepper.cpus.step(name).click();
        expect(await readScreen(page, index + 1), `step ${index + 1}, ${name}`).toEqual(
          expected.at(index + 1, index + 1),
        );
      }
      expect(gone.size).toBe(2);
      for (let cursor = moves.length - 1; cursor >= 0; cursor -= 1) {
        await page.keyboard.press('ArrowLeft');
        expect(await readScreen(page, cursor), `back at step ${cursor}`).toEqual(
          expected.at(cursor, moves.length),
        );
      }
    });
  }

  test('may come at the start: its CPU stands still until it is finished, and goes on then', async ({
    page,
    stepper,
    emulator,
  }) => {
    const all = emulator.schedule(completion, [[INTERRUPT, Infinity]]);
    const expected = new emulator.ExpectedScreens(completion, all);
    await stepper.open(emulator.linkTo(completion, [], 0));
    await page.keyboard.press('i');
    expect(await readScreen(page, 1)).toEqual(expected.at(1, 1));
    await expect(stepper.cpus.halted('CPU0', `the ${INTERRUPT} runs first`)).toBeDisabled();
    await page.keyboard.press('1');
    await stepper.expectStep(1);
    for (let step = 2; step <= all.length; step += 1) await page.keyboard.press('i');
    expect(await readScreen(page, all.length)).toEqual(expected.at(all.length, all.length));
    await expect(stepper.cpus.halted(INTERRUPT, 'done')).toBeDisabled();
    await stepper.cpus.step('CPU0').click();
    await stepper.expectStep(all.length + 1);
  });

  test('cannot come while its CPU has interrupts off', async ({ page, stepper, emulator }) => {
    const moves = emulator.shortestBreaking(completion, 'no-deadlock');
    const names = emulator.actorNames(completion);
    const expected = new emulator.ExpectedScreens(completion, moves);
    const able = moves.map(
      (_, cursor) => expected.at(cursor, moves.length).next[INTERRUPT] !== null,
    );
    const off = able.indexOf(false);
    expect(off).toBeGreaterThan(0);
    expect(moves.slice(0, off).every(({ actor }) => names[actor] === 'CPU0')).toBe(true);
    await stepper.open(emulator.linkTo(completion, moves, off - 1));
    await expect(stepper.cpus.step(INTERRUPT)).toBeEnabled();
    await stepper.cpus.step('CPU0').click();
    await stepper.expectStep(off);
    await expect(stepper.cpus.step(INTERRUPT)).toHaveCount(0);
    await page.keyboard.press('i');
    expect(await readScreen(page, off)).toEqual(expected.at(off, moves.length));
  });

  test('that waits for what its own CPU holds is told as a deadlock, and who waits for whom', async ({
    page,
    stepper,
    emulator,
  }) => {
    const moves = emulator.shortestBreaking(completion, 'no-deadlock');
    const expected = new emulator.ExpectedScreens(completion, moves);
    const end = moves.length;
    await stepper.open(emulator.linkTo(completion, moves, end - 1));
    await expect(stepper.alert).toBeEmpty();
    await stepper.cpus.step(INTERRUPT).click();
    expect(await readScreen(page, end)).toEqual(expected.at(end, end));
    await expect(stepper.alert).toHaveText(emulator.announcementAt(completion, moves, end));
    await expect(stepper.alert).toContainText('Nobody can go on.');
    await expect(stepper.cpus.halted('CPU0', `the ${INTERRUPT} runs first`)).toBeDisabled();
    await expect(stepper.cpus.halted(INTERRUPT, 'pinned_dma_lock is held by CPU0')).toBeDisabled();
    await expect(stepper.goal).toContainText(`It ends here. The first rule broke at step ${end}.`);
  });
});
