/** The verdict matrix. */
import { expect, type Locator, type Page } from '@playwright/test';

export class Matrix {
  readonly page: Page;
  readonly table: Locator;
  readonly progress: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole('table', { name: 'Designs against scenarios' });
    this.progress = page.getByRole('status').filter({ hasText: 'searches are done' });
  }

  /** Opens the matrix, and waits until every cell is known. */
  async open(): Promise<void> {
    await this.page.goto('./#/matrix');
    await expect(this.progress).toHaveText(/^All \d+ searches are done, in this browser\.$/, {
      timeout: 60_000,
    });
  }

  /** The verdict of a design, by its place among the designs. */
  verdict(scenario: string, says: string, design: number): Locator {
    return this.table
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: scenario, exact: true }) })
      .filter({ hasText: says })
      .getByRole('link')
      .nth(design);
  }

  /** Text of a file that a button makes. */
  async download(button: string): Promise<{ readonly name: string; readonly path: string }> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('button', { name: button, exact: true }).click(),
    ]);
    return { name: download.suggestedFilename(), path: await download.path() };
  }
}
