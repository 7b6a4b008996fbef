/** The keys of the sandbox. */
import type { SandboxStore } from '../store/sandbox/sandbox-state.ts';
import type { Shortcut } from '../ui/help/shortcut.ts';
import { key } from './shortcuts.ts';

/** What the sandbox does by key beside editing. */
export interface SandboxActs {
  /** To where operations are looked for. */
  find(): void;
  step(): void;
  explore(): void;
  toggleHelp(): void;
  /** To the stepper. */
  back(): void;
}

/** The shortcuts of the sandbox, acting on its draft. */
export function sandboxShortcuts(store: SandboxStore, acts: SandboxActs): readonly Shortcut[] {
  const state = () => store.getState();
  const aim = (cpu: number): void => {
    if (cpu < state().history.draft.cpus.length) state().aim({ kind: 'cpu', cpu });
  };
  return [
    ...[1, 2, 3, 4].map((digit) =>
      key('Compose', [String(digit)], String(digit), `Add operations to CPU${digit - 1}`, () => {
        aim(digit - 1);
      }),
    ),
    key('Compose', ['b'], 'B', 'Add operations before the start', () => {
      state().aim({ kind: 'before' });
    }),
    key('Compose', ['/'], '/', 'Find an operation; Enter adds it', acts.find),
    key('Compose', ['$mod+z'], 'Ctrl Z', 'Undo', () => {
      state().undo();
    }),
    key('Compose', ['$mod+Shift+z', '$mod+y'], 'Ctrl Shift Z', 'Redo', () => {
      state().redo();
    }),
    key('Compose', ['$mod+s'], 'Ctrl S', 'Save it in this browser', () => {
      state().save();
    }),
    key('Compose', ['g'], 'G', 'Step through it', acts.step),
    key('Compose', ['f'], 'F', 'Find a bug: search every schedule', acts.explore),
    key('Page', ['?', 'Shift+?'], '?', 'This help', acts.toggleHelp),
    key('Page', ['Escape'], 'Esc', 'Back to the stepper', acts.back),
  ];
}
