/** One line that stays: what to break and how near that is; how the schedule ended once it has. */
import { memo } from 'react';
import { narration } from '../../trace/narration.ts';
import type { Run } from '../../trace/run.ts';
import { inTwo } from '../narration/cause.ts';
import { useActions } from '../store-context.ts';
import { endingAt, goalOf, isOutOfReach, lastChoice, pinFacts, reachedAt } from './goal.ts';
import { taskOf } from './task.ts';
import './goal-line.css';

export const GoalLine = memo(function GoalLine({
  run,
  cursor,
  page,
  onFind,
}: {
  readonly run: Run;
  readonly cursor: number;
  readonly page: string;
  /** Goes to the explorer. */
  readonly onFind: () => void;
}) {
  const { compiled } = run;
  const goal = goalOf(compiled);
  const reached = goal === undefined ? undefined : reachedAt(run, cursor, goal.id);
  const ending = endingAt(run, cursor);
  const task = taskOf(compiled.scenario);
  const isLost =
    goal !== undefined &&
    reached === undefined &&
    ending.kind === 'running' &&
    isOutOfReach(run, cursor, goal.id) &&
    lastChoice(run, cursor) !== undefined;
  if (ending.kind === 'over') {
    return <Verdict run={run} cursor={cursor} broken={ending.broken} onFind={onFind} />;
  }
  return (
    <section
      className="goal"
      aria-label="Goal"
      data-covered={inTwo(narration(run, cursor)).cause.length > 0 ? '' : undefined}
    >
      {cursor === 0 && <strong>You are the scheduler.</strong>}
      {goal !== undefined && reached !== undefined ? (
        <strong className="bad">
          Reached: “{goal.title}” broke at step {reached}.
        </strong>
      ) : (
        goal !== undefined && (
          <strong title={goal.rule}>
            Goal: break “{goal.title}”.<span className="visually-hidden"> {goal.rule}</span>
          </strong>
        )
      )}
      {goal?.id === 'pin-seen' && reached === undefined && !isLost && (
        <PinFacts run={run} cursor={cursor} page={page} />
      )}
      {ending.kind === 'draining' ? (
        <span>All are done: each CPU drains its vectors now, then nothing moves any more.</span>
      ) : (
        reached === undefined && !isLost && <span className="goal-task">{task}</span>
      )}
      {isLost && <span>Nobody has a choice any more, and what is left does not break it.</span>}
      {isLost && <BackButton run={run} cursor={cursor} />}
      {cursor === 0 && run.steps.length > 0 && (
        <span>What you did before is kept: → goes through it again.</span>
      )}
      {reached !== undefined && <NextButton onFind={onFind} />}
    </section>
  );
});

/** Where to go from a rule that is broken: to every other way to break one. */
function NextButton({ onFind }: { readonly onFind: () => void }) {
  return (
    <button type="button" className="button quiet goal-next" onClick={onFind}>
      <span className="goal-next-why">What else breaks? </span>
      <span className="goal-next-what">Find a bug</span>
    </button>
  );
}

/** To the last moment at which the schedule could have gone another way; nothing where there was none. */
function BackButton({ run, cursor }: { readonly run: Run; readonly cursor: number }) {
  const { seek } = useActions();
  const choice = lastChoice(run, cursor);
  if (choice === undefined) return null;
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        seek(choice);
      }}
    >
      Back to step {choice}, where another could go
    </button>
  );
}

function PinFacts({
  run,
  cursor,
  page,
}: {
  readonly run: Run;
  readonly cursor: number;
  readonly page: string;
}) {
  const facts = pinFacts(run, cursor, page);
  if (facts === undefined) return null;
  return (
    <ul className="goal-facts" aria-label="What it takes">
      <Fact isSo={facts.promised}>a pin of {page} is promised</Fact>
      <Fact isSo={!facts.saysPinned}>{page} does not say “pinned”</Fact>
    </ul>
  );
}

function Fact({ isSo, children }: { readonly isSo: boolean; readonly children: React.ReactNode }) {
  return (
    <li data-so={isSo}>
      <span aria-hidden="true">{isSo ? '✓' : '○'}</span>
      <span className="visually-hidden">{isSo ? 'yes: ' : 'not now: '}</span>
      {children}
    </li>
  );
}

function Verdict({
  run,
  cursor,
  broken,
  onFind,
}: {
  readonly run: Run;
  readonly cursor: number;
  readonly broken: number;
  readonly onFind: () => void;
}) {
  const { seek } = useActions();
  const choice = lastChoice(run, cursor);
  const first = run.steps.find((step) => step.violations.length > 0);
  return (
    <section className="goal goal-over" aria-label="Goal">
      {broken === 0 ? (
        <>
          <strong>Everybody is done; nothing broke on this schedule.</strong>
          <span>
            {choice === undefined
              ? 'Nobody else could have gone at any step.'
              : 'Step back and try another order.'}
          </span>
        </>
      ) : (
        <strong>It ends here. The first rule broke at step {first?.index ?? cursor}.</strong>
      )}
      {broken > 0 && first !== undefined && first.index < cursor && (
        <button
          type="button"
          className="button"
          onClick={() => {
            seek(first.index);
          }}
        >
          See step {first.index}
        </button>
      )}
      <BackButton run={run} cursor={cursor} />
      {broken > 0 && <NextButton onFind={onFind} />}
    </section>
  );
}
