/** Composition: the route's page inside the boundary that catches what it throws. */
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import { DocumentHeader } from '../ui/document-page/document-page.tsx';
import { Patterns } from '../ui/glyph/patterns.tsx';
import { HelpDialog, toggleHelp } from '../ui/help/help-dialog.tsx';
import { StoreContext } from '../ui/store-context.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { keepFocus } from './keep-focus.ts';
import { titleOf, type Route } from './route.ts';
import { listenToShortcuts, shortcutsOf } from './shortcuts.ts';
import type { StartedApp } from './start-app.ts';
import { Stepper } from './stepper.tsx';
import { applyTheme } from './theme.ts';
import { UnknownPage } from './unknown-page.tsx';
import { useRoute } from './use-route.ts';

const ModelPage = lazy(async () => ({
  default: (await import('../ui/model-page/model-page.tsx')).ModelPage,
}));
const NotationPage = lazy(async () => ({
  default: (await import('../ui/notation-page/notation-page.tsx')).NotationPage,
}));
const GrammarPage = lazy(async () => ({
  default: (await import('../ui/memory/grammar-page.tsx')).GrammarPage,
}));

/** Where the focus goes when what had it is gone: the actor stepped last, the timeline, the first button. */
const FOCUS_FALLBACKS = ['[data-focus="actor"]', '[data-focus="timeline"]', 'button'];

export function App({ started }: { readonly started: StartedApp }) {
  const { store } = started;
  const route = useRoute();
  const top = useRef<HTMLDivElement>(null);

  const shortcuts = useMemo(() => shortcutsOf(store, toggleHelp), [store]);
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
        <ErrorBoundary key={route.kind} link={started.link}>
          <Suspense fallback={<p className="page-message">Opening…</p>}>
            <Page route={route} link={started.link} onHelp={toggleHelp} />
          </Suspense>
        </ErrorBoundary>
        <HelpDialog shortcuts={shortcuts} />
      </div>
    </StoreContext>
  );
}

function Page({
  route,
  link,
  onHelp,
}: {
  readonly route: Route;
  readonly link: () => string;
  readonly onHelp: () => void;
}) {
  switch (route.kind) {
    case 'stepper':
      return <Stepper onHelp={onHelp} />;
    case 'model':
      return <ModelPage back={link()} />;
    case 'notation':
      return <NotationPage back={link()} />;
    case 'grammar':
      return (
        <div className="document">
          <DocumentHeader back={link()} />
          <GrammarPage />
        </div>
      );
    case 'unknown':
      return <UnknownPage path={route.path} back={link()} />;
  }
}
