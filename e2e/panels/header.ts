/** What is open, and what can be done with the page as a whole. */
import type { Locator, Page } from '@playwright/test';

export class Header {
  readonly scenario: Locator;
  readonly design: Locator;
  /** The title of the design that is open. */
  readonly chosenDesign: Locator;
  readonly debug: Locator;
  /** Away with what was edited in the listing. */
  readonly asPosted: Locator;
  readonly share: Locator;
  readonly colours: Locator;
  readonly help: Locator;

  constructor(page: Page) {
    const header = page.getByRole('banner');
    this.scenario = header.getByRole('combobox', { name: 'Scenario' });
    this.design = header.getByRole('combobox', { name: 'Design' });
    this.chosenDesign = this.design.locator('option:checked');
    this.debug = header.getByRole('combobox', { name: 'Debug' });
    this.asPosted = header.getByRole('button', { name: 'Back to the listing as posted' });
    this.share = header.getByRole('button', { name: 'Share' });
    this.colours = header.getByRole('button', { name: /^Colours/ });
    this.help = header.getByRole('button', { name: 'Help and keys' });
  }

  /** Opens a design by its title. */
  async chooseDesign(title: string): Promise<void> {
    await this.design.selectOption({ label: title });
  }
}
