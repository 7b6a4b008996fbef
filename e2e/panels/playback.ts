/** Back, forward, play; step number, speed, random scheduler, reset. */
import type { Locator, Page } from '@playwright/test';

export class Playback {
  readonly back: Locator;
  readonly forward: Locator;
  readonly play: Locator;
  readonly pause: Locator;
  readonly step: Locator;
  readonly speed: Locator;
  readonly random: Locator;
  readonly seed: Locator;
  readonly reset: Locator;

  constructor(page: Page) {
    const time = page.getByRole('group', { name: 'Move in time' });
    const more = page.getByRole('group', { name: 'Playback' });
    this.back = time.getByRole('button', { name: 'Back one step' });
    this.forward = time.getByRole('button', { name: 'Forward one step' });
    this.play = time.getByRole('button', { name: 'Play', exact: true });
    this.pause = time.getByRole('button', { name: 'Pause' });
    this.step = more.getByRole('textbox', { name: 'step', exact: true });
    this.speed = more.getByRole('combobox', { name: 'Speed of playing' });
    this.random = more.getByRole('button', { name: 'Random' });
    this.seed = more.getByRole('textbox', { name: 'Seed of the random scheduler' });
    this.reset = more.getByRole('button', { name: 'Reset' });
  }
}
