/** The bottom bar of a phone: back and forward, and a big button per actor that can go. The one that went last is filled. */
import { actorMark } from '../../picture/actor-mark.ts';
import { stateAt, type Run } from '../../trace/run.ts';
import { waitingText } from '../cpus/waiting-text.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { useActions, useStateNow } from '../store-context.ts';
import { StepArrow } from './step-arrow.tsx';
import './phone-steps.css';

export function PhoneSteps({
  run,
  cursor,
  isFirst,
  onLarge,
}: {
  readonly run: Run;
  readonly cursor: number;
  /** They look as on the first screen. */
  readonly isFirst: boolean;
  /** The run that a step made with them led to. */
  readonly onLarge: (run: Run) => void;
}) {
  const { back, forward, step } = useActions();
  const stateNow = useStateNow();
  const { compiled } = run;
  const state = stateAt(run, cursor);
  const last = run.steps[cursor - 1]?.actor;
  const isCrowd = compiled.program.actors.filter(({ kind }) => kind === 'cpu').length > 2;
  return (
    <div
      className={isCrowd ? 'phone-steps phone-steps-crowd' : 'phone-steps'}
      role="group"
      aria-label="Step"
    >
      <div className="phone-move">
        <button
          type="button"
          className="button"
          aria-label="Back one step"
          aria-disabled={cursor === 0}
          onClick={back}
        >
          <StepArrow back />
        </button>
        <button
          type="button"
          className="button"
          aria-label="Forward one step"
          aria-disabled={cursor >= run.steps.length}
          onClick={forward}
        >
          <StepArrow />
        </button>
      </div>
      {compiled.program.actors.map((actor, index) => {
        const waiting = waitingText(compiled, compiled.machine.status(state, index));
        const isAble = compiled.machine.moves(state).some((move) => move.actor === index);
        if (!isAble && actor.kind !== 'cpu') return null;
        const { name } = actorMark(actor.id);
        return (
          <button
            key={actor.id}
            type="button"
            className={
              isFirst ? 'button large-step' : isAble && index === last ? 'button solid' : 'button'
            }
            {...(index === last && isFirst ? { 'data-focus': 'large' } : {})}
            aria-disabled={!isAble}
            onClick={() => {
              if (!isAble) return;
              step(index);
              onLarge(stateNow().session.run);
            }}
          >
            <span>
              <ActorGlyph id={actor.id} size={20} silent />{' '}
              {isAble && isCrowd ? (
                <>
                  <span className="visually-hidden">Step </span>
                  {shortName(name)}
                </>
              ) : isAble ? (
                `Step ${name}`
              ) : (
                name
              )}
            </span>
            {waiting !== undefined && <small>{waiting}</small>}
          </button>
        );
      })}
    </div>
  );
}

/** Where many stand beside each other: `irq CPU1`. */
function shortName(name: string): string {
  return name.replace('interrupt on', 'irq');
}
