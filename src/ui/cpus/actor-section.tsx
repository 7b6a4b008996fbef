/** One actor: header with its buttons, call stack, listing, locals. */
import { actorMark } from '../../picture/actor-mark.ts';
import type { ActorView } from '../../trace/call-stack.ts';
import { stateAt, type Run } from '../../trace/run.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { Padlock } from '../glyph/padlock.tsx';
import { useActions } from '../store-context.ts';
import { CallStack, sourceOf } from './call-stack-line.tsx';
import { ListingLines } from './listing-lines.tsx';
import type { Listing } from './listing-rows.ts';
import { stepLabel, waitingText } from './waiting-text.ts';

export interface ActorSectionProps {
  readonly run: Run;
  readonly cursor: number;
  readonly view: ActorView;
  readonly listing: Listing;
  readonly isChosen: boolean;
}

export function ActorSection({ run, cursor, view, listing, isChosen }: ActorSectionProps) {
  const { compiled } = run;
  const mark = actorMark(view.id);
  const actor = compiled.program.actors[view.actor];
  const waiting = waitingText(compiled, view.status);
  const choices = choicesAt(run, cursor, view.actor);
  const isAble = view.status.kind === 'ready';
  const step = run.steps[cursor - 1];
  const broke = step?.actor === view.actor && step.violations.length > 0;
  const hasListing = view.kind === 'cpu' || isAble || step?.actor === view.actor;
  return (
    <section
      className={`actor actor-${view.kind}`}
      aria-label={`${mark.name}, ${view.role}`}
      data-actor={view.id}
      data-chosen={isChosen}
      style={
        {
          flexShrink: Math.max(0, listing.rows.length - 5),
          '--least': hasListing && listing.rows.length > 0 ? Math.min(5, listing.rows.length) : -4,
        } as React.CSSProperties /* custom properties are not in its type */
      }
    >
      <div className="actor-head">
        <ActorGlyph id={view.id} size={20} silent />
        <h2 className="actor-name">{capital(mark.name)}</h2>
        <span className="actor-role" title={view.role}>
          {view.kind === 'cpu'
            ? view.role
            : (waiting ?? (view.role === view.kind ? '' : view.role))}
        </span>
        <ActorButtons
          view={view}
          name={mark.name}
          isAble={isAble}
          isChosen={isChosen}
          waiting={waiting}
          choices={choices}
          shortcut={shortcutOf(view.kind, actor?.cpu ?? 0)}
        />
      </div>
      {hasListing && listing.rows.length > 0 && (
        <>
          <CallStack run={run} view={view} listing={listing} name={mark.name} />
          <ListingLines
            id={view.id}
            rows={listing.rows}
            waiting={view.status.kind === 'waiting' ? waiting : undefined}
            broke={broke}
          />
          <div className="actor-locals" data-testid={`locals-${view.id}`}>
            {view.locks.map((lock) => (
              <span key={lock.name} className="actor-lock">
                <Padlock holder={view.id} /> holds {lock.name}
              </span>
            ))}
            {view.locals.map((local) => (
              <span key={local.name}>
                <code>{local.name}</code> = <code>{local.value}</code>
              </span>
            ))}
            <span className="actor-source">{sourceOf(run, view, listing.frames.at(-1))}</span>
          </div>
        </>
      )}
    </section>
  );
}

function ActorButtons({
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

function choicesAt(run: Run, cursor: number, actor: number): readonly number[] {
  return run.compiled.machine
    .moves(stateAt(run, cursor))
    .flatMap((move) => (move.actor === actor && move.choice !== undefined ? [move.choice] : []));
}

function shortcutOf(kind: ActorView['kind'], cpu: number): string | undefined {
  if (kind === 'device') return 'D';
  if (kind === 'interrupt') return 'I';
  return cpu < 4 ? String(cpu + 1) : undefined;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
