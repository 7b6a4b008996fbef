/** A design at the moment: what its last step did, what is broken, and its memory. */
import type { ReactNode } from 'react';
import { narration } from '../../trace/narration.ts';
import { standingAt } from '../../trace/run.ts';
import { plainText } from '../../trace/sentence.ts';
import { MemoryPanel } from '../memory/memory-panel.tsx';
import { ruleTitle } from '../../trace/consequence.ts';
import type { BesideMoment } from './beside-page.tsx';

export function BesideColumn({
  moment,
  page,
  onPage,
  onSeek,
  children,
}: {
  readonly moment: BesideMoment | undefined;
  readonly page: string;
  readonly onPage: (page: string) => void;
  /** Shows the moment after a step of this column. */
  readonly onSeek?: (step: number) => void;
  /** The title. */
  readonly children: ReactNode;
}) {
  return (
    <section
      className="beside-column"
      aria-label={moment?.run.compiled.design.title ?? 'The other design'}
      aria-busy={moment === undefined}
    >
      <div className="beside-title">
        {children}
        {moment !== undefined && <Broken moment={moment} />}
      </div>
      {moment !== undefined && (
        <>
          <p className="beside-told">{plainText(narration(moment.run, moment.cursor).parts)}</p>
          <MemoryPanel
            run={moment.run}
            cursor={moment.cursor}
            page={page}
            onPage={onPage}
            onStep={onSeek ?? (() => undefined)}
          />
        </>
      )}
    </section>
  );
}

function Broken({ moment }: { readonly moment: BesideMoment }) {
  const standing = standingAt(moment.run, moment.cursor);
  const rules = new Set(standing.map((violation) => ruleTitle(violation)));
  if (rules.size === 0) return <span className="beside-whole">nothing is broken</span>;
  return <span className="beside-broken">✗ breaks {[...rules].join(', ')}</span>;
}
