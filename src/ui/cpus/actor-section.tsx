/** One actor: header with its buttons, call stack, listing, locals. */
import { actorMark } from '../../picture/actor-mark.ts';
import type { ActorView } from '../../trace/call-stack.ts';
import { stateAt, type Run } from '../../trace/run.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { Padlock } from '../glyph/padlock.tsx';
import { ActorButtons } from './actor-buttons.tsx';
import { CallStack, sourceOf } from './call-stack-line.tsx';
import { ListingLines } from './listing-lines.tsx';
import type { Listing } from './listing-rows.ts';
import { waitingText } from './waiting-text.ts';

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
          flexShrink: Math.max(0, listing.rows.length - 5) * (isChosen ? 0.3 : 1),
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
