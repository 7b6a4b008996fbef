/** One section per actor: who it is, where it is in which functions, and the buttons that run it. */
import { memo, useMemo } from 'react';
import { actorViews, type ActorView } from '../../trace/call-stack.ts';
import type { Run } from '../../trace/run.ts';
import { ActorLines, ActorSection, type ActorSectionProps } from './actor-section.tsx';
import { listingOf } from './listing-rows.ts';
import './cpus-panel.css';
import './cpus-crowd.css';

/** CPUs and interrupts whose listings have room at once; of more, only one listing is unfolded. */
const FULL_LISTINGS = 2;

export const CpusPanel = memo(function CpusPanel({
  run,
  cursor,
  chosen,
  onEdit,
}: {
  readonly run: Run;
  readonly cursor: number;
  /** The actor stepped last. */
  readonly chosen: number;
  /** Opens the text of a function. */
  readonly onEdit: (fn: string) => void;
}) {
  const views = useMemo(() => actorViews(run, cursor), [run, cursor]);
  const before = useMemo(
    () => (cursor > 0 ? actorViews(run, cursor - 1) : undefined),
    [run, cursor],
  );
  // The step shown was somebody's: on a narrow screen that one's listing is the open one.
  const last = run.steps[cursor - 1]?.actor;
  const open = last !== undefined && views[last]?.kind !== 'device' ? last : chosen;
  const isCrowd = views.filter((view) => view.kind !== 'device').length > FULL_LISTINGS;
  // One line each, below the CPUs.
  const isRow = ({ kind }: ActorView): boolean =>
    kind === 'device' || (isCrowd && kind === 'interrupt');
  const propsOf = (view: ActorView): ActorSectionProps => ({
    run,
    cursor,
    view,
    listing: listingOf(run, cursor, view, before?.[view.actor]),
    isChosen: view.actor === chosen,
    isOpen: view.actor === open,
    onEdit,
    isCrowd,
  });
  const section = (view: ActorView) => <ActorSection key={view.id} {...propsOf(view)} />;
  // One listing for all, below them: whose it is changes from step to step, the place does not.
  const shown = isCrowd ? views[open] : undefined;
  return (
    <section className={isCrowd ? 'cpus cpus-crowd zone' : 'cpus zone'} aria-label="CPUs">
      {views.filter((view) => !isRow(view)).map(section)}
      <div className="actor-devices">{views.filter(isRow).map(section)}</div>
      {shown !== undefined && <ActorLines {...propsOf(shown)} />}
    </section>
  );
});
