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
}: {
  readonly view: ActorView;
  readonly name: string;
  readonly isAble: boolean;
  readonly isChosen: boolean;
  readonly waiting: string | undefined;
  readonly choices: readonly number[];
  readonly shortcut: string | undefined;
}) {
  const { step, stepOver, stepOut, runToEnd } = useActions();
  const more = [
    {
      does: 'Step over',
      key: 'O',
      path: 'M2 9.5a4.6 4.6 0 0 1 9-1.2M11.4 4.4v4.2H7.2',
      run: stepOver,
    },
    { does: 'Step out', key: 'U', path: 'M7 12.6V2.4M3 6.2l4-4 4 4', run: stepOut },
  ];
  return (
    <span className="actor-buttons">
      {view.kind === 'cpu' &&
        more.map(({ does, key, path, run }) => (
          <button
            key={key}
            type="button"
            className="button quiet icon"
            aria-label={`${does}, ${name}`}
            title={`${does} (${key} for the CPU stepped last)`}
            aria-disabled={!isAble}
            onClick={() => {
              if (isAble) run(view.actor);
            }}
          >
            <svg width={14} height={14} viewBox="0 0 14 14" aria-hidden="true">
              <path d={path} fill="none" stroke="currentColor" strokeWidth={1.5} />
            </svg>
          </button>
        ))}
      {view.kind === 'cpu' && (
        <button
          type="button"
          className="button quiet actor-run"
          aria-label={`Run to the end, ${name}`}
          title="Run to the end, or until it waits or breaks something (E for the CPU stepped last)"
          aria-disabled={!isAble}
          onClick={() => {
            if (isAble) runToEnd(view.actor);
          }}
        >
          Run
          <svg width={11} height={12} viewBox="0 0 11 12" aria-hidden="true">
            <path d="M1 1.5 7 6l-6 4.5zM8.2 1.5H10v9H8.2z" fill="currentColor" />
          </svg>
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
