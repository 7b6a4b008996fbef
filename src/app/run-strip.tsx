/**
 * What belongs to a schedule: the narration with the controls, the timeline, the history of the
 * words, and what is said of the steps. Loaded apart: before the first step there is nothing to tell.
 */
import type { History } from '../trace/history.ts';
import type { Run } from '../trace/run.ts';
import { GoalLine } from '../ui/first-visit/goal-line.tsx';
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

export function TimeStrip({
  run,
  cursor,
  page,
  history,
  kind,
  known,
  onFind,
}: {
  readonly run: Run;
  readonly cursor: number;
  readonly page: string;
  readonly history: History;
  readonly kind: LayoutKind;
  readonly known: History['nodes'];
  /** Goes to the explorer. */
  readonly onFind: () => void;
}) {
  return (
    <div className="foot">
      <GoalLine run={run} cursor={cursor} page={page} onFind={onFind} />
      <Timeline {...{ run, cursor, page, history, kind, known }} />
      {kind === 'phone' && <PhoneSteps run={run} cursor={cursor} />}
    </div>
  );
}
