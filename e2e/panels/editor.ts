/** The editor of listings: which function, its text, how it stands. */
import { expect, type Locator, type Page } from '@playwright/test';

export class Editor {
  readonly page: Page;
  readonly dialog: Locator;
  readonly chooser: Locator;
  readonly code: Locator;
  /** What is wrong, below the lines. */
  readonly problems: Locator;
  /** Lines of the design that are not there any more. */
  readonly removed: Locator;
  readonly state: Locator;
  readonly apply: Locator;
  readonly takeBack: Locator;
  readonly find: Locator;
  readonly asksLines: Locator;
  readonly needed: Locator;
  readonly lines: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Edit the listing' });
    this.chooser = this.dialog.getByRole('combobox', { name: 'Function' });
    this.code = this.dialog.getByRole('textbox', { name: /^Text of / });
    this.problems = this.code.locator('.edit-problem');
    this.removed = this.code.getByRole('deletion');
    this.state = this.dialog.locator('footer').getByRole('status');
    this.apply = this.dialog.getByRole('button', { name: 'Apply' });
    this.takeBack = this.dialog.getByRole('button', { name: 'Take this function back' });
    this.find = this.dialog.getByRole('button', { name: 'Find a bug' });
    this.asksLines = this.dialog.getByRole('button', { name: 'Which lines are needed?' });
    this.needed = this.dialog.getByRole('region', { name: 'Which lines are needed?' });
    this.lines = this.needed.getByRole('row');
  }

  /** Opens it by its key on the function of the CPU stepped last, then chooses one by name. */
  async open(fn: string): Promise<void> {
    await this.page.keyboard.press('l');
    await expect(this.code).toBeFocused();
    await this.choose(fn);
  }

  /** By keys alone, from the text. */
  async choose(fn: string): Promise<void> {
    await this.page.keyboard.press('Shift+Tab');
    await this.page.keyboard.press('Shift+Tab');
    await expect(this.chooser).toBeFocused();
    await this.page.keyboard.type(fn);
    const meant = this.dialog.getByRole('option', { selected: true });
    await expect(meant).toHaveText(new RegExp(`^${fn}( |$)`));
    await this.page.keyboard.press('Enter');
    await expect(this.code).toHaveAccessibleName(`Text of ${fn}`);
    await expect(this.code).toBeFocused();
  }

  /** Puts the caret at the beginning of a line, 1-based. */
  async goToLine(line: number): Promise<void> {
    await this.page.keyboard.press('Control+Home');
    const active = async (): Promise<number> =>
      this.code
        .locator('.cm-line')
        .evaluateAll((lines) => lines.findIndex((one) => one.matches('.cm-activeLine')) + 1);
    // A line that is wrapped takes several keys.
    while ((await active()) < line) await this.page.keyboard.press('ArrowDown');
    expect(await active()).toBe(line);
    await this.page.keyboard.press('Home');
  }

  /** Takes so many lines away from a line on. */
  async deleteLines(line: number, count = 1): Promise<void> {
    await this.goToLine(line);
    for (let gone = 0; gone < count; gone += 1) await this.page.keyboard.press('Shift+Control+k');
  }
}
