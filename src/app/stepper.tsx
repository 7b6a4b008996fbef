/**
 * The page itself: narration and controls, CPUs, memory, the lens, the timeline. They are read in
 * this order; where they stand is the style sheet's business.
 */
import { lazy, Suspense } from 'react';
import { CpusPanel } from '../ui/cpus/cpus-panel.tsx';
import { FirstVisit } from '../ui/first-visit/first-visit.tsx';
import { StepperHeader } from '../ui/header/stepper-header.tsx';
import { PageLens } from '../ui/lens/page-lens.tsx';
import { MemoryPanel } from '../ui/memory/memory-panel.tsx';
import { NoticeStrip } from '../ui/notice/notice-strip.tsx';
import { useActions, usePinscope } from '../ui/store-context.ts';
import { useLayoutKind } from '../ui/use-layout-kind.ts';
import './stepper.css';

const SayStrip = lazy(async () => ({ default: (await import('./run-strip.tsx')).SayStrip }));
const TimeStrip = lazy(async () => ({ default: (await import('./run-strip.tsx')).TimeStrip }));

export function Stepper({ onHelp }: { readonly onHelp: () => void }) {
  const run = usePinscope((state) => state.session.run);
  const cursor = usePinscope((state) => state.session.cursor);
  const history = usePinscope((state) => state.session.history);
  const page = usePinscope((state) => state.page);
  const actor = usePinscope((state) => state.actor);
  const { look, seek } = useActions();
  const kind = useLayoutKind();
  const isFresh = run.steps.length === 0;
  return (
    <div className={isFresh ? 'stepper stepper-fresh' : 'stepper'}>
      <StepperHeader onHelp={onHelp} />
      <NoticeStrip />
      <main className="stepper-main">
        <Suspense fallback={<div className="say" hidden={isFresh} />}>
          <SayStrip isFresh={isFresh} />
        </Suspense>
        <CpusPanel run={run} cursor={cursor} chosen={actor} />
        <div className="zone zone-memory">
          <MemoryPanel run={run} cursor={cursor} page={page} onPage={look} onStep={seek} />
        </div>
        <div className="zone zone-lens">
          <PageLens run={run} cursor={cursor} page={page} onStep={seek} />
        </div>
        {isFresh ? (
          <FirstVisit run={run} page={page} onHelp={onHelp} />
        ) : (
          <Suspense fallback={<div className="foot" />}>
            <TimeStrip run={run} cursor={cursor} page={page} history={history} kind={kind} />
          </Suspense>
        )}
      </main>
    </div>
  );
}
