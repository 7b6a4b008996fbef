/** How far the search has come, and what can be done about it. */
import type { Search } from '../../store/explorer-state.ts';
import { useExplorer, useExplorerActions } from './explorer-context.ts';
import { byteText, durationText, grouped, rateText } from './number-text.ts';
import { brokenSoFar, engineText } from './verdict-text.ts';
import './search-progress.css';

type Running = Extract<Search, { kind: 'running' }>;
type Progress = NonNullable<Running['progress']>;

export function SearchProgress({ search }: { readonly search: Running }) {
  const { pause, resume, cancel } = useExplorerActions();
  const { maxStates } = useExplorer((state) => state.settings);
  const { isPaused, progress } = search;
  const rate = progress === undefined ? undefined : rateText(progress.states, progress.elapsed);
  return (
    <div className="progress">
      <p className="verdict-lead">
        {progress === undefined ? 'The search begins.' : leadText(progress, maxStates)}
      </p>
      <div className="progress-bar" data-paused={isPaused} aria-hidden="true">
        <span />
      </div>
      {progress !== undefined && (
        <dl className="progress-facts">
          <Fact name="States">{grouped(progress.states)}</Fact>
          <Fact name="States a second">{rate ?? '–'}</Fact>
          <Fact name="Transitions">{grouped(progress.transitions)}</Fact>
          <Fact name="Depth">{grouped(progress.depth)}</Fact>
          <Fact name="Waiting">{grouped(progress.waiting)}</Fact>
          <Fact name="Memory">{byteText(progress.bytes)}</Fact>
          <Fact name="Time">{durationText(progress.elapsed)}</Fact>
          <Fact name="Engine">{engineText(progress.engine)}</Fact>
        </dl>
      )}
      <p className="explorer-actions">
        <button type="button" className="button solid" onClick={isPaused ? resume : pause}>
          {isPaused ? 'Go on' : 'Pause'} <kbd aria-hidden="true">Space</kbd>
        </button>
        <button type="button" className="button" onClick={cancel}>
          Cancel
        </button>
      </p>
    </div>
  );
}

function leadText({ states, broken, searched }: Progress, maxStates: number): string {
  const soFar = `${grouped(states)} states so far, ${brokenSoFar(broken.length)}.`;
  if (!searched) return `${soFar} It ends when all are searched, or at ${grouped(maxStates)}.`;
  return `${soFar} The search is over; odds and endings are being worked out.`;
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
