/** The sandbox: a scenario is composed, broken, repaired, kept, linked, exported and read again. */
import { AxeBuilder } from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { Explorer } from './panels/explorer.ts';
import { Sandbox } from './panels/sandbox.ts';
import { readScreen } from './screen.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let sandbox: Sandbox;
test.beforeEach(({ page }) => {
  sandbox = new Sandbox(page);
});

test('a scenario is built by keys alone, broken, stepped through, reloaded and shared', async ({
  page,
  browser,
  stepper,
}) => {
  await stepper.open('#/');
  await page.keyboard.press('c');
  await sandbox.expectOpen();
  await sandbox.typeScript(0, ['slow_pin', 'device_write', 'unpin']);
  await sandbox.typeScript(1, ['get_page', 'put_page']);
  expect(await sandbox.operations('CPU0')).toEqual(['slow_pin(P)', 'device_write(P)', 'unpin(P)']);
  expect(await sandbox.operations('CPU1')).toEqual(['get_page(P)', 'put_page(P)']);
  await expect(sandbox.status).toHaveText('Runs under July 2018: 1 page, 2 CPUs, 5 operations.');

  await page.keyboard.press('f');
  const explorer = new Explorer(page);
  await explorer.expectEnd();
  await expect(explorer.broken.filter({ hasText: 'pin is seen' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'CPUs', exact: true })).toBeVisible();
  const cursor = Number(await page.getByRole('slider').first().getAttribute('aria-valuenow'));
  const here = await readScreen(page, cursor);
  expect(here.alert).not.toBe('');

  await expect.poll(() => page.url()).toContain('/my-scenario/july-2018/vm/');
  await page.reload();
  expect(await readScreen(page, cursor)).toEqual(here);

  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const other = await context.newPage();
  await other.goto(page.url());
  expect(await readScreen(other, cursor)).toEqual(here);
  await context.close();
});

test('the key that looks for an operation looks for the next one, too', async ({ page }) => {
  await sandbox.open();
  for (const operation of ['slow_pin', 'unpin']) {
    await page.keyboard.press('/');
    await page.keyboard.type(operation);
    await page.keyboard.press('Enter');
  }
  expect(await sandbox.operations('CPU0')).toEqual(['slow_pin(P)', 'unpin(P)']);
});

test('who has found nothing yet goes from the search back to the sandbox, and on from there', async ({
  page,
  stepper,
}) => {
  await stepper.open('#/');
  await page.getByRole('button', { name: 'Sandbox' }).click();
  await sandbox.expectOpen();
  await sandbox.operation('slow_pin(P)').click();
  await sandbox.operation('unpin(P)').click();
  await expect(page.locator('.sandbox-done')).toHaveText('Added unpin(P) to CPU0.');
  await sandbox.find.click();
  const explorer = new Explorer(page);
  await explorer.expectEnd();
  await expect(explorer.broken.filter({ hasText: 'no phantom pin' })).toHaveCount(0);
  await page.getByText('What each of them says').click();
  await expect(page.getByRole('definition').nth(1)).toContainText(
    'At rest a page says that it is pinned only if a pin is outstanding',
  );
  await page.getByRole('button', { name: 'Sandbox' }).click();
  expect(await sandbox.operations('CPU0')).toEqual(['slow_pin(P)', 'unpin(P)']);
  await page.getByRole('radio', { name: 'CPU1' }).check({ force: true });
  await sandbox.palette.getByRole('button', { name: 'get_page(P) to CPU1', exact: true }).click();
  await sandbox.find.click();
  await explorer.expectEnd();
  await expect(explorer.broken.filter({ hasText: 'no phantom pin' })).toContainText(
    'P still says that it is pinned with a count of 1, and no pin is outstanding',
  );
  // The same by key, where the focus is nowhere.
  await page.keyboard.press('c');
  await sandbox.expectOpen();
  expect(await sandbox.operations('CPU1')).toEqual(['get_page(P)']);
});

test('what was chosen by typing is undone from the same field; letters typed since are letters', async ({
  page,
}) => {
  await sandbox.open();
  await page.keyboard.press('/');
  for (const operation of ['slow_pin', 'unpin']) {
    await page.keyboard.type(operation);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('ControlOrMeta+z');
  expect(await sandbox.operations('CPU0')).toEqual(['slow_pin(P)']);
  await expect(sandbox.search).toBeFocused();
  await page.keyboard.type('read');
  await page.keyboard.press('ControlOrMeta+z');
  expect(await sandbox.operations('CPU0')).toEqual(['slow_pin(P)']);
});

test('huge pages, device memory, goal and summary have their fields, and come into the file', async ({
  page,
}) => {
  await sandbox.open();
  await page.getByText('Goal and summary').click();
  await page.getByLabel('Goal').selectOption('break “no phantom pin”');
  await expect(page.getByText(/^At rest a page says that it is pinned only if/)).toBeVisible();
  await page.getByLabel('Summary').fill('Who pins a tail?');
  await page.getByText('Huge page, device memory').click();
  await page.getByLabel('Kind').selectOption('the first of a huge page of four');
  await expect(sandbox.status).toHaveText(/^No CPU does anything yet/);
  await page.getByRole('radio', { name: 'Page P2' }).check({ force: true });
  await expect(page.getByText('A part of the huge page P:', { exact: false })).toBeVisible();
  await expect(page.getByLabel('Lies')).toHaveCount(0);
  await sandbox.operation('slow_pin(P2)').click();
  await expect(sandbox.status).toHaveText('Runs under July 2018: 4 pages, 2 CPUs, 1 operation.');
  await page.getByRole('radio', { name: 'Page P', exact: true }).check({ force: true });
  await page.getByLabel('Kind').selectOption('memory of a device, fs_dax');
  await expect(page.getByRole('radio', { name: 'Page P2' })).toHaveCount(0);
  await expect(
    page.getByText('Never on a list or in the page cache', { exact: false }),
  ).toBeVisible();
  await sandbox.operation('slow_pin(P)').click();
  await expect(sandbox.status).toHaveText('Runs under July 2018: 1 page, 2 CPUs, 1 operation.');
  await sandbox.file.click();
  const downloading = page.waitForEvent('download');
  await sandbox.dialog.getByRole('button', { name: 'Download' }).click();
  const download = await downloading;
  expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({
    summary: 'Who pins a tail?',
    goal: 'no-phantom-pin',
    pages: [{ name: 'P', device: 'fs_dax' }],
  });
});

test('a page that nobody pins is made to say that it is pinned, by stepping and by its menu', async ({
  page,
}) => {
  await sandbox.open();
  await sandbox.operation('slow_pin(P)').click();
  await sandbox.step.click();
  await page.getByRole('button', { name: 'Run to the end, CPU0' }).click();
  /** What is chosen over P's box runs at once. */
  const play = async (operation: string, cpu: number): Promise<void> => {
    await page.getByRole('button', { name: 'Page P, pfn 5000' }).click({ button: 'right' });
    const menu = page.getByRole('dialog', { name: 'Do with P' });
    await menu.getByRole('radio', { name: `CPU${cpu}`, exact: true }).check({ force: true });
    await menu.getByRole('checkbox').check();
    await menu.getByRole('searchbox').fill(operation);
    await page.keyboard.press('Enter');
    const said = `Added ${operation}(P) to what CPU${cpu} does.`;
    await expect(page.getByRole('status').filter({ hasText: said })).toBeVisible();
  };
  await play('get_page', 1);
  await play('unpin', 0);
  for (const cpu of ['CPU0', 'CPU1']) {
    const button = page.getByRole('button', { name: `Run to the end, ${cpu}` });
    if ((await button.getAttribute('aria-disabled')) !== 'true') await button.click();
  }
  await expect(page.getByRole('alert')).toContainText('P still says that it is pinned');
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toContainText('own: My scenario');
});

test('an operation added in the stepper is taken back with everything it changed', async ({
  page,
  stepper,
}) => {
  await stepper.open('#/');
  await page.keyboard.press('2');
  const before = await readScreen(page, 1);
  await page.getByRole('button', { name: 'Page P, pfn 5000' }).focus();
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('dialog', { name: 'Do with P' });
  await menu.getByRole('radio', { name: 'new CPU2' }).check({ force: true });
  await menu.getByRole('button', { name: 'read(P) on CPU2', exact: true }).click();
  await expect(page.getByRole('region', { name: /^CPU2, / })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('region', { name: /^CPU2, / })).toBeHidden();
  expect(await readScreen(page, 1)).toEqual(before);
});

test('everything is undone and redone, moved and taken out, by keys and by pointer', async ({
  page,
}) => {
  await sandbox.open();
  await sandbox.typeScript(0, ['slow_pin', 'unpin', 'read']);
  const row = sandbox.script('CPU0').getByRole('button', { name: 'read of P, 3 of 3' });
  await row.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  expect(await sandbox.operations('CPU0')).toEqual(['read(P)', 'slow_pin(P)', 'unpin(P)']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  expect(await sandbox.operations('CPU0')).toEqual(['read(P)', 'unpin(P)']);
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  expect(await sandbox.operations('CPU0')).toEqual(['slow_pin(P)', 'unpin(P)', 'read(P)']);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  expect(await sandbox.operations('CPU0')).toEqual(['slow_pin(P)', 'read(P)', 'unpin(P)']);
  await sandbox.undo.click();

  // A pointer drags the pin to CPU1, and an operation from the palette behind it.
  const target = sandbox.script('CPU1');
  await sandbox
    .script('CPU0')
    .getByRole('button', { name: 'slow_pin of P, 1 of 3' })
    .dragTo(target);
  expect(await sandbox.operations('CPU0')).toEqual(['unpin(P)', 'read(P)']);
  expect(await sandbox.operations('CPU1')).toEqual(['slow_pin(P)']);
  await sandbox
    .operation('isolate(P)')
    .dragTo(target.getByRole('button', { name: 'Remove slow_pin(P) from CPU1' }), {
      targetPosition: { x: 4, y: 24 },
    });
  expect(await sandbox.operations('CPU1')).toEqual(['slow_pin(P)', 'isolate(P)']);
});

test('pages are added, changed and drawn at once; what is wrong is said where it is', async ({
  page,
}) => {
  await sandbox.open();
  await page.getByRole('button', { name: 'Add a page' }).click();
  await page.getByRole('radio', { name: 'Page B' }).check({ force: true });
  await page.getByLabel('Lies').selectOption('active_anon');
  const list = page.getByRole('region', { name: 'List active_anon' });
  await expect(list.getByRole('listitem')).toHaveText(/_refcount is 1, _mapcount is 0/);
  await page.getByRole('textbox', { name: 'Pins' }).fill('1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 pin is outstanding', { exact: true })).toBeVisible();
  await page.getByLabel('What CPU1 is in the story').fill('');
  await expect(sandbox.script('CPU1')).toContainText('CPU1: role must not be empty.');
  await expect(sandbox.status).toHaveText('CPU1: role must not be empty.');
  await expect(sandbox.find).toHaveAttribute('aria-disabled', 'true');
  await sandbox.undo.click();
  await expect(sandbox.find).toHaveAttribute('aria-disabled', 'false');
});

test('a scenario is exported, and the file read again; a broken one says what and where', async ({
  page,
}) => {
  await sandbox.open();
  await sandbox.typeScript(0, ['slow_pin']);
  await sandbox.name.fill('Mine');
  await sandbox.file.click();
  const downloading = page.waitForEvent('download');
  await sandbox.dialog.getByRole('button', { name: 'Download' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('my-mine.json');
  const text = await readFile(await download.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ title: 'Mine', id: 'my-mine' });

  const field = sandbox.dialog.getByLabel('Read another one');
  const read = sandbox.dialog.getByRole('button', { name: 'Read the text' });
  await field.fill(text.replace('"refcount": 2', '"refcount": 1'));
  await read.click();
  await expect(sandbox.dialog.getByRole('alert')).toHaveText(
    'Pages[0] (P) has refcount 1, lower than what holds it: 1 by page tables and 1 by the page cache make 2.',
  );
  await field.fill('{\n  "id": oops');
  await read.click();
  await expect(sandbox.dialog.getByRole('alert')).toHaveText(
    'This is no JSON: line 2, column 9: “o” cannot stand there.',
  );
  await sandbox.dialog.getByLabel('Scenario file to read').setInputFiles({
    name: 'theirs.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text.replace('"Mine"', '"Theirs"')),
  });
  await expect(sandbox.dialog).toBeHidden();
  await expect(sandbox.name).toHaveValue('Theirs');
  await expect(sandbox.message).toContainText('Read “Theirs” from theirs.json.');
  await sandbox.message.getByRole('button', { name: 'Undo' }).click();
  await expect(sandbox.name).toHaveValue('Mine');
});

test('scenarios are saved, opened, renamed, deleted and brought back', async ({ page }) => {
  await sandbox.open();
  await sandbox.name.fill('One');
  await sandbox.save.click();
  await expect(sandbox.message).toContainText('Saved “One” in this browser.');
  await sandbox.name.fill('Two');
  await page.keyboard.press('Escape');
  await sandbox.save.click();
  await page.reload();
  await sandbox.expectOpen();
  await expect(sandbox.name).toHaveValue('Two');
  await sandbox.saved.click();
  const rows = sandbox.dialog.getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await sandbox.dialog.getByRole('button', { name: 'Delete One' }).click();
  await expect(rows).toHaveCount(1);
  await sandbox.dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(2);
  await sandbox.dialog.getByRole('button', { name: 'Rename One' }).click();
  await sandbox.dialog.getByRole('textbox', { name: 'New name of One' }).fill('First');
  await page.keyboard.press('Enter');
  await sandbox.dialog.getByRole('button', { name: /^First/ }).click();
  await expect(sandbox.name).toHaveValue('First');
});

test('two tabs lose nothing, and each says what the other did', async ({ page, context }) => {
  await sandbox.open();
  const page2 = await context.newPage();
  const second = new Sandbox(page2);
  await second.open();
  await sandbox.save.click();
  await expect(second.message).toContainText('Another tab changed the list of saved scenarios.');
  await second.typeScript(1, ['read']);
  await second.save.click();
  await expect(second.message).toContainText('both are kept');
  await expect(second.name).toHaveValue('My scenario 2');
  await expect(sandbox.saved).toHaveText('My scenarios (2)');
  await expect(page.getByRole('textbox', { name: 'Name of the scenario' })).toHaveValue(
    'My scenario',
  );
});

for (const { name, refuse, says } of [
  { name: 'full', refuse: 100, says: 'storage for the page is full' },
  { name: 'blocked', refuse: 0, says: 'does not let the page keep anything' },
]) {
  test(`a storage that is ${name} is told, and nothing is lost`, async ({ page }) => {
    await page.addInitScript((most) => {
      Storage.prototype.setItem = new Proxy(Storage.prototype.setItem, {
        apply(set, storage, [key, value]: [string, string]) {
          if (value.length > most || most === 0) throw new DOMException('no', 'QuotaExceededError');
          Reflect.apply(set, storage, [key, value]);
        },
      });
    }, refuse);
    await sandbox.open();
    await sandbox.typeScript(0, ['read']);
    await sandbox.save.click();
    await expect(sandbox.message).toContainText(says);
    await sandbox.message.getByRole('button', { name: 'Close this message' }).click();
    await expect(sandbox.saved).toHaveText('My scenarios (1)');
    expect(await sandbox.operations('CPU0')).toEqual(['read(P)']);
    await expect(sandbox.status).toContainText('Runs under');
  });
}

test('what is open in the stepper is changed in the sandbox, and the draft can be had back', async ({
  page,
  stepper,
}) => {
  await stepper.open('#/');
  await stepper.header.scenario.selectOption({ label: 'Change this one…' });
  await sandbox.expectOpen();
  await expect(sandbox.name).toHaveValue("My Kara's race");
  await expect.poll(() => new URL(page.url()).hash).toBe('#/sandbox');
  await sandbox.message.getByRole('button', { name: 'Undo' }).click();
  await expect(sandbox.name).toHaveValue('My scenario');
});

for (const [name, width, height, scheme] of [
  ['at 1280x720, light', 1280, 720, 'light'],
  ['at 390x844, dark', 390, 844, 'dark'],
] as const) {
  test(`axe finds nothing ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme });
    await sandbox.open();
    await sandbox.operation('slow_pin(P)').click();
    await page.getByRole('button', { name: 'Add a page' }).click();
    await expect(sandbox.status).toContainText('Runs under');
    const scroll = await page.evaluate(() => ({
      across: document.documentElement.scrollWidth > window.innerWidth,
      down: document.documentElement.scrollHeight > window.innerHeight,
    }));
    expect(scroll).toEqual({ across: false, down: width < 700 });
    const axe = () => new AxeBuilder({ page }).withTags(WCAG).analyze();
    expect((await axe()).violations).toEqual([]);
    await sandbox.file.click();
    await expect(sandbox.dialog).toBeVisible();
    expect((await axe()).violations).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Page P, pfn 5000' }).click({ button: 'right' });
    await expect(page.getByRole('dialog', { name: 'Do with P' })).toBeVisible();
    expect((await axe()).violations).toEqual([]);
  });
}

test('assistive technology is told the same', async ({ page }) => {
  await sandbox.open();
  await sandbox.typeScript(0, ['slow_pin', 'unpin']);
  await expect(sandbox.status).toContainText('Runs under');
  await expect(sandbox.script('CPU0')).toMatchAriaSnapshot({ name: 'script.aria.yml' });
  await expect(page.getByRole('region', { name: 'Pages at the start' })).toMatchAriaSnapshot({
    name: 'pages.aria.yml',
  });
});
