/** The keys of the explorer. */
import type { Shortcut } from '../ui/help/shortcut.ts';
import { key, ofFocus } from './shortcuts.ts';

/** What the explorer does by key. */
export interface ExplorerActs {
  again(): void;
  stepThrough(): void;
  togglePause(): void;
  /** To the sandbox, with what is searched. */
  change(): void;
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
    key('Page', ['c'], 'C', 'Sandbox: change this scenario', acts.change),
    key('Page', ['?', 'Shift+?'], '?', 'This help', acts.toggleHelp),
    key('Page', ['Escape'], 'Esc', 'Back to the stepper', acts.back),
  ];
}
