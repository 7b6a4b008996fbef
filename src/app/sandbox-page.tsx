/**
 * The sandbox: a scenario is composed, checked and drawn. From here it is stepped through and searched
 * like any other; what the stepper had open can be come back to.
 */
import { useEffect, useMemo } from 'react';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { momentLink } from '../store/moment-link.ts';
import { draftOf } from '../store/sandbox/draft.ts';
import { sameDraft } from '../store/sandbox/edit-history.ts';
import type { SandboxStore } from '../store/sandbox/sandbox-state.ts';
import { choiceOf, openSession } from '../store/session.ts';
import { HelpDialog, toggleHelp } from '../ui/help/help-dialog.tsx';
import { NoticeStrip } from '../ui/notice/notice-strip.tsx';
import { focusSearch } from '../ui/sandbox/operation-search.tsx';
import { SandboxContext } from '../ui/sandbox/sandbox-context.ts';
import { SandboxHeader } from '../ui/sandbox/sandbox-header.tsx';
import { SandboxPanels } from '../ui/sandbox/sandbox-panels.tsx';
import { usePinscope } from '../ui/store-context.ts';
import { sandboxOf } from './page-sandbox.ts';
import { sandboxHash } from './route.ts';
import { sandboxShortcuts } from './sandbox-shortcuts.ts';
import { listenToShortcuts } from './shortcuts.ts';
import type { StartedApp } from './start-app.ts';
import './stepper.css';

export function SandboxPage({
  started,
  takes,
  onHelp,
}: {
  readonly started: StartedApp;
  /** `open`: what the stepper has open becomes the draft. */
  readonly takes: 'draft' | 'open';
  readonly onHelp: () => void;
}) {
  const { store, goTo, link, explorerHash } = started;
  const sandbox = sandboxOf(store);
  const open = usePinscope((state) => state.session.compiled);

  useEffect(() => {
    if (takes !== 'open') return;
    takeOpen(sandbox, open);
    window.history.replaceState(null, '', sandboxHash());
    // The address asks for it once: what is opened from here is the draft already.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [takes, sandbox]);

  const acts = useMemo(() => {
    /** Opens the draft, unless it is open already, and goes where it is wanted. */
    const openDraft = async (address: () => string): Promise<void> => {
      const compiled = await sandbox.getState().compiled();
      if (compiled === undefined) {
        sandbox.getState().say('This does not run yet. See at the bottom what is wrong with it.');
        return;
      }
      const choice = choiceOf({ compiled });
      const now = choiceOf(store.getState().session);
      if (JSON.stringify(now) !== JSON.stringify(choice)) {
        await store.getState().open({ ...choice, edition: compiled.edition ?? {} });
      }
      goTo(address());
    };
    const share = async (compiled: CompiledScenario): Promise<void> => {
      const address = new URL(momentLink(openSession(compiled)), window.location.href).href;
      try {
        await navigator.clipboard.writeText(address);
        sandbox.getState().say('Copied the link. It opens this scenario at its start.');
      } catch {
        sandbox.getState().say(`Copy this link: ${address}`);
      }
    };
    return {
      step: () => void openDraft(link),
      explore: () => void openDraft(explorerHash),
      share: (compiled: CompiledScenario) => void share(compiled),
      back: () => {
        goTo(link());
      },
    };
  }, [store, sandbox, goTo, link, explorerHash]);

  const shortcuts = useMemo(
    () => sandboxShortcuts(sandbox, { ...acts, find: focusSearch, toggleHelp }),
    [sandbox, acts],
  );
  useEffect(
    () => listenToShortcuts(window, shortcuts, () => store.getState().shortcuts),
    [store, shortcuts],
  );

  return (
    <SandboxContext value={sandbox}>
      <div className="stepper sandbox-page">
        <SandboxHeader
          open={open}
          onHelp={onHelp}
          onStep={acts.step}
          onExplore={acts.explore}
          onBack={acts.back}
        />
        <NoticeStrip />
        <SandboxPanels onLink={acts.share} />
      </div>
      <HelpDialog shortcuts={shortcuts} />
    </SandboxContext>
  );
}

/** What is open as the draft: a built-in scenario under a name of its own. */
function takeOpen(
  sandbox: SandboxStore,
  { scenario, design, debug, edition }: CompiledScenario,
): void {
  const { begin, use } = sandbox.getState();
  const overlay = edition?.overlay === undefined ? {} : { overlay: edition.overlay };
  use({ design: design.id, debug, ...overlay });
  const isOwn = edition?.scenario !== undefined;
  const draft = isOwn ? scenario : draftOf(scenario, `My ${scenario.title}`.slice(0, 80));
  if (!sameDraft(draft, sandbox.getState().history.draft)) {
    begin(draft, `This is “${scenario.title}”, to be changed.`);
  }
}
