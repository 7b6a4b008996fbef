/**
 * What belongs to a schedule: the narration with the controls, the timeline, the history of the
 * words, and what is said of the steps. Loaded apart: before the first step there is nothing to tell.
 */
import { useRef } from 'react';
import type { History } from '../trace/history.ts';
import type { Run } from '../trace/run.ts';
import { useNextLineInView } from '../ui/cpus/next-line-in-view.ts';
import { GoalLine } from '../ui/first-visit/goal-line.tsx';
import { LargeStepsAgain } from '../ui/first-visit/large-steps.tsx';
import { NarrationRow } from '../ui/narration/narration-row.tsx';
import { Timeline } from '../ui/timeline/timeline.tsx';
import { PhoneSteps } from '../ui/transport/phone-steps.tsx';
import { Transport, TransportMore } from '../ui/transport/transport.tsx';
import type { LayoutKind } from '../ui/use-layout-kind.ts';

export { LensStory } from '../ui/lens/lens-story.tsx';
export { Announcer } from '../ui/narration/announcer.tsx';

export function SayStrip() {
  return (
    <div className="say">
      <Transport />
      <NarrationRow />
      <TransportMore />
    </div>
  );
}

/** On a phone the large buttons stand where they always will: for so many steps they look like it. */
const FIRST_STEPS = 5;

export function TimeStrip({
  run,
  cursor,
  page,
  history,
  kind,
  known,
  onFind,
  isLarge,
  onLarge,
}: {
  readonly run: Run;
  readonly cursor: number;
  readonly page: string;
  readonly history: History;
  readonly kind: LayoutKind;
  readonly known: History['nodes'];
  /** Goes to the explorer. */
  readonly onFind: () => void;
  /** The last step was made with the large buttons of the first screen. */
  readonly isLarge: boolean;
  readonly onLarge: (run: Run) => void;
}) {
  const hasLarge = isLarge && kind !== 'phone';
  const foot = useRef<HTMLDivElement>(null);
  useNextLineInView(foot, run, cursor, kind === 'phone');
  return (
    <div ref={foot} className={hasLarge ? 'foot foot-large' : 'foot'}>
      <GoalLine run={run} cursor={cursor} page={page} onFind={onFind} />
      {hasLarge && <LargeStepsAgain run={run} cursor={cursor} onLarge={onLarge} />}
      <Timeline {...{ run, cursor, page, history, kind, known }} />
      {kind === 'phone' && (
        <PhoneSteps
          run={run}
          cursor={cursor}
          isFirst={isLarge && run.steps.length <= FIRST_STEPS}
          onLarge={onLarge}
        />
      )}
    </div>
  );
}
