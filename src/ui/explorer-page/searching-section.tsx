/** What stands where the schedule will be: what is looked for, or what has been found on the way. */
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import { properties } from '../../kernel/property.ts';
import type { Move } from '../../machine/state.ts';
import type { Search } from '../../store/explorer-state.ts';
import { counted } from './number-text.ts';
import { ScheduleTable } from './schedule-table.tsx';
import { useReplay } from './use-replay.ts';
import './schedule-section.css';

export function SearchingSection({
  compiled,
  search,
  onStepThrough,
}: {
  readonly compiled: CompiledScenario;
  readonly search: Search;
  readonly onStepThrough: (schedule: readonly Move[]) => void;
}) {
  const first = search.kind === 'running' ? search.progress?.first : undefined;
  const run = useReplay(compiled, first?.schedule);
  if (first === undefined || run === undefined) return <LookedFor />;
  const title = properties.find(({ id }) => id === first.property)?.title ?? first.property;
  return (
    <section className="explorer-part" aria-labelledby="found-title">
      <h3 id="found-title">Found already: {counted(first.schedule.length, 'step')}</h3>
      <p className="schedule-breaks">
        a shortest schedule that breaks a rule, <b>{title}</b>. The search for the others goes on.
      </p>
      <p className="explorer-actions">
        <button
          type="button"
          className="button"
          onClick={() => {
            onStepThrough(first.schedule);
          }}
        >
          Step through it <kbd aria-hidden="true">↵</kbd>
        </button>
      </p>
      <ScheduleTable run={run} page={compiled.pages[0]?.name ?? ''} />
    </section>
  );
}

function LookedFor() {
  return (
    <section className="explorer-part" aria-labelledby="rules-title">
      <h3 id="rules-title">What is looked for</h3>
      <p className="explorer-note">
        Every order in which CPUs, devices and interrupts can take their steps is tried. After every
        step, every rule is checked:
      </p>
      <dl className="searching-rules">
        {properties.map(({ id, title, rule }) => (
          <div key={id}>
            <dt>{title}</dt>
            <dd>{rule}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
