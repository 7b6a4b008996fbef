/** What the scenario is about, folded away: the rule that it is there to break, and a summary. */
import { useId } from 'react';
import { properties } from '../../kernel/property.ts';
import { goals } from '../../kernel/scenario-goal.ts';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';

export function AboutPanel() {
  const goal = useSandbox((state) => state.history.draft.goal);
  const summary = useSandbox((state) => state.history.draft.summary);
  const { edit } = useSandboxActions();
  const id = useId();
  const rule = properties.find((one) => one.id === goal)?.rule;
  return (
    <details className="sandbox-part sandbox-about">
      <summary>Goal and summary</summary>
      <div className="about-fields">
        <label htmlFor={`${id}-goal`}>Goal</label>
        <div>
          <select
            id={`${id}-goal`}
            className="sandbox-select"
            value={goal ?? ''}
            onChange={({ target: { value } }) => {
              edit({ kind: 'goal', goal: goals.find((one) => one === value) });
            }}
          >
            <option value="">none in particular</option>
            {properties.map((one) => (
              <option key={one.id} value={one.id}>
                break “{one.title}”
              </option>
            ))}
          </select>
          {rule !== undefined && <p className="page-note">{rule}</p>}
        </div>
        <label htmlFor={`${id}-summary`}>Summary</label>
        <textarea
          id={`${id}-summary`}
          className="field"
          rows={4}
          maxLength={600}
          placeholder="What is there at the start, and who does what"
          value={summary}
          onChange={(event) => {
            edit({ kind: 'summary', summary: event.target.value });
          }}
        />
      </div>
    </details>
  );
}
