/**
 * The store of the sandbox: the draft and its edits, what is wrong with it under the design that is
 * open, and what is saved. Every change is checked; the checker is loaded with the first one.
 */
import { createStore } from 'zustand/vanilla';
import type { BrowserMemory } from '../memory.ts';
import { type Draft, draftOf, emptyDraft, named } from './draft.ts';
import type { CheckedDraft, DraftDesign } from './checked-draft.ts';
import { freshHistory, redone, undone, withEdit, type EditHistory } from './edit-history.ts';
import { keptDraft, keptDraftText } from './kept-draft.ts';
import type { SandboxActions, SandboxState, SandboxStore } from './sandbox-state.ts';
import { SavedScenarios } from './saved-scenarios.ts';
import { scenarioInText } from './scenario-text.ts';

/** Edits in quick succession are checked once. */
const CHECK_AFTER_MS = 40;

type Checker = typeof import('./checked-draft.ts');

const loadFailed =
  'A part of the page could not be loaded. Check the connection, then change something or reload the page.';

/** `memory`: of all tabs, for what is saved. `tab`: of this tab, for the draft. */
export function sandboxStore(
  memory: BrowserMemory,
  tab: BrowserMemory,
  under: DraftDesign,
  load: () => Promise<Checker> = () => import('./checked-draft.ts'),
): SandboxStore {
  const saved = new SavedScenarios(memory);
  const kept = keptDraft(tab.read('draft'));

  return createStore<SandboxState & SandboxActions>()((set, get) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let underWay: Promise<void> | undefined;
    let overtake = (): void => undefined;
    let hasTold = false;

    const keep = (): void => {
      const { history, origin } = get();
      if (tab.write('draft', keptDraftText(history.draft, origin)) || hasTold) return;
      hasTold = true;
      const text =
        'This browser keeps nothing for this page: a reload loses the draft. Export it as a file, or copy its link.';
      set({ message: { text, isBad: true } });
    };

    const check = async (): Promise<void> => {
      const { history, under: design } = get();
      let checker: Checker;
      try {
        checker = await load();
      } catch {
        const problem = { place: { kind: 'scenario' as const }, text: loadFailed };
        set({ check: { kind: 'wrong', problems: [problem] } });
        return;
      }
      const { draft } = history;
      if (draft !== get().history.draft || design !== get().under) return;
      const answer: CheckedDraft = checker.checkedDraft(draft, design);
      set({
        check: answer,
        offer: checker.offerOf(design),
        ...(answer.kind === 'ready' ? { drawn: answer.compiled } : {}),
      });
    };

    /** Checks soon; what is under way for an older draft is over, and says nothing any more. */
    const schedule = (): void => {
      clearTimeout(timer);
      overtake();
      underWay = new Promise<void>((done) => {
        overtake = done;
        timer = setTimeout(() => {
          void check().then(done);
        }, CHECK_AFTER_MS);
      });
    };
    const checkSoon = (): void => {
      set({ check: { kind: 'checking' } });
      schedule();
    };

    const show = (history: EditHistory, more: Partial<SandboxState> = {}): void => {
      const { draft } = history;
      const { page, target } = get();
      const names = draft.pages.map(({ name }) => name);
      set({
        history,
        page: names.includes(page) ? page : (names[0] ?? ''),
        target:
          target.kind === 'cpu' && target.cpu >= draft.cpus.length
            ? { kind: 'cpu', cpu: Math.max(0, draft.cpus.length - 1) }
            : target,
        ...more,
      });
      keep();
      checkSoon();
    };

    const begin = (draft: Draft, text: string, more: Partial<SandboxState> = {}): void => {
      const before = get();
      show(withEdit(before.history, { kind: 'replace', draft }), {
        origin: undefined,
        message: {
          text,
          takeBack: () => {
            const back = undone(get().history);
            if (back !== undefined) show(back, { origin: before.origin, message: undefined });
          },
        },
        ...more,
      });
    };

    const first = freshHistory(kept?.draft ?? emptyDraft);
    schedule();
    return {
      history: first,
      under,
      check: { kind: 'checking' },
      drawn: undefined,
      offer: undefined,
      page: first.draft.pages[0]?.name ?? '',
      target: { kind: 'cpu', cpu: 0 },
      saved: saved.all(),
      origin: kept?.origin,
      message: undefined,

      edit(edit) {
        const { history } = get();
        const next = withEdit(history, edit);
        if (next !== history) show(next);
      },
      undo() {
        const back = undone(get().history);
        if (back !== undefined) show(back, { message: undefined });
      },
      redo() {
        const next = redone(get().history);
        if (next !== undefined) show(next, { message: undefined });
      },
      begin,
      async beginFrom(id) {
        const checker = await load().catch(() => undefined);
        const scenario = checker?.builtInScenario(id);
        if (scenario === undefined) {
          set({ message: { text: loadFailed, isBad: true } });
          return;
        }
        const draft = draftOf(scenario, `My ${scenario.title}`.slice(0, 80));
        begin(draft, `This is “${scenario.title}”, to be changed.`);
      },
      read(text, name) {
        const answer = scenarioInText(text);
        if (!answer.ok) {
          const where = name === undefined ? '' : `${name}: `;
          set({ message: { text: where + answer.error, isBad: true } });
          return false;
        }
        begin(
          answer.value,
          `Read “${answer.value.title}”${name === undefined ? '' : ` from ${name}`}.`,
        );
        return true;
      },
      use(design) {
        const { under: was } = get();
        const isSame =
          was.design === design.design &&
          was.debug === design.debug &&
          was.overlay === design.overlay;
        if (isSame) return;
        set({ under: design });
        checkSoon();
      },
      look(page) {
        set({ page });
      },
      aim(target) {
        set({ target });
      },
      save() {
        const { history, origin } = get();
        const { draft } = history;
        const answer = saved.save(draft, origin);
        if (!answer.ok) {
          set({ message: { text: answer.error, isBad: true } });
          return;
        }
        const { scenario, text, isHeld } = answer.value;
        const more = {
          saved: answer.value.saved,
          origin: scenario,
          message: { text, ...(isHeld ? { isBad: true as const } : {}) },
        };
        if (scenario.title === draft.title) set(more);
        else show(withEdit(history, { kind: 'title', title: scenario.title }), more);
        keep();
      },
      load(title) {
        const scenario = saved.all().find((one) => one.title === title);
        if (scenario !== undefined) begin(scenario, `Opened “${title}”.`, { origin: scenario });
      },
      rename(was, title) {
        const answer = saved.rename(was, title);
        if (!answer.ok) {
          set({ message: { text: answer.error, isBad: true } });
          return false;
        }
        const { history } = get();
        const now = answer.value.saved.find((one) => one.title === title);
        set({ saved: answer.value.saved, message: { text: answer.value.text } });
        if (history.draft.title === was) {
          const next = withEdit(history, { kind: 'title', title: named(title).title });
          show(next, { origin: now });
        }
        return true;
      },
      remove(title) {
        const gone = saved.all().find((one) => one.title === title);
        const { saved: left, text, isHeld } = saved.remove(title);
        if (gone === undefined || isHeld) {
          set({ saved: left, message: { text, isBad: true } });
          return;
        }
        const takeBack = (): void => {
          const again = saved.save(gone, undefined);
          set({
            saved: saved.all(),
            message: { text: again.ok ? again.value.text : again.error },
          });
        };
        set({ saved: left, message: { text, takeBack } });
      },
      refresh() {
        const { saved: before, history } = get();
        const text = saved.changed(before, history.draft.title);
        if (text !== undefined) set({ saved: saved.all(), message: { text } });
      },
      async compiled() {
        // A check that was overtaken is followed by the one that overtook it.
        for (let seen: Promise<void> | undefined; seen !== underWay;) {
          seen = underWay;
          await seen;
        }
        const answer = get().check;
        return answer.kind === 'ready' ? answer.compiled : undefined;
      },
      say(text) {
        set({ message: { text } });
      },
      dismiss() {
        set({ message: undefined });
      },
    };
  });
}
