/** The sandbox: the scripts, the palette, the pages, and what is done with the draft as a whole. */
import { expect, type Locator, type Page } from '@playwright/test';

export class Sandbox {
  readonly page: Page;
  readonly name: Locator;
  readonly save: Locator;
  readonly saved: Locator;
  readonly file: Locator;
  readonly link: Locator;
  readonly undo: Locator;
  readonly redo: Locator;
  readonly step: Locator;
  readonly find: Locator;
  readonly status: Locator;
  readonly message: Locator;
  readonly search: Locator;
  readonly palette: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.name = page.getByRole('textbox', { name: 'Name of the scenario' });
    this.save = page.getByRole('button', { name: /^Saved?$/ });
    this.saved = page.getByRole('button', { name: /^My scenarios/ });
    this.file = page.getByRole('button', { name: 'File…' });
    this.link = page.getByRole('button', { name: 'Copy link' });
    this.undo = page.getByRole('button', { name: 'Undo', exact: true }).first();
    this.redo = page.getByRole('button', { name: 'Redo', exact: true });
    this.step = page.getByRole('button', { name: 'Step through it' });
    this.find = page.getByRole('button', { name: 'Find a bug' });
    this.status = page.locator('.draft-status');
    this.message = page.locator('.sandbox-message');
    this.search = page.getByRole('searchbox', { name: 'Find an operation' });
    this.palette = page.getByRole('group', { name: 'Operations of the design' });
    this.dialog = page.getByRole('dialog');
  }

  async open(): Promise<void> {
    await this.page.goto('#/sandbox');
    await this.expectOpen();
  }

  /** The sandbox, with the listings loaded. */
  async expectOpen(): Promise<void> {
    await expect(this.palette.getByRole('button').first()).toBeVisible();
  }

  /** The script of a CPU, or what is before the start. */
  script(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** The operations of a script, as they read. */
  async operations(name: string): Promise<readonly string[]> {
    const rows = this.script(name).locator('[data-operation]');
    const texts: string[] = [];
    for (const row of await rows.all()) {
      const operation = await row.locator('code').first().textContent();
      const select = row.getByRole('combobox', { name: /^Page of/ });
      const page = (await select.count()) === 0 ? '' : await select.inputValue();
      texts.push(`${operation ?? ''}(${page})`);
    }
    return texts;
  }

  /** An operation of the palette: `get_page(P)`. */
  operation(text: string): Locator {
    return this.palette.getByRole('button', { name: text });
  }

  /** Adds operations to a CPU by keys alone. */
  async typeScript(cpu: number, operations: readonly string[]): Promise<void> {
    const { keyboard } = this.page;
    await keyboard.press(String(cpu + 1));
    await keyboard.press('/');
    for (const operation of operations) {
      await keyboard.type(operation);
      await keyboard.press('Enter');
    }
    await keyboard.press('Escape');
    await keyboard.press('Escape');
  }
}
