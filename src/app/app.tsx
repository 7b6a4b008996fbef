/** Composition: the route's page inside the boundary that catches what it throws. */
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from 'react';
import { functionAt } from '../ui/cpus/function-at.ts';
import { Patterns } from '../ui/glyph/patterns.tsx';
import { HelpDialog, toggleHelp } from '../ui/help/help-dialog.tsx';
import { everyLine } from '../ui/listing-editor/every-line.ts';
import { ShownMoment } from '../ui/shown-moment.tsx';
import { StoreContext } from '../ui/store-context.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { keepFocus } from './keep-focus.ts';
import { sandboxHash, titleOf, type Route } from './route.ts';
import { listenToShortcuts } from './shortcuts.ts';
import { shortcutsOf } from './stepper-shortcuts.ts';
import type { StartedApp } from './start-app.ts';
import { Stepper } from './stepper.tsx';
import { applyTheme } from './theme.ts';
import { useEditedFunction } from './use-edited-function.ts';
import { useRoute } from './use-route.ts';
import { warmExplorer } from './warm-explorer.ts';

const ModelPage = lazy(async () => ({
  default: (await import('../ui/model-page/model-page.tsx')).ModelPage,
}));
const ExplorerPage = lazy(async () => ({
  default: (await import('./explorer-page.tsx')).ExplorerPage,
}));
const SandboxPage = lazy(async () => ({
  default: (await import('./sandbox-page.tsx')).SandboxPage,
}));
const NotationPage = lazy(async () => ({
  default: (await import('../ui/notation-page/notation-page.tsx')).NotationPage,
}));
const StoryDocument = lazy(async () => ({
  default: (await import('./story-document.tsx')).StoryDocument,
}));
const MatrixDocument = lazy(async () => ({
  default: (await import('./matrix-document.tsx')).MatrixDocument,
}));
const CompareDocument = lazy(async () => ({
  default: (await import('./compare-document.tsx')).CompareDocument,
}));
const BesideDocument = lazy(async () => ({
  default: (await import('./beside-document.tsx')).BesideDocument,
}));
const GrammarDocument = lazy(async () => ({
  default: (await import('./grammar-document.tsx')).GrammarDocument,
}));
const UnknownPage = lazy(async () => ({
  default: (await import('./unknown-page.tsx')).UnknownPage,
}));

/** Where the focus goes when what had it is gone: the actor stepped last, the timeline, the verdict, the first button. */
const FOCUS_FALLBACKS = [
  '[data-focus="large"]',
  '[data-focus="actor"]',
  '[data-focus="timeline"]',
  '[data-focus="verdict"]',
  'button',
];

export function App({ started }: { readonly started: StartedApp }) {
  const { store } = started;
  const route = useRoute();
  const top = useRef<HTMLDivElement>(null);

  const [edited, setEdited] = useEditedFunction();
  /** Applies what is typed in the editor; false where that can not be. */
  const apply = useRef<() => Promise<boolean>>(undefined);
  const onApplier = useCallback((how: (() => Promise<boolean>) | undefined) => {
    apply.current = how;
  }, []);
  const findBug = useCallback(() => {
    void (apply.current?.() ?? Promise.resolve(true)).then((isApplied) => {
      if (isApplied) started.goTo(started.explorerHash());
    });
  }, [started]);
  const shortcuts = useMemo(
    () =>
      shortcutsOf(store, {
        toggleHelp,
        findBug,
        compose: () => {
          const isOwn = store.getState().session.compiled.edition?.scenario !== undefined;
          started.goTo(sandboxHash(isOwn ? 'open' : 'draft'));
        },
        editListing: () => {
          const { session, actor } = store.getState();
          setEdited(functionAt(session.run, session.cursor, actor) ?? '?');
        },
      }),
    // oxlint-disable-next-line react/exhaustive-deps -- what sets a state stays the same
    [store, started, findBug],
  );
  const onStepper = route.kind === 'stepper';

  useEffect(() => {
    document.title = titleOf(route);
  }, [route]);
  useEffect(() => applyTheme(store, document.documentElement), [store]);
  useEffect(() => {
    if (!onStepper) store.getState().play('paused');
    return listenToShortcuts(window, shortcuts, () => onStepper && store.getState().shortcuts);
  }, [store, shortcuts, onStepper]);
  useEffect(() => {
    const root = top.current;
    return root === null ? undefined : keepFocus(root, FOCUS_FALLBACKS);
  }, []);

  return (
    <StoreContext value={store}>
      <div ref={top} className="app-root">
        <Patterns />
        <ErrorBoundary key={route.kind} link={started.link} forget={started.forget}>
          <Suspense fallback={<p className="page-message">Opening…</p>}>
            <Page
              {...{ route, started, edited, onApplier }}
              onEdit={setEdited}
              onFind={findBug}
              onHelp={toggleHelp}
            />
          </Suspense>
        </ErrorBoundary>
        {route.kind !== 'explorer' && route.kind !== 'sandbox' && (
          <HelpDialog shortcuts={shortcuts} />
        )}
      </div>
    </StoreContext>
  );
}

function Page({
  route,
  started,
  edited,
  onApplier,
  onEdit,
  onFind,
  onHelp,
}: {
  readonly route: Route;
  readonly started: StartedApp;
  /** The function in the editor. */
  readonly edited: string | undefined;
  readonly onApplier: (apply: (() => Promise<boolean>) | undefined) => void;
  readonly onEdit: (fn: string | undefined) => void;
  readonly onFind: () => void;
  readonly onHelp: () => void;
}) {
  const { link } = started;
  switch (route.kind) {
    case 'stepper':
      return (
        <ShownMoment>
          <Stepper
            {...{ edited, onApplier, onEdit, onHelp, onFind }}
            onSoon={() => {
              warmExplorer(started.store);
            }}
            onCompose={(takes) => {
              started.goTo(sandboxHash(takes));
            }}
          />
        </ShownMoment>
      );
    case 'explorer':
      return (
        <ExplorerPage
          {...{ started, onHelp }}
          onLines={() => {
            onEdit(everyLine);
            started.goTo(link());
          }}
        />
      );
    case 'sandbox':
      return <SandboxPage started={started} takes={route.takes} onHelp={onHelp} />;
    case 'model':
      return <ModelPage back={link()} section={route.section} />;
    case 'notation':
      return <NotationPage back={link()} section={route.section} />;
    case 'story':
      return <StoryDocument back={link()} section={route.section} />;
    case 'matrix':
      return <MatrixDocument back={link()} />;
    case 'compare':
      return <CompareDocument back={link()} pair={route.pair} />;
    case 'beside':
      return <BesideDocument started={started} design={route.design} />;
    case 'grammar':
      return <GrammarDocument back={link()} />;
    case 'unknown':
      return <UnknownPage path={route.path} back={link()} />;
  }
}
