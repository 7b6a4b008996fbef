/** What can be done with an actor: one step, over a call, out of a function, as far as it goes. */
import type { ActorView } from '../../trace/call-stack.ts';
import { useActions } from '../store-context.ts';
import { stepLabel } from './waiting-text.ts';

/** Buttons that can not act now stay focusable: whoever steps by key must not be thrown out. */
export function ActorButtons({
  view,
  name,
  isAble,
  isChosen,
  waiting,
  choices,
  shortcut,
  inFunction,
}: {
  readonly view: ActorView;
  readonly name: string;
  readonly isAble: boolean;
  readonly isChosen: boolean;
  readonly waiting: string | undefined;
  readonly choices: readonly number[];
  readonly shortcut: string | undefined;
  /** The function that its next step is in; undefined in its own script. */
  readonly inFunction: string | undefined;
}) {
  const { step, stepOver, stepOut, runToEnd } = useActions();
  const more = [
    {
      does: 'Step over',
      text: 'Over',
      title: 'Step over: a call as one step (O for the CPU stepped last)',
      run: stepOver,
    },
    {
      does: 'Step out',
      text: 'Out',
      title: `Step out: finish ${inFunction ?? 'this function'} (U for the CPU stepped last)`,
      run: stepOut,
    },
  ];
  return (
    <span className="actor-buttons">
      {view.kind === 'cpu' &&
        more.map(({ does, text, title, run }) => (
          <button
            key={text}
            type="button"
            className="button quiet"
            aria-label={`${does}, ${name}`}
            title={title}
            aria-disabled={!isAble}
            onClick={() => {
              if (isAble) run(view.actor);
            }}
          >
            {text}
          </button>
        ))}
      {view.kind === 'cpu' && (
        <button
          type="button"
          className="button quiet actor-run"
          aria-label={`Run to the end, ${name}`}
          title="Run until it is done, has to wait, or breaks something (E for the CPU stepped last)"
          aria-disabled={!isAble}
          onClick={() => {
            if (isAble) runToEnd(view.actor);
          }}
        >
          To the end
        </button>
      )}
      {choices.length > 1 ? (
        choices.map((choice) => (
          <button
            key={choice}
            type="button"
            className="button actor-choice"
            aria-label={`${name} chooses ${choice}`}
            onClick={() => {
              step(view.actor, choice);
            }}
          >
            {choice}
          </button>
        ))
      ) : (
        <button
          type="button"
          className="button actor-step"
          {...(isChosen ? { 'data-focus': 'actor' } : {})}
          aria-label={isAble ? `Step ${name}` : `${name}: ${waiting ?? ''}`}
          title={waiting}
          aria-disabled={!isAble}
          onClick={() => {
            if (isAble) step(view.actor);
          }}
        >
          {stepLabel(view.status, view.kind)}
          {shortcut !== undefined && <kbd aria-hidden="true">{shortcut}</kbd>}
        </button>
      )}
    </span>
  );
}
