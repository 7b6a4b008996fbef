/**
 * The saved list where it lives: in the storage that all tabs share. It is read anew before each
 * change, so that what another tab saved is not lost; what the storage refuses is held by this tab.
 */
import type { Scenario } from '../../kernel/scenario.ts';
import type { BrowserMemory } from '../memory.ts';
import { named } from './draft.ts';
import { sameDraft } from './edit-history.ts';
import {
  joined,
  nothingSaved,
  savedIn,
  savedText,
  withoutSaved,
  withSaved,
  type SavedList,
} from './saved-list.ts';

/** What became of a change. */
export interface Kept {
  readonly saved: readonly Scenario[];
  readonly text: string;
  /** It did not get into the storage. */
  readonly isHeld: boolean;
}

export class SavedScenarios {
  readonly #memory: BrowserMemory;
  /** What this tab saved and the storage did not take. */
  #held: readonly Scenario[] = [];

  constructor(memory: BrowserMemory) {
    this.#memory = memory;
  }

  /** What is saved now, the last one first. */
  all(): readonly Scenario[] {
    return joined(this.#read(), this.#held).scenarios;
  }

  /** Saves; `over`: what of its title may be replaced. An error says why nothing was saved. */
  save(
    scenario: Scenario,
    over: Scenario | undefined,
  ):
    | { readonly ok: true; readonly value: Kept & { readonly scenario: Scenario } }
    | { readonly ok: false; readonly error: string } {
    const made = withSaved(joined(this.#read(), this.#held), scenario, over, named);
    if (!made.ok) return made;
    const { scenario: saved } = made.value;
    const isKept = this.#write(made.value.list);
    if (!isKept) {
      this.#held = [saved, ...this.#held.filter(({ title }) => title !== saved.title)];
    }
    const text = !isKept
      ? this.#refusal(saved.title)
      : saved.title === scenario.title
        ? `Saved “${saved.title}” in this browser.`
        : `There is another “${scenario.title}” already. This one is saved as “${saved.title}”; both are kept.`;
    const value = { saved: this.all(), text, isHeld: !isKept, scenario: saved };
    return { ok: true, value };
  }

  /** Takes one out of the list; `restore` of the same scenario puts it back. */
  remove(title: string): Kept {
    this.#held = this.#held.filter((one) => one.title !== title);
    const isKept = this.#write(withoutSaved(this.#read(), title));
    const text = isKept
      ? `Deleted “${title}”.`
      : `“${title}” could not be deleted: this browser does not let the page change what it keeps.`;
    return { saved: this.all(), text, isHeld: !isKept };
  }

  /** Another title for a saved one; an error where there is one of that title. */
  rename(
    was: string,
    title: string,
  ): { readonly ok: true; readonly value: Kept } | { readonly ok: false; readonly error: string } {
    const list = joined(this.#read(), this.#held);
    if (list.scenarios.some((one) => one.title === title)) {
      return { ok: false, error: `There is another “${title}” already.` };
    }
    const scenarios = list.scenarios.map((one) =>
      one.title === was ? { ...one, ...named(title) } : one,
    );
    this.#held = this.#held.filter((one) => one.title !== was);
    const isKept = this.#write({ ...list, scenarios });
    const text = isKept ? `“${was}” is called “${title}” now.` : this.#refusal(title);
    return { ok: true, value: { saved: this.all(), text, isHeld: !isKept } };
  }

  /** What another tab has changed since `before`, as a sentence; undefined: nothing. */
  changed(before: readonly Scenario[], open: string): string | undefined {
    const now = this.all();
    const was = before.find(({ title }) => title === open);
    const is = now.find(({ title }) => title === open);
    if (was !== undefined && is === undefined) {
      return `Another tab deleted “${open}”. What is open here stays; save it to keep it.`;
    }
    if (was !== undefined && is !== undefined && !sameDraft(was, is)) {
      return `Another tab saved “${open}” with other contents. What is open here stays; saving it keeps both.`;
    }
    return JSON.stringify(before) === JSON.stringify(now)
      ? undefined
      : 'Another tab changed the list of saved scenarios. It is shown as it is now.';
  }

  #read(): SavedList {
    return savedIn(this.#memory.read('scenarios')) ?? nothingSaved;
  }

  #write(list: SavedList): boolean {
    const before = this.#memory.read('scenarios');
    // A text that nothing here can read may be somebody's work: it is put aside first.
    if (before !== undefined && savedIn(before) === undefined) {
      if (!this.#memory.write('scenarios-unread', before)) return false;
    }
    const isKept = this.#memory.write('scenarios', savedText(list));
    if (isKept) this.#held = [];
    return isKept;
  }

  /** Why a write failed: where not even one character is kept, everything is refused. */
  #refusal(title: string): string {
    const why = this.#memory.write('probe', '1')
      ? 'This browser’s storage for the page is full'
      : 'This browser does not let the page keep anything';
    return `${why}: “${title}” is kept only until this tab is closed. Export it as a file, or copy its link.`;
  }
}
