/** Which lines are needed: asks for it, shows what is known so far, and lets go when it is closed. */
import { useEffect, useRef, useState } from 'react';
import { designFunctions } from '../../kernel/overlay.ts';
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import {
  type AskedLines,
  findNeededLines,
  type NeededLinesProgress,
} from '../../store/needed-lines.ts';
import { editedFunctions, listingOf, type Work } from './drafts.ts';
import { NeededLinesTable } from './needed-lines-table.tsx';
import { countedNeeds, type Need, needOf, needText, triedText } from './outcome-text.ts';

type Asking =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'running' | 'cancelled' | 'done';
      /** The listing that is asked about. */
      readonly listing: string;
      readonly progress: NeededLinesProgress | undefined;
    }
  | { readonly kind: 'failed'; readonly error: string };

type Reach = 'shown' | 'edited' | 'own';

export function NeededLinesSection({
  begin,
  work,
  fn,
  compiled,
  isSound,
  onLine,
}: {
  /** Which lines are offered first. */
  readonly begin: Reach;
  readonly work: Work;
  readonly fn: string;
  readonly compiled: CompiledScenario;
  /** What has been typed compiles. */
  readonly isSound: boolean;
  /** Shows a line of a function, 1-based. */
  readonly onLine: (fn: string, line: number) => void;
}) {
  const [reach, setReach] = useState<Reach>(begin);
  const [asking, setAsking] = useState<Asking>({ kind: 'none' });
  const [wanted, setWanted] = useState<Need>();
  const running = useRef<AskedLines>(undefined);
  useEffect(
    () => () => {
      running.current?.cancel();
    },
    [],
  );
  const edited = editedFunctions(work);
  const own = ownFunctions(work);
  const functions = { shown: [fn], edited, own }[reach];

  const ask = (): void => {
    running.current?.cancel();
    const listing = listingOf(work);
    setAsking({ kind: 'running', listing, progress: undefined });
    const { design, scenario, debug } = compiled;
    running.current = findNeededLines(
      { design: design.id, scenario, debug, overlay: listing, functions },
      {
        told: (progress) => {
          setAsking({ kind: progress.isDone ? 'done' : 'running', listing, progress });
        },
        failed: (error) => {
          setAsking({ kind: 'failed', error });
        },
      },
    );
  };
  const cancel = (): void => {
    running.current?.cancel();
    setAsking((now) => (now.kind === 'running' ? { ...now, kind: 'cancelled' } : now));
  };
  const isRunning = asking.kind === 'running';
  const progress = 'progress' in asking ? asking.progress : undefined;
  const lines = progress?.lines ?? [];
  const counts = countedNeeds(lines);
  // What nothing stands so any more, of another listing, is not asked for any more.
  const need = counts.find((one) => one.need === wanted)?.need;

  return (
    <section className="edit-needed" aria-labelledby="edit-needed-title">
      <div className="edit-needed-head">
        <h3 id="edit-needed-title">Which lines are needed?</h3>
        <label>
          <span className="visually-hidden">Lines of</span>
          <select
            className="field"
            value={reach}
            onChange={(event) => {
              setReach(reachOf(event.target.value));
            }}
          >
            <option value="shown">{`of ${fn}`}</option>
            {edited.length > 0 && (
              <option value="edited">{`of what is edited (${edited.length})`}</option>
            )}
            <option value="own">{`of all that ${work.design.title} writes (${own.length})`}</option>
          </select>
        </label>
        {isRunning ? (
          <button type="button" className="button" onClick={cancel}>
            Cancel
          </button>
        ) : (
          <button
            type="button"
            className="button"
            aria-disabled={!isSound}
            onClick={() => {
              if (isSound) ask();
            }}
          >
            Try each
          </button>
        )}
      </div>
      {asking.kind === 'none' && (
        <p className="edit-needed-note">
          Each line is taken away in turn, and every schedule of {compiled.scenario.title} searched.
        </p>
      )}
      <p className="edit-needed-state" role="status">
        {stateText(asking, listingOf(work))}
      </p>
      {isRunning && (
        <progress
          aria-label="Lines tried"
          {...(progress === undefined ? {} : { value: progress.lines.length, max: progress.of })}
        />
      )}
      {counts.length > 1 && (
        <label className="edit-needed-show">
          Show{' '}
          <select
            className="field"
            value={need ?? ''}
            onChange={({ target: { value } }) => {
              setWanted(counts.find((one) => one.need === value)?.need);
            }}
          >
            <option value="">{`all ${lines.length}`}</option>
            {counts.map((one) => (
              <option key={one.need} value={one.need}>
                {needText(one.need, one.count)}
              </option>
            ))}
          </select>
        </label>
      )}
      {lines.length > 0 && (
        <NeededLinesTable
          lines={lines.filter(({ outcome }) => need === undefined || needOf(outcome) === need)}
          isOfMany={new Set(lines.map(({ deleted }) => deleted.fn)).size > 1}
          onLine={onLine}
        />
      )}
    </section>
  );
}

/** `listing`: as it is now. */
function stateText(asking: Asking, listing: string): string {
  switch (asking.kind) {
    case 'none':
      return '';
    case 'failed':
      return asking.error;
    case 'running':
    case 'cancelled':
    case 'done': {
      const { progress } = asking;
      if (progress === undefined) return asking.kind === 'running' ? 'Beginning.' : 'Cancelled.';
      const tried = triedText(progress.lines, progress.of);
      const cut =
        progress.isBaseComplete === false
          ? ' The scenario is too large to be searched in full even with every line there: what is not broken is not known to hold.'
          : '';
      const old = asking.listing === listing ? '' : ' The text was another one then.';
      return `${asking.kind === 'cancelled' ? 'Cancelled: ' : ''}${tried}.${cut}${old}`;
    }
  }
}

/** What the design says itself, not those it builds on. */
function ownFunctions({ design }: Work): readonly string[] {
  const files = new Set(design.layers.at(-1)?.sources.map(({ file }) => file));
  return [...designFunctions(design).values()]
    .filter(({ file }) => files.has(file))
    .map(({ name }) => name);
}

function reachOf(value: string): Reach {
  return value === 'edited' || value === 'own' ? value : 'shown';
}
