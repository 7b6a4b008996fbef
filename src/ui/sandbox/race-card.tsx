/** What raced before the start, as a file or a link says it: shown, and left out on demand. */
import type { ScenarioRace } from '../../kernel/scenario.ts';
import { useSandboxActions } from './sandbox-context.ts';

export function RaceCard({ race }: { readonly race: ScenarioRace }) {
  const { edit } = useSandboxActions();
  const steps = race.schedule.length;
  return (
    <div className="script">
      <div className="script-head">
        <b>Before the start, at once</b>
        <span className="script-acts">
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              edit({ kind: 'remove-race' });
            }}
          >
            Leave it out
          </button>
        </span>
      </div>
      {race.cpus.map(({ operations }, cpu) => (
        // oxlint-disable-next-line react/no-array-index-key -- a CPU is its number
        <div key={cpu} className="script-row">
          <span>CPU{cpu}</span>
          <code className="script-race">
            {operations.map((use) => `${use.operation} ${use.page ?? ''}`).join(', ')}
          </code>
        </div>
      ))}
      <p className="script-note">
        In an order of {steps} {steps === 1 ? 'step' : 'steps'}, then each to its end.
      </p>
    </div>
  );
}
