/** One actor: header with its buttons, call stack, listing, locals. */
import { useId } from 'react';
import { actorMark } from '../../picture/actor-mark.ts';
import type { ActorView } from '../../trace/call-stack.ts';
import { stateAt, type Run } from '../../trace/run.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { Padlock } from '../glyph/padlock.tsx';
import { ActorButtons } from './actor-buttons.tsx';
import { CallStack, sourceOf } from './call-stack-line.tsx';
import { ListingLines } from './listing-lines.tsx';
import type { Listing } from './listing-rows.ts';
import { scriptText } from './script-text.ts';
import { waitingText } from './waiting-text.ts';

export interface ActorSectionProps {
  readonly run: Run;
  readonly cursor: number;
  readonly view: ActorView;
  readonly listing: Listing;
  readonly isChosen: boolean;
  /** The one whose listing is shown where there is room for one. */
  readonly isOpen: boolean;
  /** Opens the text of a function. */
  readonly onEdit: (fn: string) => void;
  /** One of so many that all but the open one are folded to their next line. */
  readonly isCrowd: boolean;
}

export function ActorSection(props: ActorSectionProps) {
  const { run, cursor, view, listing, isChosen, isOpen, onEdit } = props;
  const { compiled } = run;
  const { program } = compiled;
  const mark = actorMark(view.id);
  const waiting = waitingText(compiled, view.status);
  const choices = choicesAt(run, cursor, view.actor);
  const isAble = view.status.kind === 'ready';
  const id = useId();
  const does =
    view.kind === 'cpu'
      ? `${mark.name}${scriptText(compiled.scenario.cpus[program.actors[view.actor]?.cpu ?? 0])}`
      : undefined;
  const isFolded = props.isCrowd && view.kind !== 'device';
  const head = (
    <div className="actor-head">
      {does !== undefined && (
        <span id={id} hidden>
          {does}
        </span>
      )}
      <ActorGlyph id={view.id} size={20} silent />
      <h2 className="actor-name">
        {isFolded && view.kind === 'interrupt'
          ? mark.name.replace('interrupt', 'irq')
          : capital(mark.name)}
      </h2>
      <span className="actor-role" title={does ?? view.role}>
        {view.kind === 'cpu' ? view.role : (waiting ?? (view.role === view.kind ? '' : view.role))}
      </span>
      <ActorButtons
        view={view}
        name={mark.name}
        isAble={isAble}
        isChosen={isChosen}
        waiting={waiting}
        choices={choices}
        shortcut={shortcutOf(run, view)}
        inFunction={functionOf(run, listing)}
      />
    </div>
  );
  const isListed = hasListing(props);
  const stack = (
    <CallStack
      {...{ run, view, listing }}
      name={mark.name}
      onEdit={isFolded && !isOpen ? undefined : onEdit}
    />
  );
  const locals = <ActorLocals view={view} source={sourceOf(run, view, listing.frames.at(-1))} />;
  return (
    <section
      className={`actor actor-${view.kind}`}
      aria-label={`${mark.name}, ${view.role}`}
      data-actor={view.id}
      data-chosen={isChosen}
      data-open={isOpen}
      {...(does === undefined ? {} : { 'aria-describedby': id })}
    >
      {isFolded ? (
        <div className="actor-block">
          {head}
          {isListed && (isOpen || view.next !== undefined) && stack}
          {isListed &&
            (isOpen && view.kind === 'cpu' ? (
              locals
            ) : (
              <FoldedLine {...{ view, listing, waiting, isRead: !isOpen }} />
            ))}
        </div>
      ) : (
        <>
          {head}
          {isListed && (
            <>
              {stack}
              <ActorLines {...props} />
              {locals}
            </>
          )}
        </>
      )}
    </section>
  );
}

/** Whether there is a listing to show: of a device or an interrupt only while it is at work. */
function hasListing({ run, cursor, view, listing }: ActorSectionProps): boolean {
  const isAtWork = view.status.kind === 'ready' || run.steps[cursor - 1]?.actor === view.actor;
  return (view.kind === 'cpu' || isAtWork) && listing.rows.length > 0;
}

/** The listing of an actor; nothing where it has none to show. */
export function ActorLines(props: ActorSectionProps) {
  const { run, cursor, view, listing } = props;
  const step = run.steps[cursor - 1];
  if (!hasListing(props)) return null;
  return (
    <ListingLines
      id={view.id}
      rows={view.kind === 'device' ? oneRow(listing.rows) : listing.rows}
      waiting={view.status.kind === 'waiting' ? waitingText(run.compiled, view.status) : undefined}
      broke={step?.actor === view.actor && step.violations.length > 0}
    />
  );
}

/** Of a folded listing: the line that runs next, and why it can not. */
function FoldedLine({
  view,
  listing,
  waiting,
  isRead,
}: {
  readonly view: ActorView;
  readonly listing: Listing;
  readonly waiting: string | undefined;
  /** The whole listing says it otherwise. */
  readonly isRead: boolean;
}) {
  const row = listing.rows.find((one) => one.isNext);
  if (row === undefined || !isRead) return null;
  return (
    <div title={row.text}>
      <ListingLines
        id={view.id}
        rows={[{ ...row, indent: 0 }]}
        waiting={view.status.kind === 'waiting' ? waiting : undefined}
        broke={false}
        isOneLine
      />
    </div>
  );
}

/** What the actor holds and has in its locals, and where the function it is in comes from. */
function ActorLocals({ view, source }: { readonly view: ActorView; readonly source: string }) {
  return (
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
      <span className="actor-source" title={source}>
        {source}
      </span>
    </div>
  );
}

function choicesAt(run: Run, cursor: number, actor: number): readonly number[] {
  return run.compiled.machine
    .moves(stateAt(run, cursor))
    .flatMap((move) => (move.actor === actor && move.choice !== undefined ? [move.choice] : []));
}

/** The key of an actor: a digit, D for the first device and Shift with it for the second. */
function shortcutOf(run: Run, view: ActorView): string | undefined {
  const place = run.compiled.program.actors
    .slice(0, view.actor)
    .filter((actor) => actor.kind === view.kind).length;
  switch (view.kind) {
    case 'device':
      return ['D', '⇧D'][place];
    case 'interrupt':
      return place === 0 ? 'I' : undefined;
    case 'cpu':
      return place < 4 ? String(place + 1) : undefined;
  }
}

function functionOf(run: Run, listing: Listing): string | undefined {
  const frame = listing.frames.length > 1 ? listing.frames.at(-1) : undefined;
  return frame === undefined ? undefined : run.compiled.program.functions[frame.fn]?.name;
}

/** A device has one line to run: the next one, else the one just run. */
function oneRow(rows: Listing['rows']): Listing['rows'] {
  const row = rows.find((one) => one.isNext) ?? rows.find((one) => one.isNow);
  return row === undefined ? [] : [{ ...row, indent: 0 }];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
