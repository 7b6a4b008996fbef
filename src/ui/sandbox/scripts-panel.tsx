/** What each CPU does, what comes before the start, and what interrupts: the scripts of the draft. */
import { useId } from 'react';
import { mostCpus } from '../../kernel/scenario.ts';
import { RaceCard } from './race-card.tsx';
import { ScriptCard } from './script-card.tsx';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';
import './scripts-panel.css';

export function ScriptsPanel({ onDone }: { readonly onDone: (text: string) => void }) {
  const cpus = useSandbox((state) => state.history.draft.cpus);
  const before = useSandbox((state) => state.history.draft.before);
  const race = useSandbox((state) => state.history.draft.race);
  const target = useSandbox((state) => state.target);
  const { edit, aim } = useSandboxActions();
  const id = useId();
  const hasBefore = before.length > 0 || target.kind === 'before';
  return (
    <section className="sandbox-part" aria-labelledby={`${id}-title`}>
      <div className="sandbox-head">
        <h2 id={`${id}-title`}>What each CPU does</h2>
        {cpus.length < mostCpus && (
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              edit({ kind: 'add-cpu' });
              aim({ kind: 'cpu', cpu: cpus.length });
            }}
          >
            Add CPU{cpus.length}
          </button>
        )}
      </div>
      {cpus.map((_, cpu) => (
        // oxlint-disable-next-line react/no-array-index-key -- a CPU is its number
        <ScriptCard key={cpu} place={{ kind: 'cpu', cpu }} onDone={onDone} />
      ))}
      {hasBefore && <ScriptCard place={{ kind: 'before' }} onDone={onDone} />}
      {race !== undefined && <RaceCard race={race} />}
      {!hasBefore && (
        <button
          type="button"
          className="button quiet scripts-before"
          onClick={() => {
            aim({ kind: 'before' });
          }}
        >
          Let something happen before the start
        </button>
      )}
    </section>
  );
}
