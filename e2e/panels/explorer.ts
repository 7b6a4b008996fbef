/** The explorer: what a search of every schedule shows, and how it is opened. */
import { expect, type Locator, type Page } from '@playwright/test';

export class Explorer {
  readonly page: Page;
  readonly find: Locator;
  readonly back: Locator;
  readonly verdict: Locator;
  readonly heading: Locator;
  /** What is announced of the search. */
  readonly log: Locator;
  readonly broken: Locator;
  readonly others: Locator;
  readonly schedule: Locator;
  readonly table: Locator;
  readonly mail: Locator;
  readonly stepThrough: Locator;
  readonly copy: Locator;
  readonly link: Locator;
  readonly pause: Locator;
  readonly cancel: Locator;
  readonly odds: Locator;
  readonly ends: Locator;
  readonly map: Locator;
  readonly query: Locator;
  readonly unreached: Locator;

  constructor(page: Page) {
    this.page = page;
    const header = page.getByRole('banner');
    this.find = header.getByRole('button', { name: 'Find a bug' });
    this.back = header.getByRole('button', { name: 'Back to the stepper' });
    const main = page.getByRole('main');
    this.heading = main.getByRole('heading', { level: 2 });
    this.verdict = main
      .getByRole('region')
      .filter({ has: page.getByRole('heading', { level: 2 }) });
    this.log = page.getByRole('log', { name: 'Search' });
    this.broken = main.getByRole('group', { name: 'Broken properties' });
    this.others = main.getByRole('list', { name: 'Properties that are not broken' });
    this.schedule = main.getByRole('region', { name: /schedule/i });
    this.table = main.getByRole('table', { name: /^The steps in their order/ });
    this.mail = main.getByLabel('The schedule as text');
    this.stepThrough = main.getByRole('button', { name: 'Step through it' });
    this.copy = main.getByRole('button', { name: 'Copy for mail' });
    this.link = main.getByRole('button', { name: 'Link', exact: true });
    this.pause = main.getByRole('button', { name: 'Pause' });
    this.cancel = main.getByRole('button', { name: 'Cancel' });
    this.odds = main.getByRole('region', { name: 'How likely is it?' });
    this.ends = main.getByRole('region', { name: /it can end/ });
    this.map = main.getByRole('region', { name: 'Every state' });
    this.query = main.getByRole('region', { name: 'Can this be?' });
    this.unreached = main.getByRole('region', { name: 'Lines never reached' });
  }

  /** Opens an address of the explorer by its hash. */
  async open(hash: string): Promise<void> {
    await this.page.goto(`./${hash}`);
    await expect(this.heading).toBeVisible();
  }

  /** A broken property that can be chosen. */
  property(title: string): Locator {
    return this.broken.getByRole('radio', { name: new RegExp(`^${title}`) });
  }

  /** Waits until the explorer is there, then until its search has ended, whatever it came to. */
  async expectEnd(): Promise<void> {
    await expect(this.back).toBeVisible();
    await expect(this.heading).not.toHaveText(/^(Searching|Paused)/);
  }

  /** Sets the limits and the engine of the next search, and begins it. */
  async searchWith(settings: {
    readonly states?: number;
    readonly engine?: string;
  }): Promise<void> {
    const { verdict } = this;
    const details = verdict.getByRole('group').filter({ hasText: 'Limits and engine' });
    if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
    if (settings.states !== undefined) {
      await verdict.getByLabel('States at most').fill(String(settings.states));
    }
    if (settings.engine !== undefined) {
      await verdict.getByLabel('Engine').selectOption(settings.engine);
    }
    await verdict.getByRole('button', { name: 'Search with these' }).click();
  }

  /** What every property is said to be, by its title: `76 steps`, `holds`. */
  async verdicts(): Promise<Readonly<Record<string, string>>> {
    const rows = this.page.getByRole('main').locator('.verdict');
    const told = await rows.evaluateAll((all) =>
      all.map((row) => [
        row.querySelector('.verdict-name b')?.textContent ??
          row.querySelector('.verdict-name')?.textContent ??
          '',
        (row.querySelector('.verdict-mark')?.textContent ?? '').replace('broken, ', ''),
      ]),
    );
    return Object.fromEntries(told);
  }
}
