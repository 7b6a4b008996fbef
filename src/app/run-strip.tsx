/**
 * What belongs to a schedule: the narration with the controls, and the timeline. Loaded after the
 * first screen is there, since before the first step there is nothing to tell.
 */
import type { History } from '../trace/history.ts';
import type { Run } from '../trace/run.ts';
import { GoalLine } from '../ui/first-visit/goal-line.tsx';
import { NarrationRow } from '../ui/narration/narration-row.tsx';
import { Timeline } from '../ui/timeline/timeline.tsx';
import { PhoneSteps } from '../ui/transport/phone-steps.tsx';
import { Transport, TransportMore } from '../ui/transport/transport.tsx';
import type { LayoutKind } from '../ui/use-layout-kind.ts';

/** Hidden, but there, while nothing has run: a live region has to exist before its first message. */
export function SayStrip({ isFresh }: { readonly isFresh: boolean }) {
  return (
    <div className="say" hidden={isFresh}>
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
}: {
  readonly run: Run;
  readonly cursor: number;
  readonly page: string;
  readonly history: History;
  readonly kind: LayoutKind;
}) {
  return (
    <div className="foot">
      <GoalLine run={run} cursor={cursor} page={page} />
      <Timeline run={run} cursor={cursor} page={page} history={history} kind={kind} />
      {kind === 'phone' && <PhoneSteps run={run} cursor={cursor} />}
    </div>
  );
}
