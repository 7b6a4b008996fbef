/** One script: who runs it, its operations in their order, and the interrupt that comes on its CPU. */
import { type DragEvent, useState } from 'react';
import { operationsAt, placeName, type ScriptPlace } from '../../store/sandbox/draft.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { Cross } from './cross.tsx';
import { dragged } from './dragged-operation.ts';
import { InterruptRow } from './interrupt-row.tsx';
import { OperationRows } from './operation-rows.tsx';
import { useProblemAt } from './problem-at.ts';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';

export function ScriptCard({
  place,
  onDone,
}: {
  readonly place: ScriptPlace;
  readonly onDone: (text: string) => void;
}) {
  const draft = useSandbox((state) => state.history.draft);
  const target = useSandbox((state) => state.target);
  const { aim, edit } = useSandboxActions();
  const [dropAt, setDropAt] = useState<number>();
  const operations = operationsAt(draft, place);
  const name = placeName(place);
  const isTarget =
    place.kind === 'before'
      ? target.kind === 'before'
      : target.kind === 'cpu' && target.cpu === place.cpu;
  const problem = useProblemAt((where) =>
    place.kind === 'cpu' ? where.kind === 'cpu' && where.cpu === place.cpu : where.kind === 'start',
  );

  /** Before which operation something would be dropped. */
  const placeUnder = (event: DragEvent<HTMLElement>): number => {
    const rows = [...event.currentTarget.querySelectorAll('[data-operation]')];
    const at = rows.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect();
      return event.clientY < top + height / 2;
    });
    return at < 0 ? operations.length : at;
  };
  const drop = (at: number): void => {
    const what = dragged.drop();
    setDropAt(undefined);
    if (what === undefined) return;
    aim(place);
    if (what.kind === 'new') {
      edit({ kind: 'add-operation', to: place, use: what.use, at });
      return;
    }
    const isSame =
      what.from.kind === place.kind &&
      (what.from.kind === 'before' || (place.kind === 'cpu' && what.from.cpu === place.cpu));
    const to = isSame && what.index < at ? at - 1 : at;
    if (isSame && to === what.index) return;
    edit({ kind: 'move-operation', from: what.from, index: what.index, to: place, at: to });
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dragging is a second way: the palette and the keys of a row do the same
    <section
      className="script"
      aria-label={name}
      data-target={isTarget}
      onDragOver={(event) => {
        if (!dragged.isOver(event)) return;
        event.preventDefault();
        setDropAt(placeUnder(event));
      }}
      onDragLeave={() => {
        setDropAt(undefined);
      }}
      onDrop={(event) => {
        if (!dragged.isOver(event)) return;
        event.preventDefault();
        drop(placeUnder(event));
      }}
    >
      <div className="script-head">
        <button
          type="button"
          className="script-name"
          aria-pressed={isTarget}
          title={`Add operations here: ${name}`}
          onClick={() => {
            aim(place);
          }}
        >
          {place.kind === 'cpu' && <ActorGlyph id={`cpu${place.cpu}`} size={20} silent />}
          {name}
        </button>
        {place.kind === 'cpu' ? (
          <input
            className="script-role"
            aria-label={`What ${name} is in the story`}
            title="What this CPU is in the story"
            maxLength={40}
            value={draft.cpus[place.cpu]?.role ?? ''}
            spellCheck={false}
            onChange={(event) => {
              edit({ kind: 'role', cpu: place.cpu, role: event.target.value });
            }}
          />
        ) : (
          <span className="script-note">alone, one after the other</span>
        )}
        {place.kind === 'cpu' && draft.cpus.length > 1 && (
          <button
            type="button"
            className="button quiet icon script-remove"
            aria-label={`Remove ${name}`}
            title={`Remove ${name} and what it does`}
            onClick={() => {
              edit({ kind: 'remove-cpu', cpu: place.cpu });
              onDone(`Removed ${name}. Undo brings it back.`);
            }}
          >
            <Cross />
          </button>
        )}
      </div>
      <OperationRows place={place} dropAt={dropAt} onDone={onDone} />
      {problem !== undefined && <p className="sandbox-problem">{problem}</p>}
      {place.kind === 'cpu' && <InterruptRow cpu={place.cpu} />}
    </section>
  );
}
