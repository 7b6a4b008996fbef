/** The bottom bar of a phone: back and forward, and a big button per actor that can go. The one that went last is filled. */
import { actorMark } from '../../picture/actor-mark.ts';
import { stateAt, type Run } from '../../trace/run.ts';
import { waitingText } from '../cpus/waiting-text.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { useActions } from '../store-context.ts';
import { StepArrow } from './step-arrow.tsx';
import './phone-steps.css';

export function PhoneSteps({ run, cursor }: { readonly run: Run; readonly cursor: number }) {
  const { back, forward, step } = useActions();
  const { compiled } = run;
  const state = stateAt(run, cursor);
  const last = run.steps[cursor - 1]?.actor;
  return (
    <div className="phone-steps" role="group" aria-label="Step">
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
            className={isAble && index === last ? 'button solid' : 'button'}
            aria-disabled={!isAble}
            onClick={() => {
              if (isAble) step(index);
            }}
          >
            <span>
              <ActorGlyph id={actor.id} size={20} silent /> {isAble ? `Step ${name}` : name}
            </span>
            {waiting !== undefined && <small>{waiting}</small>}
          </button>
        );
      })}
    </div>
  );
}
