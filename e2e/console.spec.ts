/** Every scenario under every design opens and runs; the fixture fails on any error of the console. */
import { expect, test } from './fixtures.ts';

test('every scenario runs under every design, without an error and within the origin', async ({
  page,
  stepper,
  emulator,
}) => {
  test.slow();
  await stepper.open();
  for (const [design, title] of emulator.designTitles) {
    await stepper.header.chooseDesign(title);
    for (const scenario of emulator.scenarioTitles.keys()) {
      await stepper.header.scenario.selectOption(scenario);
      await expect(stepper.header.scenario).toHaveValue(scenario);
      await page.getByRole('heading', { level: 1 }).click();
      for (const key of ['1', 'e', '2', 'e', 'd']) await page.keyboard.press(key);
      await expect(stepper.playback.step, `${scenario} under ${design}`).not.toHaveValue('0');
      await expect(page.getByRole('heading', { name: /stopped working|went wrong/i })).toHaveCount(
        0,
      );
    }
  }
});

test('the build allows scripts from its own origin only', async ({ page }) => {
  await page.goto('./');
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute('content', /script-src 'self' 'wasm-unsafe-eval'/);
});
