/** The keys of the stepper. */
import type { PinscopeStore } from '../store/pinscope-state.ts';
import type { Shortcut } from '../ui/help/shortcut.ts';
import { key, ofFocus } from './shortcuts.ts';

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
    key('Page', ['c'], 'C', 'Sandbox: compose a scenario of your own', acts.compose),
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
