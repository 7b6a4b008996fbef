/**
 * The explorer: searches what is open as soon as it is shown, and shows what the search found. What
 * is opened from here becomes a branch of what the stepper had.
 */
import { useEffect, useMemo } from 'react';
import { chosenSchedule, type Schedule } from '../store/explorer-state.ts';
import { ExplorerContext } from '../ui/explorer-page/explorer-context.ts';
import { ExplorerPanels } from '../ui/explorer-page/explorer-panels.tsx';
import { SearchAnnouncer } from '../ui/explorer-page/search-announcer.tsx';
import { StepperHeader } from '../ui/header/stepper-header.tsx';
import { HelpDialog, toggleHelp } from '../ui/help/help-dialog.tsx';
import { NoticeStrip } from '../ui/notice/notice-strip.tsx';
import { usePinscope } from '../ui/store-context.ts';
import { explorerOf } from './page-explorer.ts';
import { explorerShortcuts } from './explorer-shortcuts.ts';
import { routeOf, sandboxHash } from './route.ts';
import { listenToShortcuts } from './shortcuts.ts';
import type { StartedApp } from './start-app.ts';
import './stepper.css';

export function ExplorerPage({
  started,
  onLines,
  onHelp,
}: {
  readonly started: StartedApp;
  /** Goes where each line is taken away in turn. */
  readonly onLines: () => void;
  readonly onHelp: () => void;
}) {
  const { store, goTo, link } = started;
  const explorer = explorerOf(store);
  const compiled = usePinscope((state) => state.session.compiled);
  const isOpening = usePinscope((state) => state.opening !== undefined);

  useEffect(() => {
    const route = routeOf(window.location.hash);
    const asked = route.kind === 'explorer' ? route.search?.rule : undefined;
    if (!isOpening) explorer.getState().explore(compiled, asked);
  }, [explorer, compiled, isOpening]);

  const acts = useMemo(() => {
    const stepThrough = (schedule: Schedule): void => {
      store.getState().follow(schedule);
      goTo(link());
    };
    return {
      stepThrough,
      back: () => {
        goTo(link());
      },
      compose: (takes: 'draft' | 'open') => {
        goTo(sandboxHash(takes));
      },
    };
  }, [store, goTo, link]);

  const shortcuts = useMemo(
    () =>
      explorerShortcuts({
        again: () => {
          explorer.getState().again();
        },
        togglePause: () => {
          const { search, pause, resume } = explorer.getState();
          if (search.kind === 'running') (search.isPaused ? resume : pause)();
        },
        stepThrough: () => {
          const found = chosenSchedule(explorer.getState());
          if (found !== undefined) acts.stepThrough(found);
        },
        change: () => {
          acts.compose('open');
        },
        toggleHelp,
        back: acts.back,
      }),
    [explorer, acts],
  );
  useEffect(
    () => listenToShortcuts(window, shortcuts, () => store.getState().shortcuts),
    [store, shortcuts],
  );

  return (
    <ExplorerContext value={explorer}>
      <div className="stepper">
        <StepperHeader onHelp={onHelp} onCompose={acts.compose} share="search">
          <button
            type="button"
            className="button"
            title="Back to the stepper (Esc)"
            aria-label="Back to the stepper"
            onClick={acts.back}
          >
            <span className="header-long">Back to the stepper</span>
            <span className="header-short">Stepper</span>
          </button>
        </StepperHeader>
        <NoticeStrip />
        <main className="explorer" aria-busy={isOpening}>
          <ExplorerPanels compiled={compiled} onStepThrough={acts.stepThrough} onLines={onLines} />
          <SearchAnnouncer title={compiled.scenario.title} />
        </main>
      </div>
      <HelpDialog shortcuts={shortcuts} />
    </ExplorerContext>
  );
}
