/**
 * The page itself: narration and controls, CPUs, memory, the lens, the timeline. They are read in
 * this order; where they stand is the style sheet's business.
 */
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { branchesAt } from '../trace/history.ts';
import type { Run } from '../trace/run.ts';
import { CpusPanel } from '../ui/cpus/cpus-panel.tsx';
import { FirstVisit } from '../ui/first-visit/first-visit.tsx';
import { StepperHeader } from '../ui/header/stepper-header.tsx';
import { PageLens } from '../ui/lens/page-lens.tsx';
import { MemoryPanel } from '../ui/memory/memory-panel.tsx';
import type { PageMenu } from '../ui/memory/memory-words.tsx';
import { LiveRegions } from '../ui/narration/live-regions.tsx';
import { NoticeStrip } from '../ui/notice/notice-strip.tsx';
import type { MenuRequest } from '../ui/sandbox/operation-menu.tsx';
import { useShown } from '../ui/shown-moment.tsx';
import { useActions } from '../ui/store-context.ts';
import { useLayoutKind } from '../ui/use-layout-kind.ts';
import { useListingEditor } from './listing-editor-loading.ts';
import { useRunStrip } from './run-strip-loading.ts';
import './stepper.css';

const PlayMenu = lazy(async () => ({
  default: (await import('./play-menu.tsx')).PlayMenu,
}));

export function Stepper({
  edited,
  onApplier,
  onEdit,
  onHelp,
  onFind,
  onSoon,
  onCompose,
}: {
  /** The function in the editor of listings; undefined while that is closed. */
  readonly edited: string | undefined;
  /** Is told how to apply what is typed in the editor, while that is open. */
  readonly onApplier: (apply: (() => Promise<boolean>) | undefined) => void;
  readonly onEdit: (fn: string | undefined) => void;
  readonly onHelp: () => void;
  /** Goes to the explorer. */
  readonly onFind: () => void;
  /** It may be asked for soon. */
  readonly onSoon: () => void;
  /** Goes to the sandbox. */
  readonly onCompose: (takes: 'draft' | 'open') => void;
}) {
  const run = useShown((moment) => moment.session.run);
  const cursor = useShown((moment) => moment.session.cursor);
  const history = useShown((moment) => moment.session.history);
  const page = useShown((moment) => moment.page);
  const actor = useShown((moment) => moment.actor);
  const { look, seek, ask } = useActions();
  const kind = useLayoutKind();
  const isFresh = run.steps.length === 0;
  const isAtStart = cursor === 0 && branchesAt(history).length === 0;
  // The large buttons of the first screen stay while it is they that move the schedule.
  const [large, setLarge] = useState<Run>();
  const [menu, setMenu] = useState<MenuRequest>();
  const closeMenu = useCallback(() => {
    setMenu(undefined);
  }, []);
  const askMenu: PageMenu = (name, at) => {
    look(name);
    setMenu({ page: name, at });
  };
  const [opened] = useState({ run, cursor, isAtStart, nodes: history.nodes });
  const strip = useRunStrip(!isFresh);
  const editor = useListingEditor(edited !== undefined, () => {
    onEdit(undefined);
    ask('The editor could not be loaded. Check the connection, then open it again.');
  });
  // The first screen stays until what follows it can be shown, so that nothing blinks in between.
  const isFirst = isAtStart || (strip === undefined && opened.isAtStart);
  const start = isFresh || strip === undefined ? 'stepper-fresh' : 'stepper-again';
  // It says nothing of the moment: a step leaves it alone.
  const header = useMemo(
    () => (
      <StepperHeader onHelp={onHelp} onCompose={onCompose}>
        <button
          type="button"
          className="button"
          title="Search every schedule for one that breaks a rule (F)"
          onClick={onFind}
          onPointerEnter={onSoon}
          onFocus={onSoon}
        >
          Find a bug
        </button>
      </StepperHeader>
    ),
    [onHelp, onCompose, onFind, onSoon],
  );
  return (
    <div className={isFirst ? `stepper ${start}` : 'stepper'}>
      {header}
      <NoticeStrip />
      <LiveRegions>
        {(regions) =>
          strip !== undefined && (
            <strip.Announcer regions={regions} run={run} cursor={cursor} opened={opened} />
          )
        }
      </LiveRegions>
      <main className="stepper-main">
        {!isFresh && strip !== undefined && <strip.SayStrip />}
        <CpusPanel run={run} cursor={cursor} chosen={actor} onEdit={onEdit} />
        {editor !== undefined && edited !== undefined && (
          <editor.ListingEditor
            fn={edited}
            onApplier={onApplier}
            onFn={onEdit}
            onFind={onFind}
            onClose={() => {
              onEdit(undefined);
            }}
          />
        )}
        <div className="zone zone-memory">
          <MemoryPanel
            run={run}
            cursor={cursor}
            page={page}
            onPage={look}
            onStep={seek}
            onMenu={askMenu}
          />
        </div>
        <div className="zone zone-lens">
          <PageLens
            {...{ run, cursor, page }}
            onStep={seek}
            onMenu={askMenu}
            Story={strip?.LensStory}
          />
        </div>
        {isFirst ? (
          <FirstVisit run={run} page={page} onHelp={onHelp} onLarge={setLarge} />
        ) : (
          strip !== undefined && (
            <strip.TimeStrip
              {...{ run, cursor, page, history, kind, onFind }}
              isLarge={large === run}
              onLarge={setLarge}
              known={opened.nodes}
            />
          )
        )}
      </main>
      {menu !== undefined && (
        <Suspense>
          <PlayMenu request={menu} onClose={closeMenu} />
        </Suspense>
      )}
    </div>
  );
}
