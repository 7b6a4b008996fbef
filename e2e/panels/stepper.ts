/** The stepper: its panels, and how it is opened. */
import { expect, type Locator, type Page } from '@playwright/test';
import { Cpus } from './cpus.ts';
import { Header } from './header.ts';
import { Playback } from './playback.ts';

export class Stepper {
  readonly page: Page;
  readonly cpus: Cpus;
  readonly header: Header;
  readonly playback: Playback;
  /** The sentence about the step shown. */
  readonly narration: Locator;
  /** A broken rule, as it is announced. */
  readonly alert: Locator;
  /** The steps, as they are announced. */
  readonly log: Locator;
  /** A sentence about the session, such as what is wrong with a link. */
  readonly notice: Locator;
  readonly timeline: Locator;
  readonly moment: Locator;
  readonly firstVisit: Locator;
  /** What there is to break, and how the schedule ended once it has. */
  readonly goal: Locator;
  readonly help: Locator;

  constructor(page: Page) {
    this.page = page;
    this.cpus = new Cpus(page);
    this.header = new Header(page);
    this.playback = new Playback(page);
    this.narration = page.getByRole('region', { name: 'What happened' }).getByRole('paragraph');
    this.alert = page.getByRole('alert');
    this.log = page.getByRole('log', { name: 'Steps' });
    this.notice = page.getByRole('status');
    this.timeline = page.getByRole('region', { name: 'Timeline' });
    this.moment = this.timeline.getByRole('slider', { name: 'Moment shown' });
    this.firstVisit = page.getByRole('region', { name: 'Start here' });
    this.goal = page.getByRole('region', { name: 'Goal' });
    this.help = page.getByRole('dialog', { name: 'How this works' });
  }

  /** Opens an address of the site by its hash and waits until the stepper is there. */
  async open(hash = '#/'): Promise<void> {
    await this.page.goto(`./${hash}`);
    await expect(this.cpus.region).toBeVisible();
  }

  /** Futures that were left, as buttons on the timeline. */
  leftFuture(name: string): Locator {
    return this.timeline.getByRole('button', { name: `Other future from step ${name}` });
  }

  /** A region of the lens: one of the two shared words. */
  word(offset: 8 | 16): Locator {
    return this.page.getByRole('region', { name: `Word ${offset}`, exact: true });
  }

  /** Steps done at the moment shown. */
  async expectStep(cursor: number): Promise<void> {
    await expect(this.playback.step).toHaveValue(String(cursor));
  }
}
