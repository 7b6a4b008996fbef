import { beforeEach, describe, expect, test } from 'vitest';
import type { BrowserMemory, MemoryKey } from '../memory.ts';
import * as checker from './checked-draft.ts';
import { emptyDraft } from './draft.ts';
import type { SandboxStore } from './sandbox-state.ts';
import { sandboxStore } from './sandbox-store.ts';
import { fileText } from './scenario-text.ts';

const under = { design: 'july-2018', debug: 'vm' } as const;

/** A storage for several tabs: full, or blocked, when the test says so. */
class Storage {
  readonly kept = new Map<MemoryKey, string>();
  room = Infinity;
  isBlocked = false;
  readonly memory: BrowserMemory = {
    read: (key) => (this.isBlocked ? undefined : this.kept.get(key)),
    write: (key, value) => {
      if (this.isBlocked || value.length > this.room) return false;
      this.kept.set(key, value);
      return true;
    },
  };
}

let shared: Storage;
let tab: Storage;
let store: SandboxStore;
const state = () => store.getState();
const draft = () => state().history.draft;
const opened = (own: Storage = new Storage()): SandboxStore =>
  sandboxStore(shared.memory, own.memory, under, () => Promise.resolve(checker));
const titles = (of: SandboxStore = store) => of.getState().saved.map(({ title }) => title);
const rename = (title: string, of: SandboxStore = store) => {
  of.getState().edit({ kind: 'title', title });
};

beforeEach(() => {
  shared = new Storage();
  tab = new Storage();
  store = opened(tab);
});

describe('the draft', () => {
  test('is an empty machine at first, and runs', async () => {
    const compiled = await state().compiled();
    expect(compiled?.scenario).toEqual(emptyDraft);
    expect(state().check.kind).toBe('ready');
    expect(state().offer?.groups.length).toBeGreaterThan(4);
  });

  test('that is wrong leaves the picture of the last one that was not', async () => {
    const before = await state().compiled();
    state().edit({ kind: 'role', cpu: 0, role: '' });
    expect(await state().compiled()).toBeUndefined();
    expect(state().check).toMatchObject({
      kind: 'wrong',
      problems: [{ text: 'CPU0: role must not be empty.' }],
    });
    expect(state().drawn).toBe(before);
    state().undo();
    expect((await state().compiled())?.scenario).toEqual(emptyDraft);
  });

  test('is checked under the design that is chosen', async () => {
    state().edit({ kind: 'change-page', page: 'P', change: { kind: 'pins', count: 1 } });
    expect((await state().compiled())?.design.id).toBe('july-2018');
    state().use({ design: 'v4.18', debug: 'vm' });
    expect((await state().compiled())?.design.id).toBe('v4.18');
  });

  test('says so where the checker cannot be loaded, and tries again', async () => {
    let fails = true;
    store = sandboxStore(shared.memory, tab.memory, under, () =>
      fails ? Promise.reject(new Error('offline')) : Promise.resolve(checker),
    );
    expect(await state().compiled()).toBeUndefined();
    expect(state().check).toMatchObject({ kind: 'wrong' });
    fails = false;
    state().edit({ kind: 'add-page' });
    expect((await state().compiled())?.pages).toHaveLength(2);
  });

  test('is there again after a reload, with what is saved of it', () => {
    state().edit({ kind: 'add-page' });
    state().save();
    rename('');
    const again = opened(tab).getState();
    expect(again.history.draft.pages).toHaveLength(2);
    expect(again.history.draft.title).toBe('My scenario');
    expect(again.origin?.pages).toHaveLength(2);
  });

  test('of a tab that may keep nothing is told once, and stays', () => {
    tab.isBlocked = true;
    state().edit({ kind: 'add-page' });
    expect(state().message?.text).toMatch(/a reload loses the draft/);
    state().dismiss();
    state().edit({ kind: 'add-page' });
    expect(state().message).toBeUndefined();
    expect(draft().pages).toHaveLength(3);
  });

  test('from a built-in scenario has a name of its own, and can be taken back', async () => {
    state().edit({ kind: 'add-page' });
    const before = draft();
    await state().beginFrom('kara-race');
    expect(draft()).toMatchObject({ id: 'my-karas-race', title: "My Kara's race" });
    expect(draft().cpus[0]?.operations.length).toBeGreaterThan(0);
    state().message?.takeBack?.();
    expect(draft()).toBe(before);
  });

  test('from a file is what the file says; a file that is none changes nothing', () => {
    const before = draft();
    expect(state().read('{"id": 1}', 'x.json')).toBe(false);
    expect(state().message?.text).toBe('x.json: Id must be a text.');
    expect(draft()).toBe(before);
    expect(state().read(fileText({ ...emptyDraft, title: 'Other' }))).toBe(true);
    expect(draft().title).toBe('Other');
  });

  test('keeps a page and a CPU to add to, whatever is removed', () => {
    state().edit({ kind: 'add-page' });
    state().look('B');
    state().aim({ kind: 'cpu', cpu: 1 });
    state().edit({ kind: 'remove-page', page: 'B' });
    state().edit({ kind: 'remove-cpu', cpu: 1 });
    expect(state().page).toBe('P');
    expect(state().target).toEqual({ kind: 'cpu', cpu: 0 });
  });
});

describe('saving', () => {
  test('keeps, opens, renames, deletes and brings back', () => {
    state().save();
    expect(state().message?.text).toBe('Saved “My scenario” in this browser.');
    rename('Second');
    state().edit({ kind: 'add-page' });
    state().save();
    expect(titles()).toEqual(['Second', 'My scenario']);
    state().load('My scenario');
    expect(draft().pages).toHaveLength(1);
    expect(state().rename('Second', 'My scenario')).toBe(false);
    expect(state().rename('Second', 'Two')).toBe(true);
    expect(titles()).toEqual(['Two', 'My scenario']);
    state().remove('Two');
    expect(titles()).toEqual(['My scenario']);
    state().message?.takeBack?.();
    expect(titles()).toEqual(['Two', 'My scenario']);
  });

  test('again replaces what was saved; of another scenario of that name it keeps both', () => {
    state().save();
    state().edit({ kind: 'add-page' });
    state().save();
    expect(titles()).toEqual(['My scenario']);
    state().begin(emptyDraft, '');
    state().save();
    expect(state().message?.text).toBe(
      'There is another “My scenario” already. This one is saved as “My scenario 2”; both are kept.',
    );
    expect(titles()).toEqual(['My scenario 2', 'My scenario']);
    expect(draft().title).toBe('My scenario 2');
    expect(state().saved.map(({ pages }) => pages.length)).toEqual([1, 2]);
  });

  test('in two tabs loses neither, and each is told of the other', () => {
    const other = opened();
    state().save();
    other.getState().refresh();
    expect(other.getState().message?.text).toBe(
      'Another tab changed the list of saved scenarios. It is shown as it is now.',
    );
    other.getState().edit({ kind: 'add-page' });
    other.getState().save();
    expect(titles(other)).toEqual(['My scenario 2', 'My scenario']);
    state().refresh();
    expect(titles()).toEqual(['My scenario 2', 'My scenario']);
    other.getState().load('My scenario');
    other.getState().edit({ kind: 'add-cpu' });
    other.getState().save();
    state().refresh();
    expect(state().message?.text).toMatch(/^Another tab saved “My scenario” with other contents/);
    other.getState().remove('My scenario');
    state().refresh();
    expect(state().message?.text).toMatch(/^Another tab deleted “My scenario”/);
    state().save();
    expect(titles()).toContain('My scenario');
  });

  test('in a full storage is held by the tab and told; with room again it is kept', () => {
    shared.room = 100;
    state().save();
    expect(state().message).toMatchObject({ isBad: true });
    expect(state().message?.text).toMatch(
      /storage for the page is full: “My scenario” is kept only/,
    );
    expect(titles()).toEqual(['My scenario']);
    expect(shared.kept.has('scenarios')).toBe(false);
    shared.room = Infinity;
    rename('Later');
    state().save();
    expect(titles(opened())).toEqual(['Later', 'My scenario']);
  });

  test('in a storage that is blocked is told as that', () => {
    shared.isBlocked = true;
    state().save();
    expect(state().message?.text).toMatch(/does not let the page keep anything/);
    state().begin(emptyDraft, '');
    state().load('My scenario');
    expect(draft().title).toBe('My scenario');
  });

  test('leaves alone what it cannot read', () => {
    const newer = { format: 'of tomorrow' };
    shared.kept.set('scenarios', JSON.stringify([newer]));
    store = opened(tab);
    state().save();
    expect(JSON.parse(shared.kept.get('scenarios') ?? '')).toMatchObject([
      { title: 'My scenario' },
      newer,
    ]);
    shared.kept.set('scenarios', 'no JSON at all');
    state().save();
    expect(shared.kept.get('scenarios-unread')).toBe('no JSON at all');
    expect(titles()).toEqual(['My scenario']);
  });

  test('ends at a hundred scenarios with a sentence', () => {
    for (let i = 0; i < 100; i++) {
      rename(`Number ${i}`);
      state().save();
    }
    rename('One more');
    state().save();
    expect(state().message?.text).toBe(
      '100 scenarios are saved, and more are not kept. Delete one, or export this one as a file.',
    );
    expect(titles()).toHaveLength(100);
  });
});
