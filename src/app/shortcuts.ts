/** Every key of the page, once: the keyboard and the help dialog are both made from this list. */
import { tinykeys } from 'tinykeys';
import type { PinscopeStore } from '../store/pinscope-state.ts';
import type { SandboxStore } from '../store/sandbox/sandbox-state.ts';
import type { Shortcut } from '../ui/help/shortcut.ts';

/** Where the stepper's keys lead. */
export interface StepperActs {
  toggleHelp(): void;
  /** To the explorer. */
  findBug(): void;
  /** To the sandbox. */
  compose(): void;
  /** Opens the function of the actor stepped last. */
  editListing(): void;
}

/** The shortcuts of the stepper, acting on `store`. */
export function shortcutsOf(store: PinscopeStore, acts: StepperActs): readonly Shortcut[] {
  const state = () => store.getState();
  const actors = (kind: 'cpu' | 'device' | 'interrupt') =>
    state()
      .session.compiled.program.actors.map((actor, index) => ({ actor, index }))
      .filter(({ actor }) => actor.kind === kind);
  const stepNth = (kind: 'cpu' | 'device' | 'interrupt', place: number) => {
    const found = actors(kind)[place];
    if (found !== undefined) state().step(found.index);
  };
  const speedBy = (change: number) => {
    const next = state().speed + change;
    if (next === 0 || next === 1 || next === 2) state().setSpeed(next);
  };

  return [
    ...[1, 2, 3, 4].map((digit): Shortcut => ({
      bindings: [String(digit)],
      keys: String(digit),
      does: `Step CPU${digit - 1}`,
      group: 'Step',
      moves: { kind: 'cpu', place: digit - 1 },
      run: () => {
        stepNth('cpu', digit - 1);
      },
    })),
    {
      ...key('Step', ['d'], 'D', 'Step the device', () => {
        stepNth('device', 0);
      }),
      moves: { kind: 'device', place: 0 },
    },
    {
      ...key('Step', ['Shift+d'], 'Shift D', 'Step the second device', () => {
        stepNth('device', 1);
      }),
      moves: { kind: 'device', place: 1 },
    },
    {
      ...key('Step', ['i'], 'I', 'Step the interrupt, or let it come', () => {
        stepNth('interrupt', 0);
      }),
      moves: { kind: 'interrupt', place: 0 },
    },
    key('Step', ['o'], 'O', 'Step over: until this function goes on', () => {
      state().stepOver();
    }),
    key('Step', ['u'], 'U', 'Step out: until this function has returned', () => {
      state().stepOut();
    }),
    key(
      'Step',
      ['e'],
      'E',
      'Run to the end of this CPU, or until it waits or breaks something',
      () => {
        state().runToEnd();
      },
    ),
    key('Move in time', ['ArrowLeft'], '←', 'Back one step', () => {
      state().back();
    }),
    key('Move in time', ['ArrowRight'], '→', 'Forward one step', () => {
      state().forward();
    }),
    key('Move in time', ['Shift+ArrowLeft'], 'Shift ←', 'Previous event', () => {
      state().toPreviousEvent();
    }),
    key(
      'Move in time',
      ['Shift+ArrowRight'],
      'Shift →',
      'Next event: a shared word written, a lock, a broken rule',
      () => {
        state().toNextEvent();
      },
    ),
    key('Move in time', ['Home'], 'Home', 'To the start', () => {
      state().seek(0);
    }),
    key('Move in time', ['End'], 'End', 'To the last step', () => {
      state().seek(state().session.run.steps.length);
    }),
    ofFocus(
      'Move in time',
      '↑ ↓',
      'Among the writes of the lens, once one has the focus: to another; Enter goes to its step',
    ),
    key('Move in time', ['r'], 'R', 'Reset: forget the schedule', () => {
      state().reset();
    }),
    key('Play', ['Space'], 'Space', 'Play and pause', () => {
      state().togglePlay();
    }),
    key('Play', ['['], '[', 'Slower', () => {
      speedBy(-1);
    }),
    key('Play', [']'], ']', 'Faster', () => {
      speedBy(1);
    }),
    key('Page', ['f'], 'F', 'Find a bug: search every schedule', acts.findBug),
    key('Page', ['c'], 'C', 'Compose a scenario of your own', acts.compose),
    key(
      'Page',
      ['l'],
      'L',
      'Edit the listing: the function of the CPU stepped last',
      acts.editListing,
    ),
    key('Page', ['?', 'Shift+?'], '?', 'This help', acts.toggleHelp),
    key('Page', ['Escape'], 'Esc', 'Close a message; pause', () => {
      state().dismissNotice();
      state().play('paused');
    }),
  ];
}

/** What the explorer does by key. */
export interface ExplorerActs {
  again(): void;
  stepThrough(): void;
  togglePause(): void;
  toggleHelp(): void;
  /** To the stepper. */
  back(): void;
}

/** The shortcuts of the explorer. */
export function explorerShortcuts(acts: ExplorerActs): readonly Shortcut[] {
  return [
    key('Search', ['f'], 'F', 'Search again', acts.again),
    key('Search', ['Space'], 'Space', 'Pause the search and go on', acts.togglePause),
    key('Search', ['Enter'], '↵', 'Step through the schedule shown', acts.stepThrough),
    ofFocus('Search', '↑ ↓', 'Among the broken rules, once one has the focus: show another'),
    key('Page', ['?', 'Shift+?'], '?', 'This help', acts.toggleHelp),
    key('Page', ['Escape'], 'Esc', 'Back to the stepper', acts.back),
  ];
}

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

/**
 * Listens to the keys of `shortcuts` on `target` while `isOn()`; gives what stops it. Keys belong to
 * a field or a dialog that has the focus first, Space and Enter to a focused button.
 */
export function listenToShortcuts(
  target: Window,
  shortcuts: readonly Shortcut[],
  isOn: () => boolean,
): () => void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const shortcut of shortcuts) {
    for (const binding of shortcut.bindings) {
      bindings[binding] = (event) => {
        if (!isOn() || belongsToFocus(event)) return;
        event.preventDefault();
        shortcut.run();
      };
    }
  }
  return tinykeys(target, bindings);
}

function key(
  group: Shortcut['group'],
  bindings: readonly string[],
  keys: string,
  does: string,
  run: () => void,
): Shortcut {
  return { bindings, keys, does, group, run };
}

/** What a focused control does by itself: told in the help, heard by nobody else. */
function ofFocus(group: Shortcut['group'], keys: string, does: string): Shortcut {
  return { bindings: [], keys, does, group, run: () => undefined };
}

/** What a focused control does with a key itself is not for the shortcuts. */
function belongsToFocus(event: KeyboardEvent): boolean {
  if (event.defaultPrevented) return true;
  if (!(event.target instanceof Element)) return false;
  const { key: pressed, target } = event;
  if (target.closest('dialog, textarea, [contenteditable]') !== null) return true;
  // A list of choices is searched by letters, but none begins with a digit.
  if (target.closest('select') !== null) {
    return !(event.ctrlKey || event.metaKey) && !/^[0-9]$/.test(pressed);
  }
  const input = target.closest('input');
  if (input !== null && input.type !== 'radio' && input.type !== 'checkbox') return true;
  if (input !== null && pressed === 'Enter') return input.form !== null;
  if (input !== null) return pressed === ' ' || pressed.startsWith('Arrow');
  return [' ', 'Enter'].includes(pressed) && target.closest('button, a, summary') !== null;
}
