/**
 * The large buttons that a visit begins with, one per CPU. They stay where they are for as long as they
 * are what moves the schedule: who has found them looks for the next click in the same place.
 */
import { actorMark } from '../../picture/actor-mark.ts';
import { stateAt, type Run } from '../../trace/run.ts';
import { waitingText } from '../cpus/waiting-text.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { useActions, useStateNow } from '../store-context.ts';
import './large-steps.css';

export interface LargeStepsProps {
  readonly run: Run;
  readonly cursor: number;
  /** The run that a step made with them led to. */
  readonly onLarge: (run: Run) => void;
}

export function LargeSteps({ run, cursor, onLarge }: LargeStepsProps) {
  const { step } = useActions();
  const stateNow = useStateNow();
  const { program, machine } = run.compiled;
  const state = stateAt(run, cursor);
  const able = new Set(machine.moves(state).map((move) => move.actor));
  const last = run.steps[cursor - 1]?.actor;
  return (
    <div className="large-steps">
      <span className="large-steps-whose" aria-hidden="true">
        Who runs next?
      </span>
      {program.actors.map((actor, index) => {
        if (actor.kind !== 'cpu') return null;
        const isAble = able.has(index);
        const { name } = actorMark(actor.id);
        const why = isAble ? undefined : waitingText(run.compiled, machine.status(state, index));
        return (
          <button
            key={actor.id}
            type="button"
            className="button large-step"
            aria-disabled={!isAble}
            {...(index === last ? { 'data-focus': 'large' } : {})}
            {...(why === undefined ? {} : { title: why, 'aria-label': `${name}: ${why}` })}
            onClick={() => {
              if (!isAble) return;
              step(index);
              onLarge(stateNow().session.run);
            }}
          >
            <ActorGlyph id={actor.id} size={20} silent /> {isAble ? `Step ${name}` : name}
            <kbd aria-hidden="true">{actor.cpu + 1}</kbd>
          </button>
        );
      })}
    </div>
  );
}

/** Under the narration, beside the timeline: the large buttons still, and where their like are. */
export function LargeStepsAgain(props: LargeStepsProps) {
  return (
    <section className="large-again" aria-label="Large step buttons">
      <p>
        <b>Who runs its next line?</b> <b>Step</b> beside each CPU above does the same, and so does
        its key.
      </p>
      <LargeSteps {...props} />
    </section>
  );
}
